/** Rows by key, by reference and by kind; and the one way in which they are written. */
import { sql } from 'kysely'
import type { Relation, RowKind } from '../../domain/rows'
import { keyOf, lastByKey } from './bulk'
import type { ReadTx, RowWrite, StoredRow, WriteTx } from './port'
import type { Queries } from './queries'

interface EntityColumns {
  kind: RowKind
  id: string
  version: number
  scopes: string
  data: string
}

const toRow = ({ kind, id, version, scopes, data }: EntityColumns): StoredRow => ({
  kind,
  id,
  version,
  json: data,
  scopes: JSON.parse(scopes) as string[],
})

type RowReads = Pick<ReadTx, 'rows' | 'related' | 'rowsOfKind' | 'countRows'>

export const rowReads = ({ db, tenantId, bulk }: Queries): RowReads => ({
  async rows(references) {
    const wanted = lastByKey(references, ({ kind, id }) => keyOf(kind, id)).map(({ kind, id }) => [kind, id])
    if (wanted.length === 0) return []
    const { rows } = await sql<EntityColumns>`
      select e.kind, e.id, e.version, e.scopes, e.data
      from ${bulk.textRelation('w', ['kind', 'id'], wanted)}
      cross join entity e
      where e.tenant_id = ${tenantId} and e.kind = w.kind and e.id = w.id
      order by e.kind, e.id`.execute(db)
    return rows.map(toRow)
  },

  async related(relations) {
    const wanted = lastByKey(relations, ({ relation, target }) => keyOf(relation, target)).map(
      ({ relation, target }) => [...splitRelation(relation), target],
    )
    if (wanted.length === 0) return []
    const { rows } = await sql<EntityColumns & { field: string; target: string }>`
      select r.field, r.target, e.kind, e.id, e.version, e.scopes, e.data
      from ${bulk.textRelation('w', ['kind', 'field', 'target'], wanted)}
      cross join entity_ref r
      cross join entity e
      where r.tenant_id = ${tenantId} and r.kind = w.kind and r.field = w.field and r.target = w.target
        and e.tenant_id = r.tenant_id and e.kind = r.kind and e.id = r.id
      order by r.kind, r.field, r.target, r.id`.execute(db)
    return rows.map((row) => ({
      ...toRow(row),
      relation: `${row.kind}.${row.field}` as Relation,
      target: row.target,
    }))
  },

  async rowsOfKind(kind) {
    const rows = await db
      .selectFrom('entity')
      .select(['id', 'version', 'scopes', 'data'])
      .where('tenant_id', '=', tenantId)
      .where('kind', '=', kind)
      .orderBy('id')
      .execute()
    return rows.map((row) => toRow({ ...row, kind }))
  },

  async countRows(kind) {
    const row = await db
      .selectFrom('entity')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('tenant_id', '=', tenantId)
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow()
    return row.count
  },
})

function splitRelation(relation: Relation): [kind: string, field: string] {
  const dot = relation.indexOf('.')
  return [relation.slice(0, dot), relation.slice(dot + 1)]
}

/** Four statements for a batch of any length; a row that stands in it twice ends as its last write says. */
export const rowWrites = ({ db, tenantId, bulk }: Queries): Pick<WriteTx, 'putRows'> => ({
  async putRows(rows) {
    const last = lastByKey(rows, ({ kind, id }) => keyOf(kind, id))
    if (last.length === 0) return

    await bulk.insert(db, tenantId, {
      table: 'entity',
      columns: [
        { name: 'kind', type: 'text' },
        { name: 'id', type: 'text' },
        { name: 'version', type: 'bigint' },
        { name: 'scopes', type: 'text' },
        { name: 'data', type: 'text' },
      ],
      tuples: last.map(({ kind, id, version, scopes, json }) => [
        kind,
        id,
        version,
        JSON.stringify(scopes),
        json,
      ]),
      onConflict: `on conflict (tenant_id, kind, id)
        do update set version = excluded.version, scopes = excluded.scopes, data = excluded.data`,
    })

    await sql`
      delete from entity_ref where tenant_id = ${tenantId} and (kind, id) in (
        select w.kind, w.id from ${bulk.textRelation(
          'w',
          ['kind', 'id'],
          last.map(({ kind, id }) => [kind, id]),
        )}
      )`.execute(db)
    await bulk.insert(db, tenantId, {
      table: 'entity_ref',
      columns: (['kind', 'id', 'field', 'target'] as const).map((name) => ({ name, type: 'text' })),
      tuples: last.flatMap(({ kind, id, references }) =>
        references.map(({ field, target }) => [kind, id, field, target]),
      ),
    })

    await bulk.insert(db, tenantId, {
      table: 'entity_scope',
      columns: [
        { name: 'scope', type: 'text' },
        { name: 'kind', type: 'text' },
        { name: 'id', type: 'text' },
        { name: 'version', type: 'bigint' },
        { name: 'present', type: 'smallint' },
      ],
      tuples: scopeLines(rows).map(({ scope, kind, id, version, present }) => [
        scope,
        kind,
        id,
        version,
        present,
      ]),
      onConflict: `on conflict (tenant_id, scope, kind, id)
        do update set version = excluded.version, present = excluded.present`,
    })
  },
})

/** From all writes of the batch, not only the last of each row: an earlier one may be the one that left a scope. */
function scopeLines(rows: readonly RowWrite[]) {
  const lines = rows.flatMap(({ kind, id, version, scopes, leftScopes }) => [
    ...leftScopes.map((scope) => ({ scope, kind, id, version, present: 0 })),
    ...scopes.map((scope) => ({ scope, kind, id, version, present: 1 })),
  ])
  return lastByKey(lines, ({ scope, kind, id }) => keyOf(scope, kind, id))
}
