import type { CampaignId, EditionId, PersonId } from '../ids'
import type { CalendarMonth, EditionList } from '../edition/rows'
import type { IssueOutcome, IssueState, Satisfaction } from '../issue/rows'
import type { FieldEdits } from '../rows'
import type { TaskState } from '../task/rows'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'

/** 拟稿, 待审签, 已公示, 已撤下, 已作废 (given up before it was posted). */
export const noticeStates = ['draft', 'submitted', 'posted', 'withdrawn', 'dropped'] as const
export type NoticeState = (typeof noticeStates)[number]

/** What screening takes out of a text (`deidentify/screen.ts`). */
export const maskKinds = [
  'phone',
  'idCard',
  'bankCard',
  'plate',
  'name',
  'house',
  'email',
  'careGroup',
] as const
export type MaskKind = (typeof maskKinds)[number]

/** The texts of a line that people wrote, and so are screened. */
export const screenedFields = ['problem', 'measures', 'result'] as const
export type ScreenedField = (typeof screenedFields)[number]

/**
 * 公示: a de-identified extract of one frozen edition. The same text goes to the board outdoors, the briefing of the theme
 * party day and the public page. A posted one never changes: it is withdrawn, and another one composed.
 */
export interface Notice extends HonestTimes {
  editionId: EditionId
  /** As frozen: number and hash of the edition; empty on a device until the server has given them. */
  editionNumber: string
  editionHash: string
  /** Name of the zone. */
  zone: string
  month: CalendarMonth
  title: string
  intro: string
  closing: string
  /** 监督电话 and the like: the office's own, so not screened. */
  contact: string
  /** Whose care groups are masked beside the usual words. */
  campaignId: CampaignId | null
  state: NoticeState
  /** Which lists are made public, in order. */
  lists: EditionList[]
  /** Exactly what is posted, in the order of `lists` and the edition. */
  lines: NoticeLine[]
  /** 移出: lines of the edition that are not made public, with the reason; what turned confidential stands here too. */
  omitted: OmittedLine[]
  expiresOn: CalendarDate
  /** Rises with every change of content; an approval names the one that was seen. */
  revision: number
  composedBy: PersonId
  /** Everyone who changed content, the composer too: none of them approves. */
  editors: PersonId[]
  submittedOn: CalendarDate | null
  /** The latest word of who looked at it and sent it back; null once it is submitted again. */
  refused: { by: PersonId; on: CalendarDate; remark: string } | null
  approvedBy: PersonId | null
  approvedOn: CalendarDate | null
  withdrawn: { by: PersonId; on: CalendarDate; reason: string } | null
  dropped: { by: PersonId; on: CalendarDate; reason: string } | null
  edits?: FieldEdits
}

export interface OmittedLine {
  list: EditionList
  refId: string
  reason: string
  /** The issue or task is confidential by now: it can't be put back. */
  confidential?: true
}

/** One line as posted. Whatever of a `LedgerLine` has no place here exists for nobody outside (`line.ts`). */
export interface NoticeLine {
  list: EditionList
  /** Issue or task; never posted. */
  refId: string
  /** 序号 in its list of the edition; posted lines are counted anew. */
  serial: number
  /** `2026-0137`. */
  number: string
  /** 王某某, 某企业, the name of an organisation, or empty for a matter of the whole village. */
  who: string
  /** Village or community, never a group or a house. */
  area: string
  category: string
  problem: string
  /** Responsible units; never a person. */
  unit: string
  measures: string
  dueOn: CalendarDate | null
  state: IssueState | TaskState
  result: string
  outcome: IssueOutcome | null
  satisfaction: Satisfaction | null
  doneOn: CalendarDate | null
  /** What was masked, for the two who look at it; never posted. */
  masks: LineMask[]
  /** Rewritten by hand (and screened again). */
  edited?: true
}

export interface LineMask {
  field: ScreenedField
  kind: MaskKind
  count: number
}

/** 已过期: the page is gone after this day. */
export const isExpired = ({ expiresOn }: Pick<Notice, 'expiresOn'>, today: CalendarDate): boolean =>
  expiresOn < today

/** What a stranger may read now. */
export const isPublic = (notice: Pick<Notice, 'state' | 'expiresOn'>, today: CalendarDate): boolean =>
  notice.state === 'posted' && !isExpired(notice, today)
