/** Whole numbers as people write them in names of groups: 3, 03, 三, 十二, 二十一, 一百零二. */
const digits = new Map([...'零一二三四五六七八九'].map((char, value) => [char, value]))
for (const [char, value] of [
  ['〇', 0],
  ['两', 2],
  ['壹', 1],
  ['贰', 2],
  ['叁', 3],
  ['肆', 4],
  ['伍', 5],
  ['陆', 6],
  ['柒', 7],
  ['捌', 8],
  ['玖', 9],
] as const) {
  digits.set(char, value)
}
const units = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
])

/** Undefined for anything but a number below 1000. */
export function readNumeral(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  if (text === '' || text.length > 7) return undefined
  let total = 0
  let digit: number | undefined
  for (const char of text) {
    const value = digits.get(char)
    const unit = units.get(char)
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
    } else if (unit !== undefined) {
      total += (digit ?? 1) * unit
      digit = undefined
    } else return undefined
  }
  return total + (digit ?? 0)
}
