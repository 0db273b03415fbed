/** What the office can do with an issue now, by the same two tables that the commands ask. */
import { may } from '../../../domain/access/may'
import type { Actor } from '../../../domain/access/actor'
import type { Issue } from '../../../domain/issue/rows'
import { nextIssueState } from '../../../domain/issue/transitions'

const deskActions = ['accept', 'sendBack', 'decline'] as const
export type DeskAction = (typeof deskActions)[number]

export interface Available {
  actions: readonly DeskAction[]
  /** Why nothing, or less, can be done: a key of `desk.why`. */
  why: 'readOnly' | 'filling' | 'state' | 'needsDetail' | 'notAccept' | null
}

/** Of all steps those that this person may take, whatever the issue. */
export const permittedActions = (actor: Actor | undefined): readonly DeskAction[] =>
  actor ? deskActions.filter((action) => may(actor, `issue.${action}`, {})) : []

export function availableActions(actor: Actor | undefined, issue: Pick<Issue, 'state'>): Available {
  if (!actor) return { actions: [], why: 'filling' }
  const permitted = permittedActions(actor)
  if (permitted.length === 0) return { actions: [], why: 'readOnly' }
  const actions = permitted.filter((action) => nextIssueState(`issue.${action}`, issue.state) !== undefined)
  if (actions.length === 0) return { actions, why: issue.state === 'needsDetail' ? 'needsDetail' : 'state' }
  return { actions, why: actions.includes('accept') ? null : 'notAccept' }
}
