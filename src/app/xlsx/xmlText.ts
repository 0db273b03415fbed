/* What XML 1.0 cannot hold at all: control characters but tab and line feed, halves of pairs, two that are no characters. */
// eslint-disable-next-line no-control-regex -- these are what is to be left out
const forbidden = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For an element or an attribute; line ends become line feeds. */
export const xmlText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(forbidden, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
