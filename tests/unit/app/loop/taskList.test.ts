import { describe, expect, test } from 'vitest'
import { countLoop } from '../../../../src/app/components/loop/loopCounts'
import { likelyMasters } from '../../../../src/app/components/loop/likelyMasters'
import { byTaskOrder, countTasks, isInFilter, tasksFor } from '../../../../src/app/components/loop/taskList'
import type { Issue } from '../../../../src/domain/issue/rows'
import type { Row } from '../../../../src/domain/rows'
import type { Task } from '../../../../src/domain/task/rows'
import { id } from '../../../fixtures/ids'
import { makeActor, makeIssue, makeTask, persons, row } from '../../../fixtures/rows'

/* A Monday. */
const today = '2026-09-14'
let made = 200
const task = (fields: Partial<Task> = {}): Row<'task'> => row('task', id(++made), makeTask(fields))
const issue = (fields: Partial<Issue> = {}): Row<'issue'> => row('issue', id(++made), makeIssue(fields))

describe('the list of tasks', () => {
  const ours = task({ leadUnitId: 'unit-1' })
  const helped = task({ leadUnitId: 'unit-2', assistUnitIds: ['unit-1'] })
  const theirs = task({ leadUnitId: 'unit-2' })
  const named = task({ leadUnitId: 'unit-2', handlerId: persons.cadre })

  test('holds a unit’s own, those it helps with, and those that name the person', () => {
    const all = [ours, helped, theirs, named]
    const unit = makeActor({ roles: ['unit'], unitId: 'unit-1', personId: persons.office })
    expect(tasksFor(unit, all)).toEqual([ours, helped])
    expect(tasksFor(makeActor({ roles: ['cadre'], personId: persons.cadre }), all)).toEqual([named])
    expect(tasksFor(makeActor({ roles: ['office'] }), all)).toEqual(all)
    expect(tasksFor(makeActor({ roles: ['publicity'], unitId: 'unit-1' }), all)).toEqual([])
  })

  test('begins with what is due first and ends with what has ended, the latest first', () => {
    const late = task({ dueOn: '2026-09-01' })
    const soon = task({ dueOn: '2026-09-15' })
    const done = task({ dueOn: '2026-08-01', state: 'done' })
    const doneLater = task({ dueOn: '2026-08-20', state: 'done' })
    expect([done, soon, doneLater, late].sort(byTaskOrder)).toEqual([late, soon, doneLater, done])
  })

  test('counts what each filter shows', () => {
    const tasks = [
      task({ state: 'assigned', dueOn: '2026-12-01' }),
      task({ state: 'signed', dueOn: '2026-09-01' }),
      task({ state: 'reopened', dueOn: '2026-12-01' }),
      task({ state: 'handedBack', dueOn: '2026-12-01' }),
      task({ state: 'done', dueOn: '2026-09-01' }),
    ]
    expect(countTasks(tasks, today)).toEqual({
      all: 5,
      toSign: 1,
      inHand: 2,
      pressing: 1,
      extension: 0,
      handedBack: 1,
      done: 1,
    })
    expect(isInFilter(task({ state: 'done', dueOn: '2026-09-01' }), 'pressing', today)).toBe(false)
  })
})

describe('what waits for the office', () => {
  test('is counted by matters: deadlines that passed, hand-backs, extensions, reviews that have come', () => {
    const deferred = (reviewOn: string) =>
      issue({ state: 'deferred', deferred: { reason: '等预算', reviewOn, since: '2026-07-01' } })
    const issues = [
      issue({ state: 'listed' }),
      issue({ state: 'awaitingReview' }),
      deferred(today),
      deferred('2026-12-01'),
    ]
    const extension = { dueOn: '2026-10-01', reason: '雨', askedBy: persons.cadre, askedOn: today }
    const tasks = [
      task({ state: 'signed', dueOn: '2026-09-11' }),
      task({ state: 'signed', dueOn: '2026-10-20', extension }),
      task({ state: 'handedBack', dueOn: '2026-10-20' }),
      task({ state: 'done', dueOn: '2026-01-01' }),
    ]
    expect(countLoop(issues, tasks, today)).toEqual({
      listed: 1,
      handedBack: 1,
      extension: 1,
      overdue: 1,
      awaitingReturnVisit: 0,
      awaitingReview: 1,
      reviewDue: 1,
    })
  })
})

describe('the issues that one could be merged into', () => {
  const known = { query: '', parentOf: (category: string) => category.slice(0, 5), subject: () => '周承勤' }
  const mine = issue({ categoryId: 'cat-1-a', areaId: 'V1' })

  test('begin with those of the same village and category, and leave out what can be no master', () => {
    const far = issue({ categoryId: 'cat-2', areaId: 'V2' })
    const near = issue({ categoryId: 'cat-1-b', areaId: 'V1' })
    const same = issue({ categoryId: 'cat-1-a', areaId: 'V1' })
    const ended = (['merged', 'closed', 'struckOff'] as const).map((state) => issue({ state }))
    const no = [...ended, issue({ confidential: true }), mine]
    expect(likelyMasters([far, ...no, near, same], [mine], known)).toEqual([same, near, far])
  })

  test('are found by title, words, number and name', () => {
    const lamp = issue({ title: '路灯不亮', number: '2026-0137' })
    const road = issue({ title: '路不好走', words: '下雨就是泥' })
    const find = (query: string) => likelyMasters([lamp, road], [mine], { ...known, query })
    expect(find('0137')).toEqual([lamp])
    expect(find('泥')).toEqual([road])
    expect(find('周承勤 路').length).toBe(2)
    expect(find('没有')).toEqual([])
  })
})
