/** What a scope holds: its lines in version order, its sums, its blocks. */
import { sql } from 'kysely'
import type { RowKind } from '../../domain/rows'
import { textList } from './bulk'
import type { BlockPack, ReadTx, ScopeLine, ScopeSum, WriteTx } from './port'
import type { Queries } from './queries'

type ScopeReads = Pick<ReadTx, 'lines' | 'presentLines' | 'sums' | 'blocks' | 'packOf' | 'loosePack'>

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
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('scope', '=', scope)
      .orderBy('place')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind as RowKind,
      fromVersion: row.from_version,
      toVersion: row.to_version,
      rows: row.row_count,
      sha256: row.sha256,
      bytes: row.byte_count,
      packId: row.pack_id,
    }))
  },

  // One table after the other: the planner would walk through all blocks of a tenant for the sake of a join.
  async packOf(blockId) {
    const block = await db
      .selectFrom('block')
      .select('pack_id')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', blockId)
      .executeTakeFirst()
    if (!block) return undefined
    const pack = await db
      .selectFrom('block_pack')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '=', block.pack_id)
      .executeTakeFirstOrThrow()
    const blocks = await db
      .selectFrom('block')
      .select(['id', 'byte_count'])
      .where('tenant_id', '=', tenantId)
      .where('pack_id', '=', pack.id)
      .orderBy('place')
      .execute()
    return { ...toPack(pack), blocks: blocks.map((one) => ({ id: one.id, bytes: one.byte_count })) }
  },

  async loosePack() {
    const pack = await db
      .selectFrom('block_pack')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('is_tight', '=', 0)
      .limit(1)
      .executeTakeFirst()
    return pack && toPack(pack)
  },
})

const toPack = (row: { id: string; scope: string; is_tight: number; content: Uint8Array }): BlockPack => ({
  id: row.id,
  scope: row.scope,
  content: row.content,
  isTight: row.is_tight === 1,
})

type ScopeWrites = Pick<WriteTx, 'putSums' | 'putBlocks' | 'tightenPack' | 'dropBlocks'>

export function scopeWrites({ db, tenantId, bulk }: Queries): ScopeWrites {
  async function dropBlocks(scope: string): Promise<void> {
    await db.deleteFrom('block').where('tenant_id', '=', tenantId).where('scope', '=', scope).execute()
    await db.deleteFrom('block_pack').where('tenant_id', '=', tenantId).where('scope', '=', scope).execute()
  }

  return {
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

    async putBlocks(scope, packs) {
      await dropBlocks(scope)
      await bulk.insert(db, tenantId, {
        table: 'block_pack',
        columns: [
          { name: 'id', type: 'text' },
          { name: 'scope', type: 'text' },
          { name: 'is_tight', type: 'smallint' },
          { name: 'content', type: 'bytea' },
        ],
        tuples: packs.map(({ id, isTight, content }) => [id, scope, isTight ? 1 : 0, content]),
      })
      await bulk.insert(db, tenantId, {
        table: 'block',
        columns: [
          { name: 'id', type: 'text' },
          { name: 'scope', type: 'text' },
          { name: 'pack_id', type: 'text' },
          { name: 'place', type: 'bigint' },
          { name: 'kind', type: 'text' },
          { name: 'from_version', type: 'bigint' },
          { name: 'to_version', type: 'bigint' },
          { name: 'row_count', type: 'bigint' },
          { name: 'sha256', type: 'text' },
          { name: 'byte_count', type: 'bigint' },
        ],
        tuples: packs
          .flatMap(({ blocks }) => blocks)
          .map((block, place) => [
            block.id,
            scope,
            block.packId,
            place,
            block.kind,
            block.fromVersion,
            block.toVersion,
            block.rows,
            block.sha256,
            block.bytes,
          ]),
      })
    },

    async tightenPack(packId, content) {
      await db
        .updateTable('block_pack')
        .set({ content, is_tight: 1 })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', packId)
        .execute()
    },

    dropBlocks,
  }
}
