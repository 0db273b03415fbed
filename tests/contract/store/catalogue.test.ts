/** The rules of docs/store.md that keep the way open, read from the engines' own catalogues. */
import { DatabaseSync } from '@photostructure/sqlite'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { openPostgresStore } from '../../../src/server/store/postgres'
import { tenantTables } from '../../../src/server/store/schema'
import { openSqliteStore } from '../../../src/server/store/sqlite'
import { createTestDatabase, postgresForTests } from '../../support/postgres'

interface Catalogue {
  tables: string[]
  /** Primary keys, unique indexes and foreign keys with their columns in order. */
  keys: { table: string; what: 'primary' | 'unique' | 'foreign'; columns: string[] }[]
  columns: { table: string; name: string; type: string }[]
  /** Sequences, identity columns, triggers and generated defaults: anything that makes values or acts by itself. */
  automatic: string[]
}

/** The list of migrations describes the database, which is one for all tenants. */
const withoutTenant = 'schema_migration'

function catalogueRules(readOnce: () => Promise<Catalogue>): void {
  let catalogue: Promise<Catalogue> | undefined
  const read = () => (catalogue ??= readOnce())

  test('the tables are those the schema names', async () => {
    expect((await read()).tables.sort()).toEqual([withoutTenant, ...tenantTables].sort())
  })

  test('every table has a primary key', async () => {
    const { tables, keys } = await read()
    const keyed = keys.filter(({ what }) => what === 'primary').map(({ table }) => table)
    expect(keyed.sort()).toEqual(tables.sort())
  })

  test('tenant_id stands first in every primary key, unique index and foreign key', async () => {
    const keys = (await read()).keys.filter(({ table }) => table !== withoutTenant)
    expect(keys.filter(({ columns }) => columns[0] !== 'tenant_id')).toEqual([])
    for (const what of ['primary', 'unique', 'foreign'] as const) {
      expect(keys.filter((key) => key.what === what).length).toBeGreaterThan(1)
    }
  })

  test('nothing makes values or acts by itself: no sequence, identity, default or trigger', async () => {
    expect((await read()).automatic).toEqual([])
  })

  test('JSON is stored as text', async () => {
    const { columns } = await read()
    const types = new Set(columns.map(({ type }) => type.toLowerCase()))
    expect([...types].filter((type) => type.startsWith('json'))).toEqual([])
    const typeOf = (table: string, name: string) =>
      columns.find((column) => column.table === table && column.name === name)?.type.toLowerCase()
    for (const [table, name] of [
      ['entity', 'data'],
      ['command_log', 'outcome'],
      ['command_payload', 'payload'],
      ['audit', 'detail'],
    ] as const) {
      expect(typeOf(table, name)).toBe('text')
    }
  })
}

describe('catalogue of SQLite', () => {
  catalogueRules(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'minqing-catalogue-'))
    const file = join(folder, 'minqing.sqlite')
    const store = await openSqliteStore({ file })
    await store.migrate()
    await store.close()
    const db = new DatabaseSync(file)
    const all = <T>(text: string, ...values: string[]) => db.prepare(text).all(...values) as T[]
    try {
      const tables = all<{ name: string }>(`select name from sqlite_master where type = 'table'`).map(
        ({ name }) => name,
      )
      const keys = tables.flatMap((table): Catalogue['keys'] => {
        const indexes = all<{ name: string; origin: string; unique: number }>(
          'select * from pragma_index_list(?)',
          table,
        )
        const references = all<{ id: number; from: string }>(
          'select * from pragma_foreign_key_list(?) order by id, seq',
          table,
        )
        const foreign = [...new Set(references.map(({ id }) => id))].map((id) =>
          references.filter((reference) => reference.id === id).map(({ from }) => from),
        )
        return [
          ...indexes
            .filter(({ unique }) => unique === 1)
            .map(({ name, origin }) => ({
              table,
              what: origin === 'pk' ? ('primary' as const) : ('unique' as const),
              columns: all<{ name: string }>(
                'select name from pragma_index_info(?) order by seqno',
                name,
              ).map((column) => column.name),
            })),
          ...foreign.map((columns) => ({ table, what: 'foreign' as const, columns })),
        ]
      })
      const columns = tables.flatMap((table) =>
        all<{ name: string; type: string; dflt_value: string | null; pk: number }>(
          'select * from pragma_table_info(?)',
          table,
        ).map((column) => ({ table, ...column })),
      )
      // An integer primary key of its own would be a rowid, which numbers by itself.
      const numbersItself = columns.filter(
        ({ table, type, pk }) =>
          type.toLowerCase() === 'integer' &&
          pk === 1 &&
          !keys.some((key) => key.table === table && key.what === 'primary'),
      )
      const automatic = [
        ...all<{ name: string }>(`select name from sqlite_master where type in ('trigger', 'view')`),
        ...columns.filter(({ dflt_value }) => dflt_value !== null),
        ...numbersItself,
      ].map(({ name }) => name)
      const sequences = tables.filter((table) => table === 'sqlite_sequence')
      return { tables, keys, columns, automatic: [...automatic, ...sequences] }
    } finally {
      db.close()
      await rm(folder, { recursive: true })
    }
  })
})

const postgres = postgresForTests()

describe.skipIf(postgres.state !== 'ready')(
  postgres.state === 'ready'
    ? 'catalogue of PostgreSQL'
    : `catalogue of PostgreSQL NOT tested: ${postgres.reason}`,
  () => {
    catalogueRules(async () => {
      if (postgres.state !== 'ready') throw new Error(postgres.reason)
      const database = await createTestDatabase(postgres.adminUrl)
      const store = await openPostgresStore({ url: database.url })
      await store.migrate()
      await store.close()
      const client = new Client({ connectionString: database.url })
      await client.connect()
      const all = async <T extends object>(text: string) => (await client.query<T>(text)).rows
      try {
        const columnsOf = (positions: string, relation: string) => `array(
          select a.attname::text from unnest(${positions}) with ordinality as k (number, place)
          join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number order by k.place)`
        return {
          tables: (
            await all<{ name: string }>(`select relname::text as name from pg_class
              where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')`)
          ).map(({ name }) => name),
          keys: [
            ...(await all<Catalogue['keys'][number]>(`
              select t.relname::text as table, case when i.indisprimary then 'primary' else 'unique' end as what,
                ${columnsOf('i.indkey::int2[]', 't.oid')} as columns
              from pg_index i join pg_class t on t.oid = i.indrelid
              where t.relnamespace = current_schema()::regnamespace and i.indisunique`)),
            ...(await all<Catalogue['keys'][number]>(`
              select t.relname::text as table, 'foreign' as what, ${columnsOf('c.conkey', 't.oid')} as columns
              from pg_constraint c join pg_class t on t.oid = c.conrelid
              where t.relnamespace = current_schema()::regnamespace and c.contype = 'f'`)),
          ],
          columns: await all<Catalogue['columns'][number]>(`
            select table_name::text as table, column_name::text as name, data_type::text as type
            from information_schema.columns where table_schema = current_schema()`),
          automatic: (
            await all<{ name: string }>(`
              select relname::text as name from pg_class
                where relnamespace = current_schema()::regnamespace and relkind in ('S', 'v', 'm')
              union all
              -- Internal ones are how PostgreSQL checks foreign keys.
              select tgname::text from pg_trigger where not tgisinternal
              union all
              select proname::text from pg_proc where pronamespace = current_schema()::regnamespace
              union all
              select column_name::text from information_schema.columns
                where table_schema = current_schema() and (column_default is not null or is_identity = 'YES')`)
          ).map(({ name }) => name),
        }
      } finally {
        await client.end()
        await database.drop()
      }
    })
  },
)
