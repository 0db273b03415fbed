import { may } from '../access/may'
import { accept, defineCommand, fresh, must, mustIf, patch, put, reject } from '../command/define'
import { calendarDate, choice, freeText, nullable, object, uuid } from '../schema'
import { targetOfTask } from '../task/step'
import { refusePastDates } from '../time/check'
import { issueEvent } from './events'
import { isOpenIssue } from './rows'
import { targetOf, todayOf } from './step'
import { urgeLevels } from './urgeRows'

/** 督办: reaches those who handle the issue, or one task of it, and asks for a reply. */
export const urgeOrder = defineCommand('urge.order@1', {
  args: object({
    urgeId: uuid,
    issueId: uuid,
    taskId: nullable(uuid),
    level: choice(urgeLevels),
    text: freeText({ max: 500, min: 1 }),
    replyBy: calendarDate,
  }),
  reads: ({ urgeId, issueId, taskId }) => [
    fresh('urge', urgeId),
    must('issue', issueId),
    ...mustIf('task', taskId),
  ],
  decide(context) {
    const { args, actor, rows, at } = context
    const { urgeId, issueId, taskId, level, text, replyBy } = args
    const issue = rows.get('issue', issueId)
    const task = taskId === null ? undefined : rows.get('task', taskId)
    if (!issue || !may(actor, 'urge.order', targetOf(issue))) return reject('notPermitted')
    if (taskId !== null && !task?.data.issueIds.includes(issueId)) return reject('notPermitted')
    if (rows.get('urge', urgeId)) return reject('alreadyExists')
    if (!isOpenIssue(issue.data.state)) return reject('wrongState', { state: issue.data.state })
    const refused = refusePastDates({ replyBy }, at)
    if (refused) return refused
    const audience = task?.data.audience ?? issue.data.audience
    return accept([
      put('urge', urgeId, {
        issueId,
        taskId,
        level,
        text,
        replyBy,
        orderedBy: actor.personId,
        orderedOn: todayOf(context),
        reply: null,
        audience,
        ...at,
      }),
      issueEvent(
        context,
        'urge.ordered',
        { id: issueId, audience: issue.data.audience },
        { level, text, replyBy },
      ),
    ])
  },
})

/** 督办回复, by those it reached; the first counts, more is progress of the task. */
export const urgeReply = defineCommand('urge.reply@1', {
  args: object({ urgeId: uuid, text: freeText({ max: 1000, min: 1 }) }),
  reads: ({ urgeId }) => [must('urge', urgeId)],
  readsMore: ({ urgeId }, rows) => {
    const urge = rows.get('urge', urgeId)?.data
    return urge ? [must('issue', urge.issueId), ...mustIf('task', urge.taskId)] : []
  },
  decide(context) {
    const { args, actor, rows } = context
    const urge = rows.get('urge', args.urgeId)
    const issue = urge && rows.get('issue', urge.data.issueId)
    const task = urge?.data.taskId ? rows.get('task', urge.data.taskId) : undefined
    const target = task ? targetOfTask(task) : issue && targetOf(issue)
    if (!urge || !issue || !target || !may(actor, 'urge.reply', target)) return reject('notPermitted')
    if (urge.data.reply) return reject('wrongState', { state: 'replied' })
    return accept([
      patch('urge', urge.id, { reply: { text: args.text, by: actor.personId, on: todayOf(context) } }),
      issueEvent(
        context,
        'urge.replied',
        { id: issue.id, audience: issue.data.audience },
        { text: args.text },
      ),
    ])
  },
})
