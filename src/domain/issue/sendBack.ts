import { may } from '../access/may'
import { accept, defineCommand, must, patch, reject } from '../command/define'
import { freeText, object, uuid } from '../schema'
import { issueEvent } from './events'
import { nextIssueState } from './transitions'

/** 退回补充: something is missing; the remark says what, the cadre corrects and resubmits. */
export const issueSendBack = defineCommand('issue.sendBack@1', {
  args: object({ issueId: uuid, remark: freeText({ max: 500, min: 1 }) }),
  reads: (args) => [must('issue', args.issueId)],
  decide(context) {
    const { args, actor, rows } = context
    const issue = rows.get('issue', args.issueId)
    if (!issue || !may(actor, 'issue.sendBack', {})) return reject('notPermitted')
    const state = nextIssueState('issue.sendBack', issue.data.state)
    if (!state) return reject('wrongState', { state: issue.data.state })
    return accept([
      patch('issue', issue.id, {
        state,
        officeRemark: args.remark,
        sentBackCount: issue.data.sentBackCount + 1,
      }),
      issueEvent(
        context,
        'issue.sentBack',
        { id: issue.id, audience: issue.data.audience },
        { remark: args.remark },
      ),
    ])
  },
})
