/** Brings a schema up to date, inside a transaction that the adapter has opened under its lock. */
import { sql, type Kysely } from 'kysely'
import { NewerStore } from './errors'
import { migrations, newestSchema } from './migrations/list'
import type { DdlWords } from './migrations/migration'
import type { StoreSchema } from './schema'

/** Value of `schema_migration.application`. */
export const applicationName = 'minqing'

/**
 * The one table without `tenant_id`: it tells how far the database itself is, which is the same for all tenants; on a
 * distributed PostgreSQL it is a reference table.
 */
export const createMigrationTable = ({ text, big, narrow }: DdlWords): string =>
  `create table if not exists schema_migration (
    number ${big} not null primary key,
    name ${text} not null,
    application ${text} not null,
    applied_at ${big} not null
  ) ${narrow}`

/** 0 when no migration has run. */
export async function appliedSchema(db: Kysely<StoreSchema>): Promise<number> {
  const row = await db
    .selectFrom('schema_migration')
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst()
  return row?.number ?? 0
}

/** @throws NewerStore when the schema is newer than this program. */
export function refuseNewer(applied: number): void {
  if (applied > newestSchema) throw new NewerStore(applied, newestSchema)
}

export async function runMigrations(db: Kysely<StoreSchema>, words: DdlWords): Promise<void> {
  const applied = await appliedSchema(db)
  refuseNewer(applied)
  for (const { number, name, statements } of migrations.filter((step) => step.number > applied)) {
    for (const statement of statements(words)) await sql.raw(statement).execute(db)
    await db
      .insertInto('schema_migration')
      .values({ number, name, application: applicationName, applied_at: Date.now() })
      .execute()
  }
}
