/**
 * Tells the search what there is: goes through the rows in short slices, so that the page stays free, and passes on
 * only what differs from what was told before. The engine says which kinds changed, not which rows; a row that did not
 * change is the same object, so that looking through ten thousand costs some milliseconds.
 */
import { isOpenIssue } from '../../domain/issue/rows'
import type { Row, RowKind } from '../../domain/rows'
import type { Client } from '../client/engine/client'
import type { PlaceEntry, SubjectEntry } from './messages'

export interface FeedTarget {
  places(places: readonly PlaceEntry[]): void
  put(entries: readonly SubjectEntry[]): void
  remove(slots: readonly number[]): void
}

export interface Feeder {
  /** Brings the target up to date; resolves when there is nothing left to tell. Returns whether anything was told. */
  feed(): Promise<boolean>
  /** These kinds changed. */
  touch(kinds: Iterable<RowKind>): void
  /** Everything is to be told again. */
  forget(): void
  idOf: (slot: number) => string | undefined
  /** Something was touched and is not told yet. */
  readonly isBehind: boolean
}

/** What a subject was told as. */
interface Told {
  slot: number
  subject: Row<'subject'>
  contact: Row<'subjectContact'> | undefined
  care: Row<'subjectCare'> | undefined
  members: string
  lastVisit: string | null
  openIssues: number
  seen: number
}

/** Kinds that the search rests on. */
export const searchedKinds = [
  'area',
  'subject',
  'subjectContact',
  'subjectMember',
  'subjectCare',
  'visit',
  'issue',
] as const satisfies readonly RowKind[]

/** A slice of work between two looks at the clock, and what one message carries. */
const rowsPerLook = 50
const entriesPerMessage = 250
/** A frame has 16 ms; most of it belongs to the page. */
const sliceMs = 5

export function createFeeder(
  client: Pick<Client, 'rows' | 'row'>,
  target: FeedTarget,
  { now, rest }: { now: () => number; rest: () => Promise<void> },
): Feeder {
  const told = new Map<string, Told>()
  const ids: string[] = []
  const dirty = new Set<RowKind>(searchedKinds)
  let turn = 0
  let lastVisits = new Map<string, string>()
  let openIssues = new Map<string, number>()
  let members = new Map<string, string>()
  let feeding: Promise<boolean> | undefined

  async function inSlices<T>(rows: Iterable<T>, take: (row: T) => void): Promise<void> {
    let startedAt = now()
    let count = 0
    for (const row of rows) {
      take(row)
      if (++count % rowsPerLook !== 0 || now() - startedAt < sliceMs) continue
      await rest()
      startedAt = now()
    }
  }

  async function look(kinds: ReadonlySet<RowKind>): Promise<void> {
    if (kinds.has('visit')) {
      const found = new Map<string, string>()
      await inSlices(client.rows('visit'), ({ data: { subjectId, state, happenedOn } }) => {
        if (subjectId === null || state !== 'recorded') return
        if ((found.get(subjectId) ?? '') < happenedOn) found.set(subjectId, happenedOn)
      })
      lastVisits = found
    }
    if (kinds.has('issue')) {
      const found = new Map<string, number>()
      await inSlices(client.rows('issue'), ({ data: { subjectId, state } }) => {
        if (subjectId !== null && isOpenIssue(state)) found.set(subjectId, (found.get(subjectId) ?? 0) + 1)
      })
      openIssues = found
    }
    if (kinds.has('subjectMember')) {
      const found = new Map<string, string>()
      await inSlices(client.rows('subjectMember'), ({ data: { subjectId, name } }) => {
        const before = found.get(subjectId)
        found.set(subjectId, before === undefined ? name : `${before}\n${name}`)
      })
      members = found
    }
  }

  function asTold(subject: Row<'subject'>): Told {
    const { id } = subject
    return {
      slot: told.get(id)?.slot ?? ids.push(id) - 1,
      subject,
      contact: client.row('subjectContact', id),
      care: client.row('subjectCare', id),
      members: members.get(id) ?? '',
      lastVisit: lastVisits.get(id) ?? null,
      openIssues: openIssues.get(id) ?? 0,
      seen: turn,
    }
  }

  /** Returns whether anything was told. */
  async function tell(): Promise<boolean> {
    turn += 1
    let batch: SubjectEntry[] = []
    let any = false
    const send = (): void => {
      if (batch.length === 0) return
      any = true
      target.put(batch)
      batch = []
    }
    await inSlices(client.rows('subject'), (subject) => {
      const before = told.get(subject.id)
      const after = asTold(subject)
      if (before && isSame(before, after)) {
        before.seen = turn
        return
      }
      told.set(subject.id, after)
      batch.push(entryOf(after))
      if (batch.length >= entriesPerMessage) send()
    })
    send()
    const gone = [...told].filter(([, { seen }]) => seen !== turn)
    for (const [id] of gone) told.delete(id)
    if (gone.length > 0) target.remove(gone.map(([, { slot }]) => slot))
    return any || gone.length > 0
  }

  async function feed(): Promise<boolean> {
    let any = false
    while (dirty.size > 0) {
      const kinds = new Set(dirty)
      dirty.clear()
      if (kinds.has('area')) {
        target.places(
          [...client.rows('area')].map(({ id, data }) => ({ id, name: data.name, order: data.order })),
        )
        any = true
      }
      await look(kinds)
      if (await tell()) any = true
    }
    return any
  }

  return {
    feed: () => (feeding ??= feed().finally(() => (feeding = undefined))),
    touch(kinds) {
      for (const kind of kinds) if ((searchedKinds as readonly RowKind[]).includes(kind)) dirty.add(kind)
    },
    forget() {
      told.clear()
      for (const kind of searchedKinds) dirty.add(kind)
    },
    idOf: (slot) => ids[slot],
    get isBehind() {
      return dirty.size > 0
    },
  }
}

const isSame = (a: Told, b: Told): boolean =>
  a.subject === b.subject &&
  a.contact === b.contact &&
  a.care === b.care &&
  a.members === b.members &&
  a.lastVisit === b.lastVisit &&
  a.openIssues === b.openIssues

function entryOf({ slot, subject, contact, care, members, lastVisit, openIssues }: Told): SubjectEntry {
  const { kind, name, areaId, groupId, address, tags } = subject.data
  return {
    slot,
    kind,
    name,
    areaId,
    groupId,
    address,
    tags: [...tags],
    phone: contact?.data.phone ?? '',
    contactName: contact?.data.contactName ?? '',
    members: members === '' ? [] : members.split('\n'),
    careGroups: [...(care?.data.groups ?? [])],
    lastVisit,
    openIssues,
  }
}
