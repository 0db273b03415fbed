import { CompiledQuery, sql } from 'kysely'
import type { Bulk, BulkInsert } from './bulk'

/**
 * Most rows in one statement. Batches are cut into powers of two up to this, so that a table has eight texts in the
 * cache of prepared statements instead of one for each length. Widest table: 17 columns × 128 rows = 2,176 of the
 * 32,766 variables SQLite allows.
 */
const maxRowsPerStatement = 128

const insertText = ({ table, columns, onConflict = '' }: BulkInsert, rows: number): string => {
  const tuple = `(?${', ?'.repeat(columns.length)})`
  const names = ['tenant_id', ...columns.map(({ name }) => name)].join(', ')
  return `insert into ${table} (${names}) values ${Array<string>(rows).fill(tuple).join(', ')} ${onConflict}`
}

export const sqliteBulk: Bulk = {
  async insert(db, tenantId, batch) {
    const { tuples } = batch
    let done = 0
    while (done < tuples.length) {
      const rows = Math.min(maxRowsPerStatement, 2 ** Math.floor(Math.log2(tuples.length - done)))
      const parameters = tuples.slice(done, done + rows).flatMap((tuple) => [tenantId, ...tuple])
      await db.executeQuery(CompiledQuery.raw(insertText(batch, rows), parameters))
      done += rows
    }
  },

  /** One parameter whatever the length: the statement's text stays the same and stays prepared. */
  textRelation(alias, columns, tuples) {
    const names = columns.map((name, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(name)}`)
    return sql`(select ${sql.join(names)} from json_each(${JSON.stringify(tuples)})) as ${sql.ref(alias)}`
  },
  // CROSS JOIN is SQLite's word for "in this order".
  lookUp: (table, alias, on) => sql`cross join ${sql.table(table)} as ${sql.ref(alias)} on ${on}`,
}
