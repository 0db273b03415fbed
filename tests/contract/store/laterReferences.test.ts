/** Schemas 5 to 7: rows are found by what they point to, those written before as well. */
import { DatabaseSync } from '@photostructure/sqlite'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../src/server/store/migrations/list'
import { postgresWords, sqliteWords, type DdlWords } from '../../../src/server/store/migrations/migration'
import { createTestDatabase, postgresForTests } from '../../support/postgres'

type Run = (statement: string) => Promise<unknown>
type All = (query: string) => Promise<object[]>

interface Step {
  number: number
  /** Written before it. */
  rows: readonly (readonly [kind: string, id: string, data: object])[]
  /** `id field target`. */
  found: readonly string[]
}
const steps: readonly (readonly [name: string, step: Step])[] = [
  [
    'a task by its units',
    {
      number: 5,
      rows: [
        ['task', 'helped', { leadUnitId: 'u1', assistUnitIds: ['u2', 'u3'] }],
        ['task', 'alone', { leadUnitId: 'u2', assistUnitIds: [] }],
        ['unit', 'u1', { leadUnitId: 'none of these' }],
      ],
      found: [
        'alone leadUnitId u2',
        'helped assistUnitIds u2',
        'helped assistUnitIds u3',
        'helped leadUnitId u1',
      ],
    },
  ],
  [
    'contact and family by their village',
    {
      number: 6,
      rows: [
        ['subjectContact', 's1', { subjectId: 's1', areaId: 'V1' }],
        ['subjectMember', 'm1', { subjectId: 's1', areaId: 'V2' }],
        ['visit', 'v1', { areaId: 'V1' }],
      ],
      found: ['m1 areaId V2', 's1 areaId V1'],
    },
  ],
  [
    'an issue by its category',
    {
      number: 7,
      rows: [
        ['issue', 'raised', { categoryId: 'c1' }],
        ['unit', 'u1', { categoryId: 'none of these' }],
      ],
      found: ['raised categoryId c1'],
    },
  ],
]

async function upgrades(step: Step, run: Run, all: All, words: DdlWords): Promise<void> {
  const statementsOf = (wanted: (number: number) => boolean) =>
    migrations.filter(({ number }) => wanted(number)).flatMap(({ statements }) => statements(words))
  for (const statement of statementsOf((number) => number < step.number)) await run(statement)
  await run(
    `insert into tenant_head (tenant_id, name, epoch, version, chain_hash) values ('T', 'T', 'E', 1, '')`,
  )
  for (const [kind, id, data] of step.rows)
    await run(`insert into entity (tenant_id, kind, id, version, scopes, data)
      values ('T', '${kind}', '${id}', 1, '[]', '${JSON.stringify(data)}')`)
  for (const statement of statementsOf((number) => number === step.number)) await run(statement)
  const found = await all('select id, field, target from entity_ref order by id, field, place')
  expect(found.map((row) => Object.values(row).join(' '))).toEqual(step.found)
}

describe.each(steps)('written before, %s is found', (_, step) => {
  test('on SQLite', async () => {
    const db = new DatabaseSync(':memory:')
    await upgrades(
      step,
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
        step,
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
