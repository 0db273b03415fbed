/** Rows by key, by reference and by kind; and the one way in which they are written. */
import { sql } from 'kysely'
import { hasReferenceLists, referenceFields, type Relation, type RowKind } from '../../domain/rows'
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
      ${bulk.lookUp('entity', 'e', sql`e.tenant_id = ${tenantId} and e.kind = w.kind and e.id = w.id`)}
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
      ${bulk.lookUp(
        'entity_ref',
        'r',
        sql`r.tenant_id = ${tenantId} and r.kind = w.kind and r.field = w.field and r.target = w.target`,
      )}
      ${bulk.lookUp('entity', 'e', sql`e.tenant_id = ${tenantId} and e.kind = r.kind and e.id = r.id`)}
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

/** Three or four statements for a batch of any length; a row that stands in it twice ends as its last write says. */
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

    const used = await usedPlaces({ db, tenantId, bulk }, last)
    await bulk.insert(db, tenantId, {
      table: 'entity_ref',
      columns: [
        { name: 'kind', type: 'text' },
        { name: 'id', type: 'text' },
        { name: 'field', type: 'text' },
        { name: 'place', type: 'smallint' },
        { name: 'target', type: 'text' },
      ],
      tuples: last.flatMap((row) =>
        referenceLines(row, used).map(({ field, place, target }) => [row.kind, row.id, field, place, target]),
      ),
      onConflict: 'on conflict (tenant_id, kind, id, field, place) do update set target = excluded.target',
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

/** How many places a field takes up now, by `kind id field`; only of kinds with lists, which may become shorter. */
async function usedPlaces(
  { db, tenantId, bulk }: Queries,
  rows: readonly RowWrite[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = rows.filter(({ kind }) => hasReferenceLists(kind)).map(({ kind, id }) => [kind, id])
  const used = new Map<string, number>()
  if (wanted.length === 0) return used
  const { rows: found } = await sql<{ kind: string; id: string; field: string; place: number }>`
    select r.kind, r.id, r.field, r.place
    from ${bulk.textRelation('w', ['kind', 'id'], wanted)}
    ${bulk.lookUp('entity_ref', 'r', sql`r.tenant_id = ${tenantId} and r.kind = w.kind and r.id = w.id`)}`.execute(
    db,
  )
  for (const { kind, id, field, place } of found) {
    const key = keyOf(kind, id, field)
    used.set(key, Math.max(used.get(key) ?? 0, place + 1))
  }
  return used
}

/** A reference that the row does not have is written as none, over one that it may have had. */
function referenceLines(
  { kind, id, references }: RowWrite,
  used: ReadonlyMap<string, number>,
): { field: string; place: number; target: string | null }[] {
  return referenceFields[kind].flatMap((field: string) => {
    const targets = references.filter((reference) => reference.field === field).map(({ target }) => target)
    const places = Math.max(1, targets.length, used.get(keyOf(kind, id, field)) ?? 0)
    return Array.from({ length: places }, (_, place) => ({ field, place, target: targets[place] ?? null }))
  })
}

/** From all writes of the batch, not only the last of each row: an earlier one may be the one that left a scope. */
function scopeLines(rows: readonly RowWrite[]) {
  const lines = rows.flatMap(({ kind, id, version, scopes, leftScopes }) => [
    ...leftScopes.map((scope) => ({ scope, kind, id, version, present: 0 })),
    ...scopes.map((scope) => ({ scope, kind, id, version, present: 1 })),
  ])
  return lastByKey(lines, ({ scope, kind, id }) => keyOf(scope, kind, id))
}
