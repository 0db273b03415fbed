/**
 * Folding: when a scope has gathered many delta rows it is written anew as segments, in one transaction, while nothing
 * else is going on. Only a layout change: the lines, the cursor and the checksum stay what they were.
 */
import type { DeviceStore, SegmentRecord, Write } from '../../db/port'
import type { IdSource } from '../../../domain/ids'
import type { Vault } from '../ports'
import type { Memory } from './memory'
import { sealContext } from './unseal'

/** Rows in one segment; one encryption each (docs/architecture.md). */
const segmentRows = 400
/** Deltas of a scope worth folding: opening 500 single rows takes as long as 20 segments. */
const foldFrom = 500

const isFoldable = (memory: Memory, scope: string): boolean =>
  memory.holds(scope) && memory.isOpened(scope) && !memory.broken.has(scope)

/** Folds at most one scope; returns it, or undefined when none was worth it or another tab wrote meanwhile. */
export async function compactOne(
  memory: Memory,
  { store, vault, ids }: { store: DeviceStore; vault: Vault; ids: IdSource },
  threshold = foldFrom,
): Promise<string | undefined> {
  await memory.catchUp()
  const { revision } = memory.books
  const deltas = new Map<string, number>()
  for (const { scope } of await store.all('delta')) deltas.set(scope, (deltas.get(scope) ?? 0) + 1)
  const scope = [...deltas].find(([name, rows]) => rows >= threshold && isFoldable(memory, name))?.[0]
  if (scope === undefined) return undefined

  const byKind = new Map<string, { line: string; version: number }[]>()
  for (const { kind, line, version } of memory.confirmed.scopeLines(scope)) {
    const lines = byKind.get(kind) ?? []
    lines.push({ line, version })
    byKind.set(kind, lines)
  }
  const segments: SegmentRecord[] = []
  for (const [kind, lines] of byKind) {
    for (let start = 0; start < lines.length; start += segmentRows) {
      const part = lines.slice(start, start + segmentRows)
      const id = `${scope}|${ids.next()}`
      const versions = part.map(({ version }) => version)
      segments.push({
        id,
        scope,
        kind,
        fromVersion: Math.min(...versions),
        toVersion: Math.max(...versions),
        rows: part.length,
        sealed: await vault.seal(part.map(({ line }) => line).join('\n'), sealContext.segment(id)),
      })
    }
  }
  // The rows stay the same, and so does how their names are read.
  const directory = await store.get('directory', scope)
  const writes: Write[] = [
    { op: 'dropScope', scope },
    ...(directory ? [{ op: 'put', table: 'directory', record: directory } as const] : []),
    ...segments.map((record): Write => ({ op: 'put', table: 'segments', record })),
  ]
  const folded = await memory.commit(revision, writes, () => {
    for (const [id, owner] of memory.segments) if (owner === scope) memory.segments.delete(id)
    for (const { id } of segments) memory.segments.set(id, scope)
  })
  return folded ? scope : undefined
}
