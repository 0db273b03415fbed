/** The `node:sqlite` API, wherever this Node has it, and what this program uses of it. */

export type SqliteValue = string | number | bigint | null | Uint8Array

export interface SqliteStatement {
  all(...parameters: SqliteValue[]): unknown[]
  run(...parameters: SqliteValue[]): { changes: number | bigint }
  iterate(...parameters: SqliteValue[]): IterableIterator<unknown>
}

export interface SqliteConnection {
  exec(text: string): void
  prepare(text: string): SqliteStatement
  close(): void
}

interface OpenOptions {
  readOnly?: boolean
  /** How long a statement waits for another process's lock, ms. The whole process waits with it. */
  timeout?: number
}

interface SqliteModule {
  DatabaseSync: new (location: string, options?: OpenOptions) => SqliteConnection
}

/** Before 22.13 the module hides behind a flag. */
function hasOwnSqlite(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 13)
}

let loaded: Promise<SqliteModule> | undefined

/** Node's own SQLite from 22.13 on; before that a package with the same API and binaries for the usual systems. */
export function loadSqlite(): Promise<SqliteModule> {
  loaded ??= hasOwnSqlite()
    ? Promise.resolve(process.getBuiltinModule('node:sqlite') as SqliteModule)
    : import('@photostructure/sqlite').then((engine) => engine as unknown as SqliteModule)
  return loaded
}

/** SQLite's primary result codes (sqlite.org/rescode.html) that mean something to the store. */
export const sqliteCode = {
  busy: 5,
  readOnly: 8,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const

/**
 * SQLite's own words for them (`sqlite3_errstr`): the package for Node before 22.13 forgets the code when a statement
 * that answers rows fails.
 */
const codeByMessage = new Map<string, number>([
  ['database is locked', sqliteCode.busy],
  ['attempt to write a readonly database', sqliteCode.readOnly],
  ['database disk image is malformed', sqliteCode.corrupt],
  ['database or disk is full', sqliteCode.full],
  ['unable to open database file', sqliteCode.cannotOpen],
  ['file is not a database', sqliteCode.notADatabase],
])

/** The primary code of an error thrown by SQLite: the low byte, details stand above it. */
export function sqliteCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'errcode' in error ? error.errcode : undefined
  return typeof code === 'number' ? code & 0xff : codeByMessage.get(error.message)
}
