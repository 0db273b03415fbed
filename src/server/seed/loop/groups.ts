/** Several issues handled as one: merged into a master issue (并入主问题), or served by one task (多对多). */
import type { IssueState } from '../../../domain/issue/rows'
import { merge, returnVisit, strikeOff, tellResident } from './issueBeats'
import { makeTask, type Beat, type Matter, type Scene } from './scene'
import { work, type Story } from './storyParts'
import { assign, complete, sign } from './taskBeats'

export interface Group {
  /** The master, or the first of those that share a task. */
  readonly first: Matter
  readonly others: readonly Matter[]
}

interface GroupStory extends Pick<Story, 'state' | 'until'> {
  readonly beats: Beat[]
  readonly othersState: IssueState
}

/** @param index Groups take turns: a master that has ended, one that is handled, a shared task. */
export function groupStory(scene: Scene, { first, others }: Group, index: number): GroupStory {
  const task = makeTask(scene)
  const isShared = index % 3 === 2
  const issueIds = (isShared ? [first, ...others] : [first]).map(({ issue }) => issue.id)
  const handle = (due: 'onTime' | 'done') => [
    assign(scene, task, due, issueIds),
    sign(task),
    ...work(scene, task),
  ]
  if (isShared) return { beats: handle('onTime'), state: 'handling', othersState: 'handling', until: 'now' }
  if (index % 3 === 1) {
    const beats = [merge(scene, others), ...handle('onTime')]
    return { beats, state: 'handling', othersState: 'merged', until: 'now' }
  }
  // Not everybody has heard of it yet.
  const told = others.slice(0, Math.ceil(others.length / 2))
  return {
    beats: [
      merge(scene, others),
      ...handle('done'),
      complete(scene, task),
      returnVisit(scene, 'satisfied'),
      strikeOff(scene, 'solved'),
      ...told.map((member) => tellResident(scene, member)),
    ],
    state: 'struckOff',
    othersState: 'merged',
    until: 'settled',
  }
}
