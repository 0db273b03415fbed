/**
 * What a slip says to whoever holds it: how far the matter is and since when. Chosen field by field, so that a new
 * field of an issue is never told by accident: no title, words, category, unit, name or village.
 */
import type { Row } from '../rows'
import { isOpenTask } from '../task/rows'
import type { CalendarDate } from '../time/shanghai'
import { isOpenIssue, type IssueState } from './rows'

/** 已受理, 办理中, 已办结: all that is said of a confidential matter. */
type CoarseState = 'taken' | 'underWay' | 'ended'

/** What a resident calls a day in the course of the matter. */
const slipDates = ['reported', 'listed', 'due', 'review', 'handled', 'returnVisit', 'struckOff'] as const
export type SlipDate = (typeof slipDates)[number]

export type SlipAnswer =
  | { confidential: true; state: CoarseState }
  | {
      confidential: false
      state: Exclude<IssueState, 'merged'>
      /** `2026-0137`; null until the server has given it. */
      number: string | null
      /** In the order in which they come; those that are not known, or say nothing any more, are left out. */
      dates: { is: SlipDate; on: CalendarDate }[]
    }

export interface SlipRows {
  issue: Row<'issue'>
  /** What it was merged into: it goes as that one goes. */
  master: Row<'issue'> | undefined
  /** Of the master where there is one. */
  tasks: readonly Row<'task'>[]
  effect: Row<'effect'> | undefined
}

export function slipAnswer({ issue, master, tasks, effect }: SlipRows): SlipAnswer {
  const followed = issue.data.state === 'merged' && master ? master.data : issue.data
  const state = followed.state === 'merged' ? 'listed' : followed.state
  if (issue.data.confidential || followed.confidential)
    return { confidential: true, state: coarseState(state) }
  const { raisedOn, number } = issue.data
  const isHandled = state === 'awaitingReturnVisit' || state === 'awaitingReview' || state === 'struckOff'
  const days: Record<SlipDate, CalendarDate | null | undefined> = {
    reported: raisedOn,
    listed: issue.data.listedOn ?? followed.listedOn,
    due: state === 'handling' ? dueOn(tasks) : undefined,
    review: state === 'deferred' ? followed.deferred?.reviewOn : undefined,
    handled: isHandled ? effect?.data.happenedOn : undefined,
    returnVisit: isHandled ? followed.returnVisit?.on : undefined,
    struckOff: state === 'struckOff' ? followed.struckOff?.on : undefined,
  }
  return {
    confidential: false,
    state,
    number,
    dates: slipDates.flatMap((is) => {
      const on = days[is]
      return on ? [{ is, on }] : []
    }),
  }
}

function coarseState(state: IssueState): CoarseState {
  if (!isOpenIssue(state)) return 'ended'
  return state === 'reported' || state === 'needsDetail' || state === 'listed' ? 'taken' : 'underWay'
}

/** The latest deadline of what is still to be done. */
const dueOn = (tasks: readonly Row<'task'>[]): CalendarDate | undefined =>
  tasks
    .filter(({ data }) => isOpenTask(data.state))
    .map(({ data }) => data.dueOn)
    .sort()
    .at(-1)
