import { may } from '../access/may'
import { accept, defineCommand, must, mustIf, patch, reject } from '../command/define'
import { codeId, object, optional, text, uuid } from '../schema'
import { issueEvent } from './events'
import { nextIssueState } from './transitions'

/** 受理列入清单: the number comes from the server in commit order; offline it shows 待编号. A wrong category is put right. */
export const issueAccept = defineCommand('issue.accept@1', {
  args: object({ issueId: uuid, categoryId: optional(codeId), remark: text({ max: 500 }) }),
  reads: (args) => [must('issue', args.issueId), ...mustIf('category', args.categoryId)],
  decide(context) {
    const { args, actor, rows } = context
    const issue = rows.get('issue', args.issueId)
    if (!issue || !may(actor, 'issue.accept', {})) return reject('notPermitted')
    const state = nextIssueState('issue.accept', issue.data.state)
    if (!state) return reject('wrongState', { state: issue.data.state })
    if (args.categoryId !== undefined && !rows.get('category', args.categoryId)) {
      return reject('unknownCategory', { categoryId: args.categoryId })
    }
    // One that was listed before and sent back keeps its number for ever.
    const additions = issue.data.number === null ? [{ add: 'issueNumber' as const, issueId: issue.id }] : []
    return accept(
      [
        patch('issue', issue.id, {
          state,
          officeRemark: args.remark || null,
          ...(args.categoryId === undefined ? {} : { categoryId: args.categoryId }),
        }),
        issueEvent(
          context,
          'issue.accepted',
          { id: issue.id, audience: issue.data.audience },
          { remark: args.remark },
        ),
      ],
      additions,
    )
  },
})
