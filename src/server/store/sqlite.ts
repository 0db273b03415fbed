/** The embedded store: one file, one process, full durability. Also in memory, for tests and the simulator. */
import { Kysely, sql } from 'kysely'
import { appliedSchema, createMigrationTable, runMigrations } from './migrate'
import { sqliteWords } from './migrations/migration'
import { StorageFull, type Store } from './port'
import { allHeads, headsWith, insertHead } from './heads'
import type { Queries } from './queries'
import type { StoreSchema } from './schema'
import { sqliteBulk } from './sqliteBulk'
import { sqliteDialect } from './sqliteDialect'
import { loadSqlite, sqliteCode, sqliteCodeOf, type SqliteConnection } from './sqliteEngine'
import { applicationId, openOwnFile, preparedPath, takeLock } from './sqliteFile'
import { inTransaction, NestingGuard } from './transaction'
import { openRead, openWrite } from './tx'

export interface SqliteStoreOptions {
  /** Path of the database; its folder is made when missing. */
  file: string | ':memory:'
}

/** Readers at the same time; more than a few only queue for the one processor that runs SQLite's code. */
const maxReaders = 4

/** @throws StoreInUse, ForeignStore, CorruptStore, StoreUnavailable */
export async function openSqliteStore({ file }: SqliteStoreOptions): Promise<Store> {
  const { DatabaseSync } = await loadSqlite()
  if (file === ':memory:') {
    const connection = settled(new DatabaseSync(':memory:'))
    const db = database(() => connection, 1, 'begin immediate')
    return sqliteStore({ connection, writer: db, reader: db, close: () => closed(db) })
  }

  const path = preparedPath(file)
  const lock = await takeLock(path)
  let connection: SqliteConnection
  try {
    connection = settled(await openOwnFile(path))
  } catch (error) {
    lock.close()
    throw error
  }
  let isClosing = false
  const writer = database(() => connection, 1, 'begin immediate')
  const reader = database(
    () => {
      if (isClosing) throw new Error('the store is closed')
      return new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
    },
    maxReaders,
    'begin',
  )
  return sqliteStore({
    connection,
    writer,
    reader,
    async close() {
      isClosing = true
      await reader.destroy()
      await closed(writer)
      lock.close()
    },
  })
}

/** Waits for the writes under way, folds the log into the file, so that the file alone is whole, and closes it. */
async function closed(writer: Kysely<StoreSchema>): Promise<void> {
  // Without room for it the log stays beside the file, and the next start reads both.
  await sql`pragma wal_checkpoint(truncate)`.execute(writer).catch(() => undefined)
  await writer.destroy()
}

const database = (connect: () => SqliteConnection, size: number, begin: 'begin' | 'begin immediate') =>
  new Kysely<StoreSchema>({ dialect: sqliteDialect({ connect, size, begin }) })

function settled(connection: SqliteConnection): SqliteConnection {
  // FULL: each commit is on the disk before it is answered, a power cut included. WAL alone would only keep order.
  connection.exec('pragma synchronous = full')
  connection.exec('pragma foreign_keys = on')
  // KiB; holds the indexes of a zone (10,000 subjects, 20,000 visits, 5,000 issues).
  connection.exec('pragma cache_size = -32768')
  // A burst may blow the log up; bytes it may keep afterwards.
  connection.exec('pragma journal_size_limit = 67108864')
  return connection
}

interface Connections {
  /** The writer's own connection, for questions that need no transaction. */
  connection: SqliteConnection
  writer: Kysely<StoreSchema>
  /** In WAL each reader sees the state of its first statement, never a half-done write. In memory: the writer itself. */
  reader: Kysely<StoreSchema>
  close: () => Promise<void>
}

function sqliteStore({ connection, writer, reader, close }: Connections): Store {
  const nesting = new NestingGuard()
  const queries = (db: Kysely<StoreSchema>, tenantId: string): Queries => ({ db, tenantId, bulk: sqliteBulk })
  const hasSchema = () =>
    connection.prepare(`select 1 from sqlite_master where name = 'schema_migration'`).all().length > 0

  return {
    kind: 'sqlite',

    migrate: () =>
      translated(() =>
        inTransaction(writer.startTransaction(), async (trx) => {
          await sql.raw(createMigrationTable(sqliteWords)).execute(trx)
          await sql.raw(`pragma application_id = ${applicationId}`).execute(trx)
          await runMigrations(trx, sqliteWords)
        }),
      ),

    schemaVersion: async () => (hasSchema() ? appliedSchema(reader) : 0),
    tenants: () => allHeads(reader),
    createTenant: (head) => translated(() => insertHead(writer, head)),
    tenantsWith: (kind, id) => headsWith(reader, sqliteBulk, { kind, id }),

    read: (tenantId, work) =>
      nesting.run(() =>
        inTransaction(reader.startTransaction(), async (trx) => work(await openRead(queries(trx, tenantId)))),
      ),

    write: (tenantId, work) =>
      nesting.run(() =>
        translated(() =>
          inTransaction(writer.startTransaction(), async (trx) =>
            work(await openWrite(queries(trx, tenantId))),
          ),
        ),
      ),

    // Past the queue of writers: it asks whether the file answers, not whether it is idle.
    async ping() {
      connection.prepare('select count(*) from sqlite_master').all()
    },

    close,
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (sqliteCodeOf(error) === sqliteCode.full) throw new StorageFull({ cause: error })
    throw error
  }
}
