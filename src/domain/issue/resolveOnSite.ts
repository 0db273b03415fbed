import { may } from '../access/may'
import { accept, defineCommand, must, patch, put, reject, related } from '../command/define'
import { calendarDate, freeText, object, uuid } from '../schema'
import { refuseFutureDates } from '../time/check'
import { issueEvent } from './events'
import { handledAlsoBy } from './handling'
import { nextIssueState } from './transitions'

/** 当场解决: small things done at once. The effect is recorded; satisfaction is not asked by the one who did it. */
export const issueResolveOnSite = defineCommand('issue.resolveOnSite@1', {
  args: object({
    issueId: uuid,
    measure: freeText({ max: 1000, min: 1 }),
    result: freeText({ max: 1000 }),
    happenedOn: calendarDate,
  }),
  reads: (args, actor) => [must('issue', args.issueId), related('pairing.personId', actor.personId)],
  decide(context) {
    const { args, actor, rows, at } = context
    const issue = rows.get('issue', args.issueId)
    // A confidential one is known to its author only, whoever is paired with the village.
    const pairings = issue?.data.confidential ? [] : rows.related('pairing.personId', actor.personId)
    const target = issue && {
      areaId: issue.data.areaId,
      subjectId: issue.data.subjectId,
      authorId: issue.data.registeredBy,
    }
    if (!issue || !target || !may(actor, 'issue.resolveOnSite', target, pairings))
      return reject('notPermitted')
    const state = nextIssueState('issue.resolveOnSite', issue.data.state)
    if (!state) return reject('wrongState', { state: issue.data.state })
    const refused = refuseFutureDates({ happenedOn: args.happenedOn }, at)
    if (refused) return refused
    const { audience } = issue.data
    return accept([
      patch('issue', issue.id, {
        state,
        outcome: 'solved',
        ...handledAlsoBy(issue.data, actor.personId),
      }),
      put('effect', issue.id, {
        issueId: issue.id,
        measure: args.measure,
        result: args.result,
        happenedOn: args.happenedOn,
        satisfaction: 'notAsked',
        recordedBy: actor.personId,
        audience,
        ...at,
      }),
      issueEvent(context, 'issue.resolvedOnSite', { id: issue.id, audience }, { measure: args.measure }),
    ])
  },
})
