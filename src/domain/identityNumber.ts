/**
 * Full identity-card numbers are not collected (domain.md §5). Finds one in free text by its shape and its check
 * digit (GB 11643-1999), so that long order or account numbers are not refused by mistake.
 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

export function containsIdentityNumber(text: string): boolean {
  // Full-width digits and separators are how such a number slips in from a chat or a form.
  const plain = text
    .replace(/[０-９Ｘｘ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/(?<=\d)[\s-]+(?=[\dXx])/g, '')
  for (const match of plain.matchAll(/(?<!\d)\d{17}[\dXx](?!\d)/g)) {
    if (isIdentityNumber(match[0].toUpperCase())) return true
  }
  return false
}

function isIdentityNumber(number: string): boolean {
  const month = Number(number.slice(10, 12))
  const day = Number(number.slice(12, 14))
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return checkDigits[sum % 11] === number[17]
}
