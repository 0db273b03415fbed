/** What only PostgreSQL has: refusals while opening, several processes at once, lost connections. */
import { describe, expect, test } from 'vitest'
import { ForeignStore, NewerStore, StoreOpenError, StoreUnavailable } from '../../../src/server/store/errors'
import { newestSchema } from '../../../src/server/store/migrations/list'
import { openStore } from '../../../src/server/store/open'
import { StorageFull, type Store } from '../../../src/server/store/port'
import { openPostgresStore } from '../../../src/server/store/postgres'
import { asAdmin, createTestDatabase, postgresForTests, withParts } from '../../support/postgres'
import { makeHead, makeRow, unique } from './makers'

const postgres = postgresForTests()

test.each(['mysql://root@localhost/x', 'nonsense', 'postgres://user@host:port/db'])(
  'the address %s is refused with a sentence that does not repeat it',
  async (url) => {
    const opening = openPostgresStore({ url })
    await expect(opening).rejects.toThrow(StoreUnavailable)
    await expect(opening).rejects.toThrow('DATABASE_URL must look like postgres://')
  },
)

test('a server that is not there is refused with host and port, without the password', async () => {
  const opening = openStore({ databaseUrl: 'postgres://anna:geheim@127.0.0.1:1/db', dataDir: '/nowhere' })
  await expect(opening).rejects.toThrow(StoreUnavailable)
  await expect(opening).rejects.toThrow(
    'The PostgreSQL server at 127.0.0.1:1 cannot be reached (ECONNREFUSED).',
  )
})

describe.skipIf(postgres.state !== 'ready')(
  postgres.state === 'ready' ? 'PostgreSQL' : `PostgreSQL NOT tested: ${postgres.reason}`,
  () => {
    const adminUrl = postgres.state === 'ready' ? postgres.adminUrl : ''

    const withDatabase = async (work: (url: string) => Promise<void>) => {
      const database = await createTestDatabase(adminUrl)
      try {
        await work(database.url)
      } finally {
        await database.drop()
      }
    }
    const withStore = (work: (store: Store, url: string) => Promise<void>) =>
      withDatabase(async (url) => {
        const store = await openPostgresStore({ url })
        try {
          await store.migrate()
          await work(store, url)
        } finally {
          await store.close()
        }
      })

    test('a database that does not exist is named', async () => {
      const opening = openPostgresStore({ url: withParts(adminUrl, { database: 'no_such_database' }) })
      await expect(opening).rejects.toThrow(StoreUnavailable)
      await expect(opening).rejects.toThrow('has no database "no_such_database"')
    })

    test('a wrong name or password is said, the password is not', async () => {
      const opening = openPostgresStore({ url: withParts(adminUrl, { user: 'guarded', password: 'wrong' }) })
      await expect(opening).rejects.toThrow(StoreUnavailable)
      await expect(opening).rejects.toThrow(/refuses the user "guarded": wrong name or password/)
      await opening.catch((error: Error) => expect(error.message).not.toContain(':wrong'))
    })

    test('a user without the right to create tables is told so', () =>
      withDatabase(async (url) => {
        const user = `reader_${process.pid}_${Date.now()}`
        await asAdmin(adminUrl, `create role ${user} login password 'secret'`)
        try {
          const store = await openPostgresStore({ url: withParts(url, { user, password: 'secret' }) })
          const migrating = store.migrate()
          await expect(migrating).rejects.toThrow(StoreUnavailable)
          await expect(migrating).rejects.toThrow(`The user "${user}" may not create or use tables`)
          await store.close()
        } finally {
          await asAdmin(adminUrl, `drop role ${user}`)
        }
      }))

    test('a database encoded otherwise than UTF8 is refused', async () => {
      const name = `minqing_latin_${process.pid}_${Date.now()}`
      await asAdmin(adminUrl, `create database ${name} encoding 'LATIN1' locale 'C' template template0`)
      try {
        const opening = openPostgresStore({ url: withParts(adminUrl, { database: name }) })
        await expect(opening).rejects.toThrow('must be encoded in UTF8, it is LATIN1')
      } finally {
        await asAdmin(adminUrl, `drop database ${name} with (force)`)
      }
    })

    test('tables of another program with our names are refused, others may live beside ours', () =>
      withDatabase(async (url) => {
        await asAdmin(url, 'create table contacts (id bigint primary key)')
        await (await openPostgresStore({ url })).close()
        await asAdmin(url, 'create table device (id bigint primary key)')
        await expect(openPostgresStore({ url })).rejects.toThrow(ForeignStore)
        await asAdmin(url, 'create table schema_migration (version text)')
        await expect(openPostgresStore({ url })).rejects.toThrow(ForeignStore)
      }))

    test('a newer schema is refused', () =>
      withStore(async (store, url) => {
        await asAdmin(url, `insert into schema_migration values (999, 'later', 'minqing', 0)`)
        await expect(store.migrate()).rejects.toThrow(NewerStore)
        expect(await store.schemaVersion()).toBe(999)
      }))

    test('several processes that start at once migrate once', () =>
      withDatabase(async (url) => {
        const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore({ url })))
        await Promise.all(stores.map((store) => store.migrate()))
        expect(await Promise.all(stores.map((store) => store.schemaVersion()))).toEqual(
          Array(4).fill(newestSchema),
        )
        await Promise.all(stores.map((store) => store.close()))
      }))

    test('a write whose connection is cut is run again and takes effect once', () =>
      withStore(async (store, url) => {
        const { tenantId } = makeHead()
        await store.createTenant(makeHead({ tenantId }))
        let attempts = 0
        const version = await store.write(tenantId, async (tx) => {
          const head = await tx.head()
          await tx.putRows([makeRow({ id: unique('cut'), version: head.version + 1 })])
          if (++attempts === 1) await cutConnections(url)
          await tx.setHead({ version: head.version + 1, chainHash: 'c' })
          return head.version + 1
        })
        expect([attempts, version]).toEqual([2, 1])
        expect(await store.read(tenantId, (tx) => tx.rowsOfKind('subject'))).toHaveLength(1)
      }))

    test('idle connections that are cut do no harm', () =>
      withStore(async (store, url) => {
        await cutConnections(url)
        await store.ping().catch(() => undefined)
        expect(await store.tenants()).toEqual([])
        await store.ping()
      }))

    test.each(['40001', '40P01', '08006'])(
      'a write that meets %s is run again, a bounded number of times',
      (code) =>
        withStore(async (store) => {
          const { tenantId } = makeHead()
          await store.createTenant(makeHead({ tenantId }))
          const failing = Object.assign(new Error('try again'), { code })
          let attempts = 0
          const write = (failures: number) => {
            attempts = 0
            return store.write(tenantId, async (tx) => {
              await tx.reserveNumbers('issue:2026', 1)
              if (++attempts <= failures) throw failing
              return attempts
            })
          }
          expect(await write(3)).toBe(4)
          await expect(write(Infinity)).rejects.toThrow()
          expect(attempts).toBe(5)
          // Failed attempts were rolled back each time.
          expect(await store.write(tenantId, (tx) => tx.reserveNumbers('issue:2026', 1))).toBe(2)
        }),
    )

    test('other errors are not tried again', () =>
      withStore(async (store) => {
        const { tenantId } = makeHead()
        await store.createTenant(makeHead({ tenantId }))
        let attempts = 0
        const twins = () =>
          store.write(tenantId, (tx) => {
            attempts++
            return tx.putRows([makeRow({ version: 1 }), makeRow({ version: 1 })])
          })
        await expect(twins()).rejects.toMatchObject({ code: '23505' })
        expect(attempts).toBe(1)
      }))

    test('a full disk is told as StorageFull', () =>
      withStore(async (store) => {
        const { tenantId } = makeHead()
        await store.createTenant(makeHead({ tenantId }))
        const full = Object.assign(new Error('could not extend file'), { code: '53100' })
        await expect(store.write(tenantId, () => Promise.reject(full))).rejects.toThrow(StorageFull)
      }))

    test('a ping fails with a typed error when the database is gone', () =>
      withDatabase(async (url) => {
        const store = await openPostgresStore({ url })
        await asAdmin(adminUrl, `drop database ${new URL(url).pathname.slice(1)} with (force)`)
        await expect(store.ping()).rejects.toThrow(StoreOpenError)
        await store.close()
      }))

    /** As a restart of the server or a broken network does, to all connections but this one. */
    const cutConnections = (url: string) =>
      asAdmin(
        url,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      )
  },
)
