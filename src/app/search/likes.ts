/**
 * Is it this one? Subjects that a new one may be again: the same or a like-sounding name, the same phone, the same
 * door. Only a question to whoever types; two brothers may well share a yard and a telephone.
 */
import type { CellBook } from './cells'
import type { Like, Likeness, LikeQuery } from './messages'
import { normalise, phonesOf } from './normalise'
import type { Indexed } from './searchIndex'
import { Word } from './word'

/** Shown at most: the question is "is it this one?", not a list of everybody called 王. */
const shownAtMost = 3
/** A shorter number is half typed. */
const phoneFrom = 7

const weights: Readonly<Record<Likeness, number>> = { phone: 5, name: 4, address: 3, sound: 2 }

export function likesOf(
  query: LikeQuery,
  subjects: Iterable<Indexed>,
  book: CellBook,
  placeName: (id: string) => string,
): Like[] {
  const name = normalise(query.name)
  const word = [...name].length >= 2 ? new Word(name, book) : undefined
  const phones = phonesOf(query.phone).filter((phone) => phone.length >= phoneFrom)
  const placesOf = (at: { areaId: string | null; groupId: string | null }): string[] =>
    [at.areaId, at.groupId].flatMap((id) => (id === null ? [] : placeName(id)))
  const door = doorOf(query.address, placesOf(query))

  const found: { like: Like; weight: number }[] = []
  for (const subject of subjects) {
    const { entry } = subject
    const by: Likeness[] = []
    if (phones.some((phone) => hasPhone(subject, phone))) by.push('phone')
    const isNear = query.areaId === null || entry.areaId === query.areaId
    if (word && subject.name === name) by.push('name')
    else if (word && isNear && isSound(word, name, subject)) by.push('sound')
    if (isNear && door !== '' && isDoor(door, query, subject, placesOf)) by.push('address')
    if (by.length === 0) continue
    const weight = by.reduce((sum, likeness) => sum + weights[likeness], isNear ? 1 : 0)
    found.push({ like: { slot: entry.slot, by }, weight })
  }
  return found
    .sort((a, b) => b.weight - a.weight || a.like.slot - b.like.slot)
    .slice(0, shownAtMost)
    .map(({ like }) => like)
}

const hasPhone = ({ phones }: Indexed, phone: string): boolean => `\n${phones}`.includes(`\n${phone}\n`)

/** Every character sounds like the one in its place. */
function isSound(word: Word, name: string, { cells }: Indexed): boolean {
  if (!word.hasHan || cells.length !== [...name].length) return false
  const stretch = word.findNear(cells)
  return stretch?.from === 0 && stretch.to === cells.length
}

/** A single number is a door only within a group that is known. */
function isDoor(
  door: string,
  query: LikeQuery,
  { entry }: Indexed,
  placesOf: (at: { areaId: string | null; groupId: string | null }) => string[],
): boolean {
  const isSameGroup = query.groupId !== null && query.groupId === entry.groupId
  if (!isSameGroup && query.groupId !== null && entry.groupId !== null) return false
  if (!isSameGroup && /^\d+$/u.test(door)) return false
  return doorOf(entry.address, placesOf(entry)) === door
}

/** 3栋2单元202室 and 3-2-202 are one door: numbers joined, the words around them kept, village and group left out. */
export function doorOf(address: string, places: readonly string[]): string {
  let rest = normalise(address)
  for (const place of places) if (place !== '' && rest.startsWith(place)) rest = rest.slice(place.length)
  const door = rest
    .replace(/[(（].*?[)）]/gu, '')
    .replace(/(\d)(?:号楼|号院|单元|栋|幢|楼|座|号|室|户|#)/gu, '$1-')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
  return /\d/u.test(door) ? door : ''
}
