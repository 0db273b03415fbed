import { describe, expect, test } from 'vitest'
import { contentOfEdition } from '../../../../src/domain/edition/content'
import { ledgerLine } from '../../../../src/domain/edition/ledgerLine'
import type { Rows as DeclaredRows } from '../../../../src/domain/command/define'
import { audienceOf } from '../../../../src/domain/access/audience'
import { canonicalJson } from '../../../../src/sync/canonical'
import { id } from '../../../fixtures/ids'
import type { Rows } from '../../../fixtures/judge'
import {
  addItems,
  after,
  byOffice,
  codeFor,
  editionId,
  editionIn,
  editionZone,
  freeze,
  issueA,
  issueB,
  itemIn,
  listedIssue,
  makeEffect,
  makeTask,
  note,
  open,
  ref,
  secretIssue,
  taskA,
} from '../../../fixtures/edition'
import { honest, noon, persons, row } from '../../../fixtures/rows'

const line = (rows: Rows, list: 'issues' | 'tasks' | 'effects', refId: string) =>
  itemIn(rows, list, refId).line
const contentIn = (rows: Rows) =>
  contentOfEdition(
    editionIn(rows),
    [...rows.held.values()].flatMap((each) => (each.kind === 'editionItem' ? [each] : [])),
  )

describe('edition.freeze', () => {
  test('writes the whole line of an issue out in words', () => {
    const rows = after(
      editionZone(
        row('category', 'cat-1', {
          name: '环境保护',
          parentId: 'cat-0',
          leadUnitId: 'unit-1',
          order: 1,
          confidential: false,
        }),
        row('category', 'cat-0', {
          name: '保障民生',
          parentId: null,
          leadUnitId: 'unit-1',
          order: 0,
          confidential: false,
        }),
        makeEffect(issueA),
      ),
      open(),
      note({ remark: '重点' }),
      freeze(),
    )
    expect(line(rows, 'issues', issueA)).toEqual({
      serial: 1,
      number: '2026-0001',
      source: 'household',
      area: '甲村',
      subject: '户主甲',
      category: '保障民生/环境保护',
      title: '路灯不亮',
      description: '门口的灯坏了大半个月',
      raisedOn: '2026-07-01',
      listedOn: '2026-07-01',
      unit: '党政办',
      assistUnits: '民政办',
      leader: '戊',
      handler: '甲',
      measures: '换灯泡，查线路',
      dueOn: '2026-07-20',
      state: 'handling',
      progress: '灯泡已到',
      progressOn: '2026-07-01',
      mergedInto: '',
      outcome: null,
      result: '灯亮了',
      doneOn: '2026-07-01',
      satisfaction: 'notAsked',
      struckOffOn: null,
      publicForms: ['board'],
      remark: '重点',
    })
  })

  test('a task of two issues names both; one that was cancelled says nothing beside one that was not', () => {
    const shared = makeTask(taskA, { issueIds: [issueA, issueB] })
    const cancelled = makeTask(id(41), { state: 'cancelled', leadUnitId: 'unit-2', dueOn: '2026-09-01' })
    const rows = after(editionZone(shared, cancelled), open(), freeze())
    expect(line(rows, 'tasks', taskA)).toMatchObject({
      number: '2026-0001、2026-0002',
      area: '甲村、乙村',
      subject: '户主甲',
      title: '修路灯',
      description: '路灯不亮',
      state: 'signed',
      handler: '甲',
    })
    expect(line(rows, 'issues', issueA)).toMatchObject({ unit: '党政办', dueOn: '2026-07-20' })
    expect(line(rows, 'issues', issueB)).toMatchObject({ unit: '党政办', subject: '', source: null })
  })

  test('a merged issue names its master', () => {
    const merged = listedIssue(id(35), { state: 'merged', masterId: issueB, number: '2026-0009' })
    const rows = after(editionZone(merged), open({ items: [ref('issues', id(35))] }), freeze())
    expect(line(rows, 'issues', id(35))).toMatchObject({ state: 'merged', mergedInto: '2026-0002' })
  })

  test('says who and when, counts, and asks the server for number and hash', () => {
    const rows = after(editionZone(), open())
    const verdict = byOffice(freeze(), rows)
    expect(verdict).toMatchObject({ additions: [{ add: 'editionNumber', editionId }] })
    expect(editionIn(rows.after(verdict))).toMatchObject({
      state: 'frozen',
      frozenOn: '2026-07-01',
      frozenAt: noon + 1_000,
      frozenBy: persons.office,
      frozenByName: '丙',
      counts: { issues: 2, tasks: 1, effects: 0 },
      number: null,
      hash: null,
    })
  })

  test('later renames change nothing of it', () => {
    const rows = after(editionZone(), open(), freeze())
    const before = canonicalJson(contentIn(rows))
    rows.held.set('unit:unit-1', row('unit', 'unit-1', { name: '改名办', kind: 'department', areaId: null }))
    rows.held.set(`issue:${issueA}`, listedIssue(issueA, { title: '改了' }))
    expect(canonicalJson(contentIn(rows))).toBe(before)
    expect(before).toContain('党政办')
  })

  test('what became confidential while the draft was open is left out, and the numbering has no gap', () => {
    const rows = after(editionZone(), open(), note())
    rows.held.set(
      `issue:${issueA}`,
      listedIssue(issueA, { confidential: true, audience: audienceOf('V1', [], true) }),
    )
    const frozen = after(rows, freeze())
    expect(itemIn(frozen, 'issues', issueA)).toMatchObject({ line: null, removed: { confidential: true } })
    expect(line(frozen, 'issues', issueB)).toMatchObject({ serial: 1 })
    expect(editionIn(frozen).counts).toEqual({ issues: 1, tasks: 1, effects: 0 })
    // Nor does the task that serves it tell of it.
    expect(line(frozen, 'tasks', taskA)).toMatchObject({ number: '', area: '', subject: '', description: '' })
    expect(canonicalJson(contentIn(frozen))).not.toContain('月底前办结')
  })

  test('waits for the day of the meeting', () => {
    const rows = after(editionZone(), open({ heldOn: '2026-07-02' }))
    expect(codeFor(freeze(), rows)).toBe('dateInFuture')
    const nextDay = { ...honest, receivedAt: noon + 86_400_000 }
    expect(codeFor(freeze(), rows, { at: nextDay })).toBe('accept')
  })

  test('a month without anything can be frozen', () => {
    const rows = after(editionZone(), open({ items: [] }), freeze())
    expect(editionIn(rows).counts).toEqual({ issues: 0, tasks: 0, effects: 0 })
  })

  test('the second of two is told that it is frozen', () => {
    expect(codeFor(freeze(), after(editionZone(), open(), freeze()))).toBe('editionFrozen')
  })

  test('on a device that lacks a row it needs it is left to the server', () => {
    const rows = after(editionZone(), open())
    rows.held.delete(`visit:${id(50)}`)
    expect(codeFor(freeze(), Object.assign(rows, { isComplete: false }))).toBe('unknown')
  })
})

describe('the content that is hashed', () => {
  test('changes with every word that a reader sees, and with nothing else', () => {
    const rows = after(editionZone(), open(), note(), addItems(ref('effects', issueB)), freeze())
    const content = () => canonicalJson(contentIn(rows))
    const before = content()
    const edition = editionIn(rows)
    Object.assign(edition, { hash: 'x', edits: {}, receivedAt: 5 })
    expect(content()).toBe(before)
    const item = itemIn(rows, 'issues', issueA)
    Object.assign(item, { decision: '另议' })
    const decided = content()
    expect(decided).not.toBe(before)
    Object.assign(edition, { tasksRemark: '说明' })
    expect(content()).not.toBe(decided)
  })

  test('lists lines by their number, whatever the order of the rows', () => {
    const rows = after(editionZone(), open(), freeze())
    const items = [...rows.held.values()].flatMap((each) => (each.kind === 'editionItem' ? [each] : []))
    expect(contentOfEdition(editionIn(rows), items.reverse())).toEqual(contentIn(rows))
    expect(contentIn(rows).lists.issues.map(({ refId }) => refId)).toEqual([issueA, issueB])
  })
})

test('a draft’s preview is the line that will be frozen; of a confidential issue there is none', () => {
  const rows = after(editionZone(), open())
  const all: DeclaredRows = {
    get: (kind, rowId) => rows.held.get(`${kind}:${rowId}`) as never,
    related: (relation, target) => rows.related(relation, target) as never,
  }
  const of = { serial: 1, remark: '', publicForms: ['board'] as const }
  const shown = ledgerLine({ ...of, list: 'issues', refId: issueA }, all)
  expect(shown).toEqual(line(after(rows, freeze()), 'issues', issueA))
  expect(ledgerLine({ ...of, list: 'issues', refId: secretIssue }, all)).toBeUndefined()
})
