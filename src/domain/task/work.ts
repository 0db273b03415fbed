/** What those who handle a task do with it: sign, name a handler, report, finish, hand back. */

import {
  accept,
  defineCommand,
  must,
  mustIf,
  patch,
  put,
  reject,
  type Change,
  type Read,
  type Refused,
  type Rows,
} from '../command/define'
import type { IssueId, PersonId } from '../ids'
import { taskEvent } from '../issue/events'
import { areEnded, handledAlsoBy } from '../issue/handling'
import { historyOf, tasksOf, todayOf } from '../issue/step'
import { nextIssueState } from '../issue/transitions'
import { calendarDate, freeText, idList, object, uuid } from '../schema'
import { termsIn, termsReads, usualTerms, type Terms } from '../settings/terms'
import { refuseFutureDates } from '../time/check'
import type { CalendarDate } from '../time/shanghai'
import type { Task } from './rows'
import { taskStepOf } from './step'

const issueReads = (rows: Rows, taskId: string): Read[] =>
  (rows.get('task', taskId)?.data.issueIds ?? []).map((id) => must('issue', id))

/** Whoever works on a task has handled its issues. */
const markHandled = (rows: Rows, issueIds: readonly IssueId[], personId: PersonId): Change[] =>
  issueIds.flatMap((issueId) => {
    const issue = rows.get('issue', issueId)
    // One that has ended while the task goes on for others is not handled any more.
    return issue?.data.state === 'handling' && !issue.data.handledBy?.includes(personId)
      ? [patch('issue', issueId, handledAlsoBy(issue.data, personId))]
      : []
  })

/** 签收: the unit has taken note; who signs is the handler where none was named, or who was has left. */
export const taskSign = defineCommand('task.sign@1', {
  args: object({ taskId: uuid }),
  reads: ({ taskId }) => [must('task', taskId)],
  readsMore: ({ taskId }, rows) => [
    ...issueReads(rows, taskId),
    ...mustIf('person', rows.get('task', taskId)?.data.handlerId),
  ],
  decide(context) {
    const { args, actor, rows } = context
    const step = taskStepOf(context, 'task.sign', args.taskId)
    if (step.refusal) return step.refusal
    const { task, next } = step
    const named = task.data.handlerId
    // Whoever left handles nothing any more: the task is in the unit's inbox again.
    const handlerId = named && rows.get('person', named)?.data.active ? named : actor.personId
    return accept([
      patch('task', task.id, { state: next, signedOn: todayOf(context), handlerId }),
      ...markHandled(rows, task.data.issueIds, actor.personId),
      taskEvent(context, 'task.signed', { id: task.id, audience: task.data.audience }, { handlerId }),
    ])
  },
})

/** 确定经办人: within the unit, or by the office. */
export const taskSetHandler = defineCommand('task.setHandler@1', {
  args: object({ taskId: uuid, handlerId: uuid }),
  reads: ({ taskId, handlerId }) => [must('task', taskId), must('person', handlerId)],
  decide(context) {
    const { args, rows } = context
    const step = taskStepOf(context, 'task.setHandler', args.taskId)
    if (step.refusal) return step.refusal
    const { task } = step
    const { handlerId } = args
    if (task.data.handlerId === handlerId) return reject('nothingToChange')
    const person = rows.get('person', handlerId)?.data
    if (person?.active !== true) return reject('unknownPerson', { personId: handlerId })
    const { audience } = task.data
    const known = { ...audience, people: [...new Set([...audience.people, handlerId])].sort() }
    return accept([
      patch('task', task.id, { handlerId, audience: known }),
      taskEvent(context, 'task.handlerSet', { id: task.id, audience: known }, { handlerId }),
    ])
  },
})

/** 报进展, and the milestones that were reached. */
export const taskProgress = defineCommand('task.progress@1', {
  args: object({
    taskId: uuid,
    text: freeText({ max: 1000, min: 1 }),
    milestoneIds: idList(uuid, { max: 20 }),
    happenedOn: calendarDate,
  }),
  reads: ({ taskId }) => [must('task', taskId)],
  readsMore: ({ taskId }, rows) => issueReads(rows, taskId),
  decide(context) {
    const { args, actor, rows } = context
    const { text, milestoneIds, happenedOn } = args
    const step = taskStepOf(context, 'task.progress', args.taskId)
    if (step.refusal) return step.refusal
    const refused = refuseFutureDates({ happenedOn }, context.at)
    if (refused) return refused
    const { task } = step
    const milestones = task.data.milestones.map((each) =>
      milestoneIds.includes(each.id) && each.doneOn === null ? { ...each, doneOn: happenedOn } : each,
    )
    const reached = task.data.milestones.filter(({ id }) => milestoneIds.includes(id)).map(({ name }) => name)
    return accept([
      patch('task', task.id, { progress: { text, on: happenedOn }, milestones }),
      ...markHandled(rows, task.data.issueIds, actor.personId),
      taskEvent(
        context,
        'task.progressed',
        { id: task.id, audience: task.data.audience },
        { text, happenedOn, ...(reached.length > 0 ? { milestones: reached } : {}) },
      ),
    ])
  },
})

/**
 * 报办结, with the result. An issue whose tasks have all ended waits for its return visit, and has an effect that says
 * what was done by all of them.
 */
export const taskComplete = defineCommand('task.complete@1', {
  args: object({ taskId: uuid, result: freeText({ max: 1000, min: 1 }), completedOn: calendarDate }),
  reads: ({ taskId }) => [must('task', taskId)],
  readsMore: ({ taskId }, rows) =>
    (rows.get('task', taskId)?.data.issueIds ?? []).flatMap((id) => [
      must('issue', id),
      tasksOf(id),
      ...historyOf(id),
    ]),
  decide(context) {
    const { args, actor, rows, at } = context
    const { result, completedOn } = args
    const step = taskStepOf(context, 'task.complete', args.taskId)
    if (step.refusal) return step.refusal
    const refused = refuseFutureDates({ completedOn }, at)
    if (refused) return refused
    const { task, next } = step
    const milestones = task.data.milestones.map((each) => ({ ...each, doneOn: each.doneOn ?? completedOn }))
    return accept([
      patch('task', task.id, { state: next, result, completedOn, milestones, extension: null }),
      ...task.data.issueIds.flatMap((issueId): Change[] => {
        const issue = rows.get('issue', issueId)
        if (issue?.data.state !== 'handling') return []
        const handled = handledAlsoBy(issue.data, actor.personId)
        const state = nextIssueState('task.complete', issue.data.state)
        const tasks = rows.related('task.issueIds', issueId)
        if (!state || !areEnded(tasks, task.id)) return [patch('issue', issueId, handled)]
        const done = tasks.filter(({ id, data }) => id !== task.id && data.state === 'done')
        const lines = (own: string, others: string[]): string => [...others, own].filter(Boolean).join('\n')
        return [
          patch('issue', issueId, { ...handled, state, outcome: 'solved' }),
          put('effect', issueId, {
            issueId,
            measure: lines(
              task.data.measures,
              done.map(({ data }) => data.measures),
            ),
            result: lines(
              result,
              done.map(({ data }) => data.result),
            ),
            happenedOn: completedOn,
            satisfaction: 'notAsked',
            recordedBy: actor.personId,
            audience: issue.data.audience,
            ...at,
          }),
        ]
      }),
      taskEvent(
        context,
        'task.completed',
        { id: task.id, audience: task.data.audience },
        { result, completedOn },
      ),
    ])
  },
})

/** 退件: not ours, or not possible so; before signing, or within some working days of it. Rejections: handBackTooLate. */
export const taskHandBack = defineCommand('task.handBack@1', {
  args: object({ taskId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ taskId }) => [must('task', taskId)],
  readsMore: ({ taskId }, rows) => termsReads(rows.get('task', taskId)?.data.signedOn ?? null),
  decide(context) {
    const { args, actor, rows } = context
    const step = taskStepOf(context, 'task.handBack', args.taskId)
    if (step.refusal) return step.refusal
    const { task, next } = step
    const today = todayOf(context)
    const tooLate = refuseLateHandBack(task.data, today, termsIn(rows, task.data.signedOn))
    if (tooLate) return tooLate
    return accept([
      patch('task', task.id, {
        state: next,
        handBack: { reason: args.reason, by: actor.personId, on: today },
        extension: null,
        parties: [],
      }),
      taskEvent(
        context,
        'task.handedBack',
        { id: task.id, audience: task.data.audience },
        { reason: args.reason },
      ),
    ])
  },
})

export function refuseLateHandBack(
  { signedOn, state }: Pick<Task, 'signedOn' | 'state'>,
  today: CalendarDate,
  { rules, calendar }: Terms = usualTerms,
): Refused | undefined {
  if (state !== 'signed' || signedOn === null) return undefined
  const days = calendar.workingDaysBetween(signedOn, today).value
  const max = rules.handBackDays
  return days > max ? reject('handBackTooLate', { days, max }) : undefined
}
