/** Schema 3 → 4: rows that point to several others by one field, written when only the last of them was kept. */
import { DatabaseSync } from '@photostructure/sqlite'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../src/server/store/migrations/list'
import { postgresWords, sqliteWords, type DdlWords } from '../../../src/server/store/migrations/migration'
import { createTestDatabase, postgresForTests } from '../../support/postgres'

interface Engine {
  run: (statement: string) => Promise<unknown>
  all: (query: string) => Promise<object[]>
}

async function upgrades({ run, all }: Engine, words: DdlWords): Promise<void> {
  const statementsOf = (wanted: (number: number) => boolean) =>
    migrations.filter(({ number }) => wanted(number)).flatMap(({ statements }) => statements(words))
  for (const statement of statementsOf((number) => number <= 3)) await run(statement)
  const entity = (kind: string, id: string, data: object) =>
    run(`insert into entity (tenant_id, kind, id, version, scopes, data)
      values ('T', '${kind}', '${id}', 1, '[]', '${JSON.stringify(data)}')`)
  const reference = (kind: string, id: string, field: string, target: string) =>
    run(`insert into entity_ref (tenant_id, kind, id, field, target)
      values ('T', '${kind}', '${id}', '${field}', ${target})`)
  await run(
    `insert into tenant_head (tenant_id, name, epoch, version, chain_hash) values ('T', 'T', 'E', 1, '')`,
  )
  await entity('task', 'shared', { issueIds: ['a', 'b', 'c'] })
  await reference('task', 'shared', 'issueIds', `'c'`)
  await entity('visit', 'v', { subjectId: 's' })
  await reference('visit', 'v', 'subjectId', `'s'`)
  await entity('issue', 'i', { subjectId: null })
  await reference('issue', 'i', 'subjectId', 'null')
  for (const statement of statementsOf((number) => number === 4)) await run(statement)
  const found = await all(
    'select kind, id, field, place, target from entity_ref order by kind, id, field, place',
  )
  const task = { kind: 'task', id: 'shared', field: 'issueIds' }
  expect(found.map((row) => ({ ...row, place: Number((row as { place: number }).place) }))).toEqual([
    { kind: 'issue', id: 'i', field: 'subjectId', place: 0, target: null },
    { ...task, place: 0, target: 'a' },
    { ...task, place: 1, target: 'b' },
    { ...task, place: 2, target: 'c' },
    { kind: 'visit', id: 'v', field: 'subjectId', place: 0, target: 's' },
  ])
}

describe('a task of several issues, written before each of them could find it, is found from each', () => {
  test('on SQLite', async () => {
    const db = new DatabaseSync(':memory:')
    await upgrades(
      {
        run: (statement) => Promise.resolve(db.exec(statement)),
        all: (query) => Promise.resolve(db.prepare(query).all() as object[]),
      },
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
        {
          run: (statement) => client.query(statement),
          all: async (query) => (await client.query<object>(query)).rows,
        },
        postgresWords,
      )
    } finally {
      await client.end()
      await database.drop()
    }
  })
})
