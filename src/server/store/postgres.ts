/** The store on PostgreSQL 15 or newer, shared by any number of processes. */
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { Client, Pool, TypeOverrides, types } from 'pg'
import { ForeignStore, StoreUnavailable } from './errors'
import { allHeads, headsWith, insertHead } from './heads'
import { appliedSchema, applicationName, createMigrationTable, refuseNewer, runMigrations } from './migrate'
import { newestSchema } from './migrations/list'
import { postgresWords } from './migrations/migration'
import type { Store } from './port'
import { postgresBulk } from './postgresBulk'
import { codeOf, isTransient, toStoreError, type PostgresAddress } from './postgresErrors'
import type { Queries } from './queries'
import { tenantTables, type StoreSchema } from './schema'
import { inTransaction, NestingGuard } from './transaction'
import { openRead, openWrite } from './tx'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database` */
  url: string
  /** Connections of this process; readers and writers share them. */
  maxConnections?: number
}

/** One attempt and four more: with the waits between them about a second, less than a phone's own patience. */
const maxAttempts = 5
const firstBackoffMs = 20

/**
 * A process that hangs inside a transaction holds its tenant's head: the server ends it after a minute, and the others
 * go on. By SET and not as a start-up parameter, which connection poolers refuse.
 */
const sessionSettings = `set idle_in_transaction_session_timeout = '60s'`

/** @throws StoreUnavailable, ForeignStore */
export async function openPostgresStore({ url, maxConnections = 10 }: PostgresStoreOptions): Promise<Store> {
  const address = addressOf(url)
  const pool = makePool(url, maxConnections)
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(sessionSettings))
    },
  })
  const db = new Kysely<StoreSchema>({ dialect })
  try {
    await checkServer(db, address)
    await refuseForeign(db, address)
  } catch (error) {
    await db.destroy()
    throw toStoreError(error, address)
  }
  return postgresStore(db, address)
}

function addressOf(url: string): PostgresAddress {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new StoreUnavailable('DATABASE_URL must look like postgres://user:password@host:port/database.')
  }
  try {
    const { host, port, database, user } = new Client({ connectionString: url })
    return { host, port, database: database ?? '', user: user ?? '' }
  } catch (cause) {
    throw new StoreUnavailable('DATABASE_URL must look like postgres://user:password@host:port/database.', {
      cause,
    })
  }
}

function parsers(): TypeOverrides {
  const overrides = new TypeOverrides()
  overrides.setTypeParser(types.builtins.INT8, parseBigint)
  const parseBuffer = types.getTypeParser<Buffer>(types.builtins.BYTEA)
  // Plain bytes as SQLite gives them: `Buffer` is a subclass with other manners.
  overrides.setTypeParser(types.builtins.BYTEA, (text) => Uint8Array.from(parseBuffer(text) as Buffer))
  return overrides
}

/** Whole numbers come as numbers: times, versions and counts stay far below 2^53, and one that does not is a fault. */
function parseBigint(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`a number beyond 2^53 in the store: ${text}`)
  return value
}

function makePool(url: string, max: number): InstanceType<typeof Pool> {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: parsers(),
  })
  // A connection that breaks while nobody waits for it reports here; unheard, it would end the process. Whoever needs
  // it next gets an error of his own.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function checkServer(db: Kysely<StoreSchema>, { database }: PostgresAddress): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding
  `.execute(db)
  const { version, encoding } = rows[0] ?? { version: 0, encoding: '' }
  if (version < 150_000) {
    throw new StoreUnavailable(
      `PostgreSQL 15 or newer is needed, this server is ${Math.floor(version / 10_000)}.`,
    )
  }
  if (encoding !== 'UTF8') {
    throw new StoreUnavailable(`The database "${database}" must be encoded in UTF8, it is ${encoding}.`)
  }
}

/** Another program's tables may live beside ours, but none of ours may be another program's. */
async function refuseForeign(db: Kysely<StoreSchema>, { database }: PostgresAddress): Promise<void> {
  const { rows } = await sql<{ name: string; application: boolean }>`
    select c.table_name as name, bool_or(c.column_name = 'application') as application
    from information_schema.columns c
    where c.table_schema = current_schema() and c.table_name in (${sql.join(['schema_migration', ...tenantTables])})
    group by c.table_name`.execute(db)
  const own = rows.find(({ name }) => name === 'schema_migration')
  if (rows.length > 0 && !own?.application) throw new ForeignStore(`The database "${database}"`)
}

function postgresStore(db: Kysely<StoreSchema>, address: PostgresAddress): Store {
  const nesting = new NestingGuard()
  const queries = (trx: Kysely<StoreSchema>, tenantId: string): Queries => ({
    db: trx,
    tenantId,
    bulk: postgresBulk,
  })
  const retried = <T>(work: () => Promise<T>) => retrying(work, address)

  return {
    kind: 'postgres',
    migrate: () => retried(() => migrate(db)),
    schemaVersion: () => retried(() => schemaVersion(db)),
    tenants: () => retried(() => allHeads(db)),
    createTenant: (head) => retried(() => insertHead(db, head)),
    tenantsWith: (kind, id) => retried(() => headsWith(db, postgresBulk, { kind, id })),

    read: (tenantId, work) =>
      nesting.run(() =>
        retried(() => {
          const snapshot = db
            .startTransaction()
            .setIsolationLevel('repeatable read')
            .setAccessMode('read only')
          return inTransaction(snapshot, async (trx) => work(await openRead(queries(trx, tenantId))))
        }),
      ),

    // READ COMMITTED is enough. Each statement sees what was committed when it began, and from the first one on this
    // transaction holds the tenant's head: no other writer of the tenant commits before it ends, all that came before
    // have. So versions are given in commit order, and a puller, who reads head and lines from one snapshot, can meet
    // no version below its head that still has to appear. REPEATABLE READ would add nothing but failures (40001) for
    // each writer that had to wait for the head.
    write: (tenantId, work) =>
      nesting.run(() =>
        retried(() =>
          inTransaction(db.startTransaction().setIsolationLevel('read committed'), async (trx) =>
            work(await openWrite(queries(trx, tenantId))),
          ),
        ),
      ),

    ping: () => withinOneSecond(sql`select 1`.execute(db), address),
    close: () => db.destroy(),
  }
}

async function schemaVersion(db: Kysely<StoreSchema>): Promise<number> {
  const { rows } = await sql<{ known: boolean }>`
    select to_regclass('schema_migration') is not null as known`.execute(db)
  return rows[0]?.known ? appliedSchema(db) : 0
}

/** Several processes may start at once: one migrates, the others wait for the table's lock and find it done. */
async function migrate(db: Kysely<StoreSchema>): Promise<void> {
  const found = await schemaVersion(db)
  refuseNewer(found)
  // An up-to-date database needs no right to create tables.
  if (found === newestSchema) return
  await sql
    .raw(createMigrationTable(postgresWords))
    .execute(db)
    .catch((error: unknown) => {
      // `if not exists` looks first and creates then: of two at once one fails, by the table, its type or their index.
      // The table is there all the same.
      if (!['23505', '42P07', '42710'].includes(codeOf(error))) throw error
    })
  await inTransaction(db.startTransaction().setIsolationLevel('read committed'), async (trx) => {
    await sql`lock table schema_migration in exclusive mode`.execute(trx)
    await runMigrations(trx, postgresWords)
  })
}

/**
 * Again after a conflict or a lost connection, up to `maxAttempts`. A connection lost during commit leaves open
 * whether it took place; work that is run again finds its own commands in the log and repeats nothing.
 */
async function retrying<T>(work: () => Promise<T>, address: PostgresAddress): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === maxAttempts || !isTransient(error)) throw toStoreError(error, address)
      // Jitter, so that two that met do not meet again.
      const backoffMs = firstBackoffMs * 2 ** attempt * (0.5 + Math.random() / 2)
      await new Promise((resolve) => setTimeout(resolve, backoffMs))
    }
  }
}

/** @throws StoreUnavailable */
async function withinOneSecond(answer: Promise<unknown>, address: PostgresAddress): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable('The database does not answer.')), 1_000)
  })
  try {
    await Promise.race([answer, late])
  } catch (error) {
    throw toStoreError(error, address)
  } finally {
    clearTimeout(timer)
  }
}
