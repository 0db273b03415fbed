/**
 * Many values at once, the one thing that the two engines say differently. A batch is one statement (SQLite: a few, at
 * its limit of variables): one round trip per row was measured 2.5 to 9 times slower on PostgreSQL.
 */
import type { Kysely, RawBuilder } from 'kysely'
import type { StoreSchema, TableName } from './schema'

export interface BulkColumn {
  name: string
  type: 'text' | 'bigint' | 'smallint' | 'bytea'
}
export type BulkValue = string | number | null | Uint8Array

export interface BulkInsert {
  table: TableName
  /** Without `tenant_id`, which is the same for all and stands first. */
  columns: readonly BulkColumn[]
  /** Values in the order of `columns`; no two with the same key. */
  tuples: readonly (readonly BulkValue[])[]
  /** `on conflict …`, in words that both engines read; empty = a conflict is an error. */
  onConflict?: string
}

export interface Bulk {
  insert(db: Kysely<StoreSchema>, tenantId: string, batch: BulkInsert): Promise<void>
  /** Text tuples as a relation for FROM: `w (kind, id)`; `lookUp` follows. */
  textRelation(
    alias: string,
    columns: readonly string[],
    tuples: readonly (readonly string[])[],
  ): RawBuilder<unknown>
  /**
   * Joins to each line so far the rows of `table` that meet the condition, by key, whatever the planner believes of the
   * sizes. Both planners were caught walking through all rows of a tenant instead: SQLite for the sake of an order,
   * PostgreSQL (6 s for a page of 500) because its statistics did not know a tenant yet that had just been filled.
   */
  lookUp(table: TableName, alias: string, on: RawBuilder<unknown>): RawBuilder<unknown>
}

/** The last of each key, where the first stood. */
export function lastByKey<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const byKey = new Map<string, T>()
  for (const item of items) byKey.set(keyOf(item), item)
  return [...byKey.values()]
}

/** Ids hold no spaces (they stand in lines, `sync/line.ts`), so a space keeps the parts of a key apart. */
export const keyOf = (...parts: readonly string[]): string => parts.join(' ')

/** Texts as a relation `w (value)`, each once. */
export const textList = (bulk: Bulk, values: readonly string[]): RawBuilder<unknown> =>
  bulk.textRelation(
    'w',
    ['value'],
    [...new Set(values)].map((value) => [value]),
  )
