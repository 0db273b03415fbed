/** How a person has set up the inbox on this device: saved filters, and how the list looks. */
import { issueColumnKeys, startingColumns, type IssueColumnKey, type IssueSort } from './issueColumns'

export interface SavedFilter {
  id: string
  name: string
  /** As it stands in the address (`writeFilter`). */
  query: Readonly<Record<string, string>>
}

export interface DeskSettings {
  view: 'list' | 'table'
  columns: readonly IssueColumnKey[]
  /** Null: urgent ones first, then the longest waiting. */
  sort: IssueSort | null
  saved: readonly SavedFilter[]
}

/** More are no short cut any more. */
export const maxSavedFilters = 20
export const maxFilterName = 20

export const startingSettings: DeskSettings = {
  view: 'list',
  columns: startingColumns,
  sort: null,
  saved: [],
}

/** What an older or newer build kept, as far as it can be used. */
export function readDeskSettings(kept: unknown): DeskSettings {
  const { view, columns, sort, saved } = asObject(kept)
  const chosen = issueColumnKeys.filter((key) => Array.isArray(columns) && columns.includes(key))
  const { column, descending } = asObject(sort)
  const sorted = issueColumnKeys.find((key) => key === column)
  return {
    view: view === 'table' ? 'table' : 'list',
    columns: chosen.length > 0 ? chosen : startingColumns,
    sort: sorted ? { column: sorted, descending: descending === true } : null,
    saved: Array.isArray(saved) ? saved.flatMap(readSaved).slice(0, maxSavedFilters) : [],
  }
}

function readSaved(kept: unknown): SavedFilter[] {
  const { id, name, query } = asObject(kept)
  if (typeof id !== 'string' || typeof name !== 'string') return []
  const words = Object.entries(asObject(query)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return [{ id, name, query: Object.fromEntries(words) }]
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
