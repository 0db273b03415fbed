/**
 * The issue's state machine: state × command → next state (docs/domain.md §3). The diagram, the buttons on the page and
 * the checks in the commands all come from here. `(new)` = the issue is made by it.
 */
import type { IssueState } from './rows'

/** `a/b`: which of the two follows from what the command says or finds. */
type Next = IssueState | `${IssueState}/${IssueState}`

const anyOpen = {
  reported: 'awaitingReview',
  needsDetail: 'awaitingReview',
  listed: 'awaitingReview',
  handling: 'awaitingReview',
  awaitingReturnVisit: 'awaitingReview',
  deferred: 'awaitingReview',
} as const

export const issueTransitions = {
  'issue.register': { '(new)': 'reported' },
  'issue.resolveOnSite': { reported: 'awaitingReview' },
  'issue.accept': { reported: 'listed' },
  'issue.sendBack': { reported: 'needsDetail', listed: 'needsDetail' },
  'issue.resubmit': { needsDetail: 'reported' },
  'issue.decline': { reported: 'closed', listed: 'closed' },
  'issue.merge': { reported: 'merged', listed: 'merged' },
  /** As before. */
  'issue.unmerge': { merged: 'reported/listed' },
  /** 已告知 is a mark, no state. */
  'issue.tellResident': { merged: 'merged' },
  'issue.split': { reported: 'listed', listed: 'listed' },
  'issue.assign': { listed: 'handling', handling: 'handling' },
  'issue.claim': { listed: 'handling' },
  /** 突出问题 is a mark, no state. */
  'issue.setProminent': {
    listed: 'listed',
    handling: 'handling',
    awaitingReturnVisit: 'awaitingReturnVisit',
    deferred: 'deferred',
  },
  /** The last open task is done; or, where none was ever done, cancelled. */
  'task.complete': { handling: 'awaitingReturnVisit' },
  'task.cancel': { handling: 'awaitingReturnVisit/listed' },
  'issue.withdrawByResident': anyOpen,
  'issue.setAside': { listed: 'deferred', handling: 'deferred' },
  'issue.resume': { deferred: 'listed' },
  /** 不满意 goes back to those who handle it. */
  'issue.recordReturnVisit': { awaitingReturnVisit: 'awaitingReview/handling' },
  'issue.explain': { awaitingReturnVisit: 'awaitingReview' },
  'issue.strikeOff': { awaitingReview: 'struckOff' },
  'issue.refuseStrikeOff': { awaitingReview: 'handling' },
  'issue.reopen': { struckOff: 'handling', closed: 'handling' },
} as const satisfies Record<string, Partial<Record<IssueState | '(new)', Next>>>

export type IssueCommand = keyof typeof issueTransitions

/** The states that may follow `command`, the usual one first; empty where the state does not allow it. */
export function nextIssueStates(command: IssueCommand, state: IssueState | '(new)'): IssueState[] {
  const row: Partial<Record<IssueState | '(new)', Next>> = issueTransitions[command]
  return (row[state]?.split('/') ?? []) as IssueState[]
}

/** The (usual) state after `command`, or undefined where the state does not allow it. */
export const nextIssueState = (command: IssueCommand, state: IssueState | '(new)'): IssueState | undefined =>
  nextIssueStates(command, state)[0]
