import { may } from '../access/may'
import { accept, defineCommand, must, mustIf, patch, reject } from '../command/define'
import { codeId, freeText, object, optional, uuid } from '../schema'
import { categoryReads, refuseCategory } from './category'
import { raise, raisingReads } from './confidential'
import { issueEvent } from './events'
import { share } from './handling'
import { historyOf, todayOf } from './step'
import { nextIssueState } from './transitions'

/**
 * 受理列入清单: the number comes from the server in commit order; offline it shows 待编号. A wrong category is put right;
 * a confidential one takes the issue out of the village.
 */
export const issueAccept = defineCommand('issue.accept@1', {
  args: object({ issueId: uuid, categoryId: optional(codeId), remark: freeText({ max: 500 }) }),
  reads: (args) => [must('issue', args.issueId), ...categoryReads(args.categoryId)],
  readsMore: (args, rows) => {
    const categoryId = args.categoryId ?? rows.get('issue', args.issueId)?.data.categoryId
    return [
      ...raisingReads(args.issueId, args, rows),
      ...mustIf('category', categoryId),
      ...historyOf(args.issueId),
    ]
  },
  decide(context) {
    const { args, actor, rows } = context
    const issue = rows.get('issue', args.issueId)
    if (!issue || !may(actor, 'issue.accept', {})) return reject('notPermitted')
    const state = nextIssueState('issue.accept', issue.data.state)
    if (!state) return reject('wrongState', { state: issue.data.state })
    const refused = refuseCategory(rows, args.categoryId)
    if (refused) return refused
    const { raised, audience: kept, changes } = raise(issue, args, rows)
    // The unit that leads the category may take it (认领); of what is confidential it hears nothing.
    const leadUnitId = rows.get('category', args.categoryId ?? issue.data.categoryId)?.data.leadUnitId
    const to = { people: [], units: leadUnitId ? [leadUnitId] : [] }
    const shared = raised ? undefined : share(rows, issue, to)
    const audience = shared?.audience ?? kept
    const listedOn = issue.data.listedOn ?? todayOf(context)
    const corrected = {
      ...(args.categoryId === undefined ? {} : { categoryId: args.categoryId }),
      ...(raised ? { confidential: true } : {}),
    }
    const fields = Object.keys(corrected)
    // One that was listed before and sent back keeps its number for ever.
    const additions = issue.data.number === null ? [{ add: 'issueNumber' as const, issueId: issue.id }] : []
    return accept(
      [
        patch('issue', issue.id, {
          state,
          listedOn,
          officeRemark: args.remark || null,
          ...corrected,
          audience,
        }),
        ...changes,
        ...(shared?.changes ?? []),
        issueEvent(
          context,
          'issue.accepted',
          { id: issue.id, audience },
          { remark: args.remark, ...(fields.length > 0 ? { fields } : {}) },
        ),
      ],
      additions,
    )
  },
})
