/** Opening one database file: whose it is, and that nobody else has it. */
import { closeSync, existsSync, mkdirSync, openSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CorruptStore, ForeignStore, StoreInUse, StoreOpenError, StoreUnavailable } from './errors'
import { loadSqlite, sqliteCode, sqliteCodeOf, type SqliteConnection } from './sqliteEngine'

/** `MQDB`, written into the file's header (`PRAGMA application_id`). */
export const applicationId = 0x4d514442

/** A second server that starts in the same moment gets its turn at the lock; longer waiting would only delay the sentence. */
const lockWaitMs = 300

/** The path that all processes agree on, its folder made. @throws StoreUnavailable when the folder cannot be made. */
export function preparedPath(file: string): string {
  try {
    const path = resolve(file)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path))
  } catch (cause) {
    throw new StoreUnavailable(`The data folder ${dirname(resolve(file))} cannot be written.`, { cause })
  }
}

/**
 * One process per file. SQLite itself would let two servers share it, but each keeps state in memory (who is
 * listening, what was cut) and answers for the whole. Held by an open exclusive transaction on an empty database
 * beside the file: an operating system lock, so it ends with the process, however that ends.
 * @throws StoreInUse
 */
export async function takeLock(path: string): Promise<SqliteConnection> {
  const { DatabaseSync } = await loadSqlite()
  let lock: SqliteConnection | undefined
  try {
    lock = new DatabaseSync(`${path}.lock`, { timeout: lockWaitMs })
    // Nothing is ever written to it, so it needs no journal.
    lock.exec('pragma journal_mode = off')
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock?.close()
    if (sqliteCodeOf(error) === sqliteCode.busy) throw new StoreInUse(path)
    throw toOpenError(path, error)
  }
}

/**
 * Opens the file for writing, after looking whose it is. A file of another program stays untouched.
 * @throws ForeignStore, CorruptStore, StoreUnavailable
 */
export async function openOwnFile(path: string): Promise<SqliteConnection> {
  const { DatabaseSync } = await loadSqlite()
  let db: SqliteConnection | undefined
  try {
    // Made here, so that residents' data is for this user only; SQLite gives its side files the same mode.
    closeSync(openSync(path, 'a', 0o600))
    db = new DatabaseSync(path, { timeout: 5_000 })
    // Reads the first page. By `exec`, since only that reports its code with each engine.
    db.exec('select count(*) from sqlite_master')
    refuseForeign(path, db)
    const [mode] = db.prepare('pragma journal_mode = wal').all() as { journal_mode: string }[]
    if (mode?.journal_mode !== 'wal') {
      throw new StoreUnavailable(`The folder of ${path} cannot hold a database (no write-ahead log there).`)
    }
    return db
  } catch (error) {
    db?.close()
    throw toOpenError(path, error)
  }
}

function refuseForeign(path: string, db: SqliteConnection): void {
  const [header] = db.prepare('pragma application_id').all() as { application_id: number }[]
  if (header?.application_id === applicationId) return
  const [content] = db.prepare('select count(*) as objects from sqlite_master').all() as { objects: number }[]
  if (header?.application_id !== 0 || content?.objects !== 0) throw new ForeignStore(`The file ${path}`)
}

function toOpenError(path: string, error: unknown): StoreOpenError {
  if (error instanceof StoreOpenError) return error
  const code = sqliteCodeOf(error)
  if (code === sqliteCode.notADatabase) return new ForeignStore(`The file ${path}`, { cause: error })
  if (code === sqliteCode.corrupt) return new CorruptStore(path, { cause: error })
  return new StoreUnavailable(`The database ${path} cannot be opened for writing.`, { cause: error })
}
