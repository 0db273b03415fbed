/**
 * What the page and its search worker say to each other. Subjects travel under a number that the page gave them
 * (`slot`), so that ten thousand hits are one typed array and not ten thousand ids.
 */
import type { SubjectKind } from '../../domain/subject/rows'

export interface PlaceEntry {
  /** Area id of a village or a group. */
  id: string
  name: string
  /** Official order among villages, or among the groups of a village. */
  order: number
}

export interface SubjectEntry {
  slot: number
  kind: SubjectKind
  name: string
  areaId: string
  groupId: string | null
  address: string
  tags: readonly string[]
  /** Empty where this person does not hold the contact. */
  phone: string
  contactName: string
  /** Names of the family; empty where they are not held. */
  members: readonly string[]
  /** Ids of care groups; empty where they are not held. */
  careGroups: readonly string[]
  /** Day of the last visit that stands; null: none. */
  lastVisit: string | null
  openIssues: number
}

export interface FindFilter {
  /** Village. */
  areaId?: string | undefined
  /** Only subjects of other villages than these: those a person is paired with one by one. */
  outsideAreas?: readonly string[] | undefined
  groupId?: string | undefined
  kinds?: readonly SubjectKind[] | undefined
  careGroup?: string | undefined
  /** Not visited since this day: never, or last before it. */
  notVisitedSince?: string | undefined
  hasOpenIssues?: boolean | undefined
}

/** What of a subject a hit rests on. Positions in `reasons`, so the order stays. */
export const reasons = ['name', 'place', 'address', 'tag', 'contact', 'member', 'phone'] as const
export type Reason = (typeof reasons)[number]

/** Hits by group, the group with the best hit first, within it the best first; without words in their usual order. */
export interface Found {
  slots: Uint32Array<ArrayBuffer>
  /** Two per hit: which of the first 64 characters of the name to mark, low bits first. */
  marks: Uint32Array<ArrayBuffer>
  /** One per hit: index into `reasons`. */
  why: Uint8Array<ArrayBuffer>
  /** Lengths of the runs of one village and group. */
  runs: Uint32Array<ArrayBuffer>
  /** Hits only by what sounds alike; they come last within their group. */
  near: number
  /** Time the worker took, ms. */
  tookMs: number
}

/** A new subject as far as it is typed. */
export interface LikeQuery {
  kind: SubjectKind
  areaId: string | null
  groupId: string | null
  name: string
  phone: string
  address: string
}

export const likenesses = ['name', 'sound', 'phone', 'address'] as const
export type Likeness = (typeof likenesses)[number]

export interface Like {
  slot: number
  /** The surest first. */
  by: Likeness[]
}

export type ToWorker =
  | { type: 'places'; places: readonly PlaceEntry[] }
  | { type: 'put'; entries: readonly SubjectEntry[] }
  | { type: 'remove'; slots: readonly number[] }
  /** Lines of `readings.ts`, joined by newlines. */
  | { type: 'readings'; lines: string }
  | { type: 'find'; id: number; query: string; filter: FindFilter }
  | { type: 'like'; id: number; query: LikeQuery }
  /** Names that have no reading yet. */
  | { type: 'unread'; id: number }
  /** All readings in use, by village. */
  | { type: 'directory'; id: number }

export type FromWorker =
  | ({ type: 'found'; id: number } & Found)
  | { type: 'alike'; id: number; likes: Like[] }
  /** Keys of `readings.ts`, joined by newlines. */
  | { type: 'unread'; id: number; keys: string }
  | { type: 'directory'; id: number; parts: { areaId: string; lines: string }[] }
