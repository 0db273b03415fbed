import type { IssueKind } from '../../../domain/issue/rows'
import type { SubjectKind } from '../../../domain/subject/rows'
import type { CareGroupId } from '../campaign'
import type { Setting } from '../plan'

/**
 * One concrete matter that people raise at the door, in the yard or on the shop floor. Texts may hold the slots of
 * `fillSlots`; everything is written the way it is said, for the region of the demo zone.
 */
export interface Situation {
  readonly id: string
  readonly categoryId: string
  readonly kind: IssueKind
  /** Who raises it. */
  readonly raisedBy: readonly SubjectKind[]
  /** Only there; absent: anywhere. */
  readonly setting?: Setting
  /** Months in which it makes sense, 1–12; absent: all year. */
  readonly months?: readonly number[]
  /** Of enterprises and units, only those with one of these tags; absent: any. */
  readonly tags?: readonly string[]
  /** Only households where somebody of this age lives, both ends included. */
  readonly aged?: readonly [min: number, max: number]
  /** Only households with one of these care groups. */
  readonly care?: readonly CareGroupId[]
  /** A whole village has it: one issue may stand for several households (并入主问题), so it has wordings enough. */
  readonly common?: true
  /** 紧急上报; only for disputes and risks. */
  readonly urgent?: true
  /** At most 20 characters. */
  readonly title: string
  /** The resident's own words (原汁原味), 30–120 characters, in two or more wordings. */
  readonly words: readonly [string, string, ...string[]]
  /** 当场解决: what was done at once and what came of it. */
  readonly onSite?: { readonly measure: string; readonly result: string }
  /** What the office usually misses (退回补充). */
  readonly missing: string
  /** What the cadre adds then; follows the first words in the same spoken report. */
  readonly supplement?: string
  /** 不予受理: why it is no matter for this place, what the resident was told, who has it now. */
  readonly decline?: { readonly reason: string; readonly toldResident: string; readonly handedTo: string }
}
