import { CompiledQuery, sql } from 'kysely'
import type { Bulk } from './bulk'

/**
 * One array per column: as many parameters as columns whatever the length of the batch (65,535 parameters are the
 * limit of one statement), and one plan for all lengths.
 */
export const postgresBulk: Bulk = {
  async insert(db, tenantId, { table, columns, tuples, onConflict = '' }) {
    if (tuples.length === 0) return
    const names = columns.map(({ name }) => name).join(', ')
    const arrays = columns.map(({ type }, index) => `$${index + 2}::${type}[]`).join(', ')
    const text = `insert into ${table} (tenant_id, ${names}) select $1, w.* from unnest(${arrays}) as w (${names}) ${onConflict}`
    const parameters = columns.map((_, index) => tuples.map((tuple) => tuple[index] ?? null))
    await db.executeQuery(CompiledQuery.raw(text, [tenantId, ...parameters]))
  },

  textRelation(alias, columns, tuples) {
    const arrays = columns.map((_, index) => sql`${tuples.map((tuple) => tuple[index] ?? '')}::text[]`)
    return sql`unnest(${sql.join(arrays)}) as ${sql.ref(alias)} (${sql.join(columns.map((name) => sql.ref(name)))})`
  },
  // OFFSET 0 keeps the subquery apart: each line brings its values to it, and all of them go to the index.
  lookUp: (table, alias, on) =>
    sql`cross join lateral (
      select * from ${sql.table(table)} as ${sql.ref(alias)} where ${on} offset 0
    ) as ${sql.ref(alias)}`,
}
