/**
 * The issue's state machine: state × command → next state (docs/domain.md §3), as far as this version goes. The diagram,
 * the buttons on the page and the checks in the commands all come from here. `(new)` = the issue is made by it.
 */
import type { Permission } from '../access/may'
import type { IssueState } from './rows'

type IssueCommand = Extract<Permission, `issue.${string}`>

export const issueTransitions = {
  'issue.register': { '(new)': 'reported' },
  'issue.resolveOnSite': { reported: 'awaitingReview' },
  'issue.accept': { reported: 'listed' },
  'issue.sendBack': { reported: 'needsDetail', listed: 'needsDetail' },
  'issue.resubmit': { needsDetail: 'reported' },
  'issue.decline': { reported: 'closed', listed: 'closed' },
} as const satisfies Record<IssueCommand, Partial<Record<IssueState | '(new)', IssueState>>>

/** The state after `command`, or undefined where the state does not allow it. */
export function nextIssueState(command: IssueCommand, state: IssueState | '(new)'): IssueState | undefined {
  const row: Partial<Record<IssueState | '(new)', IssueState>> = issueTransitions[command]
  return row[state]
}
