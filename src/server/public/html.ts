/** HTML out of texts: whatever is put in is escaped, unless it is HTML made here. */
export interface Html {
  readonly html: string
}
export type Part = Html | string | number | undefined | readonly Part[]

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.reduce((text, next, index) => text + toHtml(parts[index - 1]) + next) }
}

function toHtml(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'object') return 'html' in part ? part.html : part.map(toHtml).join('')
  return escaped(String(part))
}

/** Good for text and for attributes in quotes. */
const escaped = (text: string): string => text.replace(/[&<>"'`=]/gu, (char) => `&#${char.charCodeAt(0)};`)
