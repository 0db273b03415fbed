/** Which tasks a person sees in the list, narrowed and in order. Pure, from the rows held. */
import type { Actor } from '../../../domain/access/actor'
import { may } from '../../../domain/access/may'
import type { Row } from '../../../domain/rows'
import { usualTerms, type Terms } from '../../../domain/settings/terms'
import { ladderOf } from '../../../domain/task/ladder'
import { isOpenTask } from '../../../domain/task/rows'
import { targetOfTask } from '../../../domain/task/step'
import type { CalendarDate } from '../../../domain/time/shanghai'

export const taskFilters = ['all', 'toSign', 'inHand', 'pressing', 'extension', 'handedBack', 'done'] as const
export type TaskFilter = (typeof taskFilters)[number]

/** Those that this person's unit or hands are held to; or all, for those who keep an eye on them. */
export function tasksFor(actor: Actor, tasks: readonly Row<'task'>[]): Row<'task'>[] {
  if (may(actor, 'urge.order', {})) return [...tasks]
  return tasks.filter((task) => may(actor, 'task.progress', targetOfTask(task)))
}

export function isInFilter(
  { data }: Row<'task'>,
  filter: TaskFilter,
  today: CalendarDate,
  { rules, calendar }: Terms = usualTerms,
): boolean {
  switch (filter) {
    case 'toSign':
      return data.state === 'assigned'
    case 'inHand':
      return data.state === 'signed' || data.state === 'reopened'
    case 'pressing': {
      const stage = ladderOf(data, today, rules, calendar)?.stage
      return stage !== undefined && stage !== 'onTime'
    }
    case 'extension':
      return data.extension !== null
    case 'handedBack':
      return data.state === 'handedBack'
    case 'done':
      return data.state === 'done'
    case 'all':
      return true
  }
}

/** What has to be done first: open ones by their deadline, then the others, the latest first. */
export function byTaskOrder(a: Row<'task'>, b: Row<'task'>): number {
  const isOpen = isOpenTask(a.data.state)
  if (isOpen !== isOpenTask(b.data.state)) return isOpen ? -1 : 1
  const order = a.data.dueOn < b.data.dueOn ? -1 : a.data.dueOn > b.data.dueOn ? 1 : a.id < b.id ? -1 : 1
  return isOpen ? order : -order
}

export type TaskCounts = Record<TaskFilter, number>

export function countTasks(
  tasks: readonly Row<'task'>[],
  today: CalendarDate,
  terms: Terms = usualTerms,
): TaskCounts {
  const counts = Object.fromEntries(taskFilters.map((filter) => [filter, 0])) as TaskCounts
  for (const task of tasks)
    for (const filter of taskFilters) if (isInFilter(task, filter, today, terms)) counts[filter] += 1
  return counts
}
