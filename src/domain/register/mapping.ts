/** How one sheet is read: where its headings stand, what each column means, and which village it is about. */
import type { AreaId } from '../ids'
import { guessField, type Confidence, type FieldGuess } from './columns'
import { isNeverKept, severalColumns, type RegisterField } from './fields'
import { findHeader, headerAt, type Header } from './header'
import { dropIdentityNumbers, looksLikeIdentityNumber, normalisePhone } from './normalise'
import type { Places } from './places'
import { fillMerges, textOf, type Sheet, type SheetRow } from './sheet'

/** What a person may correct. Rows as the spreadsheet counts them; 0 and 0 where there are no headings. */
export interface SheetMapping {
  sheet: string
  isSkipped: boolean
  headerFrom: number
  headerTo: number
  /** By column from the left. */
  columns: RegisterField[]
  /** Of rows that name no village themselves. */
  villageId: AreaId | null
}

export interface ColumnView {
  /** A, B … as the spreadsheet names it. */
  letter: string
  label: string
  field: RegisterField
  confidence: Confidence
  /** A few values from below the heading; none of columns that are never kept. */
  samples: string[]
}

/** A sheet with its mapping, as the page shows it for correction. */
export interface SheetView extends SheetMapping {
  isHidden: boolean
  /** Rows with anything in them, headings included. */
  rows: number
  /** Of its headings; empty where there are none. */
  signature: string
  isRemembered: boolean
  /** A person said other than what would have been guessed: worth remembering. */
  isCorrected: boolean
  views: ColumnView[]
}

/** Columns by the signature of the headings they were confirmed for. */
export type RememberedMappings = ReadonlyMap<string, readonly RegisterField[]>

/** A sheet ready to be read: merges filled, headings found, columns named. */
export interface PreparedSheet {
  mapping: SheetMapping
  header: Header
  rows: readonly SheetRow[]
  view: SheetView
}

const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

export interface PrepareOptions {
  places: Places
  remembered: RememberedMappings
  /** As corrected by a person; undefined: guess. */
  given?: SheetMapping | undefined
  /** Without its ending; may name the village. */
  fileName: string
}

export function prepareSheet(
  sheet: Sheet,
  { places, remembered, given, fileName }: PrepareOptions,
): PreparedSheet {
  const rows = fillMerges(sheet)
  const header = given
    ? headerAt(rows, given.headerFrom, given.headerTo)
    : (findHeader(rows) ?? { from: 0, to: 0, labels: [], next: 0 })
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  const signature = signatureOf(header.labels)
  const kept = signature === '' ? undefined : remembered.get(signature)
  const guessed = guessColumns(header, rows, width)
  const columns = guessed.map(({ field }, index): RegisterField => {
    // A column of identity numbers stays one, whatever anybody says.
    if (isNeverKept(field)) return field
    return given?.columns[index] ?? kept?.[index] ?? field
  })
  const mapping: SheetMapping = {
    sheet: sheet.name,
    isSkipped: given?.isSkipped ?? (sheet.isHidden || header.to === 0),
    headerFrom: header.from,
    headerTo: header.to,
    columns,
    villageId: given ? given.villageId : villageOf(sheet, rows, header, places, fileName),
  }
  const view: SheetView = {
    ...mapping,
    isHidden: sheet.isHidden,
    rows: rows.length,
    signature,
    isRemembered: given === undefined && kept !== undefined,
    isCorrected: columns.some((field, index) => field !== guessed[index]?.field),
    views: columns.map((field, index) => ({
      letter: columnLetter(index),
      label: header.labels[index] ?? '',
      field,
      confidence: field === guessed[index]?.field ? guessed[index].confidence : 'sure',
      samples: isNeverKept(field) ? [] : samplesOf(rows, header.next, index),
    })),
  }
  return { mapping, header, rows, view }
}

function guessColumns(header: Header, rows: readonly SheetRow[], width: number): FieldGuess[] {
  const taken = new Set<RegisterField>()
  const guesses = Array.from({ length: width }, (_, index): FieldGuess => {
    const byHeading = guessField(header.labels[index] ?? '')
    const byValues = guessByValues(rows, header.next, index)
    if (byHeading.field !== 'identityNumber' && byValues === 'identityNumber')
      return { field: byValues, confidence: 'likely' }
    if (byHeading.confidence === 'none' && byValues === 'phone')
      return { field: byValues, confidence: 'likely' }
    return byHeading
  })
  // The surest column of a meaning takes it; the others are left to the person.
  for (const wanted of ['sure', 'likely'] as const) {
    guesses.forEach((guess, index) => {
      if (guess.confidence !== wanted || severalColumns.has(guess.field)) return
      if (taken.has(guess.field)) guesses[index] = { field: 'ignore', confidence: 'none' }
      else taken.add(guess.field)
    })
  }
  // 姓名 alone, without a relation, a number of the household or a head beside it, is the head's.
  if (
    taken.has('memberName') &&
    !['headName', 'relation', 'householdNo'].some((field) => taken.has(field as RegisterField))
  ) {
    const index = guesses.findIndex(({ field }) => field === 'memberName')
    guesses[index] = { field: 'headName', confidence: 'likely' }
  }
  return guesses
}

/** Looked at below the headings; enough to tell numbers of one sort from another. */
const examined = 60

function guessByValues(
  rows: readonly SheetRow[],
  from: number,
  column: number,
): 'identityNumber' | 'phone' | undefined {
  let filled = 0
  let identity = 0
  let phones = 0
  for (const row of rows.slice(from, from + examined)) {
    const text = textOf(row.cells[column])
    if (text === '') continue
    filled += 1
    if (looksLikeIdentityNumber(text)) identity += 1
    else if (/^1\d{10}$/.test(normalisePhone(text).phone)) phones += 1
  }
  if (filled > 0 && identity > filled * 0.4) return 'identityNumber'
  return filled >= 3 && phones > filled * 0.6 ? 'phone' : undefined
}

function samplesOf(rows: readonly SheetRow[], from: number, column: number): string[] {
  const samples = new Set<string>()
  for (const row of rows.slice(from, from + examined)) {
    const text = dropIdentityNumbers(textOf(row.cells[column])).text.slice(0, 40)
    if (text !== '') samples.add(text)
    if (samples.size === 3) break
  }
  return [...samples]
}

/** The sheet's name first, then the title above the headings, the file's name, and the only village there is. */
function villageOf(
  sheet: Sheet,
  rows: readonly SheetRow[],
  header: Header,
  places: Places,
  fileName: string,
): AreaId | null {
  const above = rows.slice(0, header.next).filter((row) => row.number < header.from)
  const titles = above.map((row) => [...new Set(row.cells.map(textOf))].join(' '))
  for (const text of [sheet.name, ...titles, fileName]) {
    const villageId = places.within(text)
    if (villageId !== null) return villageId
  }
  return places.villages.length === 1 ? (places.villages[0]?.id ?? null) : null
}

/**
 * A mark of the headings under which a mapping is remembered: 16 hex digits that say nothing of what they were made
 * from, since a row of residents taken for headings by mistake must not be kept. Empty without headings.
 */
function signatureOf(labels: readonly string[]): string {
  const text = labels.map((label) => label.replace(/\s/g, '')).join('|')
  if (text.replaceAll('|', '') === '') return ''
  // FNV-1a, 64 bits: two different sets of headings do not meet by chance, and nothing depends on it if they do.
  let hash = 0xcbf2_9ce4_8422_2325n
  for (const char of text) {
    hash ^= BigInt(char.codePointAt(0) ?? 0)
    hash = (hash * 0x100_0000_01b3n) & 0xffff_ffff_ffff_ffffn
  }
  return hash.toString(16).padStart(16, '0')
}
