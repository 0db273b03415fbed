import type { AreaId, CategoryId, PersonId, SubjectId, UnitId } from '../ids'
import type { CalendarDate } from '../time/shanghai'

/** 实践活动: one campaign with its phases, key actions and care groups. All of it is editable data, not code. */
export interface Campaign {
  name: string
  year: number
  /** 主办单位 and 备案编号, shown on the start page (docs/domain.md §5). */
  operator: string
  filingNumber: string
  phases: { id: string; name: string; from: CalendarDate; to: CalendarDate }[]
  keyActions: { id: string; name: string; leadUnitId: UnitId }[]
  /** `active` false: in the register it stays, and is offered for no household any more. */
  careGroups: { id: string; name: string; active?: boolean }[]
  groups: { id: string; name: string; unitId: UnitId }[]
  /** Ended before its phases did. */
  closedOn?: CalendarDate | null
}

/** 问题类别: first and second level; `leadUnitId` is the proposed responsible unit. */
export interface Category {
  name: string
  parentId: CategoryId | null
  leadUnitId: UnitId
  order: number
  /** 信访积案 is confidential by its category already. */
  confidential: boolean
  /** False: its issues keep it, and it is offered for no new ones. */
  active?: boolean
}
export const isActiveCategory = ({ active = true }: Pick<Category, 'active'>): boolean => active

export const unitKinds = ['department', 'team', 'committee', 'branch'] as const
/** 单位: department, special team (专班), village or community committee, Party branch. */
export interface Unit {
  name: string
  kind: (typeof unitKinds)[number]
  areaId: AreaId | null
  /** False: dissolved (撤并) or switched off; what it did keeps its name. */
  active?: boolean
  /** Who took over what it had in hand. */
  successorId?: UnitId | null
}
export const isActiveUnit = ({ active = true }: Pick<Unit, 'active'>): boolean => active

export const areaLevels = ['zone', 'village', 'group'] as const
/** 区域: zone → village/community → group. */
export interface Area {
  name: string
  level: (typeof areaLevels)[number]
  parentId: AreaId | null
  order: number
  /** False: keeps its history and is not offered for new records. Absent in rows written before it could be switched off. */
  active?: boolean
}
/** Whether new records may be made there. */
export const isActiveArea = ({ active = true }: Area): boolean => active

export const roles = ['cadre', 'unit', 'office', 'assessor', 'publicity', 'discipline', 'admin'] as const
export type Role = (typeof roles)[number]

/** A person with an account, as colleagues see them; login and password lie outside of the rows. */
export interface Person {
  name: string
  roles: Role[]
  unitId: UnitId
  active: boolean
}

export const pairingKinds = ['leader', 'contact', 'care'] as const
/** 联系/包保/结对: a person and an area (village) or one subject. */
export interface Pairing {
  kind: (typeof pairingKinds)[number]
  personId: PersonId
  areaId: AreaId | null
  subjectId: SubjectId | null
  /** A visit is due this many days after the last one; null: no fixed rhythm. */
  visitEveryDays: number | null
  since: CalendarDate
  endedOn: CalendarDate | null
}
