/** The one object behind the visit form: what has been typed so far, right or wrong, as it is kept in `drafts`. */
import type { IssueKind } from '../../../domain/issue/rows'
import { issueKinds, urgentKinds } from '../../../domain/issue/rows'
import type { SubjectKind } from '../../../domain/subject/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'
import { typedVisitKinds, type Visit, type TypedVisitKind } from '../../../domain/visit/rows'
import { newId } from '../../composables/newId'
import { isEmptySubject, readSubjectDraft, type SubjectDraft } from '../subject/subjectDraft'

/** Numbers and times stay text while they are typed: '' is "not filled in", and nothing typed is thrown away. */
export interface VisitDraft {
  visitId: string
  /** The visit as it was when its correction began; null for a new one. */
  before: Visit | null
  /** Refused commands that this form puts right. */
  settles: string[]
  kind: TypedVisitKind
  subjectId: string | null
  areaId: string | null
  /** Who came along, beside the person who writes. */
  companionIds: string[]
  happenedOn: CalendarDate
  endedOn: CalendarDate
  startTime: string
  endTime: string
  place: string
  narrative: string
  participants: string
  topic: string
  villagesReached: string
  householdsReached: string
  issues: IssueDraft[]
  /** The issue whose card is open. */
  openIssueId: string | null
  /** Issues known before that were solved during this visit. */
  solvedKnown: SolvedKnown[]
  /** What changed at this door, one per subject looked at; only the chosen subject's is saved. */
  registers: SubjectDraft[]
}

/** 当场解决 of an issue that was open when the visitor came. */
export interface SolvedKnown {
  issueId: string
  measure: string
}

export interface IssueDraft {
  id: string
  /** Who raised it in a meeting, stay or talk; elsewhere it is whom the visit was paid to. */
  raisedById: string | null
  kind: IssueKind | null
  categoryId: string | null
  title: string
  words: string
  urgent: boolean
  confidential: boolean
  /** 当场解决, with what was done and what came of it. */
  solved: boolean
  measure: string
  result: string
}

export function emptyVisitDraft(today: CalendarDate): VisitDraft {
  return {
    visitId: newId(),
    before: null,
    settles: [],
    kind: 'household',
    subjectId: null,
    areaId: null,
    companionIds: [],
    happenedOn: today,
    endedOn: '',
    startTime: '',
    endTime: '',
    place: '',
    narrative: '',
    participants: '',
    topic: '',
    villagesReached: '1',
    householdsReached: '',
    issues: [],
    openIssueId: null,
    solvedKnown: [],
    registers: [],
  }
}

export const emptyIssueDraft = (): IssueDraft => ({
  id: newId(),
  raisedById: null,
  kind: null,
  categoryId: null,
  title: '',
  words: '',
  urgent: false,
  confidential: false,
  solved: false,
  measure: '',
  result: '',
})

/** 更正: the recorded visit as a form. */
export function draftOfVisit(visitId: string, visit: Visit, me: string): VisitDraft {
  return {
    ...emptyVisitDraft(visit.happenedOn),
    visitId,
    before: visit,
    // A return visit is no form's to correct (`domain/visit/returnVisit.ts`).
    kind: visit.kind === 'return' ? 'household' : visit.kind,
    subjectId: visit.subjectId,
    areaId: visit.areaId,
    companionIds: visit.visitorIds.filter((id) => id !== me),
    endedOn: visit.endedOn ?? '',
    startTime: visit.startTime ?? '',
    endTime: visit.endTime ?? '',
    place: visit.place,
    narrative: visit.narrative,
    participants: textOf(visit.participants),
    topic: visit.topic,
    villagesReached: textOf(visit.villagesReached),
    householdsReached: textOf(visit.householdsReached),
  }
}

export const textOf = (value: number | null | undefined): string => String(value ?? '')

/** Kinds of subject that a kind of visit is paid to; empty: it is held in a village as a whole. */
export const subjectKindsOf: Record<TypedVisitKind, readonly SubjectKind[]> = {
  household: ['household'],
  enterprise: ['enterprise', 'organization'],
  meeting: [],
  stay: [],
  talk: [],
}

/** Name of a field of one issue's card. */
export const issueField = (issueId: string, field: string): string => `issue.${issueId}.${field}`

/** Name of the field in which it is said how a known issue was solved. */
export const knownField = (issueId: string): string => `known.${issueId}`

export const isUrgentKind = (kind: IssueKind | null): boolean => kind !== null && urgentKinds.includes(kind)

/** The changes of the register that are saved with the visit: those of the subject it was paid to. */
export function registerOf({ kind, subjectId, registers }: VisitDraft): SubjectDraft | undefined {
  return subjectKindsOf[kind].length > 0 ? registers.find((each) => each.subjectId === subjectId) : undefined
}

/** Changes of other subjects, looked at before the right one was chosen. */
export const otherRegisters = (draft: VisitDraft): SubjectDraft[] =>
  draft.registers.filter((each) => each !== registerOf(draft) && !isEmptySubject(each))

/** True while nothing was typed that a person would miss. A subject alone is chosen again with one press. */
export function isEmptyVisit(draft: VisitDraft): boolean {
  if (draft.settles.length + draft.issues.length + draft.solvedKnown.length > 0) return false
  if (!draft.registers.every(isEmptySubject)) return false
  if (draft.before) return isUnchanged(draft, draft.before)
  const { narrative, place, topic, participants, householdsReached, startTime, endTime } = draft
  const typed = [narrative, place, topic, participants, householdsReached, startTime, endTime]
  return draft.companionIds.length === 0 && typed.every((text) => text === '')
}

function isUnchanged(draft: VisitDraft, before: Visit): boolean {
  const { companionIds, openIssueId, ...now } = { ...draft, registers: [] }
  const { companionIds: _, openIssueId: __, ...then } = draftOfVisit(draft.visitId, before, '')
  // Everybody who came but the one who writes.
  const isSameCompany =
    companionIds.every((id) => before.visitorIds.includes(id)) &&
    before.visitorIds.length - companionIds.length <= 1
  return isSameCompany && openIssueId === null && JSON.stringify(now) === JSON.stringify(then)
}

/** Reads what this or an older build saved; fields it did not have yet start empty. */
export function readVisitDraft(saved: unknown, today: CalendarDate): VisitDraft | undefined {
  if (!isObject(saved) || typeof saved['visitId'] !== 'string') return undefined
  const known = saved as Partial<VisitDraft>
  const kind = typedVisitKinds.find((each) => each === known.kind)
  const issues = listOf(known.issues)
  return {
    ...emptyVisitDraft(today),
    ...known,
    ...(kind ? { kind } : { kind: 'household' as const }),
    issues: issues.map((issue) => ({
      ...emptyIssueDraft(),
      ...issue,
      kind: issueKinds.find((each) => each === issue.kind) ?? null,
    })),
    solvedKnown: listOf(known.solvedKnown).filter(({ issueId }) => typeof issueId === 'string'),
    registers: listOf(known.registers).flatMap((each) => readSubjectDraft(each) ?? []),
  }
}

const listOf = <T extends object>(saved: readonly T[] | undefined): T[] =>
  Array.isArray(saved) ? saved.filter((each: unknown): each is T => isObject(each)) : []

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
