import { accept, defineCommand, must, patch, reject, related } from '../command/define'
import type { PersonId } from '../ids'
import type { Row } from '../rows'
import { calendarDate, choice, freeText, object, uuid } from '../schema'
import { refuseFutureDates } from '../time/check'
import { returnVisitReads, returnWays, visitOfReturn } from '../visit/returnVisit'
import { issueEvent } from './events'
import { reopenTasks, successionReads } from '../task/succession'
import { hasHandled } from './handling'
import type { Issue } from './rows'
import { ownPairings, stepOf, tasksOf } from './step'

/** What is asked at any return visit. */
export const returnVisitFields = {
  satisfaction: choice(['satisfied', 'fairly', 'dissatisfied'] as const),
  words: freeText({ max: 500 }),
  happenedOn: calendarDate,
  way: choice(returnWays),
}

/**
 * 回访: what the resident says about how it was handled, asked by somebody else than who handled it. 不满意 sends it
 * back to the tasks' handlers. At the door it is a visit as well. Rejections: ownHandling.
 */
export const issueRecordReturnVisit = defineCommand('issue.recordReturnVisit@1', {
  args: object({ issueId: uuid, ...returnVisitFields }),
  reads: ({ issueId }, actor) => [
    must('issue', issueId),
    tasksOf(issueId),
    related('effect.issueId', issueId),
    ownPairings(actor.personId),
  ],
  readsMore: [({ issueId }, rows) => returnVisitReads(issueId, rows), ...successionReads],
  decide(context) {
    const { args, actor, rows, at } = context
    const { issueId, satisfaction, words, happenedOn, way } = args
    const pairings = rows.related('pairing.personId', actor.personId)
    const step = stepOf(context, 'issue.recordReturnVisit', issueId, pairings)
    if (step.refusal) return step.refusal
    const { issue, nexts } = step
    const tasks = rows.related('task.issueIds', issueId)
    const refused =
      refuseReturnVisitor(issue.data, tasks, actor.personId) ?? refuseFutureDates({ happenedOn }, at)
    if (refused) return refused
    const isBack = satisfaction === 'dissatisfied'
    const [usual, back] = nexts
    const { audience, changes } = isBack
      ? reopenTasks(context, issue, 'issue.recordReturnVisit')
      : { audience: issue.data.audience, changes: [] }
    return accept([
      patch('issue', issueId, {
        state: (isBack ? back : usual) ?? issue.data.state,
        audience,
        returnVisit: { by: actor.personId, on: happenedOn, satisfaction, words },
        ...(isBack ? { outcome: null } : {}),
      }),
      ...rows.related('effect.issueId', issueId).map(({ id }) => patch('effect', id, { satisfaction })),
      ...changes,
      issueEvent(
        context,
        'issue.returnVisited',
        { id: issueId, audience },
        { satisfaction, words, happenedOn, way },
      ),
      ...visitOfReturn(context, issue, { happenedOn, way }),
    ])
  },
})

/** Separation of duties: who handled it does not ask how it was handled. */
export const refuseReturnVisitor = (issue: Issue, tasks: readonly Row<'task'>[], personId: PersonId) =>
  hasHandled(issue, tasks, personId) ? reject('ownHandling') : undefined
