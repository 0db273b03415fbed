import { may } from '../access/may'
import { accept, defineCommand, must, mustIf, patch, reject } from '../command/define'
import { object, optional, text, uuid } from '../schema'
import { refuseIdentityNumber } from '../subject/check'
import { issueEvent } from './events'
import { issueFields } from './register'
import { nextIssueState } from './transitions'

/** 补充后再报: the cadre who registered it answers the remark and corrects what was missing. */
export const issueResubmit = defineCommand('issue.resubmit@1', {
  args: object({
    issueId: uuid,
    categoryId: optional(issueFields.categoryId),
    title: optional(issueFields.title),
    words: optional(issueFields.words),
    reply: text({ max: 500 }),
  }),
  reads: (args) => [must('issue', args.issueId), ...mustIf('category', args.categoryId)],
  decide(context) {
    const { args, actor, rows } = context
    const issue = rows.get('issue', args.issueId)
    if (!issue || !may(actor, 'issue.resubmit', { authorId: issue.data.registeredBy }))
      return reject('notPermitted')
    const state = nextIssueState('issue.resubmit', issue.data.state)
    if (!state) return reject('wrongState', { state: issue.data.state })
    if (args.categoryId !== undefined && !rows.get('category', args.categoryId)) {
      return reject('unknownCategory', { categoryId: args.categoryId })
    }
    const refused = refuseIdentityNumber({ title: args.title, words: args.words, reply: args.reply })
    if (refused) return refused
    const { issueId, reply, ...corrected } = args
    return accept([
      patch('issue', issueId, corrected, true),
      patch('issue', issueId, { state }),
      issueEvent(
        context,
        'issue.resubmitted',
        { id: issueId, audience: issue.data.audience },
        { reply, fields: Object.keys(corrected) },
      ),
    ])
  },
})
