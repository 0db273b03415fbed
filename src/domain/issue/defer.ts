import { accept, defineCommand, must, patch } from '../command/define'
import { calendarDate, freeText, object, uuid } from '../schema'
import { refusePastDates } from '../time/check'
import { issueEvent } from './events'
import { othersOf, stopTasks } from './handling'
import { stepOf, tasksOf, todayOf } from './step'

/** 暂缓办理: cannot be done now. What the resident was told and when it is looked at again are part of it. */
export const issueSetAside = defineCommand('issue.setAside@1', {
  args: object({
    issueId: uuid,
    reason: freeText({ max: 500, min: 1 }),
    toldResident: freeText({ max: 500, min: 1 }),
    reviewOn: calendarDate,
  }),
  reads: ({ issueId }) => [must('issue', issueId), tasksOf(issueId)],
  readsMore: ({ issueId }, rows) => othersOf(rows, issueId),
  decide(context) {
    const { issueId, reason, toldResident, reviewOn } = context.args
    const step = stepOf(context, 'issue.setAside', issueId)
    if (step.refusal) return step.refusal
    const refused = refusePastDates({ reviewOn }, context.at)
    if (refused) return refused
    const { issue, next } = step
    return accept([
      patch('issue', issueId, {
        state: next,
        toldResident,
        deferred: { reason, reviewOn, since: todayOf(context) },
      }),
      ...stopTasks(context.rows, issueId, 'issue.setAside', reason),
      issueEvent(
        context,
        'issue.setAside',
        { id: issueId, audience: issue.data.audience },
        { reason, toldResident, reviewOn },
      ),
    ])
  },
})

/** 恢复办理: it can be done now, or its review date has come. */
export const issueResume = defineCommand('issue.resume@1', {
  args: object({ issueId: uuid, remark: freeText({ max: 500 }) }),
  reads: ({ issueId }) => [must('issue', issueId)],
  decide(context) {
    const { issueId, remark } = context.args
    const step = stepOf(context, 'issue.resume', issueId)
    if (step.refusal) return step.refusal
    const { issue, next } = step
    return accept([
      patch('issue', issueId, { state: next, deferred: null }),
      issueEvent(context, 'issue.resumed', { id: issueId, audience: issue.data.audience }, { remark }),
    ])
  },
})
