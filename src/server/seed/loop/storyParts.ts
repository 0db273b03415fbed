/** What stories have in common: how a task begins, how it is worked on, how it ends. */
import type { IssueState } from '../../../domain/issue/rows'
import type { Due } from './deadlines'
import { explain, returnVisit, strikeOff } from './issueBeats'
import { makeTask, type Beat, type Matter, type Scene, type StageTask } from './scene'
import { assign, claim, complete, progress, sign } from './taskBeats'

export interface Story {
  readonly share: number
  readonly days: number
  readonly state: IssueState
  /** When its last step was taken: by now or yesterday, lately enough to be provisional, or as long ago as may be. */
  readonly until: 'now' | 'yesterday' | 'provisional' | 'settled'
  /** Confidential ones keep to what one handler does alone. */
  readonly suits?: (matter: Matter) => boolean
  /** How likely it was put off for some weeks (暂缓) before, if it is old; what is long overdue was not. */
  readonly mayRest?: number
  readonly beats: (scene: Scene) => Beat[]
}

/** Given and signed for; here and there the unit takes it by itself. */
export function begin(scene: Scene, task: StageTask, due: Due): Beat[] {
  const { matter, crew, random } = scene
  const { categoryId, confidential, splitFromId } = matter.issue
  // The unit of its category has heard of it since it was accepted; of a part that was split off it has not.
  const isOwn = task.leadUnitId === crew.leadUnitOf(categoryId) && !confidential && splitFromId === null
  return isOwn && random.chance(0.15) ? [claim(scene, task, due)] : [assign(scene, task, due), sign(task)]
}

export const work = (scene: Scene, task: StageTask): Beat[] =>
  scene.matter.handling.progress.map(() => progress(scene, task))

/** One that is handled: how far it is, or silence. */
export function inHand(due: Due, more: (scene: Scene, task: StageTask) => Beat[] = () => []): Story['beats'] {
  return (scene) => {
    const task = makeTask(scene)
    const isSilent = due !== 'onTime' && scene.random.chance(0.3)
    return [...begin(scene, task, due), ...(isSilent ? [] : work(scene, task)), ...more(scene, task)]
  }
}

/** One that was done, and what followed. */
export function done(more: (scene: Scene, task: StageTask) => Beat[], due: Due = 'done'): Story['beats'] {
  return (scene) => {
    const task = makeTask(scene)
    return [...begin(scene, task, due), ...work(scene, task), complete(scene, task), ...more(scene, task)]
  }
}

export const settled = done((scene) => {
  const isFair = scene.random.chance(0.3)
  const isPart = isFair && scene.random.chance(0.4)
  return [returnVisit(scene, isFair ? 'fairly' : 'satisfied'), strikeOff(scene, isPart ? 'partly' : 'solved')]
})
export const doneAgain = (scene: Scene, task: StageTask): Beat[] => [
  returnVisit(scene, 'dissatisfied'),
  complete(scene, task, 'again'),
]

/** Only a part could be done, and the resident was told why. */
export const explainedAfter =
  (more: (scene: Scene) => Beat[]): Story['beats'] =>
  (scene) => {
    const task = makeTask(scene)
    return [
      ...begin(scene, task, 'done'),
      ...work(scene, task),
      complete(scene, task, 'partly'),
      explain(scene, task),
      ...more(scene),
    ]
  }
