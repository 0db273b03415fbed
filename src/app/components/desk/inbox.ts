/** The office's inbox of reported issues: which ones, in which order, how many. Pure, from the rows held. */
import type { IssueKind, IssueState } from '../../../domain/issue/rows'
import type { Row } from '../../../domain/rows'

/** What an inbox can be narrowed to: the states in the order of the loop, and two that are found by more than a state. */
export const inboxStates = [
  'all',
  'reported',
  'needsDetail',
  'listed',
  'handling',
  'overdue',
  'awaitingReturnVisit',
  'awaitingReview',
  'deferred',
  'merged',
  'struckOff',
  'declined',
] as const
export type InboxState = (typeof inboxStates)[number]

export interface InboxFilter {
  state: InboxState
  areaId: string | null
  /** A first-level category stands for everything below it. */
  categoryId: string | null
  kind: IssueKind | null
  /** 阶段 of the campaign in which it was raised. */
  phaseId: string | null
  urgentOnly: boolean
  text: string
}

export const emptyFilter: InboxFilter = {
  state: 'reported',
  areaId: null,
  categoryId: null,
  kind: null,
  phaseId: null,
  urgentOnly: false,
  text: '',
}

export interface InboxNames {
  /** First-level category of a category, or itself. */
  parentOf(categoryId: string): string
  subject(id: string): string
  /** Whether a day lies in the phase. */
  isInPhase(day: string, phaseId: string): boolean
  /** A deadline of it has passed. */
  isOverdue(issueId: string): boolean
}

export function filterInbox(
  issues: readonly Row<'issue'>[],
  filter: InboxFilter,
  names: InboxNames,
): Row<'issue'>[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return issues
    .filter(({ id, data }) => {
      const isWanted = filter.state === 'overdue' ? names.isOverdue(id) : isInState(data, filter.state)
      if (!isWanted) return false
      if (filter.urgentOnly && !data.urgent) return false
      if (filter.areaId !== null && data.areaId !== filter.areaId) return false
      if (filter.kind !== null && data.kind !== filter.kind) return false
      if (filter.phaseId !== null && !names.isInPhase(data.raisedOn, filter.phaseId)) return false
      const { categoryId } = filter
      if (
        categoryId !== null &&
        data.categoryId !== categoryId &&
        names.parentOf(data.categoryId) !== categoryId
      ) {
        return false
      }
      if (words.length === 0) return true
      const subject = data.subjectId === null ? '' : names.subject(data.subjectId)
      const text = [data.title, data.words, data.number ?? '', subject].join('\n').toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort(byInboxOrder)
}

const isInState = (
  { state, outcome }: { state: IssueState; outcome: string | null },
  wanted: InboxState,
): boolean => {
  if (wanted === 'all') return true
  if (wanted === 'declined') return state === 'closed' && outcome === 'notOurs'
  return state === wanted
}

/** Urgent ones first, then the longest waiting. */
export function byInboxOrder(a: Row<'issue'>, b: Row<'issue'>): number {
  if (a.data.urgent !== b.data.urgent) return a.data.urgent ? -1 : 1
  return arrivedAt(a) - arrivedAt(b) || (a.id < b.id ? -1 : 1)
}

/** When the office could first know of it; one that is still on this device counts from when it was written. */
export const arrivedAt = ({ data }: Row<'issue'>): number =>
  data.receivedAt ?? data.recordedAt + (data.clockOffsetMs ?? 0)

export interface InboxCounts {
  reported: number
  /** Of them. */
  urgent: number
  needsDetail: number
  listed: number
  /** Solved on the spot, waiting for its review. */
  awaitingReview: number
  declined: number
  all: number
}

export function countInbox(issues: readonly Row<'issue'>[]): InboxCounts {
  const counts: InboxCounts = {
    reported: 0,
    urgent: 0,
    needsDetail: 0,
    listed: 0,
    awaitingReview: 0,
    declined: 0,
    all: issues.length,
  }
  for (const { data } of issues) {
    if (data.state === 'reported') {
      counts.reported += 1
      if (data.urgent) counts.urgent += 1
    }
    if (data.state === 'needsDetail') counts.needsDetail += 1
    if (data.state === 'listed') counts.listed += 1
    if (data.state === 'awaitingReview') counts.awaitingReview += 1
    if (isInState(data, 'declined')) counts.declined += 1
  }
  return counts
}
