import { may, type Permission, type Target } from '../access/may'
import { reject, type Decision, type DecideContext } from '../command/define'
import type { TaskId } from '../ids'
import type { Row } from '../rows'
import type { TaskState } from './rows'
import { nextTaskState, type TaskCommand } from './transitions'

export type TaskStep = { refusal: Decision } | { refusal?: undefined; task: Row<'task'>; next: TaskState }

/** As `stepOf` of an issue: it is there, the actor may, its state allows it. */
export function taskStepOf(
  { actor, rows }: Pick<DecideContext<unknown>, 'actor' | 'rows'>,
  command: TaskCommand & Permission,
  taskId: TaskId,
): TaskStep {
  const task = rows.get('task', taskId)
  if (!task || !may(actor, command, targetOfTask(task))) return { refusal: reject('notPermitted') }
  const next = nextTaskState(command, task.data.state)
  return next ? { task, next } : { refusal: reject('wrongState', { state: task.data.state }) }
}

/** Of a confidential task the named handler and leader know, not their units. */
export const targetOfTask = ({ data }: Row<'task'>): Target => ({
  areaId: data.audience.areaId,
  unitIds: data.audience.confidential ? [] : [data.leadUnitId, ...data.assistUnitIds],
  handlerIds: [data.leaderId, ...(data.handlerId === null ? [] : [data.handlerId])],
})
