/**
 * A name as a row of cells: what can be typed for each of its characters. Equal cells are shared and numbered, since
 * ten thousand names are made of some thousand characters; what a word can do with a cell is then worked out once per
 * keystroke, and looking through the names is looking up numbers.
 */

export interface Cell {
  readonly char: string
  /** Syllables without tones, the usual reading first; none for a letter, a digit or what is not read yet. */
  readonly syllables: readonly string[]
  /** The same, folded. */
  readonly folded: readonly string[]
}

/** What many do not tell apart when they speak: zh/z, ch/c, sh/s, ng/n, l/n. */
export const fold = (letters: string): string =>
  letters
    .replace(/([zcs])h/gu, '$1')
    .replace(/ng/gu, 'n')
    .replace(/l/gu, 'n')

export class CellBook {
  /** By number. */
  readonly cells: Cell[] = []
  private readonly numbers = new Map<string, number>()
  /** Every reading seen of a character, for what is typed in another character of the same sound. */
  private readonly sounds = new Map<string, Set<string>>()

  /** `readings`: one per character, syllables separated by `/`, `-` for none; undefined while not read. */
  read(name: string, readings: readonly string[] | undefined): Uint16Array {
    return Uint16Array.from([...name], (char, index) => this.numberOf(char, readings?.[index] ?? '-'))
  }

  soundsOf(char: string): ReadonlySet<string> {
    return this.sounds.get(char) ?? none
  }

  /** What a name sounds like, for sorting. */
  spoken(name: Uint16Array): string {
    let spoken = ''
    for (const number of name) {
      const cell = this.cells[number]
      spoken += `${cell?.syllables[0] ?? cell?.char ?? ''} `
    }
    return spoken
  }

  isRead(name: Uint16Array): boolean {
    return name.some((number) => (this.cells[number]?.syllables.length ?? 0) > 0)
  }

  private numberOf(char: string, reading: string): number {
    const key = `${char}${reading}`
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const syllables = reading === '-' ? [] : reading.split('/')
    const number = this.cells.push({ char, syllables, folded: syllables.map(fold) }) - 1
    this.numbers.set(key, number)
    if (syllables.length > 0) {
      const sounds = this.sounds.get(char) ?? new Set<string>()
      for (const syllable of syllables) sounds.add(syllable)
      this.sounds.set(char, sounds)
    }
    return number
  }
}

const none: ReadonlySet<string> = new Set()
