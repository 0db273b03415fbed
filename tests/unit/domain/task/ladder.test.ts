import { describe, expect, test } from 'vitest'
import type { Row } from '../../../../src/domain/rows'
import { isUrgeProposed, ladderOf, worstOnLadder } from '../../../../src/domain/task/ladder'
import type { TaskState } from '../../../../src/domain/task/rows'
import { id } from '../../../fixtures/ids'
import { makeTask, row } from '../../../fixtures/rows'

/* Due on Friday 2026-09-18; Sunday the 20th is worked, the 25th to 27th are Mid-Autumn. */
const dueOn = '2026-09-18'
const at = (today: string) => ladderOf({ state: 'signed', dueOn }, today)
const task = (overrides: { dueOn?: string; state?: TaskState }, taskId = id(40)): Row<'task'> =>
  row('task', taskId, makeTask({ state: 'signed', dueOn, ...overrides }))

describe('the ladder of a deadline', () => {
  test.each([
    ['2026-09-11', 'onTime', 5],
    ['2026-09-14', 'onTime', 4],
    ['2026-09-15', 'dueSoon', 3],
    ['2026-09-18', 'dueSoon', 0],
    ['2026-09-19', 'yellow', 0],
    ['2026-09-20', 'yellow', -1],
    ['2026-09-23', 'yellow', -4],
    ['2026-09-24', 'red', -5],
    ['2026-09-27', 'red', -5],
  ] as const)('on %s it is %s, %d working days left', (today, stage, daysLeft) => {
    expect(at(today)).toEqual({ stage, daysLeft, guessedYears: [] })
  })

  test('an ended task is on none, one handed back still is', () => {
    expect(ladderOf({ state: 'done', dueOn }, '2026-12-01')).toBeUndefined()
    expect(ladderOf({ state: 'cancelled', dueOn }, '2026-12-01')).toBeUndefined()
    expect(ladderOf({ state: 'handedBack', dueOn }, '2026-09-24')?.stage).toBe('red')
  })

  test('follows the rules of the zone, and says when a year is guessed', () => {
    const rules = { dueSoonDays: 1, redAfterDays: 2 }
    expect(ladderOf({ state: 'signed', dueOn }, '2026-09-16', rules)?.stage).toBe('onTime')
    expect(ladderOf({ state: 'signed', dueOn }, '2026-09-21', rules)?.stage).toBe('red')
    expect(ladderOf({ state: 'signed', dueOn: '2027-01-05' }, '2026-12-30')?.guessedYears).toEqual([2027])
  })

  test('of an issue is that of its most pressing open task', () => {
    const tasks = [task({ dueOn: '2026-10-20' }), task({}), task({ dueOn: '2026-01-01', state: 'done' })]
    expect(worstOnLadder(tasks, '2026-09-24')?.stage).toBe('red')
    expect(worstOnLadder([task({ state: 'done' })], '2026-09-24')).toBeUndefined()
  })

  test('an urge is proposed in red, until one was given for that deadline', () => {
    const urge = (orderedOn: string, level: 'yellow' | 'red'): Row<'urge'> =>
      row('urge', id(60), { taskId: id(40), level, orderedOn } as never)
    expect(isUrgeProposed(task({}), [], '2026-09-23')).toBe(false)
    expect(isUrgeProposed(task({}), [urge('2026-09-22', 'yellow')], '2026-09-24')).toBe(true)
    expect(isUrgeProposed(task({}), [urge('2026-09-23', 'red')], '2026-09-24')).toBe(false)
    // A deadline that was put off begins anew.
    expect(isUrgeProposed(task({ dueOn: '2026-09-30' }), [urge('2026-09-23', 'red')], '2026-10-20')).toBe(
      true,
    )
  })
})
