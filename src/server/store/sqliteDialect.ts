/** Kysely on the `node:sqlite` API: a pool of connections in this process, each with its prepared statements. */
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { SqliteConnection, SqliteStatement, SqliteValue } from './sqliteEngine'

export interface SqliteDialectOptions {
  /** Opened when first needed, at most `size` of them. */
  connect: () => SqliteConnection
  /** 1 = whoever comes next waits: this is the mutex of writers. */
  size: number
  /** `begin immediate` takes the write lock at once, so that no transaction fails half way for want of it. */
  begin: 'begin' | 'begin immediate'
}

export const sqliteDialect = (options: SqliteDialectOptions): Dialect => ({
  createDriver: () => new SqlitePool(options),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
})

/** The store knows some 120 texts, bulk inserts in eight lengths each included; the rest is head room. */
const maxPreparedStatements = 256

class PreparedConnection implements DatabaseConnection {
  private readonly prepared = new Map<string, { statement: SqliteStatement; givesRows: boolean }>()

  constructor(private readonly raw: SqliteConnection) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, givesRows } = this.prepare(sql)
    const values = parameters as readonly SqliteValue[]
    if (givesRows) return { rows: statement.all(...values) as R[] }
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) }
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // Not from the cache: a cached statement may be run by somebody else between two rows.
    const statement = this.raw.prepare(sql)
    for (const row of statement.iterate(...(parameters as readonly SqliteValue[]))) yield { rows: [row as R] }
  }

  close(): void {
    // The engine lets go of the file only when no statement is left.
    this.prepared.clear()
    this.raw.close()
  }

  private prepare(text: string) {
    const known = this.prepared.get(text)
    this.prepared.delete(text)
    const entry = known ?? { statement: this.raw.prepare(text), givesRows: givesRows(text) }
    // Last used last; the first is dropped.
    this.prepared.set(text, entry)
    const [oldest] = this.prepared.keys()
    if (this.prepared.size > maxPreparedStatements && oldest !== undefined) this.prepared.delete(oldest)
    return entry
  }
}

const givesRows = (text: string): boolean => /^\s*(select|with|values|pragma)\b|\breturning\b/i.test(text)

class SqlitePool implements Driver {
  private readonly all: PreparedConnection[] = []
  private readonly idle: PreparedConnection[] = []
  private readonly waiting: ((connection: PreparedConnection) => void)[] = []
  private closing = false

  constructor(private readonly options: SqliteDialectOptions) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const free = this.idle.pop()
    if (free) return free
    if (!this.closing && this.all.length < this.options.size) {
      const connection = new PreparedConnection(this.options.connect())
      this.all.push(connection)
      return connection
    }
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const free = connection as PreparedConnection
    const next = this.waiting.shift()
    if (next) next(free)
    else this.idle.push(free)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.options.begin))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  /** Waits for whoever holds a connection or stands in line for one. */
  async destroy(): Promise<void> {
    this.closing = true
    for (let left = this.all.length; left > 0; left--) {
      const connection = (await this.acquireConnection()) as PreparedConnection
      connection.close()
    }
  }
}
