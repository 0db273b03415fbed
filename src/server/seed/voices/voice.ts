/**
 * What is said in the closed loop about the matters of one category: by residents at the return visit, by offices when
 * something takes longer, is not theirs or cannot be done now. No text tells of one situation alone, since a category
 * has several; slots as in `fillSlots`.
 */
export interface Voice {
  /** 回访: 满意 */
  readonly satisfied: readonly [string, string, ...string[]]
  /** 基本满意 */
  readonly fairly: readonly [string, ...string[]]
  /** 不满意; also what is heard before a reopening (复号). */
  readonly dissatisfied: readonly [string, ...string[]]
  /** 退件 */
  readonly handBack: readonly [string, ...string[]]
  /** 申请延期 */
  readonly extension: readonly [string, ...string[]]
  /** 解释到位 */
  readonly explained: readonly [string, ...string[]]
  /** 暂缓办理 */
  readonly deferred: { readonly reason: string; readonly toldResident: string }
  /** 群众撤回 */
  readonly withdrawn: readonly [string, ...string[]]
}

/** By the category's id. */
export type Voices = Readonly<Record<string, Voice>>
