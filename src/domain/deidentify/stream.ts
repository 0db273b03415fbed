/**
 * A text as it is read for matching: full-width and other look-alike forms in their plain one, what can't be seen left
 * out; and where each character stands in the text as written, so that only what is found is changed.
 */
import type { MaskKind } from '../notice/rows'

export interface Stream {
  /** One UTF-16 unit per place. */
  plain: string
  /** Of each place, where it begins and ends in the text as written. */
  from: number[]
  to: number[]
}

/** What is to be taken out: places of the stream, and what stands there instead. */
export interface Found {
  kind: MaskKind
  from: number
  to: number
  instead: string
}

const invisible = /^(?:\p{Cf}|\p{Mn}|\p{Me})$/u
const decimal = /^\p{Nd}$/u

export function streamOf(text: string): Stream {
  const stream: Stream = { plain: '', from: [], to: [] }
  const parts: string[] = []
  let at = 0
  for (const character of text) {
    const end = at + character.length
    for (const unit of plainFormOf(character)) {
      parts.push(unit)
      stream.from.push(at)
      stream.to.push(end)
    }
    at = end
  }
  stream.plain = parts.join('')
  return stream
}

function plainFormOf(character: string): string[] {
  const code = character.charCodeAt(0)
  // Nearly all of it, and the same in every form.
  if ((code >= 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff)) return [character]
  if (invisible.test(character)) return []
  const normal = character.normalize('NFKC')
  if (decimal.test(normal)) return [digitOf(normal)]
  // Beyond the basic plane there is nothing to be found; one place keeps the count.
  return [...normal].map((each) => (each.length === 1 ? each : '\u{FFFD}'))
}

/** Digits of any script stand in tens, in order. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && decimal.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

/** The text with everything found replaced. What overlaps an earlier one of the list is left for another round. */
export function replaced(
  text: string,
  { from, to }: Stream,
  found: readonly Found[],
): { text: string; kept: Found[] } {
  const taken = new Set<number>()
  const kept = found.filter((each) => {
    for (let place = each.from; place < each.to; place++) if (taken.has(place)) return false
    for (let place = each.from; place < each.to; place++) taken.add(place)
    return true
  })
  const parts: string[] = []
  let at = 0
  for (const each of [...kept].sort((a, b) => a.from - b.from)) {
    // One character as written may stand for several places, of which the one before took part already.
    const start = Math.max(at, from[each.from] ?? text.length)
    const end = Math.max(start, to[each.to - 1] ?? text.length)
    parts.push(text.slice(at, start), each.instead)
    at = end
  }
  parts.push(text.slice(at))
  return { text: parts.join(''), kept }
}
