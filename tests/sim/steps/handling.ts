/** The closed loop as a simulated person plays it: a step that what this device holds seems to allow, or nearly. */
import { confirmableOutcomes } from '../../../src/domain/issue/strikeOff'
import type { IssueState } from '../../../src/domain/issue/rows'
import type { Row } from '../../../src/domain/rows'
import type { TaskState } from '../../../src/domain/task/rows'
import { addDays, type CalendarDate } from '../../../src/domain/time/shanghai'
import { tellsOf } from '../names'
import { at, some, someOf, someUnit, type Scene, type Steps, type Weights } from './scene'

const issueIn = (scene: Scene, ...states: IssueState[]): Row<'issue'> | undefined =>
  some(scene, 'issue', ({ data }) => states.includes(data.state))
const taskIn = (scene: Scene, ...states: TaskState[]): Row<'task'> | undefined =>
  some(scene, 'task', ({ data }) => states.includes(data.state))
/** Now and then a day that has passed. */
const dueOn = ({ today, pick }: Scene): CalendarDate => addDays(today, pick % 11 === 0 ? -1 : 20)
const peopleOf = ({ zone, pick }: Scene) => ({
  leaderId: zone.people[2]?.id ?? '',
  handlerId: pick % 3 === 0 ? null : (zone.people[pick % 2 === 0 ? 5 : 2]?.id ?? null),
})

export const handlingSteps = {
  assign(scene) {
    const { client, newId, pick } = scene
    const issue = issueIn(scene, 'listed', 'handling')
    if (!issue) return undefined
    const other = [...client.rows('issue')].find(
      ({ id, data }) => id !== issue.id && data.state === 'listed' && !data.confidential,
    )
    const isShared = pick % 2 === 0 && other !== undefined && !issue.data.confidential
    return {
      name: 'issue.assign',
      args: {
        taskId: newId(),
        issueIds: isShared ? [issue.id, other.id] : [issue.id],
        title: '办',
        measures: `去${tellsOf(issue.data.subjectId)}办`,
        deadlineKind: 'byDate',
        dueOn: dueOn(scene),
        milestones: [],
        leadUnitId: someUnit(scene),
        assistUnitIds: [],
        ...peopleOf(scene),
      },
    }
  },
  claim(scene) {
    const issue = issueIn(scene, 'listed')
    const leaderId = scene.zone.people[2]?.id ?? ''
    return (
      issue && {
        name: 'issue.claim',
        args: {
          taskId: scene.newId(),
          issueId: issue.id,
          title: '领',
          measures: '自己办',
          deadlineKind: 'immediate',
          dueOn: dueOn(scene),
          milestones: [],
          leadUnitId: someUnit(scene),
          leaderId,
        },
      }
    )
  },
  sign(scene) {
    const task = taskIn(scene, 'assigned')
    return task && { name: 'task.sign', args: { taskId: task.id } }
  },
  progress(scene) {
    const task = taskIn(scene, 'signed', 'reopened')
    return (
      task && {
        name: 'task.progress',
        args: { taskId: task.id, text: `进展${scene.pick}`, milestoneIds: [], happenedOn: scene.today },
      }
    )
  },
  complete(scene) {
    const task = taskIn(scene, 'signed', 'reopened')
    const issue = task && scene.client.row('issue', task.data.issueIds[0] ?? '')
    return (
      task && {
        name: 'task.complete',
        args: {
          taskId: task.id,
          result: `${tellsOf(issue?.data.subjectId ?? null)}办好`,
          completedOn: scene.today,
        },
      }
    )
  },
  handBack(scene) {
    const task = taskIn(scene, 'assigned', 'signed')
    return task && { name: 'task.handBack', args: { taskId: task.id, reason: '不归我' } }
  },
  reassign(scene) {
    const task = taskIn(scene, 'handedBack', 'assigned', 'reopened')
    return (
      task && {
        name: 'task.reassign',
        args: {
          taskId: task.id,
          issueIds: task.data.issueIds,
          leadUnitId: someUnit(scene),
          assistUnitIds: [],
          ...peopleOf(scene),
          dueOn: dueOn(scene),
          reason: '换人',
        },
      }
    )
  },
  cancel(scene) {
    const task = taskIn(scene, 'assigned', 'signed', 'handedBack')
    return task && { name: 'task.cancel', args: { taskId: task.id, reason: '不办了' } }
  },
  extension(scene) {
    const task = taskIn(scene, 'assigned', 'signed', 'reopened')
    return (
      task && {
        name: 'task.requestExtension',
        args: { taskId: task.id, dueOn: addDays(task.data.dueOn, 5), reason: '雨' },
      }
    )
  },
  decideExtension(scene) {
    const task = someOf(scene, 'task', ({ data }) => data.extension !== null)
    if (!task) return undefined
    const { id: taskId, data } = task
    return scene.pick % 2 === 0
      ? {
          name: 'task.grantExtension',
          args: { taskId, dueOn: data.extension?.dueOn ?? data.dueOn, remark: '' },
        }
      : { name: 'task.refuseExtension', args: { taskId, remark: '不行' } }
  },
  returnVisit(scene) {
    const issue = issueIn(scene, 'awaitingReturnVisit')
    return (
      issue && {
        name: 'issue.recordReturnVisit',
        args: {
          issueId: issue.id,
          satisfaction: (['satisfied', 'fairly', 'dissatisfied'] as const)[scene.pick % 3] ?? 'fairly',
          words: '',
          happenedOn: scene.today,
          way: scene.pick % 2 === 0 ? 'door' : 'phone',
        },
      }
    )
  },
  explain(scene) {
    const issue = issueIn(scene, 'awaitingReturnVisit')
    return (
      issue && {
        name: 'issue.explain',
        args: { issueId: issue.id, explained: '讲清楚了', happenedOn: scene.today },
      }
    )
  },
  strikeOff(scene) {
    const issue = issueIn(scene, 'awaitingReview')
    if (!issue) return undefined
    const outcome = at(confirmableOutcomes(issue.data.outcome), scene.pick)
    if (!outcome || outcome === 'notOurs') return undefined
    return { name: 'issue.strikeOff', args: { issueId: issue.id, outcome, remark: '' } }
  },
  refuseStrikeOff(scene) {
    const issue = issueIn(scene, 'awaitingReview')
    return issue && { name: 'issue.refuseStrikeOff', args: { issueId: issue.id, remark: '没办好' } }
  },
  reopen(scene) {
    const issue = issueIn(scene, 'struckOff', 'closed')
    return issue && { name: 'issue.reopen', args: { issueId: issue.id, reason: '又来了' } }
  },
  defer(scene) {
    const issue = issueIn(scene, 'listed', 'handling', 'deferred')
    if (issue?.data.state === 'deferred')
      return { name: 'issue.resume', args: { issueId: issue.id, remark: '' } }
    return (
      issue && {
        name: 'issue.setAside',
        args: {
          issueId: issue.id,
          reason: '等预算',
          toldResident: '说了',
          reviewOn: addDays(scene.today, 60),
        },
      }
    )
  },
  withdraw(scene) {
    const issue = issueIn(scene, 'listed', 'handling', 'awaitingReturnVisit', 'deferred')
    return (
      issue && {
        name: 'issue.withdrawByResident',
        args: { issueId: issue.id, words: '不要了', happenedOn: scene.today },
      }
    )
  },
  merge(scene) {
    const issue = issueIn(scene, 'listed', 'reported', 'merged')
    if (issue?.data.state === 'merged')
      return { name: 'issue.unmerge', args: { issueId: issue.id, remark: '' } }
    const master = some({ ...scene, pick: scene.pick + 1 }, 'issue')
    return (
      issue &&
      master && { name: 'issue.merge', args: { masterId: master.id, issueIds: [issue.id], remark: '' } }
    )
  },
  tell(scene) {
    const issue = someOf(scene, 'issue', ({ data }) => data.state === 'merged')
    return (
      issue && {
        name: 'issue.tellResident',
        args: { issueId: issue.id, words: '', happenedOn: scene.today },
      }
    )
  },
  split(scene) {
    const issue = issueIn(scene, 'listed', 'reported')
    if (!issue) return undefined
    const { title, words, categoryId } = issue.data
    return {
      name: 'issue.split',
      args: {
        issueId: issue.id,
        newIssueId: scene.newId(),
        stays: { title, words, categoryId },
        leaves: { title: '另一件', words: '另一件事', categoryId },
      },
    }
  },
  urge(scene) {
    const issue = issueIn(scene, 'handling', 'listed')
    return (
      issue && {
        name: 'urge.order',
        args: {
          urgeId: scene.newId(),
          issueId: issue.id,
          taskId: null,
          level: 'yellow',
          text: '请抓紧',
          replyBy: addDays(scene.today, 3),
        },
      }
    )
  },
  urgeReply(scene) {
    const urge = someOf(scene, 'urge', ({ data }) => data.reply === null)
    return urge && { name: 'urge.reply', args: { urgeId: urge.id, text: '马上办' } }
  },
  setHandler(scene) {
    const task = taskIn(scene, 'assigned', 'signed', 'reopened')
    const person = at(scene.zone.people, scene.pick)
    return task && person && { name: 'task.setHandler', args: { taskId: task.id, handlerId: person.id } }
  },
  prominent(scene) {
    const issue = issueIn(scene, 'listed', 'handling', 'awaitingReturnVisit', 'deferred')
    const leaderId = scene.pick % 4 === 0 ? null : (scene.zone.people[2]?.id ?? null)
    return issue && { name: 'issue.setProminent', args: { issueId: issue.id, leaderId } }
  },
  slip(scene) {
    const issue = some(scene, 'issue')
    return issue && { name: 'issue.giveSlip', args: { issueId: issue.id } }
  },
  slipLost(scene) {
    const issue = someOf(scene, 'issue', ({ data }) => Boolean(data.slipCode))
    return issue && { name: 'issue.takeBackSlip', args: { issueId: issue.id } }
  },
} as const satisfies Steps

export const handlingWeights: Weights<keyof typeof handlingSteps> = {
  assign: [6, 'office'],
  claim: [2, 'unit'],
  sign: [6, 'unit'],
  progress: [2, 'unit'],
  complete: [7, 'unit'],
  handBack: [1, 'unit'],
  reassign: [2, 'office'],
  cancel: [1, 'office'],
  extension: [1.5, 'unit'],
  decideExtension: [2, 'office'],
  returnVisit: [5, 'cadre'],
  explain: [1, 'cadre'],
  strikeOff: [6, 'office'],
  refuseStrikeOff: [1, 'office'],
  reopen: [2, 'office'],
  defer: [2, 'office'],
  withdraw: [1, 'cadre'],
  merge: [2, 'office'],
  tell: [1, 'cadre'],
  split: [1, 'office'],
  urge: [1, 'office'],
  urgeReply: [1.5, 'unit'],
  setHandler: [1, 'unit'],
  prominent: [1.5, 'office'],
  slip: [1.5, 'cadre'],
  slipLost: [1, 'anybody'],
}
