import {
  accept,
  defineCommand,
  fresh,
  must,
  mustIf,
  patch,
  put,
  reject,
  related,
  type Change,
  type Read,
  type Rows,
} from '../command/define'
import type { IssueId } from '../ids'
import type { Row } from '../rows'
import { idList, object, uuid } from '../schema'
import {
  handlerFields,
  handlerReads,
  measureFields,
  peopleOf,
  refuseHandlers,
  refuseTimes,
} from '../task/fields'
import { issueEvent } from './events'
import { share } from './handling'
import { newTask } from './newTask'
import { historyOf, stepOf } from './step'

/** Reads for `partyOf` and `share`, once the issues are at hand. */
export const assignmentReads = (rows: Rows, issueIds: readonly IssueId[]): Read[] =>
  issueIds.flatMap((issueId) => {
    const subjectId = rows.get('issue', issueId)?.data.subjectId
    return [
      ...historyOf(issueId),
      ...mustIf('subject', subjectId),
      ...(subjectId ? [related('subjectContact.subjectId', subjectId)] : []),
    ]
  })

/**
 * 交办: a task for one issue or several, with unit, leader, deadline. The issues, what was written about them and whom
 * to go to become known to those who handle it. Rejections: deadlinePast, milestonesNeeded, confidentialAlone.
 */
export const issueAssign = defineCommand('issue.assign@1', {
  args: object({
    taskId: uuid,
    issueIds: idList(uuid, { max: 50, min: 1 }),
    ...measureFields,
    ...handlerFields,
  }),
  reads: (args) => [
    fresh('task', args.taskId),
    ...args.issueIds.map((id) => must('issue', id)),
    ...handlerReads(args),
  ],
  readsMore: ({ issueIds }, rows) => assignmentReads(rows, issueIds),
  decide(context) {
    const { args, rows, at } = context
    const issues: Row<'issue'>[] = []
    for (const issueId of args.issueIds) {
      const step = stepOf(context, 'issue.assign', issueId)
      if (step.refusal) return step.refusal
      issues.push(step.issue)
    }
    if (rows.get('task', args.taskId)) return reject('alreadyExists')
    const isConfidential = issues.some(({ data }) => data.confidential)
    if (isConfidential && (issues.length > 1 || args.handlerId === null)) return reject('confidentialAlone')
    const refused = refuseTimes(args, at) ?? refuseHandlers(rows, args)
    if (refused) return refused

    const to = { people: peopleOf(args), units: [args.leadUnitId, ...args.assistUnitIds] }
    const task = newTask(context, { ...args, handlers: args, issues })
    return accept([
      put('task', args.taskId, { ...task, state: 'assigned' }),
      ...issues.flatMap((issue, place): Change[] => {
        const { audience, changes } = share(rows, issue, to)
        return [
          patch('issue', issue.id, { state: 'handling', audience }),
          ...changes,
          issueEvent(
            context,
            'issue.assigned',
            { id: issue.id, audience },
            { taskId: args.taskId, title: args.title, unitId: args.leadUnitId, dueOn: args.dueOn },
            place,
          ),
        ]
      }),
    ])
  },
})
