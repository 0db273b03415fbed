import { accept, defineCommand, fresh, must, patch, put, reject } from '../command/define'
import { object, uuid } from '../schema'
import { categoryReads, refuseCategory } from './category'
import { issueEvent } from './events'
import { issueFields } from './register'
import { stepOf, todayOf } from './step'

const part = { title: issueFields.title, words: issueFields.words, categoryId: issueFields.categoryId }

/** 拆分: two matters in one report become two listed issues; the new one gets a number of its own and names the old. */
export const issueSplit = defineCommand('issue.split@1', {
  args: object({ issueId: uuid, newIssueId: uuid, stays: object(part), leaves: object(part) }),
  reads: ({ issueId, newIssueId, stays, leaves }) => [
    must('issue', issueId),
    fresh('issue', newIssueId),
    ...categoryReads(stays.categoryId),
    ...categoryReads(leaves.categoryId),
  ],
  decide(context) {
    const { args, rows, at } = context
    const step = stepOf(context, 'issue.split', args.issueId)
    if (step.refusal) return step.refusal
    if (rows.get('issue', args.newIssueId)) return reject('alreadyExists')
    const refused =
      refuseCategory(rows, args.stays.categoryId) ?? refuseCategory(rows, args.leaves.categoryId)
    if (refused) return refused
    const { issue, next } = step
    const { audience, number, kind, subjectId, visitId, areaId, raisedOn } = issue.data
    const { urgent, confidential, registeredBy } = issue.data
    const listedOn = issue.data.listedOn ?? todayOf(context)
    return accept(
      [
        patch('issue', issue.id, { ...args.stays, state: next, listedOn }),
        put('issue', args.newIssueId, {
          ...args.leaves,
          number: null,
          kind,
          subjectId,
          visitId,
          areaId,
          raisedOn,
          urgent,
          confidential,
          state: next,
          outcome: null,
          registeredBy,
          officeRemark: null,
          sentBackCount: 0,
          toldResident: null,
          handedTo: null,
          // Of the day on which it became a matter of its own.
          listedOn: todayOf(context),
          splitFromId: issue.id,
          audience,
          ...at,
        }),
        issueEvent(context, 'issue.split', { id: issue.id, audience }, { newIssueId: args.newIssueId }),
        issueEvent(
          context,
          'issue.split',
          { id: args.newIssueId, audience },
          { fromId: issue.id, number },
          1,
        ),
      ],
      [
        ...(number === null ? [{ add: 'issueNumber' as const, issueId: issue.id }] : []),
        { add: 'issueNumber', issueId: args.newIssueId },
      ],
    )
  },
})
