/** Monthly lists as a simulated office makes them, and what must hold of them. */
import { createHash } from 'node:crypto'
import type { CommandRequest } from '../../src/domain/command/registry'
import { contentOfEdition } from '../../src/domain/edition/content'
import { currentEdition } from '../../src/domain/edition/open'
import { prefill } from '../../src/domain/edition/prefill'
import { editionLists, type EditionItem } from '../../src/domain/edition/rows'
import type { Row } from '../../src/domain/rows'
import { canonicalJson } from '../../src/sync/canonical'
import type { ReadTx } from '../../src/server/store/port'
import type { HandlingScene } from './handling'
import type { Seen } from './seen'

type Step = (scene: HandlingScene) => CommandRequest | undefined

const at = <T>(rows: readonly T[], pick: number): T | undefined => rows[pick % Math.max(1, rows.length)]
const editionsIn = ({ client }: HandlingScene) => [...client.rows('edition')]
/** Nearly always a draft; now and then one that is none any more. */
function someEdition(scene: HandlingScene): Row<'edition'> | undefined {
  const all = editionsIn(scene)
  const drafts = all.filter(({ data }) => data.state === 'draft')
  return at(scene.pick % 7 === 0 || drafts.length === 0 ? all : drafts, scene.pick)
}
const itemsOf = ({ client }: HandlingScene, edition: Row<'edition'>): EditionItem[] =>
  [...client.rows('editionItem')].map(({ data }) => data).filter(({ editionId }) => editionId === edition.id)
const refOf = ({ list, refId }: Pick<EditionItem, 'list' | 'refId'>) => ({ list, refId })

function proposed({ client }: HandlingScene, month: string): { list: EditionItem['list']; refId: string }[] {
  const live = {
    issues: client.rows('issue'),
    tasks: client.rows('task'),
    effects: client.rows('effect'),
    areas: client.rows('area'),
  }
  const found = prefill(month, live)
  return editionLists.flatMap((list) => found[list].map((refId) => ({ list, refId })))
}

export const editionSteps = {
  open(scene) {
    const month = scene.pick % 4 === 0 ? '2026-06' : scene.today.slice(0, 7)
    const ofMonth = editionsIn(scene).filter(({ data }) => data.month === month)
    const current = currentEdition(ofMonth)
    const items = proposed(scene, month)
    return {
      name: 'edition.open',
      args: {
        editionId: scene.newId(),
        month,
        heldOn: scene.today,
        title: '清单',
        publicForms: ['board'],
        correctsId: current && scene.pick % 5 !== 0 ? current.id : null,
        reason: '更正',
        items: current ? items.slice(0, 2) : items,
      },
    }
  },
  addItems(scene) {
    const edition = someEdition(scene)
    const known = new Set(edition && itemsOf(scene, edition).map(({ refId }) => refId))
    const issues = [...scene.client.rows('issue')].filter(({ id }) => !known.has(id))
    const issue = at(issues, scene.pick)
    return (
      edition &&
      issue && {
        name: 'edition.addItems',
        args: { editionId: edition.id, items: [{ list: 'issues', refId: issue.id }] },
      }
    )
  },
  removeItems(scene) {
    const edition = someEdition(scene)
    const item = edition && at(itemsOf(scene, edition), scene.pick)
    return (
      item && {
        name: 'edition.removeItems',
        args: { editionId: item.editionId, items: [refOf(item)], reason: '不合适' },
      }
    )
  },
  arrange(scene) {
    const edition = someEdition(scene)
    const items = edition ? itemsOf(scene, edition).filter(({ list }) => list === 'issues') : []
    const [item, other] = [at(items, scene.pick), at(items, scene.pick + 1)]
    return (
      item && {
        name: 'edition.arrange',
        args: {
          editionId: item.editionId,
          list: 'issues',
          refIds: [item.refId],
          after: scene.pick % 2 === 0 || other === item ? null : (other?.refId ?? null),
        },
      }
    )
  },
  note(scene) {
    const edition = someEdition(scene)
    const item = edition && at(itemsOf(scene, edition), scene.pick)
    return (
      item && {
        name: 'edition.note',
        args: { editionId: item.editionId, ...refOf(item), decision: `意见${scene.pick % 3}`, remark: '' },
      }
    )
  },
  setHead(scene) {
    const edition = someEdition(scene)
    return (
      edition && {
        name: 'edition.setHead',
        args: { editionId: edition.id, changes: { title: `清单${scene.pick % 3}` } },
      }
    )
  },
  freeze(scene) {
    const edition = someEdition(scene)
    return edition && { name: 'edition.freeze', args: { editionId: edition.id } }
  },
  drop(scene) {
    const edition = someEdition(scene)
    return edition && { name: 'edition.drop', args: { editionId: edition.id, reason: '重来' } }
  },
} as const satisfies Record<string, Step>

export type EditionStep = keyof typeof editionSteps

export const editionWeights: Readonly<Record<EditionStep, number>> = {
  open: 6,
  addItems: 2,
  removeItems: 1,
  arrange: 1,
  note: 3,
  setHead: 1,
  freeze: 7,
  drop: 0.5,
}

/** Frozen rows as they were when first seen, by edition: `kind id version json` of it and of its items. */
export type FrozenRows = Map<string, string>

interface Stored {
  editions: { row: Row<'edition'>; text: string }[]
  items: { row: Row<'editionItem'>; text: string }[]
}

async function stored(tx: ReadTx): Promise<Stored> {
  const of = async <K extends 'edition' | 'editionItem'>(kind: K) =>
    (await tx.rowsOfKind(kind)).map(({ id, version, json }) => ({
      row: { kind, id, version, data: JSON.parse(json) as unknown } as Row<K>,
      text: `${kind} ${id} ${version} ${json}`,
    }))
  const editions = await of('edition')
  return { editions, items: editions.length > 0 ? await of('editionItem') : [] }
}

const textOf = ({ editions, items }: Stored, editionId: string): string =>
  [
    ...editions.filter(({ row }) => row.id === editionId),
    ...items.filter(({ row }) => row.data.editionId === editionId),
  ]
    .map(({ text }) => text)
    .join('\n')

/** Remembers what is frozen now and was not before. */
export async function rememberFrozen(tx: ReadTx, frozen: FrozenRows): Promise<void> {
  const now = await stored(tx)
  for (const { row } of now.editions)
    if (row.data.state === 'frozen' && !frozen.has(row.id)) frozen.set(row.id, textOf(now, row.id))
}

type Demand = (holds: boolean, invariant: string, detail: () => string) => void

/**
 * L: a frozen edition and its lines never change, its hash is that of its content, a month has one frozen edition and
 * corrections that follow each other, and nothing confidential stands in any.
 */
export async function checkEditions(
  tx: ReadTx,
  frozen: FrozenRows,
  { seen, demand }: { seen: Seen; demand: Demand },
): Promise<void> {
  const now = await stored(tx)
  const issues = new Map(
    (await tx.rowsOfKind('issue')).map((row) => [row.id, JSON.parse(row.json) as Row<'issue'>['data']]),
  )
  for (const [id, text] of frozen) demand(textOf(now, id) === text, 'L', () => `edition ${id} was changed`)
  const all = now.editions.map(({ row }) => row)
  for (const { id, data } of all.filter((row) => row.data.state === 'frozen')) {
    demand(frozen.has(id), 'L', () => `edition ${id} was frozen unseen`)
    seen.frozenEditions += 1
    if (data.correctsId !== null) seen.corrections += 1
    const items = now.items.map(({ row }) => row).filter((item) => item.data.editionId === id)
    const content = contentOfEdition(data, items)
    const hash = createHash('sha256').update(canonicalJson(content)).digest('hex')
    demand(data.hash === hash, 'L', () => `edition ${id} does not match its hash`)
    for (const list of editionLists) {
      const lines = content.lists[list]
      seen.frozenLines += lines.length
      const isCounted = lines.every(({ line }, index) => line.serial === index + 1)
      demand(isCounted && data.counts?.[list] === lines.length, 'L', () => `edition ${id} counts wrongly`)
      for (const { refId } of lines)
        demand(issues.get(refId)?.confidential !== true, 'L', () => `edition ${id} tells of ${refId}`)
    }
  }
  for (const month of new Set(all.map(({ data }) => data.month))) {
    const ofMonth = all.filter(({ data }) => data.month === month)
    const drafts = ofMonth.filter(({ data }) => data.state === 'draft')
    demand(drafts.length <= 1, 'L', () => `${month} has ${drafts.length} drafts`)
    const done = ofMonth.filter(({ data }) => data.state === 'frozen')
    const numbers = done.map(({ data }) => data.number).sort()
    const wanted = done.map((_, index) => (index === 0 ? month : `${month}-更${index}`)).sort()
    demand(numbers.join() === wanted.join(), 'L', () => `${month} is numbered ${numbers.join()}`)
    const corrected = done.map(({ data }) => data.correctsId)
    demand(new Set(corrected).size === done.length, 'L', () => `${month} has two of one edition`)
    const ids = new Set<string | null>([null, ...done.map(({ id }) => id)])
    demand(
      corrected.every((id) => ids.has(id)),
      'L',
      () => `${month} corrects what is not frozen`,
    )
  }
}
