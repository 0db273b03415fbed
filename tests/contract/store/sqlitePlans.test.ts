/**
 * Every statement of the store finds its rows by key. Learnt from a real case: a look-up of commands by id walked
 * through the tenant's whole log, which no other test notices before the log is long.
 */
import { DatabaseSync } from '@photostructure/sqlite'
import { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { headsWith, insertHead } from '../../../src/server/store/heads'
import { createMigrationTable, runMigrations } from '../../../src/server/store/migrate'
import { sqliteWords } from '../../../src/server/store/migrations/migration'
import type { StoreSchema } from '../../../src/server/store/schema'
import { sqliteBulk } from '../../../src/server/store/sqliteBulk'
import { sqliteDialect } from '../../../src/server/store/sqliteDialect'
import { openRead, openWrite } from '../../../src/server/store/tx'
import { makeAudit, makePack, makeDevice, makeEntry, makeHead, makeRow } from './makers'

test('no statement walks through a tenant, except those that are asked for all of it', async () => {
  const connection = new DatabaseSync(':memory:')
  const texts = new Set<string>()
  const db = new Kysely<StoreSchema>({
    dialect: sqliteDialect({ connect: () => connection, size: 1, begin: 'begin immediate' }),
    log: ({ query }) => void texts.add(query.sql),
  })
  connection.exec(createMigrationTable(sqliteWords))
  await runMigrations(db, sqliteWords)
  texts.clear()
  const queries = { db, tenantId: 'tenant', bulk: sqliteBulk }
  await insertHead(db, makeHead({ tenantId: 'tenant' }))

  const write = await openWrite(queries)
  const held = makeEntry({ result: 'held', heldFor: 'x' })
  await write.putRows([makeRow({ kind: 'visit', references: [{ field: 'subjectId', target: 's' }] })])
  const task = makeRow({ kind: 'task', version: 2, references: [{ field: 'issueIds', target: 'i' }] })
  await write.putRows([task])
  await write.putSums([{ scope: 's', version: 1, sum: '1:0' }])
  await write.appendCommands([held])
  await write.settleHeld({ ...held.command, result: 'applied' })
  await write.putBlocks('s', [makePack({ scope: 's' })])
  await write.tightenPack('none', new Uint8Array([1]))
  await write.dropBlocks('other')
  await write.putAccount({ login: 'l', personId: 'p', passwordHash: 'h' })
  await write.putDevice(makeDevice())
  await write.appendAudit([makeAudit()])
  await write.setHead({ version: 1, chainHash: 'c' })
  const read = await openRead(queries)
  await read.rows([{ kind: 'visit', id: 'a' }])
  await read.related([{ relation: 'visit.subjectId', target: 's' }])
  await read.rowsOfKind('visit')
  await read.countRows('visit')
  await read.lines('s', 0, 9, 9)
  await read.presentLines('s', 'visit', 0, 9, 9)
  await read.sums(['s'])
  await read.commands(['a'])
  await read.payloads(['a'])
  await read.logPage(-1, 9)
  await read.heldFor(['a'])
  await read.blocks('s')
  await read.packOf('a')
  await read.loosePack()
  await headsWith(db, sqliteBulk, { kind: 'notice', id: 'a' })
  await read.accountByLogin('l')
  await read.accountOf('p')
  await read.device('d')
  await read.devicesOf('p', 9)
  await read.audit(9)

  expect(texts.size).toBeGreaterThan(30)
  const plans = [...texts].map((text) => ({
    text,
    steps: (connection.prepare(`explain query plan ${text}`).all() as { detail: string }[]).map(
      (row) => row.detail,
    ),
  }))
  const walks = plans.flatMap(({ text, steps }) =>
    steps.filter((step) => isWalk(step)).map((step) => ({ step, text: text.replace(/\s+/g, ' ') })),
  )
  // The newest links and audit entries: from the end of the key, as many as asked for.
  expect(walks.filter(({ text }) => !/ order by "(position|seq)" desc limit /.test(text))).toEqual([])
  expect(walks).toHaveLength(2)
  await db.destroy()
})

/** Reads a table whole (but the list of tenants, of which there are few), or all of a tenant in a table that has more than the tenant in its key. */
const isWalk = (step: string): boolean =>
  (step.startsWith('SCAN') &&
    !step.startsWith('SCAN json_each') &&
    step !== 'SCAN h' &&
    !step.endsWith(' VALUES CLAUSE')) ||
  (step.endsWith('(tenant_id=?)') && !step.includes(' tenant_head '))
