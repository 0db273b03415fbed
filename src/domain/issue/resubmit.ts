import { may } from '../access/may'
import { accept, defineCommand, must, patch, reject } from '../command/define'
import { boolean, freeText, object, optional, uuid } from '../schema'
import { categoryReads, refuseCategory } from './category'
import { raise, raisingReads } from './confidential'
import { issueEvent } from './events'
import { issueFields } from './register'
import { urgentKinds } from './rows'
import { nextIssueState } from './transitions'

/** 补充后再报: the cadre who registered it answers the remark and corrects what was missing or wrong. */
export const issueResubmit = defineCommand('issue.resubmit@1', {
  args: object({
    issueId: uuid,
    kind: optional(issueFields.kind),
    categoryId: optional(issueFields.categoryId),
    title: optional(issueFields.title),
    words: optional(issueFields.words),
    urgent: optional(boolean),
    confidential: optional(boolean),
    reply: freeText({ max: 500 }),
  }),
  reads: (args) => [must('issue', args.issueId), ...categoryReads(args.categoryId)],
  readsMore: (args, rows) => raisingReads(args.issueId, args, rows),
  decide(context) {
    const { args, actor, rows } = context
    const issue = rows.get('issue', args.issueId)
    if (!issue || !may(actor, 'issue.resubmit', { authorId: issue.data.registeredBy }))
      return reject('notPermitted')
    const state = nextIssueState('issue.resubmit', issue.data.state)
    if (!state) return reject('wrongState', { state: issue.data.state })
    const refused = refuseCategory(rows, args.categoryId)
    if (refused) return refused
    const { kind, urgent } = { ...issue.data, ...args }
    if (urgent && !urgentKinds.includes(kind)) return reject('notUrgentKind', { kind })
    if (args.confidential === false && issue.data.confidential) return reject('confidentialStays')

    const { issueId, reply, confidential: _, ...typed } = args
    const { raised, audience, changes } = raise(issue, args, rows)
    const corrected = { ...typed, ...(raised ? { confidential: true } : {}) }
    return accept([
      patch('issue', issueId, corrected, true),
      patch('issue', issueId, { state, audience }),
      ...changes,
      issueEvent(
        context,
        'issue.resubmitted',
        { id: issueId, audience },
        { reply, fields: Object.keys(corrected) },
      ),
    ])
  },
})
