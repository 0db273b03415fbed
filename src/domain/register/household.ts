/** What a register says, once read: households with their members, and what could not be read. */
import type { AreaId } from '../ids'

export interface RegisterMember {
  name: string
  /** Empty where the register does not say. */
  relation: string
  birthYear: number | null
}

/** A household as one place in the file describes it. An empty text says nothing, and so changes nothing. */
export interface RegisterHousehold {
  sheet: string
  /** First row, as the spreadsheet counts. */
  row: number
  rows: number
  name: string
  areaId: AreaId
  groupId: AreaId | null
  address: string
  phone: string
  /** Whom the number reaches; empty without a number. */
  contactName: string
  /** True where a column of its own names the person to call. */
  isContactNamed: boolean
  notes: string
  tags: string[]
  /** The head first. Empty where the register lists heads only and nothing else of them. */
  members: RegisterMember[]
}

/** Why a row was left out, or a cell of it. Each has a sentence in every locale under `register.problem.*`. */
export const rowProblemCodes = [
  /** No name where the head's or the member's is expected. */
  'nameMissing',
  /** What stands there is no name. */
  'badName',
  /** Neither the row nor the sheet says which village. */
  'villageMissing',
  /** There is no such village in this zone; value: as written. */
  'villageUnknown',
  /** The relation says member, and no head stands above. */
  'memberWithoutHead',
  /** A person of a household's list without a relation to its head. */
  'relationMissing',
  /** More members than a household may list (30). */
  'tooManyMembers',
  /** A text is longer than the register takes. */
  'tooLong',
  /** The same household stands in the file already; value: where. */
  'duplicateInFile',
  /** Several households of that name fit equally well; value: how many. */
  'ambiguous',
  /** No such group in the village: kept in the address; value: as written. */
  'groupUnknown',
  /** No telephone number: left out. */
  'badPhone',
  /** No date that can be meant: left out. */
  'badBirth',
  /** Another household of this name lives in the village: taken as a different one. */
  'sameName',
  /** Taken as the household of that name, though number and address are both other ones: to be looked at. */
  'byNameOnly',
] as const
export type RowProblemCode = (typeof rowProblemCodes)[number]

export interface RowProblem {
  sheet: string
  row: number
  /** Heading of the column; empty when it is about the whole row. */
  column: string
  code: RowProblemCode
  /** What stood there, at most 60 characters; shown to whoever imports, never logged. */
  value: string
}

export interface ReadRegister {
  households: RegisterHousehold[]
  /** Rows that are not imported. */
  rejected: RowProblem[]
  /** Cells that are not imported; the row is. */
  warnings: RowProblem[]
  /** Rows that are no households: headings said again, sums, remarks, and those that only name a group. */
  skipped: { headings: number; totals: number; remarks: number; sections: number }
  dropped: {
    identityNumbers: number
    /** Remarks beside members: often about their health, and the village would read them. */
    memberNotes: number
  }
}

export const emptyRead = (): ReadRegister => ({
  households: [],
  rejected: [],
  warnings: [],
  skipped: { headings: 0, totals: 0, remarks: 0, sections: 0 },
  dropped: { identityNumbers: 0, memberNotes: 0 },
})
