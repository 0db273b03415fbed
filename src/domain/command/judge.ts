/**
 * From a named command with raw arguments to a verdict. The same steps on the device and on the server; only the
 * source of rows differs: the server's is complete, the device's may answer "not held" and the verdict is `unknown`.
 */
import type { Actor } from '../access/actor'
import { parse } from '../schema'
import type { HonestTimes } from '../time/honest'
import { rowKey, type AnyRow, type KindOfRelation, type Relation, type Row, type RowKind } from '../rows'
import type { Change, CommandDefinition, Decision, Read, ReadStep, Rows, ServerAddition } from './define'
import { findCommand } from './registry'
import type { Rejection } from './rejection'

export interface PreparedCommand {
  definition: CommandDefinition
  args: unknown
  reads: Read[]
}

/** What a store or memory can say about the rows it holds. */
export interface RowSource {
  /** `undefined`: there is none. `notHeld`: it may exist, but not here. */
  get(kind: RowKind, id: string): AnyRow | undefined | 'notHeld'
  /** `incomplete`: there may be more than is held here. */
  related(relation: Relation, target: string): readonly AnyRow[] | 'incomplete'
}

export type Verdict =
  | { verdict: 'accept'; changes: Change[]; additions: ServerAddition[] }
  | { verdict: 'reject'; rejection: Rejection }
  /** A row it needs is not held here: kept for the server to judge, never refused locally. */
  | { verdict: 'unknown'; missing: Read[] }

/** Finds the command and checks its arguments; a refusal here needs no rows. */
export function prepareCommand(
  name: string,
  version: number,
  rawArgs: unknown,
  actor: Actor,
): { ok: true; command: PreparedCommand } | { ok: false; rejection: Rejection } {
  const found = findCommand(name, version, rawArgs)
  if (!found)
    return { ok: false, rejection: { code: 'unknownCommand', params: { name: name.slice(0, 60), version } } }
  const parsed = parse(found.definition.args, found.args)
  if (!parsed.ok) {
    const [issue] = parsed.issues
    // A code of its own, since it says what to do.
    if (issue?.code === 'identityNumber')
      return { ok: false, rejection: { code: 'identityNumber', params: { field: issue.path } } }
    const params = {
      path: issue?.path.slice(0, 100) ?? '',
      issue: issue?.code ?? 'wrongType',
      ...issue?.params,
    }
    return { ok: false, rejection: { code: 'invalidArgs', params } }
  }
  const reads = found.definition.reads(parsed.value, actor)
  return { ok: true, command: { definition: found.definition, args: parsed.value, reads } }
}

/** How many steps of reads follow the first. */
export const readStepsOf = ({ definition }: PreparedCommand): number => stepsOf(definition).length

/** The reads that a step (0: the first after `reads`) names, with the rows of all reads before it at hand. */
export const readsOfStep = (
  { definition, args }: PreparedCommand,
  step: number,
  { before, actor, source }: { before: readonly Read[]; actor: Actor; source: RowSource },
): Read[] => stepsOf(definition)[step]?.(args, declaredRows(before, source), actor) ?? []

/** All further steps of reads, from rows at hand. Ends with the first step that needs a row which is not held. */
export function moreReads(command: PreparedCommand, actor: Actor, source: RowSource): Read[] {
  const more: Read[] = []
  let latest: readonly Read[] = command.reads
  for (let step = 0; step < readStepsOf(command); step++) {
    if (missingReads(latest, source).length > 0) break
    latest = readsOfStep(command, step, { before: [...command.reads, ...more], actor, source })
    more.push(...latest)
  }
  return more
}

function stepsOf({ readsMore }: CommandDefinition): readonly ReadStep<unknown>[] {
  if (!readsMore) return []
  return typeof readsMore === 'function' ? [readsMore] : readsMore
}

export interface JudgeContext {
  actor: Actor
  at: HonestTimes
  commandId: string
  base: Readonly<Record<string, number>>
}

export function judge(command: PreparedCommand, source: RowSource, context: JudgeContext): Verdict {
  const reads = [...command.reads, ...moreReads(command, context.actor, source)]
  const missing = missingReads(reads, source)
  if (missing.length > 0) return { verdict: 'unknown', missing }
  const decision: Decision = command.definition.decide({
    ...context,
    args: command.args,
    rows: declaredRows(reads, source),
  })
  return decision
}

function missingReads(reads: readonly Read[], source: RowSource): Read[] {
  return reads.filter((read) => {
    switch (read.read) {
      case 'must':
        return source.get(read.kind, read.id) === 'notHeld'
      case 'fresh':
      case 'ifHeld':
        return false
      case 'related':
        return read.ifHeld !== true && source.related(read.relation, read.target) === 'incomplete'
    }
  })
}

/** Only declared rows can be seen: an undeclared read would be prefetched nowhere and judged differently somewhere. */
export function declaredRows(reads: readonly Read[], source: RowSource): Rows {
  const declared = new Set(
    reads.map((read) => (read.read === 'related' ? relationKey(read) : rowKey(read.kind, read.id))),
  )
  const demand = (key: string): void => {
    if (!declared.has(key)) throw new Error(`undeclared read: ${key}`)
  }
  return {
    get<K extends RowKind>(kind: K, id: string) {
      demand(rowKey(kind, id))
      const row = source.get(kind, id)
      return row === 'notHeld' ? undefined : (row as Row<K> | undefined)
    },
    related<R extends Relation>(relation: R, target: string) {
      demand(relationKey({ relation, target }))
      const rows = source.related(relation, target)
      return (rows === 'incomplete' ? [] : rows) as unknown as readonly Row<KindOfRelation<R>>[]
    },
  }
}

export const relationKey = ({ relation, target }: { relation: Relation; target: string }): string =>
  `~${relation}=${target}`
