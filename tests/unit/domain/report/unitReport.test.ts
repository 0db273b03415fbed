import { describe, expect, test } from 'vitest'
import { audienceOf } from '../../../../src/domain/access/audience'
import type { Issue } from '../../../../src/domain/issue/rows'
import { unitReports, type ReportRows, type UnitReport } from '../../../../src/domain/report/unitReport'
import type { Row } from '../../../../src/domain/rows'
import type { Task } from '../../../../src/domain/task/rows'
import { id } from '../../../fixtures/ids'
import { makeActivity, makeCase, makePlan } from '../../../fixtures/planZone'
import { honest, makeIssue, makeTask, makeZoneRows, persons, row } from '../../../fixtures/rows'

const quarter = { from: '2026-07-01', to: '2026-09-30', today: '2026-12-01' }
const people = makeZoneRows().flatMap((each) =>
  each.kind === 'person'
    ? // 乙 works in the other unit.
      [each.id === persons.otherCadre ? row('person', each.id, { ...each.data, unitId: 'unit-2' }) : each]
    : [],
)
const issue = (number: number, overrides: Partial<Issue> = {}): Row<'issue'> =>
  row('issue', id(number), makeIssue({ raisedOn: '2026-07-10', state: 'handling', ...overrides }))
const task = (number: number, overrides: Partial<Task> = {}): Row<'task'> =>
  row(
    'task',
    id(number),
    makeTask({ issueIds: [id(30)], dueOn: '2026-12-31', ...setOn('2026-07-12'), ...overrides }),
  )
const setOn = (day: string) => ({
  deadlines: [{ dueOn: '2026-12-31', setOn: day, setBy: persons.office, reason: '' }],
})
const struckOff = (on: string) => ({ state: 'struckOff' as const, struckOff: { by: id(3), on, remark: '' } })
const returnVisit = (on: string, satisfaction: 'satisfied' | 'fairly' | 'dissatisfied') => ({
  returnVisit: { by: id(9), on, satisfaction, words: '' },
})
const reopened = (number: number, aboutId: string, at: number): Row<'event'> =>
  row('event', id(number), {
    type: 'issue.reopened',
    aboutKind: 'issue',
    aboutId,
    actorId: id(3),
    detail: {},
    audience: audienceOf('V1', []),
    ...honest,
    receivedAt: at,
  })

const report = (rows: Partial<ReportRows>, unitId = 'unit-1'): UnitReport => {
  const all = {
    people,
    issues: [],
    tasks: [],
    events: [],
    activities: [],
    cases: [],
    plans: [],
    press: [],
    ...rows,
  }
  const found = unitReports(['unit-1', 'unit-2'], quarter, all).find((each) => each.unitId === unitId)
  if (!found) throw new Error(`no report of ${unitId}`)
  return found
}

describe('what a unit’s report counts', () => {
  test('raised: by its own people, on the days of the period', () => {
    const issues = [
      issue(30, { raisedOn: '2026-07-01' }),
      issue(31, { raisedOn: '2026-09-30' }),
      issue(32, { raisedOn: '2026-06-30' }),
      issue(33, { raisedOn: '2026-10-01' }),
      issue(34, { registeredBy: persons.otherCadre }),
    ]
    expect(report({ issues }).raised).toBe(2)
    expect(report({ issues }, 'unit-2').raised).toBe(1)
  })

  test('taken: tasks given in the period to lead, not those it helps with, not cancelled ones', () => {
    const tasks = [
      task(40),
      task(41, setOn('2026-06-30')),
      task(42, { state: 'cancelled' }),
      task(43, { leadUnitId: 'unit-2', assistUnitIds: ['unit-1'] }),
    ]
    expect(report({ issues: [issue(30)], tasks })).toMatchObject({ taken: 1 })
    expect(report({ issues: [issue(30)], tasks }, 'unit-2').taken).toBe(1)
  })

  test('ended and in time: by the deadline that counted in the end; overdue: open and due by the last day', () => {
    const done = (on: string, dueOn: string) => ({ state: 'done' as const, completedOn: on, dueOn })
    const tasks = [
      task(40, done('2026-07-20', '2026-07-20')),
      task(41, done('2026-07-21', '2026-07-20')),
      task(42, done('2026-06-30', '2026-07-20')),
      task(43, { state: 'signed', dueOn: '2026-09-30' }),
      task(44, { state: 'signed', dueOn: '2026-10-01' }),
    ]
    expect(report({ issues: [issue(30)], tasks })).toMatchObject({ ended: 2, inTime: 1, overdue: 1 })
    // In the middle of the quarter nothing of it is overdue that is due later.
    const all = {
      people,
      issues: [issue(30)],
      tasks,
      events: [],
      activities: [],
      cases: [],
      plans: [],
      press: [],
    }
    const [early] = unitReports(['unit-1'], { ...quarter, today: '2026-09-30' }, all)
    expect(early?.overdue).toBe(0)
  })

  test('what residents said, and what was struck off, of issues that it leads a task of', () => {
    const issues = [
      issue(30, { ...returnVisit('2026-07-30', 'satisfied'), ...struckOff('2026-08-01') }),
      issue(31, returnVisit('2026-07-31', 'fairly')),
      issue(32, returnVisit('2026-08-31', 'dissatisfied')),
      issue(33, { ...returnVisit('2026-06-30', 'satisfied'), ...struckOff('2026-06-30') }),
      // Of another unit.
      issue(34, { ...returnVisit('2026-07-30', 'satisfied'), ...struckOff('2026-08-01') }),
    ]
    const tasks = [
      task(40, { issueIds: [id(30), id(31), id(32), id(33)] }),
      // A second task of the same issue does not count it twice.
      task(41, { issueIds: [id(30)] }),
      task(42, { issueIds: [id(34)], leadUnitId: 'unit-2' }),
    ]
    expect(report({ issues, tasks })).toMatchObject({
      satisfied: 1,
      fairly: 1,
      dissatisfied: 1,
      struckOff: 1,
    })
    expect(report({ issues, tasks }, 'unit-2')).toMatchObject({ satisfied: 1, struckOff: 1 })
  })

  test('reopened: each time, on the day the server learned of it', () => {
    const at = (day: string) => Date.parse(`${day}T02:00:00Z`)
    const events = [
      reopened(60, id(30), at('2026-07-20')),
      reopened(61, id(30), at('2026-08-20')),
      reopened(62, id(30), at('2026-10-20')),
      reopened(63, id(31), at('2026-07-20')),
    ]
    expect(report({ issues: [issue(30), issue(31)], tasks: [task(40)], events }).reopened).toBe(2)
  })

  test('deferred: put off in the period and still so', () => {
    const deferred = (since: string) => ({ deferred: { reason: '等资金', reviewOn: '2026-12-01', since } })
    const issues = [
      issue(30, { state: 'deferred', ...deferred('2026-07-15') }),
      issue(31, { state: 'deferred', ...deferred('2026-06-15') }),
      issue(32, { state: 'handling', ...deferred('2026-07-15') }),
    ]
    // Putting off cancels the open tasks: they still tell whose it is.
    const tasks = [task(40, { state: 'cancelled', issueIds: [id(30), id(31), id(32)] })]
    expect(report({ issues, tasks })).toMatchObject({ deferred: 1, taken: 0 })
  })

  test('prominent issues in hand or ended in the period, and how many ended', () => {
    const leaderId = persons.leader
    const issues = [
      issue(30, { leaderId }),
      issue(31, { leaderId, ...struckOff('2026-08-01') }),
      issue(32, { leaderId, ...struckOff('2026-06-01') }),
      issue(33),
      issue(34, { leaderId, raisedOn: '2026-10-01' }),
    ]
    const tasks = [task(40, { issueIds: issues.map((each) => each.id) })]
    expect(report({ issues, tasks })).toMatchObject({ prominent: 2, prominentEnded: 1 })
  })

  test('activities by kind with the people they reached, without withdrawn ones; published cases; its plan', () => {
    const day = '2026-08-08'
    const activities = [
      row('activity', id(80), makeActivity({ happenedOn: day })),
      row('activity', id(81), makeActivity({ happenedOn: day, kind: 'caring', peopleReached: null })),
      row('activity', id(82), makeActivity({ happenedOn: day, state: 'withdrawn' })),
      row('activity', id(83), makeActivity({ happenedOn: '2026-06-30' })),
      row('activity', id(84), makeActivity({ happenedOn: day, unitId: 'unit-2' })),
    ]
    const cases = [
      row('modelCase', id(85), makeCase({ state: 'published', publishedOn: day })),
      row('modelCase', id(86), makeCase({ state: 'submitted' })),
      row('modelCase', id(87), makeCase({ state: 'published', publishedOn: '2026-10-01' })),
    ]
    const plans = [
      row('unitPlan', 'a', makePlan({ state: 'approved' })),
      row('unitPlan', 'b', makePlan({ state: 'draft' })),
    ]
    const item = (number: number, overrides = {}) =>
      row('pressItem', id(number), {
        unitId: 'unit-1',
        state: 'recorded',
        publishedOn: day,
        ...overrides,
      } as never)
    const press = [
      item(88),
      item(89, { state: 'withdrawn' }),
      item(90, { unitId: null }),
      item(91, { publishedOn: '2026-06-30' }),
    ]
    const found = report({ activities, cases, plans, press })
    expect(found).toMatchObject({
      activitiesTotal: 2,
      peopleReached: 30,
      cases: 1,
      press: 1,
      plan: 'approved',
    })
    expect(found.activities).toEqual({ talk: 1, caring: 1, building: 0, pairing: 0, councils: 0, other: 0 })
    expect(report({}).plan).toBeNull()
  })

  test('nothing confidential, so that every reader comes to the same figures', () => {
    const issues = [
      issue(30, {
        confidential: true,
        ...returnVisit('2026-07-30', 'satisfied'),
        ...struckOff('2026-08-01'),
      }),
    ]
    const events = [reopened(60, id(30), Date.parse('2026-07-20T02:00:00Z'))]
    const found = report({ issues, tasks: [task(40)], events })
    expect(found).toMatchObject({ raised: 0, taken: 0, satisfied: 0, struckOff: 0, reopened: 0 })
  })
})
