/** Monthly lists as a simulated office makes them. */
import { currentEdition } from '../../../src/domain/edition/open'
import { prefill } from '../../../src/domain/edition/prefill'
import { editionLists, type EditionItem } from '../../../src/domain/edition/rows'
import type { Row } from '../../../src/domain/rows'
import { at, type Scene, type Steps, type Weights } from './scene'

const editionsIn = ({ client }: Scene) => [...client.rows('edition')]
/** Nearly always a draft; now and then one that is none any more. */
function someEdition(scene: Scene): Row<'edition'> | undefined {
  const all = editionsIn(scene)
  const drafts = all.filter(({ data }) => data.state === 'draft')
  return at(scene.pick % 7 === 0 || drafts.length === 0 ? all : drafts, scene.pick)
}
const itemsOf = ({ client }: Scene, edition: Row<'edition'>): EditionItem[] =>
  [...client.rows('editionItem')].map(({ data }) => data).filter(({ editionId }) => editionId === edition.id)
const refOf = ({ list, refId }: Pick<EditionItem, 'list' | 'refId'>) => ({ list, refId })

function proposed({ client }: Scene, month: string): { list: EditionItem['list']; refId: string }[] {
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
} as const satisfies Steps

export const editionWeights: Weights<keyof typeof editionSteps> = {
  open: [6, 'office'],
  addItems: [3, 'office'],
  removeItems: [1, 'office'],
  arrange: [1, 'office'],
  note: [3, 'office'],
  setHead: [1, 'office'],
  freeze: [7, 'office'],
  drop: [0.7, 'office'],
}
