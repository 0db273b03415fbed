/** A text in pieces, some of them to be marked. */
export interface Piece {
  text: string
  isMarked: boolean
}

/** `marks`: bits of the first 64 characters, low bits first. Undefined where nothing is to be marked. */
export function markedByBits(text: string, marks: readonly [number, number]): Piece[] | undefined {
  if (marks[0] === 0 && marks[1] === 0) return undefined
  return joined([...text], (at) => at < 64 && (((marks[at >> 5] ?? 0) >>> (at & 31)) & 1) === 1)
}

/** Marks the words wherever they stand, in whichever width and case. Undefined where none does. */
export function markedByWords(text: string, words: readonly string[]): Piece[] | undefined {
  const chars = [...text]
  const plain = chars.map((char) => char.normalize('NFKC').toLowerCase())
  const isMarked = new Set<number>()
  // Only where each character stays one: anything else is not worth a wrong mark.
  const line = plain.every((char) => char.length === 1) ? plain.join('') : ''
  for (const word of words) {
    for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1))
      for (let place = at; place < at + word.length; place++) isMarked.add(place)
  }
  return isMarked.size === 0 ? undefined : joined(chars, (at) => isMarked.has(at))
}

function joined(chars: readonly string[], isMarked: (at: number) => boolean): Piece[] {
  const pieces: Piece[] = []
  chars.forEach((char, at) => {
    const last = pieces.at(-1)
    if (last?.isMarked === isMarked(at)) last.text += char
    else pieces.push({ text: char, isMarked: isMarked(at) })
  })
  return pieces
}
