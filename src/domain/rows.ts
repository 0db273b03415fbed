/** What a row is, whichever store holds it; and the list of all kinds with their shapes. */
import type { Area, Campaign, Category, Person, Pairing, Unit } from './zone/rows'
import type { Subject, SubjectCare, SubjectContact, SubjectMember } from './subject/rows'
import type { Visit } from './visit/rows'
import type { Effect, Issue } from './issue/rows'
import type { EventRow } from './event'
import type { Task } from './task/rows'
import type { Urge } from './issue/urgeRows'
import type { Edition, EditionItem } from './edition/rows'
import type { Notice } from './notice/rows'
import type { Draw, DrawContact } from './draw/rows'
import type { RegisterMapping } from './register/rows'
import type { Activity } from './activity/rows'
import type { ModelCase } from './modelCase/rows'
import type { UnitPlan } from './plan/rows'
import type { PressItem } from './press/rows'
import type { CalendarYearRow, NoticeTexts, Rules } from './settings/rows'

export interface RowTypes {
  campaign: Campaign
  category: Category
  unit: Unit
  area: Area
  person: Person
  pairing: Pairing
  subject: Subject
  subjectContact: SubjectContact
  subjectMember: SubjectMember
  subjectCare: SubjectCare
  visit: Visit
  issue: Issue
  effect: Effect
  task: Task
  urge: Urge
  edition: Edition
  editionItem: EditionItem
  notice: Notice
  draw: Draw
  drawContact: DrawContact
  event: EventRow
  registerMapping: RegisterMapping
  unitPlan: UnitPlan
  activity: Activity
  modelCase: ModelCase
  pressItem: PressItem
  rules: Rules
  calendarYear: CalendarYearRow
  noticeTexts: NoticeTexts
}
export type RowKind = keyof RowTypes

/** `version` is the tenant's counter at the last change; 0 = not confirmed by the server yet (overlay only). */
export interface Row<K extends RowKind = RowKind> {
  kind: K
  id: string
  version: number
  data: RowTypes[K]
}
export type AnyRow = { [K in RowKind]: Row<K> }[RowKind]

/** Who last changed a field after the row was made: version, device and person. Sparse: untouched fields are absent. */
export type FieldEdits = Record<string, { v: number; device: string; person: string }>

type MergedKind = { [K in RowKind]: 'edits' extends keyof RowTypes[K] ? K : never }[RowKind]
/** Kinds whose fields are merged: only for them does it matter which version somebody decided on. */
const mergedKinds: { readonly [K in MergedKind]: true } = {
  subject: true,
  subjectContact: true,
  subjectCare: true,
  subjectMember: true,
  visit: true,
  issue: true,
  edition: true,
  editionItem: true,
  notice: true,
  unitPlan: true,
  activity: true,
  modelCase: true,
  pressItem: true,
}
export const isMergedKind = (kind: RowKind): boolean => kind in mergedKinds

/**
 * The fields of each kind that point to other rows, to one or to several. They are the only relations a command may ask for
 * (`related('visit.subjectId', id)`); the server keeps them in `entity_ref`, the device in memory.
 */
export const referenceFields = {
  campaign: [],
  category: ['parentId', 'leadUnitId'],
  unit: [],
  area: ['parentId'],
  person: ['unitId'],
  pairing: ['personId', 'areaId', 'subjectId'],
  subject: ['areaId'],
  // Of a whole village at once: a notice is screened by all its names.
  subjectContact: ['subjectId', 'areaId'],
  subjectMember: ['subjectId', 'areaId'],
  subjectCare: ['subjectId'],
  visit: ['subjectId'],
  // A slip is no row; the issue it was given for is found by its code.
  issue: ['subjectId', 'visitId', 'masterId', 'slipCode', 'categoryId'],
  effect: ['issueId'],
  task: ['issueIds', 'leadUnitId', 'assistUnitIds'],
  urge: ['issueId'],
  // A month is no row; its editions are found by it.
  edition: ['month', 'correctsId'],
  editionItem: ['editionId'],
  notice: ['editionId'],
  draw: [],
  drawContact: [],
  event: ['aboutId'],
  registerMapping: [],
  unitPlan: [],
  activity: [],
  modelCase: ['issueId'],
  pressItem: ['caseId'],
  rules: [],
  calendarYear: [],
  noticeTexts: [],
} as const satisfies { [K in RowKind]: readonly (keyof RowTypes[K] & string)[] }

/** Those of them that may point to several rows. */
const referenceLists: readonly RelationOf<RowKind>[] = ['task.issueIds', 'task.assistUnitIds']
export const hasReferenceLists = (kind: RowKind): boolean =>
  referenceLists.some((relation) => relation.startsWith(`${kind}.`))

export type RelationOf<K extends RowKind> = `${K}.${(typeof referenceFields)[K][number]}`
export type Relation = { [K in RowKind]: RelationOf<K> }[RowKind]
export type KindOfRelation<R extends Relation> = R extends `${infer K}.${string}`
  ? K extends RowKind
    ? K
    : never
  : never

/** The references of one row, as [field, target id]. */
export function referencesOf(kind: RowKind, data: RowTypes[RowKind]): [field: string, target: string][] {
  const fields = referenceFields[kind] as readonly string[]
  const values = data as unknown as Record<string, unknown>
  return fields.flatMap((field) => {
    const target = values[field]
    const targets: unknown[] = Array.isArray(target) ? target : [target]
    return [...new Set(targets)].flatMap((each) =>
      typeof each === 'string' ? [[field, each] as [string, string]] : [],
    )
  })
}

export const rowKinds = Object.keys(referenceFields) as RowKind[]
export const isRowKind = (value: string): value is RowKind => Object.hasOwn(referenceFields, value)
export const rowKey = (kind: RowKind, id: string): string => `${kind}:${id}`
