/** Schema 4 → 6: a task is found by its units and an issue by its category, those written before as well. */
import { DatabaseSync } from '@photostructure/sqlite'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../src/server/store/migrations/list'
import { postgresWords, sqliteWords, type DdlWords } from '../../../src/server/store/migrations/migration'
import { createTestDatabase, postgresForTests } from '../../support/postgres'

type Run = (statement: string) => Promise<unknown>
type All = (query: string) => Promise<object[]>

async function upgrades(run: Run, all: All, words: DdlWords): Promise<void> {
  const statementsOf = (wanted: (number: number) => boolean) =>
    migrations.filter(({ number }) => wanted(number)).flatMap(({ statements }) => statements(words))
  for (const statement of statementsOf((number) => number <= 4)) await run(statement)
  await run(
    `insert into tenant_head (tenant_id, name, epoch, version, chain_hash) values ('T', 'T', 'E', 1, '')`,
  )
  for (const [kind, id, data] of [
    ['task', 'helped', { leadUnitId: 'u1', assistUnitIds: ['u2', 'u3'] }],
    ['task', 'alone', { leadUnitId: 'u2', assistUnitIds: [] }],
    ['issue', 'raised', { categoryId: 'c1' }],
    ['unit', 'u1', { leadUnitId: 'none of these', categoryId: 'none' }],
  ] as const)
    await run(`insert into entity (tenant_id, kind, id, version, scopes, data)
      values ('T', '${kind}', '${id}', 1, '[]', '${JSON.stringify(data)}')`)
  for (const statement of statementsOf((number) => number === 5 || number === 6)) await run(statement)
  const found = await all('select id, field, target from entity_ref order by id, field, place')
  expect(found.map((row) => Object.values(row).join(' '))).toEqual([
    'alone leadUnitId u2',
    'helped assistUnitIds u2',
    'helped assistUnitIds u3',
    'helped leadUnitId u1',
    'raised categoryId c1',
  ])
}

describe('a task and an issue written before are found by what they name', () => {
  test('on SQLite', async () => {
    const db = new DatabaseSync(':memory:')
    await upgrades(
      (statement) => Promise.resolve(db.exec(statement)),
      (query) => Promise.resolve(db.prepare(query).all() as object[]),
      sqliteWords,
    )
    db.close()
  })

  const postgres = postgresForTests()
  test.skipIf(postgres.state !== 'ready')('on PostgreSQL', async () => {
    if (postgres.state !== 'ready') throw new Error(postgres.reason)
    const database = await createTestDatabase(postgres.adminUrl)
    const client = new Client({ connectionString: database.url })
    await client.connect()
    try {
      await upgrades(
        (statement) => client.query(statement),
        async (query) => (await client.query<object>(query)).rows,
        postgresWords,
      )
    } finally {
      await client.end()
      await database.drop()
    }
  })
})
