/**
 * One word of a query against names. A character of a name is typed as itself, by its initial (`z`, `zh`), by its
 * whole syllable, or, at the end of the word, by a syllable begun (`zhangs` is 张三 on the way). These mix freely:
 * `zhang三`, `张s`.
 */
import { fold, type CellBook } from './cells'

/**
 * How a stretch of a name was typed, the surest first. `char`: as it is written. `initials`: by first letters. `usual`:
 * by the usual reading. `any`: by another reading of one of its characters. `near`: by something that sounds alike
 * (n/ng, l/n, z/zh, or another character of the sound).
 */
export type Way = 'char' | 'initials' | 'usual' | 'any' | 'near'

export interface Stretch {
  way: Way
  /** Characters of the name, from 0; `to` is the one after the last. */
  from: number
  to: number
}

/** What is found this way is found by `any` as well. */
const surer = ['char', 'initials', 'usual'] as const satisfies readonly Way[]

/** Bits of one table: the cell takes 1, 2, 3 … units of the word from this place. */
const takes = (units: number): number => 1 << units
/** So that 0 can mean "not worked out yet". */
const known = 1 << 15

export class Word {
  readonly text: string
  readonly hasHan: boolean
  readonly isDigits: boolean
  /** Letters only: it can be nothing but pinyin, or letters as they are. */
  readonly isLatin: boolean
  private readonly book: CellBook
  private readonly folded: string
  private readonly tables: Partial<Record<Way, Uint16Array>> = {}

  constructor(text: string, book: CellBook) {
    this.text = text
    this.book = book
    this.isDigits = /^\d+$/u.test(text)
    this.isLatin = /^[a-z]+$/u.test(text)
    this.hasHan = /\p{Script=Han}/u.test(text)
    this.folded = fold(text)
  }

  /** Where the name is touched by this word: at its beginning if it can be, else further inside. */
  find(name: Uint16Array): Stretch | undefined {
    const from = this.start(name, 'any')
    if (from < 0) return undefined
    for (const way of surer) {
      const to = this.walk(name, way, from, 0)
      if (to > 0) return { way, from, to }
    }
    return { way: 'any', from, to: this.walk(name, 'any', from, 0) }
  }

  findNear(name: Uint16Array): Stretch | undefined {
    const from = this.start(name, 'near')
    return from < 0 ? undefined : { way: 'near', from, to: this.walk(name, 'near', from, 0) }
  }

  private start(name: Uint16Array, way: Way): number {
    // One letter inside of a name says nothing.
    const last = this.isLatin && this.text.length < 2 ? 1 : name.length
    const table = this.table(way)
    const width = this.text.length
    for (let from = 0; from < last; from++) {
      // Most end here: ten thousand names must not cost ten thousand walks.
      if (table[(name[from] ?? 0) * width] !== known && this.walk(name, way, from, 0) > 0) return from
    }
    return -1
  }

  /** The place after the last character when all of the word was used up, else 0. */
  private walk(name: Uint16Array, way: Way, at: number, unit: number): number {
    const length = way === 'near' ? this.folded.length : this.text.length
    if (unit === length) return at
    const cell = name[at]
    if (cell === undefined) return 0
    const possible = this.possible(cell, way, unit)
    if (possible === known) return 0
    // The longest first: a whole syllable is likelier meant than its initial and another one's.
    for (let units = Math.min(maxUnits, length - unit); units >= 1; units--) {
      if ((possible & takes(units)) === 0) continue
      const end = this.walk(name, way, at + 1, unit + units)
      if (end > 0) return end
    }
    return 0
  }

  private table(way: Way): Uint16Array {
    return (this.tables[way] ??= new Uint16Array(this.book.cells.length * this.text.length))
  }

  private possible(cell: number, way: Way, unit: number): number {
    const table = this.table(way)
    const place = cell * this.text.length + unit
    const before = table[place] ?? 0
    if (before !== 0) return before
    return (table[place] =
      known | (way === 'near' ? this.workOutNear(cell, unit) : this.workOut(cell, way, unit)))
  }

  private workOut(number: number, way: Way, unit: number): number {
    const cell = this.book.cells[number]
    if (!cell) return 0
    const { char, syllables } = cell
    let bits = this.text.startsWith(char, unit) ? takes(char.length) : 0
    if (way === 'char') return bits
    const rest = this.text.slice(unit)
    const [usual] = syllables
    const readings = way === 'any' ? syllables : usual === undefined ? [] : [usual]
    for (const syllable of readings)
      bits |=
        way === 'initials' ? initialOf(syllable, rest) : initialOf(syllable, rest) | wholeOf(syllable, rest)
    return bits
  }

  private workOutNear(number: number, unit: number): number {
    const cell = this.book.cells[number]
    if (!cell) return 0
    const rest = this.folded.slice(unit)
    let bits = rest.startsWith(cell.char) ? takes(cell.char.length) : 0
    if (this.hasHan) {
      const sounds = this.book.soundsOf(rest.charAt(0))
      if (cell.syllables.some((syllable) => sounds.has(syllable))) bits |= takes(1)
    }
    for (const syllable of cell.folded) bits |= wholeOf(syllable, rest)
    return bits
  }
}

/** The longest syllables: zhuang, chuang, shuang. */
const maxUnits = 6
const doubled = /^[zcs]h/u

/** ü is `v` in a reading; many write `u`. */
const isSame = (letter: string | undefined, typed: string | undefined): boolean =>
  letter === typed || (letter === 'v' && typed === 'u')

function initialOf(syllable: string, rest: string): number {
  const bits = isSame(syllable[0], rest[0]) ? takes(1) : 0
  return doubled.test(syllable) && rest.startsWith(syllable.slice(0, 2)) ? bits | takes(2) : bits
}

/** A whole syllable, or what is there of the last one. */
function wholeOf(syllable: string, rest: string): number {
  let same = 0
  while (same < syllable.length && isSame(syllable[same], rest[same])) same++
  return same === syllable.length || (same > 1 && same === rest.length) ? takes(same) : 0
}
