import type { AreaId, CampaignId, PersonId, SubjectId } from '../ids'
import type { FieldEdits } from '../rows'

export const subjectKinds = ['household', 'enterprise', 'organization'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** 走访对象: what everyone working in its village may see. Contact, members and care groups are rows of their own. */
export interface Subject {
  kind: SubjectKind
  /** Head of the household (户主), or the name of the enterprise or organisation. */
  name: string
  /** Village or community. */
  areaId: AreaId
  groupId: AreaId | null
  address: string
  tags: string[]
  notes: string
  /** People paired with this very subject (包保企业, 结对帮扶): they hold its rows though the village is not theirs. */
  pairedWith: PersonId[]
  /** Those of them who look after the household (`access/knowing.ts`). */
  knownBy?: PersonId[]
  /** 走访底册: campaigns in which it is to be visited; absent: none. */
  rosters?: CampaignId[]
  edits?: FieldEdits
}

/** 联系方式, one row per subject with the subject's id. */
export interface SubjectContact {
  subjectId: SubjectId
  areaId: AreaId
  pairedWith: PersonId[]
  contactName: string
  phone: string
  edits?: FieldEdits
}

/** 家庭成员. Sensitive: may be a minor. The year of birth is enough; ID-card numbers are never collected. */
export interface SubjectMember {
  subjectId: SubjectId
  areaId: AreaId
  pairedWith: PersonId[]
  knownBy?: PersonId[]
  name: string
  relation: string
  birthYear: number | null
  /** Taken off the household's list: it lies in no scope any more and stays in the history. */
  removed?: boolean
  edits?: FieldEdits
}

/** 特殊群体 of a household, one row per subject with the subject's id. Sensitive (docs/domain.md §5). */
export interface SubjectCare {
  subjectId: SubjectId
  areaId: AreaId
  pairedWith: PersonId[]
  knownBy?: PersonId[]
  /** Ids of the campaign's care groups. */
  groups: string[]
  note: string
  edits?: FieldEdits
}
