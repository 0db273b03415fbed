/** The honest ends of an issue: taken back by the resident, called on again, explained, struck off, opened again. */
import { accept, defineCommand, must, patch, reject, related } from '../command/define'
import { calendarDate, choice, freeText, object, uuid } from '../schema'
import { refuseFutureDates } from '../time/check'
import { addDays, type CalendarDate } from '../time/shanghai'
import { issueEvent } from './events'
import { handledAlsoBy, hasHandled, othersOf, reopenTasks, stopTasks, takePartiesBack } from './handling'
import type { Issue, IssueOutcome } from './rows'
import { ownPairings, stepOf, tasksOf, todayOf } from './step'

/** 群众撤回: the resident wants nothing any more; what was said is kept, open tasks stop. */
export const issueWithdrawByResident = defineCommand('issue.withdrawByResident@1', {
  args: object({ issueId: uuid, words: freeText({ max: 500, min: 1 }), happenedOn: calendarDate }),
  reads: ({ issueId }, actor) => [must('issue', issueId), tasksOf(issueId), ownPairings(actor.personId)],
  readsMore: ({ issueId }, rows) => othersOf(rows, issueId),
  decide(context) {
    const { args, actor, rows } = context
    const { issueId, words } = args
    const pairings = rows.related('pairing.personId', actor.personId)
    const step = stepOf(context, 'issue.withdrawByResident', issueId, pairings)
    if (step.refusal) return step.refusal
    const refused = refuseFutureDates({ happenedOn: args.happenedOn }, context.at)
    if (refused) return refused
    const { issue, next } = step
    return accept([
      patch('issue', issueId, { state: next, outcome: 'withdrawn' }),
      ...stopTasks(rows, issueId, 'issue.withdrawByResident', words),
      issueEvent(
        context,
        'issue.withdrawnByResident',
        { id: issueId, audience: issue.data.audience },
        { words, happenedOn: args.happenedOn },
      ),
    ])
  },
})

/**
 * 回访: what the resident says about how it was handled, asked by somebody else than who handled it. 不满意 sends it
 * back to the tasks' handlers. Rejections: ownHandling.
 */
export const issueRecordReturnVisit = defineCommand('issue.recordReturnVisit@1', {
  args: object({
    issueId: uuid,
    satisfaction: choice(['satisfied', 'fairly', 'dissatisfied'] as const),
    words: freeText({ max: 500 }),
    happenedOn: calendarDate,
    /** 上门 or 电话. */
    way: choice(['door', 'phone'] as const),
  }),
  reads: ({ issueId }, actor) => [
    must('issue', issueId),
    tasksOf(issueId),
    related('effect.issueId', issueId),
    ownPairings(actor.personId),
  ],
  decide(context) {
    const { args, actor, rows, at } = context
    const { issueId, satisfaction, words, happenedOn, way } = args
    const pairings = rows.related('pairing.personId', actor.personId)
    const step = stepOf(context, 'issue.recordReturnVisit', issueId, pairings)
    if (step.refusal) return step.refusal
    const { issue, nexts } = step
    const tasks = rows.related('task.issueIds', issueId)
    if (hasHandled(issue.data, tasks, actor.personId)) return reject('ownHandling')
    const refused = refuseFutureDates({ happenedOn }, at)
    if (refused) return refused
    const isBack = satisfaction === 'dissatisfied'
    const [usual, back] = nexts
    return accept([
      patch('issue', issueId, {
        state: (isBack ? back : usual) ?? issue.data.state,
        returnVisit: { by: actor.personId, on: happenedOn, satisfaction, words },
        ...(isBack ? { outcome: null } : {}),
      }),
      ...rows.related('effect.issueId', issueId).map(({ id }) => patch('effect', id, { satisfaction })),
      ...(isBack ? reopenTasks(tasks, 'issue.recordReturnVisit') : []),
      issueEvent(
        context,
        'issue.returnVisited',
        { id: issueId, audience: issue.data.audience },
        { satisfaction, words, happenedOn, way },
      ),
    ])
  },
})

/** 解释到位: nothing more can be done, and the resident was told why. Who explained does not confirm it. */
export const issueExplain = defineCommand('issue.explain@1', {
  args: object({ issueId: uuid, explained: freeText({ max: 1000, min: 1 }), happenedOn: calendarDate }),
  reads: ({ issueId }, actor) => [must('issue', issueId), ownPairings(actor.personId)],
  decide(context) {
    const { args, actor, rows } = context
    const { issueId, explained, happenedOn } = args
    const pairings = rows.related('pairing.personId', actor.personId)
    const step = stepOf(context, 'issue.explain', issueId, pairings)
    if (step.refusal) return step.refusal
    const refused = refuseFutureDates({ happenedOn }, context.at)
    if (refused) return refused
    const { issue, next } = step
    return accept([
      patch('issue', issueId, {
        state: next,
        outcome: 'explained',
        ...handledAlsoBy(issue.data, actor.personId),
      }),
      issueEvent(
        context,
        'issue.explained',
        { id: issueId, audience: issue.data.audience },
        { explained, happenedOn },
      ),
    ])
  },
})

/** What may be confirmed of what was proposed: a solution may turn out to be a partial one. */
const confirmable: Readonly<Record<IssueOutcome, readonly IssueOutcome[]>> = {
  solved: ['solved', 'partly'],
  partly: ['solved', 'partly'],
  explained: ['explained'],
  withdrawn: ['withdrawn'],
  notOurs: [],
}
export const confirmableOutcomes = (proposed: IssueOutcome | null): readonly IssueOutcome[] =>
  confirmable[proposed ?? 'solved']

/** 销号: by somebody who neither handled it nor paid the return visit. Rejections: ownHandling, ownReturnVisit, outcomeNotProposed. */
export const issueStrikeOff = defineCommand('issue.strikeOff@1', {
  args: object({
    issueId: uuid,
    outcome: choice(['solved', 'partly', 'explained', 'withdrawn'] as const),
    remark: freeText({ max: 500 }),
  }),
  reads: ({ issueId }) => [must('issue', issueId), tasksOf(issueId)],
  decide(context) {
    const { args, actor, rows } = context
    const { issueId, outcome, remark } = args
    const step = stepOf(context, 'issue.strikeOff', issueId)
    if (step.refusal) return step.refusal
    const { issue, next } = step
    const tasks = rows.related('task.issueIds', issueId)
    const refused = refuseJudge(issue.data, hasHandled(issue.data, tasks, actor.personId), actor.personId)
    if (refused) return refused
    if (!confirmableOutcomes(issue.data.outcome).includes(outcome))
      return reject('outcomeNotProposed', { outcome })
    const on = todayOf(context)
    // One that was solved on the spot enters the lists here.
    const isUnlisted = issue.data.number === null
    return accept(
      [
        patch('issue', issueId, {
          state: next,
          outcome,
          struckOff: { by: actor.personId, on, remark },
          ...(isUnlisted ? { listedOn: on } : {}),
        }),
        ...takePartiesBack(tasks, issueId),
        issueEvent(
          context,
          'issue.struckOff',
          { id: issueId, audience: issue.data.audience },
          { outcome, remark },
        ),
      ],
      isUnlisted ? [{ add: 'issueNumber', issueId }] : [],
    )
  },
})

/** 不予销号: it goes back to those who handle it; the remark says what is missing. */
export const issueRefuseStrikeOff = defineCommand('issue.refuseStrikeOff@1', {
  args: object({ issueId: uuid, remark: freeText({ max: 500, min: 1 }) }),
  reads: ({ issueId }) => [must('issue', issueId), tasksOf(issueId)],
  decide(context) {
    const { args, actor, rows } = context
    const { issueId, remark } = args
    const step = stepOf(context, 'issue.refuseStrikeOff', issueId)
    if (step.refusal) return step.refusal
    const { issue, next } = step
    const tasks = rows.related('task.issueIds', issueId)
    const refused = refuseJudge(issue.data, hasHandled(issue.data, tasks, actor.personId), actor.personId)
    if (refused) return refused
    return accept([
      patch('issue', issueId, { state: next, outcome: null, officeRemark: remark }),
      ...reopenTasks(tasks, 'issue.refuseStrikeOff'),
      issueEvent(
        context,
        'issue.strikeOffRefused',
        { id: issueId, audience: issue.data.audience },
        { remark },
      ),
    ])
  },
})

const refuseJudge = ({ returnVisit }: Issue, isHandler: boolean, personId: string) => {
  if (isHandler) return reject('ownHandling')
  return returnVisit?.by === personId ? reject('ownReturnVisit') : undefined
}

/** 复号: the old number, the full history, and counted as reopened for ever. */
export const issueReopen = defineCommand('issue.reopen@1', {
  args: object({ issueId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ issueId }) => [must('issue', issueId), tasksOf(issueId), related('issue.masterId', issueId)],
  decide(context) {
    const { args, rows } = context
    const { issueId, reason } = args
    const step = stepOf(context, 'issue.reopen', issueId)
    if (step.refusal) return step.refusal
    const { issue, next } = step
    const isUnlisted = issue.data.number === null
    return accept(
      [
        patch('issue', issueId, {
          state: next,
          outcome: null,
          struckOff: null,
          reopenedCount: (issue.data.reopenedCount ?? 0) + 1,
          ...(isUnlisted ? { listedOn: todayOf(context) } : {}),
        }),
        ...reopenTasks(rows.related('task.issueIds', issueId), 'issue.reopen'),
        // Those who were told of its end have to hear of the new one.
        ...rows
          .related('issue.masterId', issueId)
          .filter(({ data }) => data.state === 'merged' && data.told)
          .map(({ id }) => patch('issue', id, { told: null })),
        issueEvent(context, 'issue.reopened', { id: issueId, audience: issue.data.audience }, { reason }),
      ],
      isUnlisted ? [{ add: 'issueNumber', issueId }] : [],
    )
  },
})

/** 已告知: a household of a merged issue heard how the master issue ended. */
export const issueTellResident = defineCommand('issue.tellResident@1', {
  args: object({ issueId: uuid, words: freeText({ max: 500 }), happenedOn: calendarDate }),
  reads: ({ issueId }, actor) => [must('issue', issueId), ownPairings(actor.personId)],
  readsMore: ({ issueId }, rows) => {
    const masterId = rows.get('issue', issueId)?.data.masterId
    return masterId ? [must('issue', masterId)] : []
  },
  decide(context) {
    const { args, actor, rows } = context
    const { issueId, words, happenedOn } = args
    const pairings = rows.related('pairing.personId', actor.personId)
    const step = stepOf(context, 'issue.tellResident', issueId, pairings)
    if (step.refusal) return step.refusal
    const { issue } = step
    const refused = refuseFutureDates({ happenedOn }, context.at)
    if (refused) return refused
    const masterId = issue.data.masterId ?? ''
    const master = masterId ? rows.get('issue', masterId)?.data : undefined
    if (master?.state !== 'struckOff' && master?.state !== 'closed') return reject('masterNotEnded')
    return accept([
      patch('issue', issueId, { told: { by: actor.personId, on: happenedOn, words } }),
      issueEvent(
        context,
        'issue.told',
        { id: issueId, audience: issue.data.audience },
        { words, happenedOn },
      ),
    ])
  },
})

/** Days in which a strike-off can still be objected to. */
export const provisionalDays = 15
/** 待观察: struck off, and not final yet. */
export const isProvisional = ({ struckOff }: Pick<Issue, 'struckOff'>, today: CalendarDate): boolean =>
  struckOff ? today < addDays(struckOff.on, provisionalDays) : false
