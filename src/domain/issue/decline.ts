import { may } from '../access/may'
import { accept, defineCommand, must, patch, reject } from '../command/define'
import { freeText, object, uuid } from '../schema'
import { issueEvent } from './events'
import { mergedReads, passOnEnd } from './masterEnd'
import { todayOf } from './step'
import { nextIssueState } from './transitions'

/** 不予受理: not a matter for this place. What the resident was told and who was handed the matter are part of it. */
export const issueDecline = defineCommand('issue.decline@1', {
  args: object({
    issueId: uuid,
    reason: freeText({ max: 500, min: 1 }),
    toldResident: freeText({ max: 500, min: 1 }),
    handedTo: freeText({ max: 100 }),
  }),
  reads: ({ issueId }) => [must('issue', issueId), mergedReads(issueId)],
  decide(context) {
    const { args, actor, rows } = context
    const issue = rows.get('issue', args.issueId)
    if (!issue || !may(actor, 'issue.decline', {})) return reject('notPermitted')
    const state = nextIssueState('issue.decline', issue.data.state)
    if (!state) return reject('wrongState', { state: issue.data.state })
    const { reason, toldResident, handedTo } = args
    return accept([
      patch('issue', issue.id, {
        state,
        outcome: 'notOurs',
        officeRemark: reason,
        toldResident,
        handedTo: handedTo || null,
      }),
      ...passOnEnd(rows, issue.id, { on: todayOf(context), outcome: 'notOurs', words: toldResident }),
      issueEvent(
        context,
        'issue.declined',
        { id: issue.id, audience: issue.data.audience },
        { reason, toldResident, handedTo },
      ),
    ])
  },
})
