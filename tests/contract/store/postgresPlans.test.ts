/**
 * Reads find their rows by key even for a tenant that PostgreSQL's statistics do not know yet, as after its first
 * import. Learnt from a real case: a page of 500 lines took 6 s, since the planner took the tenant for nearly empty
 * and went through all its rows once per line.
 */
import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { describe, expect, test } from 'vitest'
import { openPostgresStore } from '../../../src/server/store/postgres'
import { postgresBulk } from '../../../src/server/store/postgresBulk'
import type { StoreSchema } from '../../../src/server/store/schema'
import { headsWith } from '../../../src/server/store/heads'
import { openRead, openWrite } from '../../../src/server/store/tx'
import { asAdmin, createTestDatabase, postgresForTests } from '../../support/postgres'
import { makeEntry, makeHead, makeRows } from './makers'

const postgres = postgresForTests()
const rowsPerTenant = 3_000

interface PlanNode {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  Plans?: PlanNode[]
}

describe.skipIf(postgres.state !== 'ready')(
  postgres.state === 'ready' ? 'plans of PostgreSQL' : `plans of PostgreSQL NOT tested: ${postgres.reason}`,
  () => {
    test('no read goes through the rows of a tenant that the statistics do not know', async () => {
      if (postgres.state !== 'ready') throw new Error(postgres.reason)
      const database = await createTestDatabase(postgres.adminUrl)
      const store = await openPostgresStore({ url: database.url })
      await store.migrate()
      const fill = async (tenantId: string) => {
        await store.createTenant(makeHead({ tenantId }))
        const references = [{ field: 'subjectId', target: 's-1' }]
        const rows = makeRows(rowsPerTenant, 1, { kind: 'visit' }).map((row, index) => ({
          ...row,
          references: index < 20 ? references : [],
        }))
        const tasks = makeRows(rowsPerTenant, rowsPerTenant + 1, { kind: 'task' })
        const entries = Array.from({ length: rowsPerTenant }, () => makeEntry())
        await store.write(tenantId, async (tx) => {
          await tx.putRows([...rows, ...tasks])
          await tx.appendCommands(entries)
        })
        return { rows, tasks, commandIds: entries.map(({ command }) => command.commandId) }
      }
      await fill('known')
      await asAdmin(database.url, 'analyze')
      const { rows, tasks, commandIds } = await fill('unknown')
      await store.close()

      let reads: { sql: string; parameters: readonly unknown[] }[] = []
      const pool = new Pool({ connectionString: database.url, max: 1 })
      const db = new Kysely<StoreSchema>({
        dialect: new PostgresDialect({ pool }),
        log: ({ query }) => void reads.push(query),
      })
      // The price of a page where disks turn no more; the planner then trusts its indexes, and its statistics, most.
      await pool.query('set random_page_cost = 1.1')
      const tx = await openRead({ db, tenantId: 'unknown', bulk: postgresBulk })
      // Of what a write says only this one looks for rows.
      const write = await openWrite({ db, tenantId: 'unknown', bulk: postgresBulk })
      await write.putRows(tasks.slice(0, 100))
      reads = reads.filter(({ sql }) => sql.trimStart().includes('r.place'))
      expect(reads).toHaveLength(1)
      const ids = commandIds.slice(0, 100)
      await tx.lines('area:1', 0, 9_999, 100)
      await tx.rows(rows.slice(100, 200))
      await tx.related([{ relation: 'visit.subjectId', target: 's-1' }])
      await tx.commands(ids)
      await tx.payloads(ids)
      await tx.heldFor(ids)
      await tx.logPage(100, 100)
      await headsWith(db, postgresBulk, { kind: 'visit', id: rows[0]?.id ?? '' })

      expect(reads.length).toBeGreaterThanOrEqual(9)
      for (const { sql, parameters } of reads) {
        const explained = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
          `explain (analyze, format json) ${sql}`,
          [...parameters],
        )
        const plan = explained.rows[0]?.['QUERY PLAN'][0].Plan
        const visited = Math.max(...allNodes(plan).map(rowsVisited))
        expect(visited, sql).toBeLessThan(rowsPerTenant / 2)
      }
      await db.destroy()
      await database.drop()
    })
  },
)

const allNodes = (node: PlanNode | undefined): PlanNode[] =>
  node ? [node, ...(node.Plans ?? []).flatMap(allNodes)] : []

const rowsVisited = (node: PlanNode): number =>
  node['Actual Loops'] *
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0))
