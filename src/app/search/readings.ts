/**
 * How a name is read (拼音): for each character its syllables without tones, the usual one first. A reading travels and
 * is kept as one line, `name⇥shan/dan xiong xin`, a `-` for what has no reading. Only this file knows pinyin-pro, whose
 * dictionary is large: it runs in a worker of its own that ends when there is nothing left to read.
 */
import { pinyin, polyphonic } from 'pinyin-pro'
import { isHan } from './normalise'
import { compoundSurnames, singleSurnames } from './surnames'

/** A name to be read: `p` a person's (a household is called by its head), `o` an organisation's or a place's. */
export type NameKey = `${'p' | 'o'}${string}`

const noTones = { toneType: 'none', type: 'array' } as const

/** The line of a name, which is normalised already. */
export function readingLine(key: NameKey): string {
  const name = key.slice(1)
  const chars = [...name]
  const usual = pinyin(name, { ...noTones, v: true, surname: 'off' })
  const surname = key.startsWith('p') ? surnameOf(chars) : familiesIn(chars)
  const cells = chars.map((char, index) => {
    if (!isHan(char)) return '-'
    const first = usual[index]
    const syllables = new Set([...(surname.get(index) ?? []), ...(first ? [first] : []), ...allOf(char)])
    return [...syllables].filter(isSyllable).join('/') || '-'
  })
  return `${key}\t${cells.join(' ')}`
}

/** Syllables of the surname that a person's name begins with, by their place in it. */
function surnameOf(chars: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>()
  const single = singleSurnames.get(chars[0] ?? '')
  for (const length of [3, 2]) {
    const compound = compoundSurnames.get(chars.slice(0, length).join(''))
    if (!compound || chars.length < length) continue
    // 单于 alone may also be Shàn and a given name.
    const isWhole = chars.length === length
    compound.forEach((syllable, index) =>
      found.set(index, [syllable, ...(isWhole && index === 0 ? (single ?? []) : [])]),
    )
    return found
  }
  if (single) found.set(0, [...single])
  return found
}

/** Places and clans are called by families: 单家湾 is Shàn, not Dān. */
function familiesIn(chars: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>()
  chars.forEach((char, index) => {
    const next = chars[index + 1]
    const surname = singleSurnames.get(char)
    if (surname && (next === '家' || next === '氏')) found.set(index, surname)
  })
  return found
}

const known = new Map<string, readonly string[]>()

/** Every reading of a character: a person looking for 曾都 or 王乐 types the one they know. */
function allOf(char: string): readonly string[] {
  const before = known.get(char)
  if (before) return before
  const all = (polyphonic(char, noTones)[0] ?? []).map((syllable) => syllable.replace(/ü/gu, 'v'))
  known.set(char, all)
  return all
}

const isSyllable = (text: string): boolean => /^[a-z]{1,6}$/u.test(text)
