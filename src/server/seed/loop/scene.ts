/** One listed issue on its way through the loop, and what its steps need to know of each other. */
import type { ReturnVisit } from '../../../domain/issue/rows'
import type { Milestone } from '../../../domain/task/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { Handling } from '../handlings/handling'
import type { LoopRequest, SeedIssue, SeedStep } from '../plan'
import type { Random } from '../random'
import { fillSlots, type SlotValues } from '../slots'
import type { Voice } from '../voices/voice'
import type { Crew } from './crew'
import type { Timed } from './timeline'

/** A listed issue. */
export interface Matter {
  readonly issue: SeedIssue
  readonly handling: Handling
  readonly voice: Voice
  /** What is said at a return visit. */
  readonly heard: Readonly<Record<ReturnVisit['satisfaction'], string>>
  readonly slots: SlotValues
  /** Who registered it. */
  readonly cadreId: string
  readonly listedAt: number
}

export interface Scene {
  readonly matter: Matter
  readonly crew: Crew
  readonly random: Random
  readonly today: CalendarDate
  /** 突出问题: the leader who leads it in person. */
  readonly leaderId: string | null
  /** 综合协调组: decides on this issue. */
  readonly officeId: string
  /** Whoever handles it pays no return visit. */
  readonly handlers: Set<string>
  say(template: string): string
}

/** A task as the steps before have left it; dates are known once they are played. */
export interface StageTask {
  title: string
  measures: string
  id: string
  leadUnitId: string
  assistUnitIds: string[]
  leaderId: string
  handlerId: string
  /** The unit's inbox gets it, or this person by name. */
  isNamed: boolean
  dueOn: CalendarDate
  /** 申请延期 until then. */
  askedFor: CalendarDate
  /** 阶段性目标 by name, where it is done in stages. */
  stages: readonly string[]
  milestones: Omit<Milestone, 'doneOn'>[]
  /** Words on its progress so far. */
  told: number
}

/** A moment that other steps of the same matter look at. */
export type Mark = 'complete' | 'request' | 'resume'

/** One step before its time is known. `when` tells the instant of a marked one, or undefined where there is none. */
export interface Beat extends Timed {
  readonly mark?: Mark
  readonly play: (at: number, when: (mark: Mark) => number | undefined) => SeedStep
}

type SceneOptions = Pick<Scene, 'matter' | 'crew' | 'random' | 'today' | 'leaderId'>

export function makeScene(options: SceneOptions): Scene {
  const { matter, crew, random } = options
  return {
    ...options,
    officeId: crew.personId(random.chance(0.6) ? 'office1' : 'office2'),
    handlers: new Set(),
    say: (template) => fillSlots(template, matter.slots, random),
  }
}

/** The task that the situation asks for, given to the unit in charge. */
export function makeTask(scene: Scene): StageTask {
  const { matter, crew, random } = scene
  const { issue, handling } = matter
  const leadUnitId = handling.leadUnitId ?? crew.leadUnitOf(issue.categoryId)
  // 信访积案 is handled by a leader in person (包案); it is no matter for a unit's inbox.
  const handlerId = issue.confidential ? crew.personId('leader2') : crew.handlerOf(leadUnitId)
  const committee = handling.withCommittee ? crew.committeeOf(issue.areaId) : undefined
  scene.handlers.add(handlerId)
  return {
    id: '',
    title: handling.task,
    measures: scene.say(handling.measures),
    leadUnitId,
    assistUnitIds: issue.confidential
      ? []
      : [...(handling.assistUnitIds ?? []), ...(committee ? [committee] : [])],
    leaderId: issue.confidential
      ? crew.personId('leader1')
      : (scene.leaderId ?? crew.leaderOf(random, leadUnitId)),
    handlerId,
    isNamed: issue.confidential || random.chance(0.5),
    dueOn: '',
    askedFor: '',
    stages: handling.stages ?? [],
    milestones: [],
    told: 0,
  }
}

/** A step of the plan from a command and its arguments. */
export const stepBy = (byId: string, at: number, request: LoopRequest): SeedStep => ({ byId, at, ...request })
