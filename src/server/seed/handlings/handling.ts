/**
 * What a unit does about one situation (`situations/`), as offices write it: measures when the task is given, a word on
 * how far it is, the result. Texts may hold the slots of `fillSlots`, and say nothing that only one wording of the
 * situation tells.
 */
export interface Handling {
  /** Name of the task (任务名称), at most 24 characters. */
  readonly task: string
  /** 办理措施 */
  readonly measures: string
  /** 进展, in order of time. */
  readonly progress: readonly [string, ...string[]]
  /** 阶段性目标 in order; work that takes months has them (分阶段推进). */
  readonly stages?: readonly [string, string, ...string[]]
  /** 办理结果, as reported by the unit. */
  readonly result: string
  /** Other than the category's lead unit. */
  readonly leadUnitId?: string
  readonly assistUnitIds?: readonly string[]
  /** The village's own committee helps. */
  readonly withCommittee?: true
}

/** By the situation's id. */
export type Handlings = Readonly<Record<string, Handling>>
