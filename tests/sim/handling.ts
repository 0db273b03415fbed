/** The closed loop as a simulated person plays it: a step that what this device holds seems to allow, or nearly. */
import type { CommandRequest } from '../../src/domain/command/registry'
import { confirmableOutcomes } from '../../src/domain/issue/strikeOff'
import type { IssueState } from '../../src/domain/issue/rows'
import type { Row } from '../../src/domain/rows'
import type { TaskState } from '../../src/domain/task/rows'
import { addDays, type CalendarDate } from '../../src/domain/time/shanghai'
import type { Client } from '../../src/app/client/engine/client'
import type { SimZone } from './zone'

export interface HandlingScene {
  client: Client
  zone: SimZone
  newId: () => string
  today: CalendarDate
  /** Which of the rows that fit, and which of the ways that a step can go. */
  pick: number
}

type Step = (scene: HandlingScene) => CommandRequest | undefined

const unit = 'unit-1'

const at = <T>(rows: readonly T[], pick: number): T | undefined => rows[pick % Math.max(1, rows.length)]
const issueIn = ({ client, pick }: HandlingScene, ...states: IssueState[]): Row<'issue'> | undefined =>
  at(
    [...client.rows('issue')].filter(({ data }) => states.includes(data.state)),
    pick,
  )
const taskIn = ({ client, pick }: HandlingScene, ...states: TaskState[]): Row<'task'> | undefined =>
  at(
    [...client.rows('task')].filter(({ data }) => states.includes(data.state)),
    pick,
  )
/** Now and then a day that has passed. */
const dueOn = ({ today, pick }: HandlingScene): CalendarDate => addDays(today, pick % 11 === 0 ? -1 : 20)
const peopleOf = ({ zone, pick }: HandlingScene) => ({
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
        measures: '去办',
        deadlineKind: 'byDate',
        dueOn: dueOn(scene),
        milestones: [],
        leadUnitId: unit,
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
          leadUnitId: unit,
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
    return (
      task && {
        name: 'task.complete',
        args: { taskId: task.id, result: `办好${scene.pick}`, completedOn: scene.today },
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
          leadUnitId: unit,
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
    if (!task) return undefined
    const taskId = task.id
    if (!task.data.extension)
      return {
        name: 'task.requestExtension',
        args: { taskId, dueOn: addDays(task.data.dueOn, 5), reason: '雨' },
      }
    return scene.pick % 2 === 0
      ? {
          name: 'task.grantExtension',
          args: { taskId, dueOn: task.data.extension.dueOn, remark: '' },
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
          way: 'door',
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
      return scene.pick % 2 === 0
        ? { name: 'issue.unmerge', args: { issueId: issue.id, remark: '' } }
        : {
            name: 'issue.tellResident',
            args: { issueId: issue.id, words: '', happenedOn: scene.today },
          }
    const master = at([...scene.client.rows('issue')], scene.pick + 1)
    return (
      issue &&
      master && { name: 'issue.merge', args: { masterId: master.id, issueIds: [issue.id], remark: '' } }
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
    const urge = at(
      [...scene.client.rows('urge')].filter(({ data }) => data.reply === null),
      scene.pick,
    )
    if (urge && scene.pick % 2 === 0) return { name: 'urge.reply', args: { urgeId: urge.id, text: '马上办' } }
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
} as const satisfies Record<string, Step>

export type HandlingStep = keyof typeof handlingSteps

/** How often each is tried, and by whom mostly: an office (3, 4), the unit (5), a cadre (0–2) or anybody. */
export const handlingWeights: Readonly<
  Record<HandlingStep, [weight: number, by: 'office' | 'unit' | 'cadre']>
> = {
  assign: [6, 'office'],
  claim: [2, 'unit'],
  sign: [6, 'unit'],
  progress: [2, 'unit'],
  complete: [7, 'unit'],
  handBack: [1, 'unit'],
  reassign: [2, 'office'],
  cancel: [1, 'office'],
  extension: [2, 'unit'],
  returnVisit: [5, 'cadre'],
  explain: [1, 'cadre'],
  strikeOff: [6, 'office'],
  refuseStrikeOff: [1, 'office'],
  reopen: [2, 'office'],
  defer: [2, 'office'],
  withdraw: [1, 'cadre'],
  merge: [2, 'office'],
  split: [1, 'office'],
  urge: [1, 'office'],
}
