import { accept, defineCommand, fresh, must, patch, put, reject } from '../command/define'
import { nullable, object, uuid } from '../schema'
import {
  handlerFields,
  handlerReads,
  measureFields,
  peopleOf,
  refuseHandlers,
  refuseTimes,
} from '../task/fields'
import { assignmentReads } from './assign'
import { issueEvent } from './events'
import { handledAlsoBy, share } from './handling'
import { newTask } from './newTask'
import { ownPairings, stepOf, todayOf } from './step'

/** 认领: the proposed unit takes it, or the leader of the village takes it in person; whoever claims has signed. */
export const issueClaim = defineCommand('issue.claim@1', {
  args: object({
    taskId: uuid,
    issueId: uuid,
    ...measureFields,
    leadUnitId: handlerFields.leadUnitId,
    leaderId: uuid,
  }),
  reads: ({ taskId, issueId, leadUnitId, leaderId }, actor) => [
    fresh('task', taskId),
    must('issue', issueId),
    ...handlerReads({ leadUnitId, assistUnitIds: [], leaderId, handlerId: actor.personId }),
    ownPairings(actor.personId),
  ],
  readsMore: ({ issueId }, rows) => assignmentReads(rows, [issueId]),
  decide(context) {
    const { args, actor, rows, at } = context
    const { taskId, issueId, leadUnitId, leaderId } = args
    const step = stepOf(context, 'issue.claim', issueId, rows.related('pairing.personId', actor.personId))
    if (step.refusal) return step.refusal
    if (rows.get('task', taskId)) return reject('alreadyExists')
    const handlers = { leadUnitId, assistUnitIds: [], leaderId, handlerId: actor.personId }
    const refused = refuseTimes(args, at) ?? refuseHandlers(rows, handlers)
    if (refused) return refused
    const { issue, next } = step
    const to = { people: peopleOf(handlers), units: [leadUnitId] }
    const { audience, changes } = share(rows, issue, to)
    const task = newTask(context, { ...args, handlers, issues: [issue] })
    return accept([
      put('task', taskId, { ...task, state: 'signed', signedOn: todayOf(context) }),
      patch('issue', issueId, { state: next, audience, ...handledAlsoBy(issue.data, actor.personId) }),
      ...changes,
      issueEvent(
        context,
        'issue.claimed',
        { id: issueId, audience },
        { taskId, title: args.title, unitId: leadUnitId, dueOn: args.dueOn },
      ),
    ])
  },
})

/** 突出问题: led in person by a leader who is paired with the village or the household; null takes it off again. */
export const issueSetProminent = defineCommand('issue.setProminent@1', {
  args: object({ issueId: uuid, leaderId: nullable(uuid) }),
  reads: ({ issueId, leaderId }, actor) => [
    must('issue', issueId),
    ownPairings(actor.personId),
    ...(leaderId ? [must('person', leaderId), ownPairings(leaderId)] : []),
  ],
  readsMore: ({ issueId, leaderId }, rows) => (leaderId ? assignmentReads(rows, [issueId]) : []),
  decide(context) {
    const { args, actor, rows } = context
    const { issueId, leaderId } = args
    const own = rows.related('pairing.personId', actor.personId)
    const step = stepOf(context, 'issue.setProminent', issueId, own)
    if (step.refusal) return step.refusal
    const { issue } = step
    if ((issue.data.leaderId ?? null) === leaderId) return reject('nothingToChange')
    const isLeading =
      leaderId === null ||
      rows
        .related('pairing.personId', leaderId)
        .some(
          ({ data }) =>
            data.kind === 'leader' &&
            data.endedOn === null &&
            (data.areaId === issue.data.areaId ||
              (data.subjectId !== null && data.subjectId === issue.data.subjectId)),
        )
    if (!isLeading) return reject('notLeading', { personId: leaderId })
    const { audience, changes } = leaderId
      ? share(rows, issue, { people: [leaderId], units: [] })
      : { audience: issue.data.audience, changes: [] }
    return accept([
      patch('issue', issueId, { leaderId, audience }),
      ...changes,
      issueEvent(context, 'issue.prominent', { id: issueId, audience }, { leaderId }),
    ])
  },
})
