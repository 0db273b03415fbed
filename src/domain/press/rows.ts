import type { Audience } from '../access/audience'
import type { PersonId, UnitId } from '../ids'
import type { FieldEdits } from '../rows'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'

/** 报道: what newspapers and sites wrote of the campaign, kept by 宣传报道组. */
export interface PressItem extends HonestTimes {
  /** 媒体. */
  outlet: string
  title: string
  publishedOn: CalendarDate
  /** Empty where it was only printed. */
  link: string
  /** The unit it is about, or the model case; both may be missing. */
  unitId: UnitId | null
  caseId: string | null
  state: 'recorded' | 'withdrawn'
  withdrawReason: string | null
  recordedBy: PersonId
  audience: Audience
  edits?: FieldEdits
}
