import type { Kysely } from 'kysely'
import type { Bulk } from './bulk'
import type { StoreSchema } from './schema'

/** What the statements of one transaction need: its connection, its tenant, its engine's way with batches. */
export interface Queries {
  db: Kysely<StoreSchema>
  tenantId: string
  bulk: Bulk
}
