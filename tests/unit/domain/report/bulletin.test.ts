import { describe, expect, test } from 'vitest'
import type { Rows } from '../../../../src/domain/command/define'
import type { EditionContent } from '../../../../src/domain/edition/content'
import type { LedgerLine } from '../../../../src/domain/edition/rows'
import type { AnyRow } from '../../../../src/domain/rows'
import { bulletinOf, type BulletinRow, type Figures } from '../../../../src/domain/report/bulletin'
import { listedIssue, makeTask } from '../../../fixtures/edition'

const line = (overrides: Partial<LedgerLine> = {}): LedgerLine => ({
  serial: 1,
  number: '2026-0001',
  source: null,
  area: '甲村',
  subject: '王某',
  category: '保障民生/社会治理',
  title: '路灯不亮',
  description: '',
  raisedOn: null,
  listedOn: '2026-07-01',
  unit: '党政办',
  assistUnits: '民政办',
  leader: '李领导',
  handler: '张经办',
  measures: '',
  dueOn: '2026-07-20',
  state: 'handling',
  progress: '',
  progressOn: null,
  mergedInto: '',
  outcome: null,
  result: '',
  doneOn: null,
  satisfaction: null,
  struckOffOn: null,
  publicForms: [],
  remark: '',
  ...overrides,
})
const listOf = (lines: Record<string, Partial<LedgerLine>>) =>
  Object.entries(lines).map(([refId, overrides]) => ({ refId, decision: '', line: line(overrides) }))
interface Lists {
  issues?: Record<string, Partial<LedgerLine>>
  tasks?: Record<string, Partial<LedgerLine>>
  effects?: Record<string, Partial<LedgerLine>>
}
const contentOf = ({ issues = {}, tasks = {}, effects = {} }: Lists): EditionContent =>
  ({
    lists: { issues: listOf(issues), tasks: listOf(tasks), effects: listOf(effects) },
  }) as unknown as EditionContent

const rowsOf = (rows: readonly AnyRow[]): Pick<Rows, 'get'> => ({
  get: (kind, id) => rows.find((row) => row.kind === kind && row.id === id) as never,
})

/** 2026-07-31 is a Friday; 5 working days before it is 2026-07-24. */
const today = '2026-07-31'
const bulletin = (lists: Lists, rows = rowsOf([])) => bulletinOf({ content: contentOf(lists), rows, today })
const none: Figures = {
  listed: 0,
  handled: 0,
  inTime: 0,
  satisfied: 0,
  reopened: 0,
  deferred: 0,
  yellow: 0,
  red: 0,
}
const rowNamed = (rows: readonly BulletinRow[], name: string) => rows.find((row) => row.name === name)

test('a month by hand: two villages, two units, each figure where it belongs', () => {
  const rows = rowsOf([
    listedIssue('i1', { reopenedCount: 2 }),
    makeTask('t1', { dueOn: '2026-07-30' }),
    makeTask('t2', { dueOn: '2026-07-20' }),
    makeTask('t3', { dueOn: '2026-07-20', state: 'done' }),
    makeTask('t4', { dueOn: '2026-08-20' }),
  ])
  const { whole, byUnit, byArea } = bulletin(
    {
      issues: {
        i1: {},
        i2: { unit: '民政办' },
        i3: { area: '乙村', unit: '民政办', state: 'deferred' },
        i4: { area: '乙村', unit: '', state: 'listed' },
      },
      tasks: { t1: {}, t2: { area: '乙村', unit: '民政办' }, t3: {}, t4: {} },
      effects: {
        e1: { doneOn: '2026-07-20', satisfaction: 'satisfied' },
        e2: { doneOn: '2026-07-21', satisfaction: 'fairly' },
        e3: { area: '乙村', unit: '', dueOn: null, doneOn: '2026-07-03', satisfaction: 'notAsked' },
      },
    },
    rows,
  )
  expect(whole).toEqual({
    listed: 4,
    handled: 3,
    inTime: 2,
    satisfied: 2,
    reopened: 1,
    deferred: 1,
    yellow: 1,
    red: 1,
  })
  expect(byArea).toEqual([
    { ...none, name: '甲村', listed: 2, handled: 2, inTime: 1, satisfied: 2, reopened: 1, yellow: 1 },
    { ...none, name: '乙村', listed: 2, handled: 1, inTime: 1, deferred: 1, red: 1 },
  ])
  expect(byUnit).toEqual([
    { ...none, name: '党政办', listed: 1, handled: 2, inTime: 1, satisfied: 2, reopened: 1, yellow: 1 },
    { ...none, name: '民政办', listed: 2, deferred: 1, red: 1 },
    { ...none, name: '', listed: 1, handled: 1, inTime: 1 },
  ])
})

test('a matter that two units handle counts with each and once in the whole', () => {
  const { whole, byUnit } = bulletin({ issues: { i1: { unit: '党政办、民政办' } } })
  expect(byUnit.map(({ name, listed }) => [name, listed])).toEqual([
    ['党政办', 1],
    ['民政办', 1],
  ])
  expect(whole.listed).toBe(1)
})

test('a matter that stands in two lists is reopened once', () => {
  const rows = rowsOf([listedIssue('i1', { reopenedCount: 1 })])
  expect(bulletin({ issues: { i1: {} }, effects: { i1: {} } }, rows).whole.reopened).toBe(1)
})

describe('in time', () => {
  const inTime = (overrides: Partial<LedgerLine>) =>
    bulletin({ effects: { e1: { dueOn: '2026-07-20', ...overrides } } }).whole.inTime

  test.each([
    ['on the day itself', { doneOn: '2026-07-20' }, 1],
    ['a day later', { doneOn: '2026-07-21' }, 0],
    ['handled in time, struck off later', { doneOn: '2026-07-20', struckOffOn: '2026-07-28' }, 1],
    ['no effect, struck off late', { doneOn: null, struckOffOn: '2026-07-21' }, 0],
    ['without a deadline', { dueOn: null, doneOn: '2026-07-28' }, 1],
  ])('%s', (_, overrides, expected) => {
    expect(inTime(overrides)).toBe(expected)
  })
})

test('neither dissatisfied nor not asked is satisfied', () => {
  const effects = { e1: { satisfaction: 'dissatisfied' }, e2: { satisfaction: 'notAsked' }, e3: {} } as const
  expect(bulletin({ effects }).whole).toMatchObject({ handled: 3, satisfied: 0 })
})

test('what is overdue is as of the day of the bulletin, and of ended tasks nothing is', () => {
  const rows = rowsOf([
    makeTask('t1', { dueOn: '2026-07-31' }),
    makeTask('t2', { dueOn: '2026-07-27' }),
    makeTask('t3', { dueOn: '2026-07-24' }),
    makeTask('t4', { dueOn: '2026-07-01', state: 'cancelled' }),
  ])
  const tasks = { t1: {}, t2: {}, t3: {}, t4: {}, t5: {} }
  expect(bulletin({ tasks }, rows).whole).toMatchObject({ yellow: 1, red: 1 })
})

test('a year without its calendar is told', () => {
  const rows = rowsOf([makeTask('t1', { dueOn: '2099-01-05' })])
  expect(bulletin({ tasks: { t1: {} } }, rows).guessedYears).toContain(2099)
})

test('no person is named', () => {
  const all = JSON.stringify(bulletin({ issues: { i1: {} }, effects: { e1: {} }, tasks: { t1: {} } }))
  for (const name of ['王某', '李领导', '张经办']) expect(all).not.toContain(name)
})

test('nothing listed gives no rows', () => {
  expect(bulletin({})).toEqual({ whole: none, byUnit: [], byArea: [], guessedYears: [] })
  expect(rowNamed(bulletin({ tasks: { t1: {} } }).byUnit, '党政办')).toBeUndefined()
})
