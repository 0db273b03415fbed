import { may, type Permission, type Target } from '../access/may'
import { reject, related, type Decision, type DecideContext, type Read } from '../command/define'
import type { IssueId, PersonId } from '../ids'
import type { Row } from '../rows'
import { bestNow } from '../time/honest'
import { shanghaiDate, type CalendarDate } from '../time/shanghai'
import type { IssueState } from './rows'
import { nextIssueStates, type IssueCommand } from './transitions'

type Context = Pick<DecideContext<unknown>, 'actor' | 'rows'>

/** The issue a command is about and the states that may follow, the usual one first; or why it can't be done. */
export type Step =
  | { refusal: Decision }
  | { refusal?: undefined; issue: Row<'issue'>; next: IssueState; nexts: readonly IssueState[] }

/**
 * The checks that every step of an issue begins with: it is there, the actor may, its state allows it. Absent and
 * forbidden answer alike.
 */
export function stepOf(
  { actor, rows }: Context,
  command: IssueCommand & Permission,
  issueId: IssueId,
  pairings: readonly Row<'pairing'>[] = [],
): Step {
  const issue = rows.get('issue', issueId)
  if (!issue || !may(actor, command, targetOf(issue), issue.data.confidential ? [] : pairings))
    return { refusal: reject('notPermitted') }
  const nexts = nextIssueStates(command, issue.data.state)
  const [next] = nexts
  return next ? { issue, next, nexts } : { refusal: reject('wrongState', { state: issue.data.state }) }
}

export const targetOf = ({ data }: Row<'issue'>): Target => ({
  areaId: data.areaId,
  subjectId: data.subjectId,
  authorId: data.registeredBy,
  unitIds: data.audience.units ?? [],
})

export const tasksOf = (issueId: IssueId): Read => related('task.issueIds', issueId)
export const ownPairings = (personId: PersonId): Read => related('pairing.personId', personId)
/** What hangs on an issue and has to become known with it. */
export const historyOf = (issueId: IssueId): Read[] => [
  related('event.aboutId', issueId),
  related('effect.issueId', issueId),
]

/** Today in Shanghai, by the best clock known. */
export const todayOf = ({ at }: Pick<DecideContext<unknown>, 'at'>): CalendarDate => shanghaiDate(bestNow(at))
