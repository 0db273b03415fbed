/** What a text takes in a cell, in digits of its font and in lines: spreadsheets work it out too late or not at all. */

/** A Chinese character is as wide as two letters. */
const textWidth = (text: string): number =>
  [...text].reduce((width, character) => width + (character > '\u2E7F' ? 2 : 1), 0)

/** White on both sides of the text. */
const padding = 1.5

/** Lines of a text that is wrapped in a cell: between Chinese characters anywhere, Latin words and figures whole. */
export function linesIn(text: string, width: number): number {
  const usable = Math.max(3, width - padding)
  // Marks that may begin no line take a character of the line before with them.
  const linesOf = (line: string) => (textWidth(line) <= usable ? 1 : wrappedLines(line, usable - 1))
  return text.split('\n').reduce((lines, line) => lines + linesOf(line), 0)
}

function wrappedLines(line: string, usable: number): number {
  let [lines, filled] = [1, 0]
  for (const [piece] of line.matchAll(/[!-~]+|[^!-~]/gu)) {
    const width = textWidth(piece)
    if (filled > 0 && filled + width > usable) {
      lines += 1
      filled = 0
    }
    // A word longer than the line is broken where it ends.
    const over = Math.max(0, Math.ceil((filled + width) / usable) - 1)
    lines += over
    filled += width - over * usable
  }
  return lines
}

/** As wide as the longest line, within bounds; wider than `max` only where a text would be taller than `maxLines`. */
export function columnWidth(
  texts: readonly string[],
  { min, max, maxLines }: { min: number; max: number; maxLines: number },
): number {
  const longest = Math.max(0, ...texts.flatMap((text) => text.split('\n').map(textWidth)))
  let width = Math.min(Math.max(longest + padding, min), max)
  // Of more lines than that by itself, a text is as tall at any width.
  const wrapped = texts.filter((text) => text.split('\n').length <= maxLines)
  while (width < widest && wrapped.some((text) => linesIn(text, width) > maxLines)) width *= 1.25
  return Math.min(widest, Math.round(width * 10) / 10)
}

/** Excel's own limit is 255. */
const widest = 200
