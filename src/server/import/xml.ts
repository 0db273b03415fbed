/**
 * Reads XML as it comes, tag by tag, and keeps nothing. Only what spreadsheets use: a document type, an entity of its
 * own, a tag that does not close or closes another one is refused. Linear in the text, whatever stands in it.
 */
import { FileProblem, importLimits } from './limits'

export interface XmlHandler {
  /** `name` without its prefix; `tag` is the whole text between the angles, for `attribute`. */
  open(name: string, tag: string): void
  close(name: string): void
  /** Text as it stands, entities resolved; may come in pieces. */
  text(text: string): void
}

/** UTF-8 only, as every spreadsheet program writes it. @throws FileProblem */
export async function readXml(pieces: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decoded = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw new FileProblem('broken', 'xml', { cause })
    }
  }
  const reader = new XmlReader(handler)
  for await (const piece of pieces) reader.take(decoded(piece))
  reader.take(decoded())
  reader.end()
}

class XmlReader {
  private rest = ''
  private readonly path: string[] = []
  private hasRoot = false
  private readonly handler: XmlHandler

  constructor(handler: XmlHandler) {
    this.handler = handler
  }

  take(text: string): void {
    const input = this.rest === '' ? text : this.rest + text
    let at = 0
    for (;;) {
      const open = input.indexOf('<', at)
      if (open < 0) {
        // An entity may be cut in two.
        const cut = input.lastIndexOf('&')
        const end = cut >= at && !input.includes(';', cut) ? cut : input.length
        this.tell(input.slice(at, end))
        at = end
        break
      }
      if (open > at) this.tell(input.slice(at, open))
      const end = endOf(input, open)
      if (end < 0) {
        at = open
        break
      }
      this.tag(input.slice(open + 1, end - 1))
      at = end
    }
    this.rest = input.slice(at)
    if (this.rest.length > importLimits.tagUnits) throw new FileProblem('hostile', 'tagUnits')
  }

  end(): void {
    if (this.rest !== '' || this.path.length > 0 || !this.hasRoot) throw new FileProblem('broken', 'xml')
  }

  private tell(text: string): void {
    if (this.path.length === 0) {
      if (text.trim() !== '' && text.trim() !== '\uFEFF') throw new FileProblem('broken', 'xml')
    } else this.handler.text(text.includes('&') ? resolved(text) : text)
  }

  private tag(tag: string): void {
    const first = tag[0]
    if (first === '?') return
    if (first === '!') {
      if (tag.startsWith('!--')) return
      if (tag.startsWith('![CDATA[')) return this.handler.text(tag.slice(8, -2))
      throw new FileProblem('hostile', 'doctype')
    }
    if (first === '/') {
      const name = tag.slice(1).trim()
      if (this.path.pop() !== name) throw new FileProblem('broken', 'xml')
      this.handler.close(local(name))
      return
    }
    const isEmpty = tag.endsWith('/')
    const name = /^[^\s/]+/.exec(tag)?.[0] ?? ''
    if (name === '' || (this.path.length === 0 && this.hasRoot)) throw new FileProblem('broken', 'xml')
    this.hasRoot = true
    this.handler.open(local(name), tag)
    if (isEmpty) this.handler.close(local(name))
    else if (this.path.push(name) > importLimits.tagDepth) throw new FileProblem('hostile', 'tagDepth')
  }
}

/** After the `>` that ends what begins at `open`, or -1. */
function endOf(input: string, open: number): number {
  if (input.startsWith('<!--', open)) return after(input.indexOf('-->', open + 4), 3)
  if (input.startsWith('<![CDATA[', open)) return after(input.indexOf(']]>', open + 9), 3)
  // A `>` within quotes is written `&gt;` by every program; one that is not only shortens the tag.
  return after(input.indexOf('>', open), 1)
}
const after = (found: number, length: number): number => (found < 0 ? -1 : found + length)

const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolved(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([A-Za-z]{1,10}));?|&/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) {
        const char = named[name]
        if (char === undefined) throw new FileProblem('hostile', 'entity')
        return char
      }
      const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal)
      if (whole === '&' || !(code > 0 && code <= 0x10_ffff)) throw new FileProblem('broken', 'xml')
      return String.fromCodePoint(code)
    },
  )
}

/** The value of an attribute, its prefix given where the program writes one; undefined where there is none. */
export function attribute(tag: string, name: string): string | undefined {
  for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
    const before = tag[at - 1]
    if (before !== ' ' && before !== '\n' && before !== '\t' && before !== '\r') continue
    const equals = /^\s*=\s*(["'])/.exec(tag.slice(at + name.length, at + name.length + 10))
    if (!equals) continue
    const start = at + name.length + equals[0].length
    const end = tag.indexOf(equals[1] ?? '"', start)
    if (end < 0) return undefined
    const value = tag.slice(start, end)
    return value.includes('&') ? resolved(value) : value
  }
  return undefined
}
