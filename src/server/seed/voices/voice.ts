/**
 * What offices and residents say about the matters of one category when something takes longer, is somebody else's, can't
 * be done now or is not wanted any more. No text tells of one situation alone, since a category has several.
 */
export interface Voice {
  /** 退件 */
  readonly handBack: readonly [string, ...string[]]
  /** 申请延期 */
  readonly extension: readonly [string, ...string[]]
  /** 暂缓办理 */
  readonly deferred: { readonly reason: string; readonly toldResident: string }
  /** 解释到位: after it turned out that only a part can be done. */
  readonly explained: readonly [string, ...string[]]
  /** 群众撤回 */
  readonly withdrawn: readonly [string, ...string[]]
}

/** By the category's id. */
export type Voices = Readonly<Record<string, Voice>>
