/**
 * A command is declared once: its argument schema, what it reads, and a pure `decide`. The device runs it on what it
 * holds, so that the page answers at once; the server runs the same lines on its own rows, and its answer is final.
 */
import type { Infer, Schema } from '../schema'
import type { Actor } from '../access/actor'
import type { KindOfRelation, Relation, Row, RowKind, RowTypes } from '../rows'
import type { HonestTimes } from '../time/honest'
import type { Rejection, RejectionCode } from './rejection'

/**
 * What a command reads. `must`: a device that does not hold the row can't judge (verdict `unknown`).
 * `fresh`: the row is expected to be absent (an id about to be used). `related`: all rows whose field points to target.
 * `ifHeld`: as far as a device has it: settings that a zone may never have changed (without the row the usual ones hold),
 * and what only makes a result better. No verdict waits for it; the server, which has everything, decides again.
 */
export type Read =
  | { read: 'must'; kind: RowKind; id: string }
  | { read: 'fresh'; kind: RowKind; id: string }
  | { read: 'ifHeld'; kind: RowKind; id: string }
  | { read: 'related'; relation: Relation; target: string; ifHeld?: true }

export const must = (kind: RowKind, id: string): Read => ({ read: 'must', kind, id })
export const mustIf = (kind: RowKind, id: string | null | undefined): Read[] => (id ? [must(kind, id)] : [])
export const fresh = (kind: RowKind, id: string): Read => ({ read: 'fresh', kind, id })
export const related = (relation: Relation, target: string): Read => ({ read: 'related', relation, target })
export const ifHeld = (kind: RowKind, id: string): Read => ({ read: 'ifHeld', kind, id })
export const relatedIfHeld = (relation: Relation, target: string): Read => ({
  read: 'related',
  relation,
  target,
  ifHeld: true,
})

/** The rows a command declared; asking for others is a bug and throws. */
export interface Rows {
  get<K extends RowKind>(kind: K, id: string): Row<K> | undefined
  related<R extends Relation>(relation: R, target: string): readonly Row<KindOfRelation<R>>[]
}

export type Change =
  | { [K in RowKind]: { op: 'put'; kind: K; id: string; data: RowTypes[K] } }[RowKind]
  | {
      [K in RowKind]: {
        op: 'patch'
        kind: K
        id: string
        fields: Partial<RowTypes[K]>
        /** Field edits by people: the server notes who changed what at which version, to find conflicts later. */
        track?: boolean
      }
    }[RowKind]

/**
 * What only the server can add after an accepted decision: the number of an issue or of a frozen edition, in commit
 * order, with the latter the hash of its content; and who is drawn, which nobody may choose.
 */
export type ServerAddition =
  | { add: 'issueNumber'; issueId: string }
  | { add: 'editionNumber'; editionId: string }
  | { add: 'drawSample'; drawId: string }

export interface Refused {
  verdict: 'reject'
  rejection: Rejection
}
export type Decision = { verdict: 'accept'; changes: Change[]; additions: ServerAddition[] } | Refused

export const accept = (changes: Change[], additions: ServerAddition[] = []): Decision => ({
  verdict: 'accept',
  changes,
  additions,
})
export const reject = (code: RejectionCode, params: Rejection['params'] = {}): Refused => ({
  verdict: 'reject',
  rejection: { code, params },
})
export const put = <K extends RowKind>(kind: K, id: string, data: RowTypes[K]): Change =>
  ({ op: 'put', kind, id, data }) as unknown as Change
export const patch = <K extends RowKind>(
  kind: K,
  id: string,
  fields: Partial<RowTypes[K]>,
  track = false,
): Change => ({ op: 'patch', kind, id, fields, ...(track ? { track } : {}) }) as unknown as Change

export interface DecideContext<A> {
  args: A
  actor: Actor
  rows: Rows
  at: HonestTimes
  commandId: string
  /** Versions of the rows it was decided on, by row key; empty when the device held none. */
  base: Readonly<Record<string, number>>
}

export type ReadStep<A> = (args: A, rows: Rows, actor: Actor) => Read[]

export interface CommandDefinition<N extends string = string, S extends Schema = Schema> {
  name: N
  version: number
  args: S
  reads: (args: Infer<S>, actor: Actor) => Read[]
  /** Second step: reads that depend on the first rows; or several, each seeing the rows of all before it. */
  readsMore?: ReadStep<Infer<S>> | readonly ReadStep<Infer<S>>[]
  decide: (context: DecideContext<Infer<S>>) => Decision
}

export function defineCommand<const N extends string, S extends Schema>(
  nameAndVersion: `${N}@${number}`,
  definition: Omit<CommandDefinition<N, S>, 'name' | 'version'>,
): CommandDefinition<N, S> {
  const [name, version] = nameAndVersion.split('@') as [N, string]
  return { name, version: Number(version), ...definition }
}
