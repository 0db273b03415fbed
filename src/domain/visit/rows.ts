import type { AreaId, IssueId, PersonId, SubjectId } from '../ids'
import type { FieldEdits } from '../rows'
import type { CalendarDate, ClockTime } from '../time/shanghai'
import type { Audience } from '../access/audience'
import type { HonestTimes } from '../time/honest'

/** 入户, 进企业 (and grass-roots units), 座谈/屋场会/湾子夜话, 蹲点调研, 政策宣讲. */
export const typedVisitKinds = ['household', 'enterprise', 'meeting', 'stay', 'talk'] as const
export type TypedVisitKind = (typeof typedVisitKinds)[number]
/** And 回访, which is never typed as a visit: it comes of the step that records it (`returnVisit.ts`). */
export const visitKinds = [...typedVisitKinds, 'return'] as const
export type VisitKind = (typeof visitKinds)[number]

/** 走访. Photos, place and times of day are never required (docs/domain.md §5). */
export interface Visit extends HonestTimes {
  kind: VisitKind
  subjectId: SubjectId | null
  areaId: AreaId
  /** 回访: of which issue. */
  issueId?: IssueId
  visitorIds: PersonId[]
  happenedOn: CalendarDate
  /** Last day of a stay (蹲点); null for a visit of one day. */
  endedOn: CalendarDate | null
  startTime: ClockTime | null
  endTime: ClockTime | null
  narrative: string
  place: string
  /** 座谈: how many took part. */
  participants: number | null
  /** 宣讲: what was talked about, how many villages and households it reached. */
  topic: string
  villagesReached: number | null
  householdsReached: number | null
  state: 'recorded' | 'withdrawn'
  withdrawReason: string | null
  recordedBy: PersonId
  audience: Audience
  edits?: FieldEdits
}
