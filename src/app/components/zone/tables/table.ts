/**
 * Settings as a spreadsheet: what is exported comes back unchanged, and what was changed in it becomes commands, row by
 * row. Sheets speak Chinese whatever the page speaks: they travel between offices.
 */
import type { CommandRequest } from '../../../../domain/command/registry'
import { serialToDate } from '../../../../domain/register/normalise'
import type { FieldChange } from '../../../../domain/settings/history'
import type { CellRow } from '../../../xlsx/readCells'

/** Why a row is left out; each has a sentence under `zone.table.problem`. */
export type TableProblem =
  | 'needed'
  | 'unknown'
  | 'notInList'
  | 'notYesNo'
  | 'notNumber'
  | 'notDate'
  | 'double'
  | 'fixed'

export interface RowProblem {
  row: number
  column: string
  code: TableProblem
  value: string
}

/** What one row (or what belongs to it) comes to. */
export interface PlannedRow {
  row: number
  name: string
  isNew: boolean
  changes: FieldChange[]
  /** Given one after the other; where one is refused the rest of the row waits. */
  requests: CommandRequest[]
}

export interface TablePlan {
  same: number
  planned: PlannedRow[]
  problems: RowProblem[]
}

interface TableSheet {
  head: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

export interface SettingsTable {
  sheet: () => TableSheet
  plan: (rows: readonly TableRow[]) => TablePlan
  /** Columns without which a file is not this table. */
  needs: readonly string[]
}

/** One row of a file by its column names; what can't be read is noted. */
export class TableRow {
  readonly problems: RowProblem[] = []
  readonly number: number
  private readonly values: ReadonlyMap<string, string>

  constructor(number: number, values: ReadonlyMap<string, string>) {
    this.number = number
    this.values = values
  }

  /** The file has this column. */
  has(column: string): boolean {
    return this.values.has(column)
  }

  text(column: string): string {
    return (this.values.get(column) ?? '').trim()
  }

  note(column: string, code: TableProblem): undefined {
    this.problems.push({ row: this.number, column, code, value: this.text(column) })
    return undefined
  }

  needed(column: string): string | undefined {
    return this.text(column) || this.note(column, 'needed')
  }

  /** The id behind a name: `null` for an empty cell, undefined for a name that nobody has. */
  named(column: string, idsByName: ReadonlyMap<string, string>): string | null | undefined {
    const name = this.text(column)
    if (name === '') return null
    return idsByName.get(name) ?? this.note(column, 'unknown')
  }

  choice<V extends string>(column: string, words: Readonly<Record<V, string>>): V | undefined {
    const said = this.text(column)
    if (said === '') return this.note(column, 'needed')
    const found = (Object.keys(words) as V[]).find((value) => words[value] === said)
    return found ?? this.note(column, 'notInList')
  }

  /** In use or not; an empty cell stands for in use. */
  active(column: string): boolean | undefined {
    const said = this.text(column)
    return said === outOfUse ? false : said === inUse || said === '' ? true : this.note(column, 'notInList')
  }

  yesNo(column: string): boolean | undefined {
    const said = this.text(column)
    return said === yes ? true : said === no || said === '' ? false : this.note(column, 'notYesNo')
  }

  whole(column: string): number | undefined {
    const said = this.text(column)
    if (said === '') return this.note(column, 'needed')
    return /^\d{1,9}$/.test(said) ? Number(said) : this.note(column, 'notNumber')
  }

  /** `2027-01-01`, `2027/1/1`, `2027年1月1日`, or the number that Excel keeps for a date. Null for an empty cell. */
  date(column: string): string | null | undefined {
    const said = this.text(column)
    if (said === '') return null
    if (/^\d{5}(\.0+)?$/.test(said)) return serialToDate(Number(said), false) ?? this.note(column, 'notDate')
    const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(said)
    if (!match) return this.note(column, 'notDate')
    const [, year = '', month = '', day = ''] = match
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
}

export const yes = '是'
export const no = '否'
export const inUse = '在用'
export const outOfUse = '停用'
export const idColumn = '编号（不要改）'

/** Rows below the head; undefined with the columns that no line of the file names. */
export function tableRows(
  rows: readonly CellRow[],
  needs: readonly string[],
): { rows: TableRow[] } | { missing: string[] } {
  // A title above the head, as people like to add one, is passed over.
  const at = rows.findIndex(({ cells }) => needs.every((name) => cells.some((cell) => cell.trim() === name)))
  const head = rows[at]?.cells.map((cell) => cell.trim())
  if (!head) {
    const first = new Set(rows[0]?.cells.map((cell) => cell.trim()))
    return { missing: needs.filter((name) => !first.has(name)) }
  }
  return {
    rows: rows.slice(at + 1).map(({ number, cells }) => {
      const named = head.flatMap((name, place) => (name === '' ? [] : [[name, cells[place] ?? ''] as const]))
      return new TableRow(number, new Map(named))
    }),
  }
}

/** Ids by name as `idsByName`, but of two of one name the one in use is meant. */
export const idsInUse = (
  rows: readonly { id: string; name: string; active: boolean }[],
): Map<string, string> => new Map([...idsByName(rows), ...idsByName(rows.filter(({ active }) => active))])

/** Ids by name; of two of one name neither is meant. */
export function idsByName(rows: Iterable<{ id: string; name: string }>): Map<string, string> {
  const found = new Map<string, string>()
  const doubles = new Set<string>()
  for (const { id, name } of rows) {
    if (found.has(name.trim())) doubles.add(name.trim())
    found.set(name.trim(), id)
  }
  for (const name of doubles) found.delete(name)
  return found
}

/** Plans row by row; a row with a problem is left out whole. */
export function planRows(
  rows: readonly TableRow[],
  planRow: (row: TableRow) => PlannedRow | 'same' | undefined,
): TablePlan {
  const plan: TablePlan = { same: 0, planned: [], problems: [] }
  for (const row of rows) {
    const planned = planRow(row)
    if (row.problems.length > 0) plan.problems.push(...row.problems)
    else if (planned === 'same') plan.same += 1
    else if (planned) plan.planned.push(planned)
  }
  return plan
}
