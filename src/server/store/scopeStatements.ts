/** What a scope holds: its lines in version order, its sums, its blocks. */
import { sql } from 'kysely'
import type { RowKind } from '../../domain/rows'
import { textList } from './bulk'
import type { ReadTx, ScopeLine, ScopeSum, WriteTx } from './port'
import type { Queries } from './queries'

type ScopeReads = Pick<ReadTx, 'lines' | 'presentLines' | 'sums' | 'blocks' | 'blockBytes'>

export const scopeReads = ({ db, tenantId, bulk }: Queries): ScopeReads => ({
  // One scope at a time: the index on (tenant, scope, version) is then already in page order. With a list of scopes
  // the whole backlog is sorted for each page.
  async lines(scope, after, upTo, limit) {
    const { rows } = await sql<ScopeLine>`
      select s.kind, s.id, s.version, case when s.present = 1 then (
        select e.data from entity e where e.tenant_id = ${tenantId} and e.kind = s.kind and e.id = s.id
      ) end as json
      from entity_scope s
      where s.tenant_id = ${tenantId} and s.scope = ${scope} and s.version > ${after} and s.version <= ${upTo}
      order by s.version limit ${limit}`.execute(db)
    return rows
  },

  async presentLines(scope, kind, after, upTo, limit) {
    const { rows } = await sql<ScopeLine>`
      select s.kind, s.id, s.version, (
        select e.data from entity e where e.tenant_id = ${tenantId} and e.kind = s.kind and e.id = s.id
      ) as json
      from entity_scope s
      where s.tenant_id = ${tenantId} and s.scope = ${scope} and s.version > ${after} and s.version <= ${upTo}
        and s.kind = ${kind} and s.present = 1
      order by s.version limit ${limit}`.execute(db)
    return rows
  },

  async sums(scopes) {
    if (scopes.length === 0) return []
    const { rows } = await sql<ScopeSum>`
      select s.scope, s.version, s.sum
      from ${textList(bulk, scopes)}
      ${bulk.lookUp('scope_sum', 's', sql`s.tenant_id = ${tenantId} and s.scope = w.value`)}
      order by s.scope`.execute(db)
    return rows
  },

  async blocks(scope) {
    const rows = await db
      .selectFrom('block')
      .select(['id', 'scope', 'kind', 'from_version', 'to_version', 'row_count', 'sha256', 'size_bytes'])
      .where('tenant_id', '=', tenantId)
      .where('scope', '=', scope)
      .orderBy('kind')
      .orderBy('from_version')
      .orderBy('id')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      scope: row.scope,
      kind: row.kind as RowKind,
      fromVersion: row.from_version,
      toVersion: row.to_version,
      rows: row.row_count,
      sha256: row.sha256,
      bytes: row.size_bytes,
    }))
  },

  async blockBytes(blockIds) {
    if (blockIds.length === 0) return []
    const { rows } = await sql<{ id: string; scope: string; bytes: Uint8Array }>`
      select b.id, b.scope, b.content as bytes
      from ${textList(bulk, blockIds)}
      ${bulk.lookUp('block', 'b', sql`b.tenant_id = ${tenantId} and b.id = w.value`)}
      order by b.id`.execute(db)
    return rows
  },
})

type ScopeWrites = Pick<WriteTx, 'putSums' | 'putBlocks' | 'dropBlocks'>

export const scopeWrites = ({ db, tenantId, bulk }: Queries): ScopeWrites => ({
  async putSums(sums) {
    const last = [...new Map(sums.map((sum) => [sum.scope, sum])).values()]
    await bulk.insert(db, tenantId, {
      table: 'scope_sum',
      columns: [
        { name: 'scope', type: 'text' },
        { name: 'version', type: 'bigint' },
        { name: 'sum', type: 'text' },
      ],
      tuples: last.map(({ scope, version, sum }) => [scope, version, sum]),
      onConflict:
        'on conflict (tenant_id, scope) do update set version = excluded.version, sum = excluded.sum',
    })
  },

  // A block never changes: one that was stored already, by its id, stays.
  async putBlocks(blocks) {
    await bulk.insert(db, tenantId, {
      table: 'block',
      columns: [
        { name: 'id', type: 'text' },
        { name: 'scope', type: 'text' },
        { name: 'kind', type: 'text' },
        { name: 'from_version', type: 'bigint' },
        { name: 'to_version', type: 'bigint' },
        { name: 'row_count', type: 'bigint' },
        { name: 'sha256', type: 'text' },
        { name: 'size_bytes', type: 'bigint' },
        { name: 'content', type: 'bytea' },
      ],
      tuples: blocks.map((block) => [
        block.id,
        block.scope,
        block.kind,
        block.fromVersion,
        block.toVersion,
        block.rows,
        block.sha256,
        block.bytes,
        block.data,
      ]),
      onConflict: 'on conflict (tenant_id, id) do nothing',
    })
  },

  async dropBlocks(scope) {
    await db.deleteFrom('block').where('tenant_id', '=', tenantId).where('scope', '=', scope).execute()
  },
})
