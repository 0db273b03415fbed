/**
 * What a person could do with an issue, a task or an urge, before anything is typed: the same tables and the same
 * refusals that the commands ask, so that a page offers what will be accepted and says why the rest will not.
 */
import type { Actor } from '../access/actor'
import { may } from '../access/may'
import { reject, type Refused } from '../command/define'
import type { Rejection } from '../command/rejection'
import type { Row } from '../rows'
import { usualTerms, type Terms } from '../settings/terms'
import { targetOfTask } from '../task/step'
import { nextTaskState, type TaskCommand } from '../task/transitions'
import { refuseLateHandBack } from '../task/work'
import type { CalendarDate } from '../time/shanghai'
import { refuseTelling } from './masterEnd'
import { refuseReturnVisitor } from './returnVisit'
import { isOpenIssue, type Issue, type IssueState } from './rows'
import { refuseJudge } from './strikeOff'
import { targetOf } from './step'
import { nextIssueStates, type IssueCommand } from './transitions'

/** In the order in which the loop goes; each is about one issue. */
export const issueSteps = [
  'issue.accept',
  'issue.assign',
  'issue.claim',
  'issue.sendBack',
  'issue.decline',
  'issue.recordReturnVisit',
  'issue.explain',
  'issue.strikeOff',
  'issue.refuseStrikeOff',
  'issue.resume',
  'issue.tellResident',
  'issue.withdrawByResident',
  'urge.order',
  'issue.setProminent',
  'issue.merge',
  'issue.unmerge',
  'issue.split',
  'issue.setAside',
  'issue.reopen',
] as const satisfies readonly (IssueCommand | 'urge.order')[]
export type IssueStep = (typeof issueSteps)[number]

export const taskSteps = [
  'task.sign',
  'task.progress',
  'task.complete',
  'task.requestExtension',
  'task.grantExtension',
  'task.refuseExtension',
  'task.setHandler',
  'task.handBack',
  'task.reassign',
  'task.cancel',
] as const satisfies readonly TaskCommand[]
export type TaskStepName = (typeof taskSteps)[number]

/** Without a refusal it can be done now. */
export interface Offer<S extends string> {
  step: S
  refusal?: Rejection
  /** It leads to another state, rather than adding to this one. */
  moves?: true
}

export interface IssueSurroundings {
  actor: Actor
  /** The actor's own. */
  pairings: readonly Row<'pairing'>[]
  tasks: readonly Row<'task'>[]
  /** Issues merged into this one. */
  merged: readonly Row<'issue'>[]
  master: Issue | undefined
}

/** Steps for which this person has the right, whatever the state; those that the person has no part in are left out. */
export function issueOffers(issue: Row<'issue'>, around: IssueSurroundings): Offer<IssueStep>[] {
  const { actor, pairings } = around
  const target = targetOf(issue)
  const known = issue.data.confidential ? [] : pairings
  return issueSteps
    .filter((step) => may(actor, step, target, known))
    .map((step) => ({
      ...offer(step, refuseIssueStep(step, issue, around)),
      ...(movesOn(step, issue.data.state) ? { moves: true } : {}),
    }))
}

const movesOn = (step: IssueStep, state: IssueState): boolean =>
  step !== 'urge.order' && nextIssueStates(step, state).some((next) => next !== state)

function refuseIssueStep(
  step: IssueStep,
  issue: Row<'issue'>,
  { actor, tasks, merged, master }: IssueSurroundings,
): Refused | undefined {
  const { state } = issue.data
  const isPossible = step === 'urge.order' ? isOpenIssue(state) : nextIssueStates(step, state).length > 0
  if (!isPossible) return reject('wrongState', { state })
  switch (step) {
    case 'issue.recordReturnVisit':
      return refuseReturnVisitor(issue.data, tasks, actor.personId)
    case 'issue.strikeOff':
    case 'issue.refuseStrikeOff':
      return refuseJudge(issue.data, tasks, actor.personId)
    case 'issue.tellResident':
      return refuseTelling(issue.data, master)
    case 'issue.merge':
      return merged.length > 0 ? reject('notAMaster', { issueId: issue.id }) : undefined
    default:
      return undefined
  }
}

export function taskOffers(
  task: Row<'task'>,
  actor: Actor,
  today: CalendarDate,
  terms: Terms = usualTerms,
): Offer<TaskStepName>[] {
  const target = targetOfTask(task)
  return taskSteps
    .filter((step) => may(actor, step, target))
    .map((step) => offer(step, refuseTaskStep(step, task, today, terms)))
}

function refuseTaskStep(
  step: TaskStepName,
  { data }: Row<'task'>,
  today: CalendarDate,
  terms: Terms,
): Refused | undefined {
  const { state, extension } = data
  if (!nextTaskState(step, state)) return reject('wrongState', { state })
  switch (step) {
    case 'task.handBack':
      return refuseLateHandBack(data, today, terms)
    case 'task.requestExtension':
      return extension ? reject('extensionPending') : undefined
    case 'task.grantExtension':
    case 'task.refuseExtension':
      return extension ? undefined : reject('noExtension')
    default:
      return undefined
  }
}

/** Whether this person replies to the urge. */
export const mayReply = (
  actor: Actor,
  { data }: Row<'urge'>,
  issue: Row<'issue'>,
  task: Row<'task'> | undefined,
): boolean => data.reply === null && may(actor, 'urge.reply', task ? targetOfTask(task) : targetOf(issue))

const offer = <S extends string>(step: S, refused: Refused | undefined): Offer<S> =>
  refused ? { step, refusal: refused.rejection } : { step }
