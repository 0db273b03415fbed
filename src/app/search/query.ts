/**
 * What was typed, word by word, against one subject after the other. Ranks, from the best: the very name, the name's
 * beginning, initials, pinyin, inside the name, the place, other words, the phone, what only sounds alike.
 */
import type { CellBook } from './cells'
import type { Reason } from './messages'
import type { Indexed, Place } from './searchIndex'
import { Word, type Stretch, type Way } from './word'

export interface Hit {
  /** 0 is best; of several words the sum. */
  rank: number
  /** The one furthest from the name. */
  reason: Reason
  /** Cells of the name to be marked. */
  stretches: readonly Stretch[]
}

/** Ranks in the name: at its beginning, all of it or not, and inside. */
const nameRanks: Readonly<Record<Way, { whole: number; begin: number; inside: number }>> = {
  char: { whole: 0, begin: 1, inside: 8 },
  initials: { whole: 2, begin: 3, inside: 9 },
  usual: { whole: 4, begin: 5, inside: 10 },
  any: { whole: 6, begin: 7, inside: 11 },
  near: { whole: 40, begin: 41, inside: 42 },
}
const reasonRanks: Readonly<Record<Reason, number>> = {
  name: 0,
  place: 14,
  address: 16,
  tag: 17,
  contact: 18,
  member: 19,
  phone: 20,
}

const because = (reason: Reason): Hit => ({ rank: reasonRanks[reason], reason, stretches: [] })
const others = {
  place: because('place'),
  address: because('address'),
  tag: because('tag'),
  contact: because('contact'),
  member: because('member'),
  phone: because('phone'),
}
const everyone = because('name')

/** Something short sounds like everything. */
export const isNearWord = (word: string): boolean =>
  /^[a-z]{3,}$/u.test(word) || (/\p{Script=Han}/u.test(word) && [...word].length >= 2)

export class Query {
  private readonly searches: readonly ((subject: Indexed) => Hit | undefined)[]

  /** `near`: names that sound like a word count as well. */
  constructor(
    words: readonly string[],
    book: CellBook,
    places: Iterable<Place>,
    { near = false }: { near?: boolean } = {},
  ) {
    const all = [...places]
    const search = (text: string): ((subject: Indexed) => Hit | undefined) => {
      const word = new Word(text, book)
      const parts = partsOf(text)?.map(search)
      const one = searchOf(word, placesOf(word, all), near && isNearWord(text))
      return parts ? (subject) => one(subject) ?? every(parts, subject) : one
    }
    this.searches = words.map(search)
  }

  hit(subject: Indexed): Hit | undefined {
    return this.searches.length === 0 ? everyone : every(this.searches, subject)
  }
}

function searchOf(
  word: Word,
  places: ReadonlySet<string>,
  near: boolean,
): (subject: Indexed) => Hit | undefined {
  const { text } = word
  // People remember the end of a number; most of one is sought anywhere in it.
  const phone = !word.isDigits || text.length < 3 ? undefined : text.length < 5 ? `${text}\n` : text
  return (subject) => {
    // Digits are never pinyin, and rare in names.
    if (!word.isDigits || subject.name.includes(text)) {
      const stretch = word.find(subject.cells) ?? (near ? word.findNear(subject.cells) : undefined)
      if (stretch) return nameHit(stretch, subject.cells.length)
    }
    const { groupId, areaId } = subject.entry
    if (places.size > 0 && (places.has(areaId) || (groupId !== null && places.has(groupId))))
      return others.place
    if (subject.text !== '' && subject.text.includes(text)) return otherHit(subject, text)
    return phone !== undefined && subject.phones.includes(phone) ? others.phone : undefined
  }
}

function nameHit(stretch: Stretch, length: number): Hit {
  const { whole, begin, inside } = nameRanks[stretch.way]
  const rank = stretch.from > 0 ? inside : stretch.to === length ? whole : begin
  return { rank, reason: 'name', stretches: [stretch] }
}

function otherHit({ address, tags, contact, members }: Indexed, text: string): Hit | undefined {
  if (address.includes(text)) return others.address
  if (tags.includes(text)) return others.tag
  if (contact.includes(text)) return others.contact
  return members.includes(text) ? others.member : undefined
}

/** Villages and groups that the word names, so that it is worked out once and not for each of their people. */
function placesOf(word: Word, places: readonly Place[]): ReadonlySet<string> {
  const isPlace = (place: Place): boolean => {
    if (!word.isLatin) return place.key.includes(word.text, 1)
    // A letter of a village would bring all of it along.
    return word.text.length >= 2 && word.find(place.cells)?.from === 0
  }
  return new Set(places.filter(isPlace).map(({ id }) => id))
}

/** 张7788, written in one: the end of a phone number behind a name. */
function partsOf(word: string): string[] | undefined {
  const [, name, digits] = /^(\D+)(\d{3,})$/u.exec(word) ?? []
  return name === undefined || digits === undefined ? undefined : [name, digits]
}

function every(
  searches: readonly ((subject: Indexed) => Hit | undefined)[],
  subject: Indexed,
): Hit | undefined {
  let all: Hit | undefined
  for (const search of searches) {
    const hit = search(subject)
    if (!hit) return undefined
    all = all ? both(all, hit) : hit
  }
  return all
}

const both = (a: Hit, b: Hit): Hit => ({
  rank: a.rank + b.rank,
  reason: reasonRanks[b.reason] > reasonRanks[a.reason] ? b.reason : a.reason,
  stretches: [...a.stretches, ...b.stretches],
})
