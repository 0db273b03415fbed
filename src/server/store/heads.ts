/** Tenants and the head row, which every write locks first. */
import { sql, type Kysely, type Selectable } from 'kysely'
import { UnknownTenant, type TenantHead } from './port'
import type { RowKind } from '../../domain/rows'
import type { Bulk } from './bulk'
import type { Queries } from './queries'
import type { StoreSchema } from './schema'

const toHead = (row: Selectable<StoreSchema['tenant_head']>): TenantHead => ({
  tenantId: row.tenant_id,
  name: row.name,
  epoch: row.epoch,
  version: row.version,
  chainHash: row.chain_hash,
})

export async function allHeads(db: Kysely<StoreSchema>): Promise<TenantHead[]> {
  const rows = await db.selectFrom('tenant_head').selectAll().orderBy('tenant_id').execute()
  return rows.map(toHead)
}

export async function insertHead(db: Kysely<StoreSchema>, head: TenantHead): Promise<void> {
  await db
    .insertInto('tenant_head')
    .values({
      tenant_id: head.tenantId,
      name: head.name,
      epoch: head.epoch,
      version: head.version,
      chain_hash: head.chainHash,
    })
    .execute()
}

/** One look by key into each tenant, in one statement. */
export async function headsWith(
  db: Kysely<StoreSchema>,
  bulk: Bulk,
  { kind, id }: { kind: RowKind; id: string },
): Promise<string[]> {
  const { rows } = await sql<{ tenant_id: string }>`
    select h.tenant_id from tenant_head as h
    ${bulk.lookUp('entity', 'e', sql`e.tenant_id = h.tenant_id and e.kind = ${kind} and e.id = ${id}`)}
    order by h.tenant_id`.execute(db)
  return rows.map((row) => row.tenant_id)
}

/** @throws UnknownTenant */
export async function readHead({ db, tenantId }: Queries): Promise<TenantHead> {
  const row = await db
    .selectFrom('tenant_head')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  if (!row) throw new UnknownTenant(tenantId)
  return toHead(row)
}

/**
 * The first statement of every write: an update that changes nothing, so the row is locked until the end and the next
 * writer of this tenant reads what this one left. An update rather than FOR UPDATE, since distributed databases route
 * and order by it.
 * @throws UnknownTenant
 */
export async function lockHead({ db, tenantId }: Queries): Promise<TenantHead> {
  const row = await db
    .updateTable('tenant_head')
    .set({ version: sql.ref('version') })
    .where('tenant_id', '=', tenantId)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new UnknownTenant(tenantId)
  return toHead(row)
}

export async function updateHead(
  { db, tenantId }: Queries,
  { version, chainHash }: { version: number; chainHash: string },
): Promise<void> {
  await db
    .updateTable('tenant_head')
    .set({ version, chain_hash: chainHash })
    .where('tenant_id', '=', tenantId)
    .execute()
}
