/**
 * From what was typed to the commands of one stroke: the visit, its issues, those solved on the spot, and last what
 * changed in the register: were that refused, nothing of the visit would hang on it.
 */
import type { Visit } from '../../../domain/visit/rows'
import type { FormRequest } from '../../composables/useFormSave'
import { isEmptySubject, subjectRequest } from '../subject/subjectDraft'
import { withoutBarePrompts } from './phrases'
import {
  issueField,
  isUrgentKind,
  knownField,
  registerOf,
  subjectKindsOf,
  type IssueDraft,
  type VisitDraft,
} from './visitDraft'

export interface VisitSurroundings {
  /** The person who writes. */
  me: string
  /** Village of the chosen subject, or of the visit that is corrected. */
  subjectAreaId: string | null
  campaignId: string
  /** Whether the writer may change the household's members. */
  mayCare: boolean
}

export function visitRequests(draft: VisitDraft, surroundings: VisitSurroundings): FormRequest[] {
  const visit = draft.before
    ? amendRequest(draft, draft.before, surroundings)
    : recordRequest(draft, surroundings)
  return [
    ...(visit ? [visit] : []),
    ...draft.issues.flatMap((issue) => issueRequests(draft, issue, surroundings)),
    ...draft.solvedKnown.map(
      ({ issueId, measure }): FormRequest => ({
        name: 'issue.resolveOnSite',
        args: { issueId, measure, result: '', happenedOn: draft.happenedOn },
        fieldOf: (path) => (path === 'happenedOn' ? 'happenedOn' : knownField(issueId)),
      }),
    ),
    ...registerRequests(draft, surroundings),
  ]
}

function registerRequests(draft: VisitDraft, surroundings: VisitSurroundings): FormRequest[] {
  const register = registerOf(draft)
  return register && !isEmptySubject(register) ? [subjectRequest(register, surroundings)] : []
}

function recordRequest(draft: VisitDraft, { me }: VisitSurroundings): FormRequest {
  return {
    name: 'visit.record',
    args: {
      visitId: draft.visitId,
      visitorIds: visitorsOf(draft, me),
      ...timesOf(draft),
      narrative: withoutBarePrompts(draft.narrative),
      place: draft.place,
      details: detailsOf(draft),
    },
    fieldOf: (path) => visitFields[path] ?? visitFields[path.split('.')[0] ?? ''],
  }
}

/** Only what was changed, so that two people's corrections of different things both stand; none: no command. */
function amendRequest(draft: VisitDraft, before: Visit, { me }: VisitSurroundings): FormRequest | undefined {
  const after: Record<string, unknown> = {
    visitorIds: before.visitorIds.includes(me) ? visitorsOf(draft, me) : draft.companionIds,
    ...timesOf(draft),
    // What was recorded so stays so, until somebody changes it.
    narrative: draft.narrative === before.narrative ? before.narrative : withoutBarePrompts(draft.narrative),
    place: draft.place,
  }
  if (draft.kind === 'stay') after['endedOn'] = draft.endedOn
  if (draft.kind === 'meeting') after['participants'] = integerOf(draft.participants)
  if (draft.kind === 'talk') {
    after['topic'] = draft.topic
    after['villagesReached'] = integerOf(draft.villagesReached)
    after['householdsReached'] = integerOf(draft.householdsReached)
  }
  const old = before as unknown as Record<string, unknown>
  const changes = Object.fromEntries(
    Object.entries(after).filter(([field, value]) => !isSame(field, old[field], value)),
  )
  if (Object.keys(changes).length === 0) return undefined
  return {
    name: 'visit.amend',
    args: { visitId: draft.visitId, changes },
    fieldOf: (path) => visitFields[path.replace(/^changes\./u, '')],
  }
}

/** The order of visitors means nothing. */
function isSame(field: string, a: unknown, b: unknown): boolean {
  if (field === 'visitorIds')
    return JSON.stringify([...(a as string[])].sort()) === JSON.stringify([...(b as string[])].sort())
  return a === b
}

const visitorsOf = ({ companionIds }: VisitDraft, me: string): string[] => [
  me,
  ...companionIds.filter((id) => id !== me),
]
const timesOf = ({ happenedOn, startTime, endTime }: VisitDraft) => ({
  happenedOn,
  startTime: startTime === '' ? null : startTime,
  endTime: endTime === '' ? null : endTime,
})

function detailsOf(draft: VisitDraft): Record<string, unknown> {
  const { kind } = draft
  switch (kind) {
    case 'household':
    case 'enterprise':
      return { kind, ...given('subjectId', draft.subjectId) }
    case 'meeting':
      return { kind, ...given('areaId', draft.areaId), participants: integerOf(draft.participants) }
    case 'stay':
      return {
        kind,
        ...given('areaId', draft.areaId),
        endedOn: draft.endedOn === '' ? draft.happenedOn : draft.endedOn,
      }
    case 'talk':
      return {
        kind,
        ...given('areaId', draft.areaId),
        topic: draft.topic,
        villagesReached: integerOf(draft.villagesReached),
        householdsReached: integerOf(draft.householdsReached),
      }
  }
}

/** Left out while not chosen, so that the schema says "missing" and not "wrong". */
const given = (field: string, value: string | null): Record<string, string> =>
  value === null ? {} : { [field]: value }

/** '' → undefined (missing), anything but digits → NaN (no number): the schema has the words for both. */
export function integerOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return undefined
  return /^\d{1,9}$/u.test(plain) ? Number(plain) : Number.NaN
}

const visitFields: Record<string, string | undefined> = {
  visitorIds: 'visitors',
  happenedOn: 'happenedOn',
  startTime: 'startTime',
  endTime: 'endTime',
  endedOn: 'endedOn',
  narrative: 'narrative',
  place: 'place',
  areaId: 'area',
  participants: 'participants',
  topic: 'topic',
  villagesReached: 'villagesReached',
  householdsReached: 'householdsReached',
  'details.subjectId': 'subject',
  'details.areaId': 'area',
  'details.participants': 'participants',
  'details.endedOn': 'endedOn',
  'details.topic': 'topic',
  'details.villagesReached': 'villagesReached',
  'details.householdsReached': 'householdsReached',
}

function issueRequests(
  draft: VisitDraft,
  issue: IssueDraft,
  { subjectAreaId }: VisitSurroundings,
): FormRequest[] {
  const hasSubject = subjectKindsOf[draft.kind].length > 0
  const fieldOf = (path: string): string | undefined => {
    // What an issue takes from its visit is put right there.
    if (path === 'raisedOn' || path === 'happenedOn') return 'happenedOn'
    if (path === 'areaId' || (path === 'subjectId' && hasSubject)) return hasSubject ? 'subject' : 'area'
    const field = issueFields[path]
    return field && issueField(issue.id, field)
  }
  const register: FormRequest = {
    name: 'issue.register',
    args: {
      issueId: issue.id,
      visitId: draft.visitId,
      subjectId: hasSubject ? draft.subjectId : issue.raisedById,
      ...given('areaId', (hasSubject ? subjectAreaId : null) ?? draft.areaId),
      ...given('kind', issue.kind),
      ...given('categoryId', issue.categoryId),
      title: issue.title,
      words: issue.words,
      raisedOn: draft.happenedOn,
      urgent: issue.urgent && isUrgentKind(issue.kind),
      confidential: issue.confidential,
    },
    fieldOf,
  }
  if (!issue.solved) return [register]
  const resolve: FormRequest = {
    name: 'issue.resolveOnSite',
    args: { issueId: issue.id, measure: issue.measure, result: issue.result, happenedOn: draft.happenedOn },
    fieldOf,
  }
  return [register, resolve]
}

const issueFields: Record<string, string | undefined> = {
  subjectId: 'raisedBy',
  kind: 'kind',
  categoryId: 'category',
  title: 'title',
  words: 'words',
  urgent: 'urgent',
  measure: 'measure',
  result: 'result',
}
