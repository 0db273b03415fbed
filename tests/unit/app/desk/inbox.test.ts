import { describe, expect, test } from 'vitest'
import { availableActions } from '../../../../src/app/components/desk/deskActions'
import {
  countInbox,
  emptyFilter,
  filterInbox,
  type InboxFilter,
} from '../../../../src/app/components/desk/inbox'
import { readFilter, writeFilter } from '../../../../src/app/components/desk/useInbox'
import { issueStates, type Issue } from '../../../../src/domain/issue/rows'
import type { Row } from '../../../../src/domain/rows'
import type { Role } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { makeActor, makeIssue, otherVillage, row } from '../../../fixtures/rows'

let made = 100
const issue = (fields: Partial<Issue> = {}): Row<'issue'> => row('issue', id(++made), makeIssue(fields))
const names = {
  parentOf: (categoryId: string) => (categoryId === 'cat-1-1' ? 'cat-1' : categoryId),
  subject: () => '周承勤',
  isOverdue: (issueId: string) => issueId === id(99),
  isInPhase: (day: string, phaseId: string) => phaseId === 'phase-june' && day.startsWith('2026-06'),
}
const found = (issues: Row<'issue'>[], filter: Partial<InboxFilter>): string[] =>
  filterInbox(issues, { ...emptyFilter, ...filter }, names).map(({ id: found }) => found)

describe('the inbox', () => {
  test('what is overdue is found by its tasks, whatever its state', () => {
    const overdue = row('issue', id(99), makeIssue({ state: 'handling' }))
    expect(found([issue({ state: 'handling' }), overdue], { state: 'overdue' })).toEqual([id(99)])
  })

  test('narrows to the phase in which something was raised', () => {
    const [june, july] = [issue({ raisedOn: '2026-06-30' }), issue({ raisedOn: '2026-07-01' })]
    expect(found([june, july], { phaseId: 'phase-june' })).toEqual([june.id])
    expect(readFilter(writeFilter({ ...emptyFilter, phaseId: 'phase-june' })).phaseId).toBe('phase-june')
  })

  test('orders by urgency, then by when the office could first know', () => {
    const late = issue({ receivedAt: 3_000 })
    const early = issue({ receivedAt: 1_000, raisedOn: '2026-07-09' })
    const urgent = issue({ receivedAt: 9_000, urgent: true })
    const unsent = issue({ receivedAt: null, recordedAt: 2_500, clockOffsetMs: -500 })
    expect(found([late, urgent, unsent, early], {})).toEqual([urgent.id, early.id, unsent.id, late.id])
  })

  test('narrows by state; 不予受理 is the closed ones that were not ours', () => {
    const reported = issue()
    const back = issue({ state: 'needsDetail' })
    const declined = issue({ state: 'closed', outcome: 'notOurs' })
    const solved = issue({ state: 'closed', outcome: 'solved' })
    const all = [reported, back, declined, solved]
    expect(found(all, {})).toEqual([reported.id])
    expect(found(all, { state: 'needsDetail' })).toEqual([back.id])
    expect(found(all, { state: 'declined' })).toEqual([declined.id])
    expect(found(all, { state: 'all' })).toHaveLength(4)
    expect(countInbox(all)).toEqual({
      reported: 1,
      urgent: 0,
      needsDetail: 1,
      listed: 0,
      awaitingReview: 0,
      declined: 1,
      all: 4,
    })
  })

  test('narrows by village, kind, urgency and category; a first-level category stands for those below it', () => {
    const here = issue({ categoryId: 'cat-1-1' })
    const there = issue({ areaId: otherVillage, kind: 'risk', urgent: true, categoryId: 'cat-2' })
    const all = [here, there]
    expect(found(all, { areaId: otherVillage })).toEqual([there.id])
    expect(found(all, { kind: 'risk' })).toEqual([there.id])
    expect(found(all, { urgentOnly: true })).toEqual([there.id])
    expect(found(all, { categoryId: 'cat-1' })).toEqual([here.id])
    expect(found(all, { categoryId: 'cat-1-1' })).toEqual([here.id])
  })

  test('finds every word in title, own words, number or name', () => {
    const light = issue({ title: '路灯不亮', words: '门口的灯坏了', number: '2026-0137' })
    const canal = issue({ title: '水渠塌了', words: '秋播放不过来水', subjectId: null })
    const all = [light, canal]
    expect(found(all, { text: '灯 坏' })).toEqual([light.id])
    expect(found(all, { text: '2026-0137' })).toEqual([light.id])
    expect(found(all, { text: '周承勤' })).toEqual([light.id])
    expect(found(all, { text: '秋播' })).toEqual([canal.id])
    expect(found(all, { text: '秋播 灯' })).toEqual([])
    expect(found(all, { text: '   ' })).toHaveLength(2)
  })

  test('writes only what differs into the address, and reads back the same', () => {
    expect(writeFilter(emptyFilter)).toEqual({})
    const filter: InboxFilter = {
      ...{ state: 'listed', areaId: 'V1', categoryId: 'cat-1', kind: 'risk', phaseId: 'phase-june' },
      ...{ urgentOnly: true, text: '灯' },
    }
    expect(readFilter(writeFilter(filter))).toEqual(filter)
    expect(readFilter({ state: 'nonsense', kind: 'x', urgent: ['1', '1'], area: '' })).toEqual(emptyFilter)
  })
})

describe('what can be done with an issue', () => {
  const as = (...roles: Role[]) => makeActor({ roles })

  test.each<[state: Issue['state'], actions: string[], why: string | null]>([
    ['reported', ['accept', 'sendBack', 'decline'], null],
    ['listed', ['sendBack', 'decline'], 'notAccept'],
    ['needsDetail', [], 'needsDetail'],
    ['closed', [], 'state'],
    ['awaitingReview', [], 'state'],
  ])('the office, on one that is %s', (state, actions, why) => {
    expect(availableActions(as('office'), { state })).toEqual({ actions, why })
  })

  test('nobody but the office, in any state', () => {
    for (const role of ['assessor', 'discipline', 'cadre', 'unit', 'publicity', 'admin'] as const) {
      for (const state of issueStates) {
        expect(availableActions(as(role), { state })).toEqual({ actions: [], why: 'readOnly' })
      }
    }
  })

  test('nothing before this device knows who the person is', () => {
    expect(availableActions(undefined, { state: 'reported' })).toEqual({ actions: [], why: 'filling' })
  })
})
