/**
 * Blocks: the cut of a scope for the first sync, made once, compressed once and cached. A block never changes; what
 * changed after the cut comes in the tail. When the tail has outgrown its blocks the scope is cut anew.
 */
import { createHash } from 'node:crypto'
import { gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { formatLine } from '../../sync/line'
import { rowKinds, type RowKind } from '../../domain/rows'
import type { Random } from '../ports'
import type { ScopeLine, Store, StoredBlock } from '../store/port'

export interface BlockSizes {
  /** Rows per block: sealed on the phone with one encryption, some 100 KB of lines (docs/architecture.md). */
  rows: number
  /** Below this many rows a scope is sent as plain pages: a block would save nothing. */
  smallestScope: number
}
export const defaultBlockSizes: BlockSizes = { rows: 400, smallestScope: 600 }
/** A tail longer than this share of the scope is dearer than a new cut. */
const staleShare = 0.5
/** So is one that fills an answer: whoever signs in next would wait for page after page. */
const longestTail = 2_000

const gzipAsync = promisify(gzip)

/** True when blocks of a scope of so many rows are followed by a tail so long (as far as one answer shows it). */
export function isStale(scopeRows: number, tailRows: number, sizes: BlockSizes): boolean {
  return tailRows >= Math.min(longestTail, Math.max(sizes.smallestScope, scopeRows * staleShare))
}

/**
 * Cuts a scope up to the tenant's present version, replacing older blocks. Read and compressed aside of the tenant's
 * lock, since a large village takes a second: what is written meanwhile comes in the tail like everything after a cut.
 */
export async function cutBlocks(
  store: Store,
  tenantId: string,
  scope: string,
  random: Random,
  sizes: BlockSizes,
): Promise<void> {
  const blocks = await store.read(tenantId, async (tx) => {
    const { version: cutAt } = await tx.head()
    const made: (StoredBlock & { data: Uint8Array })[] = []
    for (const kind of rowKinds) {
      for (let after = 0; ; ) {
        const lines = await tx.presentLines(scope, kind, after, cutAt, sizes.rows)
        const last = lines.at(-1)
        if (!last) break
        made.push(await toBlock(scope, kind, lines, cutAt, random))
        after = last.version
      }
    }
    return made
  })
  await store.write(tenantId, async (tx) => {
    await tx.dropBlocks(scope)
    await tx.putBlocks(blocks)
  })
}

async function toBlock(
  scope: string,
  kind: RowKind,
  lines: readonly ScopeLine[],
  cutAt: number,
  random: Random,
) {
  const text = Buffer.from(
    lines.map((line) => formatLine(line.kind, line.id, line.version, line.json)).join('\n'),
    'utf8',
  )
  const data = await gzipAsync(text, { level: 9 })
  return {
    id: random.hex(16),
    scope,
    kind,
    fromVersion: lines[0]?.version ?? 0,
    toVersion: cutAt,
    rows: lines.length,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: data.byteLength,
    data,
  }
}
