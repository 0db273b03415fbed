/** The task's state machine: state × command → next state (docs/domain.md §3). */
import type { TaskState } from './rows'

const whileOpen = <S extends TaskState>(next: S) =>
  ({ assigned: next, signed: next, handedBack: next, reopened: next }) as const

export const taskTransitions = {
  'issue.assign': { '(new)': 'assigned' },
  'issue.claim': { '(new)': 'signed' },
  'task.sign': { assigned: 'signed' },
  'task.setHandler': { assigned: 'assigned', signed: 'signed', reopened: 'reopened' },
  'task.progress': { signed: 'signed', reopened: 'reopened' },
  'task.complete': { signed: 'done', reopened: 'done' },
  'task.handBack': { assigned: 'handedBack', signed: 'handedBack', reopened: 'handedBack' },
  'task.requestExtension': { assigned: 'assigned', signed: 'signed', reopened: 'reopened' },
  'task.grantExtension': { assigned: 'assigned', signed: 'signed', reopened: 'reopened' },
  'task.refuseExtension': { assigned: 'assigned', signed: 'signed', reopened: 'reopened' },
  'task.reassign': whileOpen('assigned'),
  'task.cancel': whileOpen('cancelled'),
  /** What becomes of the tasks of an issue that goes back to those who handle it. */
  'issue.recordReturnVisit': { done: 'reopened' },
  'issue.refuseStrikeOff': { done: 'reopened' },
  'issue.reopen': { done: 'reopened' },
  /** What becomes of its open tasks when the issue is no longer handled. */
  'issue.withdrawByResident': whileOpen('cancelled'),
  'issue.setAside': whileOpen('cancelled'),
} as const satisfies Record<string, Partial<Record<TaskState | '(new)', TaskState>>>

export type TaskCommand = keyof typeof taskTransitions

/** The state after `command`, or undefined where the state does not allow it. */
export function nextTaskState(command: TaskCommand, state: TaskState | '(new)'): TaskState | undefined {
  const row: Partial<Record<TaskState | '(new)', TaskState>> = taskTransitions[command]
  return row[state]
}
