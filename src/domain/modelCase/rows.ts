import type { Audience } from '../access/audience'
import type { IssueId, PersonId, UnitId } from '../ids'
import type { FieldEdits } from '../rows'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'

/** 典型案例, 长效机制, 特色品牌. */
export const caseKinds = ['case', 'mechanism', 'brand'] as const
export type CaseKind = (typeof caseKinds)[number]

/** 起草中, 待审核, 已退回, 已发布, 已撤下. */
export const caseStates = ['draft', 'submitted', 'returned', 'published', 'withdrawn'] as const
export type CaseState = (typeof caseStates)[number]

/**
 * 典型案例: a struck-off issue or a practice written up for sharing within the zone. What is published takes the place
 * of what was written, since everybody holds it then: masking is not delivering.
 */
export interface ModelCase extends HonestTimes {
  kind: CaseKind
  title: string
  text: string
  unitId: UnitId
  /** The struck-off issue that it tells of. */
  issueId: IssueId | null
  state: CaseState
  writtenBy: PersonId
  /** The last answer of 宣传报道组, or why it was taken down; empty once published. */
  remark: string
  submittedBy: PersonId | null
  submittedOn: CalendarDate | null
  publishedBy: PersonId | null
  publishedOn: CalendarDate | null
  audience: Audience
  edits?: FieldEdits
}
