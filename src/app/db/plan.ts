/**
 * What a batch comes to, worked out before any transaction: a bad record is refused while nothing is written yet, and
 * both drivers apply the same few bulk operations. Writes act in their order, so the last one on a key counts, and a
 * dropped scope takes earlier writes of the same batch with it but not later ones (a page that resets its scope drops
 * and fills it in one batch).
 */
import { copyPlain, NotPlain } from './plain'
import { homeKey, primaryKeys, type Batch, type TableName, type Tables } from './port'

/** Tables that people decide on: their records carry the revision that last touched them. */
export const versionedTables = [
  'segments',
  'delta',
  'commands',
  'meta',
] as const satisfies readonly TableName[]
export type VersionedTable = (typeof versionedTables)[number]
export const isVersioned = (table: TableName): table is VersionedTable =>
  (versionedTables as readonly string[]).includes(table)

export type AnyRecord = Tables[TableName]

export interface Plan {
  /** Undefined: no check, and the revision stays. */
  expectRevision: number | undefined
  /** To be emptied first. */
  dropScopes: ReadonlySet<string>
  /** Then, per table and key: the copied record to put, or null to delete. */
  changes: ReadonlyMap<TableName, ReadonlyMap<string, AnyRecord | null>>
}

/**
 * @throws NotPlain for a record that cannot be stored as it is.
 * @throws Error for a write to a versioned table without `expectRevision`: other tabs would never learn of it.
 */
export function planBatch(batch: Batch): Plan {
  const dropScopes = new Set<string>()
  const changes = new Map<TableName, Map<string, AnyRecord | null>>()
  const change = (table: TableName, key: string, record: AnyRecord | null): void => {
    if (batch.expectRevision === undefined && isVersioned(table)) throw new UncheckedWrite(table)
    const keys = changes.get(table)
    if (keys) keys.set(key, record)
    else changes.set(table, new Map([[key, record]]))
  }
  for (const write of batch.writes) {
    if (write.op === 'dropScope') {
      if (batch.expectRevision === undefined) throw new UncheckedWrite('segments')
      dropScopes.add(write.scope)
      for (const table of ['segments', 'delta'] as const) {
        const keys = changes.get(table)
        keys?.forEach((record, key) => {
          if (record && (record as Tables['delta']).scope === write.scope) keys.set(key, null)
        })
      }
      if (changes.get('directory')?.has(write.scope)) change('directory', write.scope, null)
      change('home', homeKey, null)
    } else if (write.op === 'delete') {
      change(write.table, write.key, null)
    } else {
      const key: unknown = (write.record as unknown as Record<string, unknown>)[primaryKeys[write.table]]
      if (typeof key !== 'string')
        throw new NotPlain(`${write.table}.${primaryKeys[write.table]}`, `a ${typeof key}, not a key`)
      change(write.table, key, copyPlain<AnyRecord>(write.record, `${write.table}/${key}`))
    }
  }
  return { expectRevision: batch.expectRevision, dropScopes, changes }
}

/** A bug of the caller: rows, commands and meta are shared between tabs and only ever written by compare-and-swap. */
export class UncheckedWrite extends Error {
  constructor(table: TableName) {
    super(`a batch that touches ${table} needs expectRevision`)
    this.name = 'UncheckedWrite'
  }
}
