/**
 * Full identity-card numbers are not collected (docs/domain.md §5). Finds one in free text: the number of 18 digits by
 * its date and check digit (GB 11643-1999), the older one of 15, which has no check digit, by its province and date, so
 * that long order or account numbers are not refused by mistake.
 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

/** The first two digits of a place of registration (GB/T 2260). */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
)

/** Whether it begins with the number of a province. */
export const isProvince = (number: string): boolean => provinces.has(number.slice(0, 2))

export function containsIdentityNumber(text: string): boolean {
  // Full-width digits and separators are how such a number slips in from a chat or a form.
  const halfWidth = text.replace(/[０-９Ｘｘ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
  const plain = halfWidth.replace(/(?<=\d)[\s-]+(?=[\dXx])/g, '')
  for (const match of plain.matchAll(/(?<!\d)\d{17}[\dXx](?!\d)/g)) {
    if (isIdentityNumber(match[0].toUpperCase())) return true
  }
  // In one piece only: a phone number and the number of a room beside it make 15 digits as well.
  for (const match of halfWidth.matchAll(/(?<!\d)\d{15}(?!\d)/g)) {
    if (isOldIdentityNumber(match[0])) return true
  }
  return false
}

/** By shape and check digit; 18 places, `X` in upper case. */
export function isIdentityNumber(number: string): boolean {
  const month = Number(number.slice(10, 12))
  const day = Number(number.slice(12, 14))
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return checkDigits[sum % 11] === number[17]
}

/** Given out until 1999: six digits of the place, a date of birth with two digits of the year, three of the order. */
function isOldIdentityNumber(number: string): boolean {
  const [year, month, day] = [6, 8, 10].map((at) => Number(number.slice(at, at + 2))) as [
    number,
    number,
    number,
  ]
  const daysInMonth = new Date(Date.UTC(1900 + year, month, 0)).getUTCDate()
  return isProvince(number) && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth
}
