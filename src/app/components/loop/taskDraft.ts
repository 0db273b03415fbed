/** A task as the office gives it (交办), gives it to another (改派), or somebody takes it (认领). */
import { deadlineKinds, type DeadlineKind } from '../../../domain/task/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { FormRequest } from '../../composables/useFormSave'

export type TaskForm = 'assign' | 'claim' | 'reassign'

export interface MilestoneDraft {
  id: string
  name: string
  dueOn: CalendarDate
}

/** Null: not chosen. */
export interface TaskDraft {
  form: TaskForm
  taskId: string
  issueIds: string[]
  title: string
  measures: string
  leadUnitId: string | null
  assistUnitIds: string[]
  leaderId: string | null
  /** Null: whoever of the unit signs for it. */
  handlerId: string | null
  deadlineKind: DeadlineKind | null
  dueOn: CalendarDate
  milestones: MilestoneDraft[]
  reason: string
}

export const isEmptyTask = ({ measures, milestones, reason }: TaskDraft): boolean =>
  measures.trim() === '' && reason.trim() === '' && milestones.every(({ name }) => name.trim() === '')

/** Undefined when nothing of it can be used; it goes on with the task's own id, so that saving twice makes one. */
export function readTask(saved: unknown, initial: TaskDraft): TaskDraft | undefined {
  const given = asObject(saved)
  if (given['form'] !== initial.form) return undefined
  const text = (name: string, otherwise: string): string => {
    const value = given[name]
    return typeof value === 'string' ? value : otherwise
  }
  const choice = (name: string, otherwise: string | null): string | null => {
    const value = given[name]
    return typeof value === 'string' || value === null ? value : otherwise
  }
  const milestones = Array.isArray(given['milestones']) ? given['milestones'].map(asObject) : []
  const assist = Array.isArray(given['assistUnitIds']) ? given['assistUnitIds'] : []
  return {
    ...initial,
    taskId: text('taskId', initial.taskId),
    title: text('title', initial.title),
    measures: text('measures', ''),
    leadUnitId: choice('leadUnitId', initial.leadUnitId),
    assistUnitIds: assist.filter((id): id is string => typeof id === 'string'),
    leaderId: choice('leaderId', initial.leaderId),
    handlerId: choice('handlerId', initial.handlerId),
    deadlineKind: deadlineKinds.find((kind) => kind === given['deadlineKind']) ?? initial.deadlineKind,
    dueOn: text('dueOn', initial.dueOn),
    milestones: milestones.flatMap(({ id, name, dueOn }) =>
      typeof id === 'string' && typeof name === 'string' && typeof dueOn === 'string'
        ? [{ id, name, dueOn }]
        : [],
    ),
    reason: text('reason', ''),
  }
}

export function taskRequest(draft: TaskDraft): FormRequest {
  const { taskId, issueIds, title, measures, leadUnitId, assistUnitIds, leaderId, handlerId } = draft
  const { deadlineKind, dueOn, reason } = draft
  const milestones = deadlineKind === 'staged' ? draft.milestones : []
  const what = { title, measures, deadlineKind, dueOn, milestones }
  const fieldOf = (path: string): string =>
    path.startsWith('milestones.') ? path : (path.split('.')[0] ?? path)
  switch (draft.form) {
    case 'assign':
      return {
        name: 'issue.assign',
        args: { taskId, issueIds, ...what, leadUnitId, assistUnitIds, leaderId, handlerId },
        fieldOf,
      }
    case 'claim':
      return {
        name: 'issue.claim',
        args: { taskId, issueId: issueIds[0], ...what, leadUnitId, leaderId },
        fieldOf,
      }
    case 'reassign':
      return {
        name: 'task.reassign',
        args: { taskId, issueIds, leadUnitId, assistUnitIds, leaderId, handlerId, dueOn, reason },
        fieldOf,
      }
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
