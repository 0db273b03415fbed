import { describe, expect, test } from 'vitest'
import { audienceOf } from '../../../../src/domain/access/audience'
import { firstDayOf, isInMonth, lastDayOf } from '../../../../src/domain/edition/month'
import { lateArrivals } from '../../../../src/domain/edition/lateArrivals'
import { prefill, type LiveRows } from '../../../../src/domain/edition/prefill'
import type { Issue } from '../../../../src/domain/issue/rows'
import type { AnyRow, Row, RowKind } from '../../../../src/domain/rows'
import type { Task } from '../../../../src/domain/task/rows'
import { id } from '../../../fixtures/ids'
import {
  after,
  editionId,
  editionZone,
  freeze,
  issueA,
  listedIssue,
  makeEffect,
  makeTask,
  open,
  ref,
  removeItems,
} from '../../../fixtures/edition'
import { makeZoneRows, noon } from '../../../fixtures/rows'

const month = '2026-07'
const live = (rows: Iterable<AnyRow>): LiveRows => {
  const all = [...rows]
  const of = <K extends RowKind>(kind: K) => all.filter((each) => each.kind === kind) as unknown as Row<K>[]
  return { issues: of('issue'), tasks: of('task'), effects: of('effect'), areas: of('area') }
}
const filled = (...rows: AnyRow[]) => prefill(month, live([...makeZoneRows(), ...rows]))

describe('months', () => {
  test.each([
    ['2026-07', '2026-07-31'],
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
  ])('%s ends on %s', (of, last) => {
    expect([firstDayOf(of), lastDayOf(of)]).toEqual([`${of}-01`, last])
    expect(isInMonth(last, of)).toBe(true)
  })
})

describe('issues of a month', () => {
  test.each<[what: string, issue: Partial<Issue>, isIn: boolean]>([
    ['listed in it', { listedOn: '2026-07-31' }, true],
    ['listed in it and ended since', { listedOn: '2026-07-01', state: 'closed', outcome: 'notOurs' }, true],
    ['listed in it and merged', { listedOn: '2026-07-01', state: 'merged' }, true],
    ['listed before and open', { listedOn: '2026-03-01', state: 'deferred' }, true],
    [
      'listed before and struck off after it',
      { listedOn: '2026-03-01', state: 'struckOff', struckOff: { by: id(1), on: '2026-08-01', remark: '' } },
      true,
    ],
    [
      'listed before and struck off in it',
      { listedOn: '2026-03-01', state: 'struckOff', struckOff: { by: id(1), on: '2026-07-05', remark: '' } },
      false,
    ],
    ['listed before and closed', { listedOn: '2026-03-01', state: 'closed' }, false],
    ['listed after it', { listedOn: '2026-08-01' }, false],
    ['confidential', { confidential: true, audience: audienceOf('V1', [], true) }, false],
  ])('%s: %s', (_, overrides, isIn) => {
    expect(filled(listedIssue(issueA, overrides)).issues).toEqual(isIn ? [issueA] : [])
  })

  test('one that was never listed is not among them; one of older rows counts by the day it was raised', () => {
    const never = listedIssue(id(34), { number: null, state: 'reported' })
    const old = listedIssue(id(35), { raisedOn: '2026-07-02' })
    for (const each of [never, old]) delete (each.data as { listedOn?: string }).listedOn
    expect(filled(never, old).issues).toEqual([id(35)])
  })

  test('stand by village in the zone’s order, then by number, those without one last', () => {
    const issues = [
      listedIssue(id(90), { areaId: 'V2', number: '2026-0001' }),
      listedIssue(id(91), { areaId: 'V1', number: null }),
      listedIssue(id(92), { areaId: 'V1', number: '2026-0009' }),
      listedIssue(id(93), { areaId: 'V1', number: '2026-0003' }),
    ]
    expect(filled(...issues).issues).toEqual([id(93), id(92), id(91), id(90)])
  })
})

describe('tasks of a month', () => {
  const set = (setOn: string) => ({ deadlines: [{ dueOn: '2026-12-01', setOn, setBy: id(3), reason: '' }] })
  test.each<[what: string, task: Partial<Task>, isIn: boolean]>([
    ['set in it', { ...set('2026-07-31'), dueOn: '2026-12-01' }, true],
    ['set in it and cancelled', { ...set('2026-07-01'), state: 'cancelled' }, true],
    ['due in it and done before', { ...set('2026-05-01'), state: 'done', completedOn: '2026-06-01' }, true],
    ['due in it and cancelled', { ...set('2026-05-01'), state: 'cancelled' }, false],
    ['set before and open', { ...set('2026-05-01'), dueOn: '2026-12-01' }, true],
    [
      'set before and done after it',
      { ...set('2026-05-01'), dueOn: '2026-12-01', state: 'done', completedOn: '2026-08-03' },
      true,
    ],
    [
      'set before and done before its end',
      { ...set('2026-05-01'), dueOn: '2026-12-01', state: 'done', completedOn: '2026-07-03' },
      false,
    ],
    ['set after it', set('2026-08-01'), false],
    ['confidential', { audience: audienceOf('V1', [], true) }, false],
  ])('%s: %s', (_, overrides, isIn) => {
    const task = makeTask(id(40), overrides)
    expect(filled(listedIssue(issueA), task).tasks).toEqual(isIn ? [id(40)] : [])
  })

  test('one that serves nothing which may be told is not among them', () => {
    expect(filled(makeTask(id(40))).tasks).toEqual([])
  })
})

describe('effects of a month', () => {
  test.each<[what: string, issue: Partial<Issue>, happenedOn: string | null, isIn: boolean]>([
    ['reached in it, waiting to be asked about', { state: 'awaitingReturnVisit' }, '2026-07-09', true],
    ['reached in it and undone since', { state: 'handling' }, '2026-07-09', false],
    ['reached before it', { state: 'awaitingReview', listedOn: '2026-05-01' }, '2026-06-30', false],
    [
      'struck off in it',
      { state: 'struckOff', struckOff: { by: id(1), on: '2026-07-05', remark: '' }, listedOn: '2026-05-01' },
      '2026-06-30',
      true,
    ],
    [
      'struck off in it without anything done',
      { state: 'struckOff', outcome: 'withdrawn', struckOff: { by: id(1), on: '2026-07-05', remark: '' } },
      null,
      true,
    ],
    [
      'reached in it, listed only later',
      { state: 'awaitingReview', listedOn: '2026-08-01' },
      '2026-07-09',
      false,
    ],
  ])('%s', (_, overrides, happenedOn, isIn) => {
    const effect = happenedOn === null ? [] : [makeEffect(issueA, { happenedOn })]
    expect(filled(listedIssue(issueA, overrides), ...effect).effects).toEqual(isIn ? [issueA] : [])
  })
})

describe('late arrivals', () => {
  const itemsIn = (rows: Iterable<AnyRow>) =>
    [...rows].flatMap((each) => (each.kind === 'editionItem' ? [each] : []))
  const editionOf = (rows: ReturnType<typeof editionZone>) =>
    rows.held.get(`edition:${editionId}`) as unknown as Row<'edition'>

  test('what the month would have had and what came after the freeze, told apart; what was taken out is not late', () => {
    const rows = after(
      editionZone(listedIssue(id(80)), listedIssue(id(81))),
      open({ items: [ref('issues', issueA), ref('issues', id(81))] }),
      removeItems(ref('issues', id(81))),
      freeze(),
    )
    const later = listedIssue(id(82), { listedOn: '2026-07-30', receivedAt: noon + 900_000 })
    rows.held.set(`issue:${id(82)}`, later)
    const found = lateArrivals(editionOf(rows), itemsIn(rows.held.values()), live(rows.held.values()))
    expect(found).toContainEqual({ list: 'issues', refId: id(80), cameLater: false })
    expect(found).toContainEqual({ list: 'issues', refId: id(82), cameLater: true })
    expect(found.filter(({ list }) => list === 'issues').map(({ refId }) => refId)).not.toContain(id(81))
    expect(found.map(({ refId }) => refId)).not.toContain(issueA)
  })

  test('a draft has none', () => {
    const rows = after(editionZone(), open())
    expect(lateArrivals(editionOf(rows), itemsIn(rows.held.values()), live(rows.held.values()))).toEqual([])
  })
})
