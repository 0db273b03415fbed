/**
 * 抽查回访: who is drawn, from all of the zone's rows and a seed of the server's own, inside the transaction of the
 * command. Nobody chooses: not who draws, and not by drawing again, since each draw is kept.
 */
import type { Rows } from '../../domain/command/define'
import { candidateOf, drawSample, hashOfPool, type Candidate } from '../../domain/draw/sample'
import { partyOf } from '../../domain/issue/handling'
import type { Draw } from '../../domain/draw/rows'
import type { AnyRow, Relation, Row, RowKind } from '../../domain/rows'
import type { Party } from '../../domain/task/rows'
import type { StoredRow, WriteTx } from '../store/port'

export interface Sampled {
  draw: Draw
  parties: Party[]
}

/** Rows as they are now, where an earlier command of the batch has changed them and the store does not know yet. */
type Newest = (kind: RowKind, id: string) => AnyRow | undefined

export async function sampleDraw(tx: WriteTx, draw: Draw, seed: string, newest: Newest): Promise<Sampled> {
  const toRow = <K extends RowKind>({ kind, id, version, json }: StoredRow): Row<K> =>
    (newest(kind, id) ?? { kind, id, version, data: JSON.parse(json) as unknown }) as unknown as Row<K>
  const person = newest('person', draw.drawnBy) as Row<'person'> | undefined
  const roles = person?.data.roles ?? []
  const rules = {
    from: draw.from,
    to: draw.to,
    drawnBy: draw.drawnBy,
    mayKnowConfidential: roles.includes('office') || roles.includes('discipline'),
  }

  const effects = byIssue((await tx.rowsOfKind('effect')).map(toRow<'effect'>), ({ data }) => [data.issueId])
  const tasks = byIssue((await tx.rowsOfKind('task')).map(toRow<'task'>), ({ data }) => data.issueIds)
  const issues = (await tx.rowsOfKind('issue')).map(toRow<'issue'>)
  const issuesById = new Map(issues.map((issue) => [issue.id, issue]))
  const pool = issues.flatMap((issue): Candidate[] => {
    const around = { tasks: tasks.get(issue.id) ?? [], effect: effects.get(issue.id)?.[0] }
    const candidate = candidateOf(issue, around, rules)
    return candidate ? [candidate] : []
  })
  const drawn = drawSample(pool, draw.size, seed)
  const subjectIds = drawn.flatMap(({ issueId }) => issuesById.get(issueId)?.data.subjectId ?? [])
  const register = await registerOf(tx, subjectIds, toRow)
  return {
    draw: {
      ...draw,
      seed,
      pool: { count: pool.length, hash: hashOfPool(pool) },
      items: drawn.map(({ issueId, areaId, reopened }) => ({ issueId, areaId, reopened, result: null })),
    },
    parties: drawn.flatMap(({ issueId }) => {
      const issue = issuesById.get(issueId)
      return issue ? partyOf(register, issue) : []
    }),
  }
}

function byIssue<K extends RowKind>(
  rows: readonly Row<K>[],
  idsOf: (row: Row<K>) => readonly string[],
): ReadonlyMap<string, Row<K>[]> {
  const found = new Map<string, Row<K>[]>()
  for (const row of rows) for (const id of idsOf(row)) found.set(id, [...(found.get(id) ?? []), row])
  return found
}

/** Names, addresses and contacts of a few subjects, as a command's rows. */
async function registerOf(
  tx: WriteTx,
  subjectIds: readonly string[],
  toRow: <K extends RowKind>(stored: StoredRow) => Row<K>,
): Promise<Rows> {
  const subjects = await tx.rows(subjectIds.map((id) => ({ kind: 'subject', id })))
  const contacts = await tx.related(
    subjectIds.map((target) => ({ relation: 'subjectContact.subjectId', target })),
  )
  return {
    get: (kind, id) => {
      const found = subjects.find((row) => row.kind === kind && row.id === id)
      return found && toRow(found)
    },
    related: (relation: Relation, target: string) =>
      contacts.filter((row) => row.relation === relation && row.target === target).map((row) => toRow(row)),
  }
}
