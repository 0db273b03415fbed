/** Ends that the resident brings about or hears of: taken back, explained, opened again, told. */
import { accept, defineCommand, must, mustIf, patch } from '../command/define'
import { calendarDate, freeText, object, uuid } from '../schema'
import { refuseFutureDates } from '../time/check'
import { issueEvent } from './events'
import { reopenTasks, successionReads } from '../task/succession'
import { handledAlsoBy, othersOf, stopTasks } from './handling'
import { mergedReads, passOnEnd, refuseTelling } from './masterEnd'
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

/** 复号: the old number, the full history, and counted as reopened for ever. */
export const issueReopen = defineCommand('issue.reopen@1', {
  args: object({ issueId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ issueId }) => [must('issue', issueId), tasksOf(issueId), mergedReads(issueId)],
  readsMore: successionReads,
  decide(context) {
    const { args, rows } = context
    const { issueId, reason } = args
    const step = stepOf(context, 'issue.reopen', issueId)
    if (step.refusal) return step.refusal
    const { issue, next } = step
    const isUnlisted = issue.data.number === null
    const { audience, changes } = reopenTasks(context, issue, 'issue.reopen')
    return accept(
      [
        patch('issue', issueId, {
          state: next,
          audience,
          outcome: null,
          struckOff: null,
          reopenedCount: (issue.data.reopenedCount ?? 0) + 1,
          ...(isUnlisted ? { listedOn: todayOf(context) } : {}),
        }),
        ...changes,
        ...passOnEnd(rows, issueId, null),
        issueEvent(context, 'issue.reopened', { id: issueId, audience }, { reason }),
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
    const { masterId, masterEnded } = rows.get('issue', issueId)?.data ?? {}
    return masterEnded === undefined ? mustIf('issue', masterId) : []
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
    const { masterId, masterEnded } = issue.data
    const master = masterId && masterEnded === undefined ? rows.get('issue', masterId)?.data : undefined
    const tooEarly = refuseTelling(issue.data, master)
    if (tooEarly) return tooEarly
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
