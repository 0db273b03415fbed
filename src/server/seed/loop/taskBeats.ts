/** Steps of a task: what the office gives, what the unit does with it. */
import { shanghaiDate } from '../../../domain/time/shanghai'
import { deadlineKindOf, dueOnOf, milestonesOf, workingDaysAfter, type Due } from './deadlines'
import { remarks } from './remarks'
import { stepBy, type Beat, type Scene, type StageTask } from './scene'

/** Sets the dates of the task, and gives it its id. */
function setTimes(
  scene: Scene,
  task: StageTask,
  due: Due,
  at: number,
  when: Parameters<Beat['play']>[1],
): { deadlineKind: ReturnType<typeof deadlineKindOf> } {
  const setOn = shanghaiDate(at)
  task.id = scene.random.uuidAt(at)
  task.dueOn = dueOnOf(scene, due, setOn, when)
  const deadlineKind = deadlineKindOf(task.stages.length > 0, setOn, task.dueOn)
  task.milestones = deadlineKind === 'staged' ? milestonesOf(scene, task.stages, setOn, task.dueOn, at) : []
  return { deadlineKind }
}

/** @param issueIds More than the scene's own: several issues are handled by one task. */
export function assign(
  scene: Scene,
  task: StageTask,
  due: Due,
  issueIds: readonly string[] = [scene.matter.issue.id],
): Beat {
  return {
    days: 1.5,
    hours: 'office',
    play(at, when) {
      const { deadlineKind } = setTimes(scene, task, due, at, when)
      const { id: taskId, title, measures, leadUnitId, assistUnitIds, leaderId, handlerId } = task
      return stepBy(scene.officeId, at, {
        command: 'issue.assign',
        args: {
          taskId,
          issueIds: [...issueIds],
          title,
          measures,
          deadlineKind,
          dueOn: task.dueOn,
          milestones: task.milestones,
          leadUnitId,
          assistUnitIds,
          leaderId,
          handlerId: task.isNamed ? handlerId : null,
        },
      })
    },
  }
}

/** 认领 by the unit that leads the category. */
export const claim = (scene: Scene, task: StageTask, due: Due): Beat => ({
  days: 1.2,
  hours: 'office',
  play(at, when) {
    const { deadlineKind } = setTimes(scene, task, due, at, when)
    const { id: taskId, title, measures, leadUnitId, leaderId, handlerId, dueOn, milestones } = task
    const issueId = scene.matter.issue.id
    return stepBy(handlerId, at, {
      command: 'issue.claim',
      args: { taskId, issueId, title, measures, deadlineKind, dueOn, milestones, leadUnitId, leaderId },
    })
  },
})

export const sign = (task: StageTask): Beat => ({
  days: 0.8,
  hours: 'office',
  play: (at) => stepBy(task.handlerId, at, { command: 'task.sign', args: { taskId: task.id } }),
})

/** The situation's next word on how far it is, with the next milestone that is not the end. */
export const progress = (scene: Scene, task: StageTask): Beat => ({
  days: 4,
  waits: 1,
  hours: 'office',
  play(at) {
    const told = task.told++
    const words = scene.matter.handling.progress
    const reached = task.milestones.slice(0, -1)[told]
    return stepBy(task.handlerId, at, {
      command: 'task.progress',
      args: {
        taskId: task.id,
        text: scene.say(words[Math.min(told, words.length - 1)] ?? words[0]),
        milestoneIds: reached ? [reached.id] : [],
        happenedOn: shanghaiDate(at),
      },
    })
  },
})

function resultOf(scene: Scene, how: 'fully' | 'again' | 'partly'): string {
  const { handling, voice } = scene.matter
  switch (how) {
    case 'fully':
      return scene.say(handling.result)
    case 'again':
      return `群众不满意的地方已返工，重新核过：${scene.say(handling.result)}`
    case 'partly':
      return `能办的已先办。其余的：${voice.deferred.reason}需当面向群众讲清。`
  }
}

/** @param how `again`: after the residents were not content; `partly`: what can't be done now is left. */
export const complete = (
  scene: Scene,
  task: StageTask,
  how: 'fully' | 'again' | 'partly' = 'fully',
): Beat => ({
  days: 4,
  waits: 1,
  hours: 'office',
  // What is done again has its deadline from the first time.
  ...(how === 'again' ? {} : { mark: 'complete' }),
  play: (at) =>
    stepBy(task.handlerId, at, {
      command: 'task.complete',
      args: {
        taskId: task.id,
        result: resultOf(scene, how),
        completedOn: shanghaiDate(at),
      },
    }),
})

export const handBack = (scene: Scene, task: StageTask): Beat => ({
  days: 1,
  hours: 'office',
  play: (at) =>
    stepBy(task.handlerId, at, {
      command: 'task.handBack',
      args: { taskId: task.id, reason: scene.random.pick(scene.matter.voice.handBack) },
    }),
})

/** 改派 to the unit that was to help; the one before helps it. */
export const reassign = (scene: Scene, task: StageTask): Beat => ({
  days: 1,
  hours: 'office',
  play(at) {
    const [next = task.leadUnitId, ...others] = task.assistUnitIds
    task.assistUnitIds = [task.leadUnitId, ...others]
    task.leadUnitId = next
    task.handlerId = scene.crew.handlerOf(next)
    task.leaderId = scene.leaderId ?? scene.crew.leaderOf(scene.random, next)
    scene.handlers.add(task.handlerId)
    return stepBy(scene.officeId, at, {
      command: 'task.reassign',
      args: {
        taskId: task.id,
        issueIds: [scene.matter.issue.id],
        leadUnitId: next,
        assistUnitIds: task.assistUnitIds,
        leaderId: task.leaderId,
        handlerId: null,
        dueOn: task.dueOn,
        reason: scene.random.pick(remarks.handedOn),
      },
    })
  },
})

export const cancel = (scene: Scene, task: StageTask): Beat => ({
  days: 1,
  hours: 'office',
  play: (at) =>
    stepBy(scene.officeId, at, {
      command: 'task.cancel',
      args: { taskId: task.id, reason: scene.random.pick(remarks.cancelled) },
    }),
})

/** @param from Working days are counted from the demo's day where the deadline has passed by then. */
export const requestExtension = (
  scene: Scene,
  task: StageTask,
  from: 'deadline' | 'today' = 'deadline',
): Beat => ({
  days: 1.5,
  // Nobody asks for more time long before it runs out.
  waits: 3,
  hours: 'office',
  mark: 'request',
  play(at) {
    const base = from === 'today' && scene.today > task.dueOn ? scene.today : task.dueOn
    task.askedFor = workingDaysAfter(base, scene.random.int(5, 10))
    return stepBy(task.handlerId, at, {
      command: 'task.requestExtension',
      args: {
        taskId: task.id,
        dueOn: task.askedFor,
        reason: scene.random.pick(scene.matter.voice.extension),
      },
    })
  },
})

export const grantExtension = (scene: Scene, task: StageTask): Beat => ({
  days: 0.6,
  hours: 'office',
  play(at) {
    task.dueOn = task.askedFor
    return stepBy(scene.officeId, at, {
      command: 'task.grantExtension',
      args: { taskId: task.id, dueOn: task.dueOn, remark: scene.random.pick(remarks.granted) },
    })
  },
})

export const refuseExtension = (scene: Scene, task: StageTask): Beat => ({
  days: 0.6,
  hours: 'office',
  play: (at) =>
    stepBy(scene.officeId, at, {
      command: 'task.refuseExtension',
      args: { taskId: task.id, remark: scene.random.pick(remarks.refused) },
    }),
})
