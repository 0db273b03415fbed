/**
 * The searchable register: who is meant by what was typed. Runs in a worker; holds nothing but memory.
 */
import { CellBook } from './cells'
import { collect } from './hits'
import { likesOf } from './likes'
import type { FindFilter, Found, Like, LikeQuery, PlaceEntry, SubjectEntry } from './messages'
import { isHan, normalise, phonesOf, wordsOf } from './normalise'
import { isNearWord, Query } from './query'

/** A subject as it is searched; everything normalised. */
export interface Indexed {
  entry: SubjectEntry
  name: string
  /** Key of its reading. */
  key: string
  /** Numbers of a `CellBook`. */
  cells: Uint16Array
  /** What the name sounds like: the order of lists. */
  spoken: string
  /** Character of the name as shown, per cell, where the two differ. */
  shownAt: readonly number[] | undefined
  address: string
  tags: string
  contact: string
  members: string
  /** The four before in one, so that one look tells for most that nothing is there. */
  text: string
  /** Each number followed by a line's end. */
  phones: string
}

export interface Place extends PlaceEntry {
  key: string
  cells: Uint16Array
}

/** Fewer hits than this and what sounds alike is shown as well. */
const fewHits = 3

export class SearchIndex {
  private readonly book = new CellBook()
  private readonly subjects = new Map<number, Indexed>()
  private readonly places = new Map<string, Place>()
  private readonly readings = new Map<string, readonly string[]>()
  private readonly unreadKeys = new Set<string>()
  /** All subjects by village, group and name; after a change in what was their order. */
  private order: Indexed[] = []
  private isSorted = true

  setPlaces(places: readonly PlaceEntry[]): void {
    this.places.clear()
    for (const place of places) {
      const name = normalise(place.name)
      const key = `o${name}`
      this.places.set(place.id, { ...place, key, cells: this.read(key) })
    }
    this.isSorted = false
  }

  put(entries: readonly SubjectEntry[]): void {
    for (const entry of entries) this.subjects.set(entry.slot, this.indexed(entry))
    this.isSorted = false
  }

  remove(slots: readonly number[]): void {
    for (const slot of slots) this.subjects.delete(slot)
    this.isSorted = false
  }

  /** Takes lines of `readings.ts`; a line that is none is left out. */
  addReadings(lines: string): void {
    for (const line of lines.split('\n')) {
      const [key = '', cells = ''] = line.split('\t')
      const syllables = cells.split(' ')
      if (key.length < 2 || syllables.length !== [...key].length - 1) continue
      this.readings.set(key, syllables)
      this.unreadKeys.delete(key)
    }
    for (const place of this.places.values())
      if (!this.book.isRead(place.cells)) place.cells = this.read(place.key)
    for (const subject of this.subjects.values()) {
      if (this.book.isRead(subject.cells)) continue
      subject.cells = this.read(subject.key)
      subject.spoken = this.book.spoken(subject.cells)
    }
    this.isSorted = false
  }

  /** Names whose reading is wanted; of places only those where somebody is. */
  unread(): string[] {
    const wanted = new Set<string>()
    for (const { entry, key } of this.subjects.values()) {
      if (this.unreadKeys.has(key)) wanted.add(key)
      for (const place of this.placesOf(entry)) if (this.unreadKeys.has(place.key)) wanted.add(place.key)
    }
    return [...wanted]
  }

  /** Readings in use, by village: what is to be kept on the device. */
  directory(): Map<string, string[]> {
    const parts = new Map<string, Set<string>>()
    const add = (areaId: string, key: string): void => {
      const reading = this.readings.get(key)
      if (!reading) return
      const lines = parts.get(areaId) ?? new Set()
      lines.add(`${key}\t${reading.join(' ')}`)
      parts.set(areaId, lines)
    }
    for (const { entry, key } of this.subjects.values()) {
      add(entry.areaId, key)
      for (const place of this.placesOf(entry)) add(entry.areaId, place.key)
    }
    return new Map([...parts].map(([areaId, lines]) => [areaId, [...lines].sort()]))
  }

  find(query: string, filter: FindFilter): Omit<Found, 'tookMs'> {
    const order = this.inOrder()
    const words = wordsOf(query)
    const strict = new Query(words, this.book, this.places.values())
    const found = collect(order, strict, filter)
    if (found.slots.length >= fewHits || !words.some(isNearWord)) return found
    return collect(order, strict, filter, new Query(words, this.book, this.places.values(), { near: true }))
  }

  like(query: LikeQuery): Like[] {
    const placeName = (id: string): string => normalise(this.places.get(id)?.name ?? '')
    return likesOf(query, this.subjects.values(), this.book, placeName)
  }

  private placesOf({ areaId, groupId }: SubjectEntry): Place[] {
    return [areaId, groupId].flatMap((id) => (id === null ? [] : (this.places.get(id) ?? [])))
  }

  private indexed(entry: SubjectEntry): Indexed {
    const { name, shownAt } = shownName(entry.name)
    const key = `${entry.kind === 'household' ? 'p' : 'o'}${name}`
    const cells = this.read(key)
    const address = normalise(entry.address)
    const tags = normalise(entry.tags.join('\n'))
    const contact = normalise(entry.contactName)
    const members = normalise(entry.members.join('\n'))
    return {
      entry,
      name,
      key,
      cells,
      spoken: this.book.spoken(cells),
      shownAt,
      address,
      tags,
      contact,
      members,
      text: [address, tags, contact, members].filter(Boolean).join('\n'),
      phones: phonesOf(entry.phone)
        .map((phone) => `${phone}\n`)
        .join(''),
    }
  }

  private read(key: string): Uint16Array {
    const name = key.slice(1)
    const reading = this.readings.get(key)
    if (!reading && [...name].some(isHan)) this.unreadKeys.add(key)
    return this.book.read(name, reading)
  }

  /** Sorts what a change has left in disorder; so that no keystroke has to wait for it, call this when idle. */
  inOrder(): readonly Indexed[] {
    if (this.isSorted) return this.order
    // From the order before: sorting what is nearly sorted takes a tenth.
    const kept = this.order.flatMap(({ entry }) => this.subjects.get(entry.slot) ?? [])
    const placed = new Set(kept)
    const all = [...kept, ...[...this.subjects.values()].filter((subject) => !placed.has(subject))]
    const far = Number.MAX_SAFE_INTEGER
    const order = (id: string | null): number => (id === null ? far : (this.places.get(id)?.order ?? far))
    const keyed = all.map((subject) => {
      const { areaId, groupId } = subject.entry
      return { subject, area: order(areaId), areaId, group: order(groupId), groupId: groupId ?? '' }
    })
    keyed.sort(
      (a, b) =>
        a.area - b.area ||
        compare(a.areaId, b.areaId) ||
        a.group - b.group ||
        compare(a.groupId, b.groupId) ||
        compare(a.subject.spoken, b.subject.spoken) ||
        compare(a.subject.name, b.subject.name) ||
        a.subject.entry.slot - b.subject.entry.slot,
    )
    this.order = keyed.map(({ subject }) => subject)
    this.isSorted = true
    return this.order
  }
}

/** The name as it is searched, and which character as shown each of its characters comes from. */
function shownName(shown: string): { name: string; shownAt: readonly number[] | undefined } {
  const name = normalise(shown)
  if (name === shown) return { name, shownAt: undefined }
  const shownAt = [...shown].flatMap((char, index) => [...normalise(char)].map(() => index))
  // Where characters only join when they stand together nothing is marked rather than something wrong.
  return { name, shownAt: shownAt.length === [...name].length ? shownAt : [...name].map(() => Infinity) }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
