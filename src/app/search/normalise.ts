/** Full-width letters and digits, case and blanks make no difference to what was meant. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\S\n]+/gu, '')

/** The words of a query: all of them must be found. `ü` is written `v`, as on every keyboard; 西安 may be `xi'an`. */
export function wordsOf(query: string): string[] {
  const words = query.split(/\s+/u).map((word) => normalise(word).replace(/ü/gu, 'v').replace(/['’]/gu, ''))
  return [...new Set(words.filter(Boolean))].slice(0, maxWords).map((word) => word.slice(0, maxLetters))
}

/** More than anybody types to find somebody; a pasted page of text must not keep the worker busy. */
const maxWords = 6
const maxLetters = 30

/** Each number of a phone field by its digits: `0722-331 20 18 / 139…` are two. */
export const phonesOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[/、,，;；]/u)
    .map((part) => part.replace(/\D/gu, ''))
    .filter(Boolean)

export const isHan = (char: string): boolean => /\p{Script=Han}/u.test(char)
