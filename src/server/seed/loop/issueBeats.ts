/** Steps of an issue: how it comes to its end, and what is said about it. */
import type { IssueOutcome, ReturnVisit } from '../../../domain/issue/rows'
import { addDays, shanghaiDate } from '../../../domain/time/shanghai'
import { workingDaysAfter } from './deadlines'
import { remarks } from './remarks'
import { stepBy, type Beat, type Matter, type Scene, type StageTask } from './scene'

export const setProminent = (scene: Scene, leaderId: string): Beat => ({
  days: 0.7,
  hours: 'office',
  // The office proposes most of them, some a leader takes up by himself.
  play: (at) =>
    stepBy(scene.random.chance(0.6) ? scene.officeId : leaderId, at, {
      command: 'issue.setProminent',
      args: { issueId: scene.matter.issue.id, leaderId },
    }),
})

export const merge = (scene: Scene, members: readonly Matter[]): Beat => ({
  days: 0.5,
  hours: 'office',
  play: (at) =>
    stepBy(scene.officeId, at, {
      command: 'issue.merge',
      args: {
        masterId: scene.matter.issue.id,
        issueIds: members.map(({ issue }) => issue.id),
        remark: scene.random.pick(remarks.merged),
      },
    }),
})

/** 已告知, by who registered the merged one. */
export const tellResident = (scene: Scene, member: Matter): Beat => ({
  days: 1.5,
  hours: 'door',
  play: (at) =>
    stepBy(member.cadreId, at, {
      command: 'issue.tellResident',
      args: {
        issueId: member.issue.id,
        words: scene.matter.heard.satisfied,
        happenedOn: shanghaiDate(at),
      },
    }),
})

/** Who may ask: somebody of the village or of the assessing groups who has not handled it. */
function visitorOf({ matter, crew, random, handlers }: Scene): string {
  const { issue, cadreId } = matter
  const discipline = crew.personId('discipline1')
  if (issue.confidential) return handlers.has(cadreId) ? discipline : cadreId
  const draw = random.next()
  if (draw < 0.12) return crew.personId('assessor1')
  if (draw < 0.2) return discipline
  const near = [cadreId, ...crew.cadresOf(issue.areaId)].filter((id) => !handlers.has(id))
  return near.length > 0 ? random.pick(near) : crew.personId('assessor1')
}

export const returnVisit = (scene: Scene, satisfaction: ReturnVisit['satisfaction']): Beat => ({
  days: 2.5,
  hours: 'door',
  play: (at) =>
    stepBy(visitorOf(scene), at, {
      command: 'issue.recordReturnVisit',
      args: {
        issueId: scene.matter.issue.id,
        satisfaction,
        words: scene.matter.heard[satisfaction],
        happenedOn: shanghaiDate(at),
        way: scene.random.chance(0.7) ? 'door' : 'phone',
      },
    }),
})

/** 解释到位, by the handler or the village's cadre. */
export const explain = (scene: Scene, task: StageTask): Beat => ({
  days: 2,
  hours: 'door',
  play(at) {
    const { matter, crew, random } = scene
    const [cadre] = crew.cadresOf(matter.issue.areaId)
    const byId = cadre !== undefined && random.chance(0.5) ? cadre : task.handlerId
    return stepBy(byId, at, {
      command: 'issue.explain',
      args: {
        issueId: matter.issue.id,
        explained: random.pick(matter.voice.explained),
        happenedOn: shanghaiDate(at),
      },
    })
  },
})

export const withdraw = (scene: Scene): Beat => ({
  days: 3,
  waits: 1,
  hours: 'door',
  play: (at) =>
    stepBy(scene.matter.cadreId, at, {
      command: 'issue.withdrawByResident',
      args: {
        issueId: scene.matter.issue.id,
        words: scene.random.pick(scene.matter.voice.withdrawn),
        happenedOn: shanghaiDate(at),
      },
    }),
})

/** @param inDays Calendar days from the demo's day until it is looked at again. */
export const setAside = (scene: Scene, inDays: number): Beat => ({
  days: 2,
  waits: 1,
  hours: 'office',
  play: (at) =>
    stepBy(scene.officeId, at, {
      command: 'issue.setAside',
      args: {
        issueId: scene.matter.issue.id,
        ...scene.matter.voice.deferred,
        reviewOn: addDays(scene.today, inDays),
      },
    }),
})

/** 暂缓办理 for some weeks, and taken up again on the day it was put off to. */
export const putOff = (scene: Scene): Beat[] => [
  {
    days: 4,
    hours: 'office',
    play: (at, when) =>
      stepBy(scene.officeId, at, {
        command: 'issue.setAside',
        args: {
          issueId: scene.matter.issue.id,
          ...scene.matter.voice.deferred,
          reviewOn: shanghaiDate(when('resume') ?? at),
        },
      }),
  },
  {
    days: 1,
    // Most of the time goes by here.
    waits: 5,
    hours: 'office',
    mark: 'resume',
    play: (at) =>
      stepBy(scene.officeId, at, {
        command: 'issue.resume',
        args: { issueId: scene.matter.issue.id, remark: scene.random.pick(remarks.resumed) },
      }),
  },
]

export const strikeOff = (scene: Scene, outcome: Exclude<IssueOutcome, 'notOurs'>): Beat => ({
  days: 1.5,
  hours: 'office',
  play: (at) =>
    stepBy(scene.officeId, at, {
      command: 'issue.strikeOff',
      args: { issueId: scene.matter.issue.id, outcome, remark: scene.random.pick(remarks.strikeOff) },
    }),
})

export const refuseStrikeOff = (scene: Scene): Beat => ({
  days: 1,
  hours: 'office',
  play: (at) =>
    stepBy(scene.officeId, at, {
      command: 'issue.refuseStrikeOff',
      args: { issueId: scene.matter.issue.id, remark: scene.random.pick(remarks.refuseStrikeOff) },
    }),
})

/** 复号: what was heard after it had been struck off. */
export const reopen = (scene: Scene): Beat => ({
  days: 8,
  waits: 1,
  hours: 'office',
  play: (at) =>
    stepBy(scene.officeId, at, {
      command: 'issue.reopen',
      args: {
        issueId: scene.matter.issue.id,
        reason: scene.random.pick(remarks.reopened) + scene.matter.heard.dissatisfied,
      },
    }),
})

/** 督办, and by whom the task is handled the reply to it. */
export function urge(
  scene: Scene,
  task: StageTask,
  level: 'reminder' | 'yellow' | 'red',
  hasReply: boolean,
): Beat[] {
  const { crew, random, matter } = scene
  let urgeId = ''
  const order: Beat = {
    days: 0.6,
    waits: 2,
    hours: 'office',
    play(at) {
      urgeId = random.uuidAt(at)
      return stepBy(crew.personId('assessor1'), at, {
        command: 'urge.order',
        args: {
          urgeId,
          issueId: matter.issue.id,
          taskId: task.id,
          level,
          text: random.pick(remarks[level]).replace('{任务}', task.title),
          replyBy: workingDaysAfter(shanghaiDate(at), level === 'red' ? 1 : 3),
        },
      })
    },
  }
  const reply: Beat = {
    days: 0.4,
    hours: 'office',
    play: (at) =>
      stepBy(task.handlerId, at, {
        command: 'urge.reply',
        args: { urgeId, text: random.pick(remarks.replies) },
      }),
  }
  return hasReply ? [order, reply] : [order]
}
