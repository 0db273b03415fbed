/**
 * The sheets of an .xlsx: values, dates, merged cells, and which sheets are hidden. Unlike libraries for it, it reads
 * piece by piece within limits, tells merged cells, and lives with cells that hold an error (`#N/A`), which registers
 * put together by formulas are full of. Formulas are never computed; what the file keeps as their last result counts.
 */
import { serialToDate } from '../../domain/register/normalise'
import type { Cell, Merge, Sheet, SheetRow } from '../../domain/register/sheet'
import { FileProblem, importLimits } from './limits'
import { attribute, readXml } from './xml'
import { openZip, type Zip } from './zip'

/** @throws FileProblem */
export async function readXlsx(file: Uint8Array): Promise<Sheet[]> {
  const zip = openZip(file)
  if (zip.parts.has('EncryptedPackage')) throw new FileProblem('encrypted')
  const root = await readRelations(zip, '_rels/.rels', '')
  const workbookPath = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!zip.parts.has(workbookPath)) throw new FileProblem('notASpreadsheet')
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1)
  const { entries, isFrom1904 } = await readWorkbook(zip, workbookPath)
  if (entries.length > importLimits.sheets) throw new FileProblem('tooLarge', 'sheets')
  const relations = await readRelations(
    zip,
    `${folder}_rels/${workbookPath.slice(folder.length)}.rels`,
    folder,
  )
  const pathOf = (wanted: string): string | undefined => relations.find(({ type }) => type === wanted)?.target
  const dateStyles = await readDateStyles(zip, pathOf('styles') ?? `${folder}styles.xml`)
  const texts = await readSharedTexts(zip, pathOf('sharedStrings') ?? `${folder}sharedStrings.xml`)
  const budget: Budget = { rows: 0, cells: 0, textUnits: 0 }
  const sheets: Sheet[] = []
  for (const { name, id, isHidden } of entries) {
    const relation = relations.find((entry) => entry.id === id)
    // Charts and macros are sheets to the workbook, and none to us.
    if (relation?.type !== 'worksheet' || !zip.parts.has(relation.target)) continue
    const { rows, merges } = await readSheet(zip, relation.target, { texts, dateStyles, isFrom1904, budget })
    sheets.push({ name: name.slice(0, 60), isHidden, rows, merges })
  }
  return sheets
}

interface Budget {
  rows: number
  cells: number
  textUnits: number
}

async function readRelations(
  zip: Zip,
  path: string,
  folder: string,
): Promise<{ id: string; type: string; target: string }[]> {
  const found: { id: string; type: string; target: string }[] = []
  if (!zip.parts.has(path)) return found
  await readXml(zip.unpack(path), {
    open(name, tag) {
      if (name !== 'Relationship') return
      const target = attribute(tag, 'Target') ?? ''
      found.push({
        id: attribute(tag, 'Id') ?? '',
        type: (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : resolvePath(folder + target),
      })
      if (found.length > importLimits.zipEntries) throw new FileProblem('hostile', 'relations')
    },
    close: () => undefined,
    text: () => undefined,
  })
  return found
}

/** Names within the zip only: nothing is ever opened elsewhere. */
function resolvePath(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

async function readWorkbook(
  zip: Zip,
  path: string,
): Promise<{ entries: { name: string; id: string; isHidden: boolean }[]; isFrom1904: boolean }> {
  const entries: { name: string; id: string; isHidden: boolean }[] = []
  let isFrom1904 = false
  await readXml(zip.unpack(path), {
    open(name, tag) {
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '')
      if (name !== 'sheet') return
      const id = attribute(tag, 'r:id') ?? /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? ''
      entries.push({
        name: attribute(tag, 'name') ?? '',
        id,
        isHidden: /^(hidden|veryHidden)$/.test(attribute(tag, 'state') ?? ''),
      })
    },
    close: () => undefined,
    text: () => undefined,
  })
  return { entries, isFrom1904 }
}

/** Formats that the standard numbers itself (ECMA-376 part 1, 18.8.30), the East Asian ones with them. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** True for a format that shows a year, month or day; what stands in quotes, brackets or after a backslash is text. */
const isDateFormat = (code: string): boolean => {
  const shown = code
    .replace(/"[^"]*"/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\\./g, '')
  return /[ymd年月日]/i.test(shown) && !/[0#?]/.test(shown.replace(/0+(?=$|[^.])/g, '').replace(/\.0+/g, ''))
}

/** Which styles show their number as a date. */
async function readDateStyles(zip: Zip, path: string): Promise<boolean[]> {
  const styles: boolean[] = []
  const formats = new Map<number, boolean>()
  let isInCells = false
  if (!zip.parts.has(path)) return styles
  await readXml(zip.unpack(path), {
    open(name, tag) {
      if (name === 'numFmt')
        formats.set(Number(attribute(tag, 'numFmtId')), isDateFormat(attribute(tag, 'formatCode') ?? ''))
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) {
        const id = Number(attribute(tag, 'numFmtId') ?? 0)
        styles.push(formats.get(id) ?? isBuiltInDate(id))
      }
      if (styles.length > 100_000 || formats.size > 100_000) throw new FileProblem('hostile', 'styles')
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
    text: () => undefined,
  })
  return styles
}

async function readSharedTexts(zip: Zip, path: string): Promise<string[]> {
  const texts: string[] = []
  if (!zip.parts.has(path)) return texts
  let current = ''
  let isText = false
  let phonetic = 0
  await readXml(zip.unpack(path), {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 't') isText = true
      else if (name === 'rPh') phonetic += 1
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') phonetic -= 1
      else if (name === 'si') {
        texts.push(unescaped(current))
        if (texts.length > importLimits.cells) throw new FileProblem('tooLarge', 'cells')
      }
    },
    text(text) {
      // How a name is read aloud stands beside it in some files, and is no part of it.
      if (!isText || phonetic > 0) return
      current += text
      if (current.length > importLimits.cellUnits) throw new FileProblem('hostile', 'cellUnits')
    },
  })
  return texts
}

/** `_x000D_` is how the format writes what XML can't hold. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text

interface SheetContext {
  texts: readonly string[]
  dateStyles: readonly boolean[]
  isFrom1904: boolean
  budget: Budget
}

async function readSheet(
  zip: Zip,
  path: string,
  { texts, dateStyles, isFrom1904, budget }: SheetContext,
): Promise<{ rows: SheetRow[]; merges: Merge[] }> {
  const rows: SheetRow[] = []
  const merges: Merge[] = []
  let row: { number: number; cells: Cell[] } = { number: 0, cells: [] }
  let column = -1
  let type = ''
  let style = -1
  let value = ''
  let isValue = false
  let phonetic = 0

  const cell = (): Cell => {
    if (value === '') return null
    switch (type) {
      case 's':
        return texts[Number(value)] ?? null
      case 'b':
        return value === '1'
      case 'str':
      case 'inlineStr':
        return unescaped(value)
      case 'e':
        // Shown as it stands: whoever reads the preview finds it in the sheet by it.
        return value
      case 'd':
        return /^\d{4}-\d{2}-\d{2}/.test(value) ? { date: value.slice(0, 10) } : value
      default: {
        const number = Number(value)
        if (!Number.isFinite(number)) return value
        const date = dateStyles[style] === true ? serialToDate(number, isFrom1904) : undefined
        return date === undefined ? number : { date }
      }
    }
  }
  const keep = (content: Cell): void => {
    if (content === null || content === '') return
    if (column >= importLimits.columns) throw new FileProblem('tooLarge', 'columns')
    budget.cells += 1
    if (budget.cells > importLimits.cells) throw new FileProblem('tooLarge', 'cells')
    if (typeof content === 'string') {
      budget.textUnits += content.length
      if (budget.textUnits > importLimits.textUnits) throw new FileProblem('tooLarge', 'textUnits')
    }
    while (row.cells.length < column) row.cells.push(null)
    row.cells[column] = content
  }

  await readXml(zip.unpack(path), {
    open(name, tag) {
      switch (name) {
        case 'row': {
          const number = Number(attribute(tag, 'r') ?? row.number + 1)
          if (!(number > row.number && number <= 1_048_576)) throw new FileProblem('broken', 'xml')
          row = { number, cells: [] }
          column = -1
          break
        }
        case 'c': {
          const reference = attribute(tag, 'r')
          const next = reference === undefined ? column + 1 : columnOf(reference)
          if (!(next > column && next < 16_384)) throw new FileProblem('broken', 'xml')
          column = next
          type = attribute(tag, 't') ?? 'n'
          style = Number(attribute(tag, 's') ?? -1)
          value = ''
          break
        }
        case 'v':
        case 't':
          isValue = true
          break
        case 'rPh':
          phonetic += 1
          break
        case 'mergeCell': {
          if (merges.length >= importLimits.merges) throw new FileProblem('tooLarge', 'merges')
          const merge = readMerge(attribute(tag, 'ref') ?? '')
          if (merge) merges.push(merge)
          break
        }
      }
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
          isValue = false
          break
        case 'rPh':
          phonetic -= 1
          break
        case 'c':
          keep(cell())
          break
        case 'row':
          if (row.cells.length > 0) {
            budget.rows += 1
            if (budget.rows > importLimits.rows) throw new FileProblem('tooLarge', 'rows')
            rows.push(row)
          }
          break
      }
    },
    text(text) {
      if (!isValue || phonetic > 0) return
      value += text
      if (value.length > importLimits.cellUnits) throw new FileProblem('hostile', 'cellUnits')
    },
  })
  return { rows, merges }
}

/** `AB12` is 27; -1 for what is no address. */
function columnOf(reference: string): number {
  let column = 0
  let at = 0
  for (; at < reference.length && at < 4; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return at === 0 ? -1 : column - 1
}

function readMerge(reference: string): Merge | undefined {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference.replaceAll('$', ''))
  if (!match) return undefined
  const [, from = '', top, to = '', bottom] = match
  const merge = { top: Number(top), bottom: Number(bottom), left: columnOf(from), right: columnOf(to) }
  return merge.top <= merge.bottom && merge.left <= merge.right ? merge : undefined
}
