/** A small register as the search sees it, with invented people. */
import type { PlaceEntry, SubjectEntry } from '../../../../src/app/search/messages'
import { readingLine, type NameKey } from '../../../../src/app/search/readings'
import { SearchIndex } from '../../../../src/app/search/searchIndex'

export const places: readonly PlaceEntry[] = [
  { id: 'V1', name: '向阳村', order: 1 },
  { id: 'V1-01', name: '一组', order: 1 },
  { id: 'V1-02', name: '单家湾', order: 2 },
  { id: 'V2', name: '曾都社区', order: 2 },
]

export const makeEntry = (slot: number, overrides: Partial<SubjectEntry> = {}): SubjectEntry => ({
  slot,
  kind: 'household',
  name: '王小明',
  areaId: 'V1',
  groupId: 'V1-01',
  address: '',
  tags: [],
  phone: '',
  contactName: '',
  members: [],
  careGroups: [],
  lastVisit: null,
  openIssues: 0,
  ...overrides,
})

/** An index that has read all names, as after the pinyin worker has done its work. */
export function makeIndex(entries: readonly SubjectEntry[], { read = true } = {}): SearchIndex {
  const index = new SearchIndex()
  index.setPlaces(places)
  index.put(entries)
  if (read) readAll(index)
  return index
}

export function readAll(index: SearchIndex): void {
  index.addReadings(
    index
      .unread()
      .map((key) => readingLine(key as NameKey))
      .join('\n'),
  )
}

/** Names in the order given; `n` per name. */
export const namesOf = (...names: string[]): SubjectEntry[] =>
  names.map((name, slot) => makeEntry(slot, { name }))

export interface Shown {
  name: string
  /** What of the name is marked. */
  marked: string
}

export function findIn(
  index: SearchIndex,
  entries: readonly SubjectEntry[],
  query: string,
  filter: Parameters<SearchIndex['find']>[1] = {},
): string[] {
  return shownBy(index, entries, query, filter).map(({ name }) => name)
}

export function shownBy(
  index: SearchIndex,
  entries: readonly SubjectEntry[],
  query: string,
  filter: Parameters<SearchIndex['find']>[1] = {},
): Shown[] {
  const { slots, marks } = index.find(query, filter)
  return [...slots].map((slot, hit) => {
    const name = entries.find((entry) => entry.slot === slot)?.name ?? `slot ${slot}`
    const isMarked = (at: number): boolean => (((marks[hit * 2 + (at >> 5)] ?? 0) >>> (at & 31)) & 1) === 1
    return { name, marked: [...name].filter((_, at) => isMarked(at)).join('') }
  })
}
