/** What the office does with tasks it has given: deadlines, another handler, the end without a result. */
import { widened } from '../access/audience'
import { accept, defineCommand, must, patch, reject, type Change } from '../command/define'
import { assignmentReads } from '../issue/assign'
import { issueEvent, taskEvent } from '../issue/events'
import { areEnded, partyOf, share } from '../issue/handling'
import { tasksOf, todayOf } from '../issue/step'
import { nextIssueStates } from '../issue/transitions'
import { calendarDate, freeText, idList, object, uuid } from '../schema'
import { refusePastDates } from '../time/check'
import { handlerFields, handlerReads, peopleOf, refuseHandlers } from './fields'
import { taskStepOf } from './step'

/** 申请延期: the deadline that counts stays until the office has decided. Rejections: notLater, extensionPending. */
export const taskRequestExtension = defineCommand('task.requestExtension@1', {
  args: object({ taskId: uuid, dueOn: calendarDate, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ taskId }) => [must('task', taskId)],
  decide(context) {
    const { args, actor } = context
    const { dueOn, reason } = args
    const step = taskStepOf(context, 'task.requestExtension', args.taskId)
    if (step.refusal) return step.refusal
    const { task } = step
    if (task.data.extension) return reject('extensionPending')
    if (dueOn <= task.data.dueOn) return reject('notLater', { dueOn: task.data.dueOn })
    const refused = refusePastDates({ dueOn }, context.at)
    if (refused) return refused
    return accept([
      patch('task', task.id, {
        extension: { dueOn, reason, askedBy: actor.personId, askedOn: todayOf(context) },
      }),
      taskEvent(
        context,
        'task.extensionRequested',
        { id: task.id, audience: task.data.audience },
        { dueOn, reason },
      ),
    ])
  },
})

/** 同意延期, by the day asked for or another. All deadlines are kept. */
export const taskGrantExtension = defineCommand('task.grantExtension@1', {
  args: object({ taskId: uuid, dueOn: calendarDate, remark: freeText({ max: 500 }) }),
  reads: ({ taskId }) => [must('task', taskId)],
  decide(context) {
    const { args, actor } = context
    const { dueOn, remark } = args
    const step = taskStepOf(context, 'task.grantExtension', args.taskId)
    if (step.refusal) return step.refusal
    const { task } = step
    const { extension, deadlines } = task.data
    if (!extension) return reject('noExtension')
    if (dueOn <= task.data.dueOn) return reject('notLater', { dueOn: task.data.dueOn })
    const refused = refusePastDates({ dueOn }, context.at)
    if (refused) return refused
    const setOn = todayOf(context)
    return accept([
      patch('task', task.id, {
        dueOn,
        extension: null,
        deadlines: [...deadlines, { dueOn, setOn, setBy: actor.personId, reason: extension.reason }],
      }),
      taskEvent(
        context,
        'task.extensionGranted',
        { id: task.id, audience: task.data.audience },
        { dueOn, remark },
      ),
    ])
  },
})

/** 不同意延期. */
export const taskRefuseExtension = defineCommand('task.refuseExtension@1', {
  args: object({ taskId: uuid, remark: freeText({ max: 500, min: 1 }) }),
  reads: ({ taskId }) => [must('task', taskId)],
  decide(context) {
    const { args } = context
    const step = taskStepOf(context, 'task.refuseExtension', args.taskId)
    if (step.refusal) return step.refusal
    const { task } = step
    if (!task.data.extension) return reject('noExtension')
    return accept([
      patch('task', task.id, { extension: null }),
      taskEvent(
        context,
        'task.extensionRefused',
        { id: task.id, audience: task.data.audience },
        { remark: args.remark, dueOn: task.data.dueOn },
      ),
    ])
  },
})

/**
 * 改派: to other units or people, after it was handed back or since it went nowhere. The deadline stays or is set anew;
 * the unit before no longer holds the task. `issueIds`: its issues as the page showed them, for the contact that goes
 * with them.
 */
export const taskReassign = defineCommand('task.reassign@1', {
  args: object({
    taskId: uuid,
    issueIds: idList(uuid, { max: 50, min: 1 }),
    ...handlerFields,
    dueOn: calendarDate,
    reason: freeText({ max: 500, min: 1 }),
  }),
  reads: (args) => [
    must('task', args.taskId),
    ...args.issueIds.map((id) => must('issue', id)),
    ...handlerReads(args),
  ],
  readsMore: ({ issueIds }, rows) => assignmentReads(rows, issueIds),
  decide(context) {
    const { args, actor, rows } = context
    const step = taskStepOf(context, 'task.reassign', args.taskId)
    if (step.refusal) return step.refusal
    const { task, next } = step
    if (task.data.audience.confidential && args.handlerId === null) return reject('confidentialAlone')
    const refused = refuseHandlers(rows, args) ?? refusePastDates({ dueOn: args.dueOn }, context.at)
    if (refused) return refused
    const { leadUnitId, assistUnitIds, leaderId, handlerId, dueOn, reason } = args
    const to = { people: peopleOf(args), units: [leadUnitId, ...assistUnitIds] }
    const issues = args.issueIds.flatMap((id) => {
      const issue = task.data.issueIds.includes(id) ? rows.get('issue', id) : undefined
      return issue ? [issue] : []
    })
    const audience = widened({ ...task.data.audience, units: [] }, to)
    const isMoved = dueOn !== task.data.dueOn
    return accept([
      patch('task', task.id, {
        state: next,
        leadUnitId,
        assistUnitIds,
        leaderId,
        handlerId,
        signedOn: null,
        handBack: null,
        extension: null,
        audience,
        // Handed back, it had lost whom to go to.
        parties: issues.flatMap((issue) => partyOf(rows, issue)),
        dueOn,
        ...(isMoved
          ? {
              deadlines: [
                ...task.data.deadlines,
                { dueOn, setOn: todayOf(context), setBy: actor.personId, reason },
              ],
            }
          : {}),
      }),
      ...issues.flatMap((issue): Change[] => {
        const shared = share(rows, issue, to)
        return [patch('issue', issue.id, { audience: shared.audience }), ...shared.changes]
      }),
      taskEvent(context, 'task.reassigned', { id: task.id, audience }, { unitId: leadUnitId, dueOn, reason }),
    ])
  },
})

/** 取消任务: an issue of which nothing else is open goes on to its return visit, or back to the list if nothing was done. */
export const taskCancel = defineCommand('task.cancel@1', {
  args: object({ taskId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ taskId }) => [must('task', taskId)],
  readsMore: ({ taskId }, rows) =>
    (rows.get('task', taskId)?.data.issueIds ?? []).flatMap((id) => [must('issue', id), tasksOf(id)]),
  decide(context) {
    const { args, rows } = context
    const step = taskStepOf(context, 'task.cancel', args.taskId)
    if (step.refusal) return step.refusal
    const { task, next } = step
    return accept([
      patch('task', task.id, { state: next, cancelReason: args.reason, extension: null, parties: [] }),
      ...task.data.issueIds.flatMap((issueId, place): Change[] => {
        const issue = rows.get('issue', issueId)
        const tasks = rows.related('task.issueIds', issueId)
        if (!issue || !areEnded(tasks, task.id)) return []
        const [whenDone, whenNothing] = nextIssueStates('task.cancel', issue.data.state)
        const wasDone = tasks.some(({ id, data }) => id !== task.id && data.state === 'done')
        const state = wasDone ? whenDone : whenNothing
        if (!state) return []
        return [
          patch('issue', issueId, { state, ...(wasDone ? { outcome: 'solved' } : {}) }),
          issueEvent(
            context,
            'task.cancelled',
            { id: issueId, audience: issue.data.audience },
            { taskId: task.id, reason: args.reason },
            place + 1,
          ),
        ]
      }),
      taskEvent(
        context,
        'task.cancelled',
        { id: task.id, audience: task.data.audience },
        { reason: args.reason },
      ),
    ])
  },
})
