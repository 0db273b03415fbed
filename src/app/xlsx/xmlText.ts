/* What XML 1.0 cannot hold at all: control characters but tab and line feed, halves of pairs, two that are no characters. */
// eslint-disable-next-line no-control-regex -- these are what is to be left out
const forbidden = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Without what would make the whole file unreadable: a text pasted from elsewhere may hold it. Line ends become line feeds. */
export const carriedText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(forbidden, '')

/** For an element or an attribute. */
export const xmlText = (text: string): string =>
  carriedText(text).replace(/[&<>"]/g, (character) => entities[character] ?? '')
