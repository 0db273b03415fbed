/**
 * Blocks: the cut of a scope for the first sync, made once, compressed together and cached. A block never changes; what
 * changed after the cut comes in the tail. When the tail has outgrown its blocks the scope is cut anew.
 */
import { createHash } from 'node:crypto'
import { formatLine } from '../../sync/line'
import { rowKinds, type RowKind } from '../../domain/rows'
import type { Random } from '../ports'
import type { BlockPack, ScopeLine, Store, StoredBlock } from '../store/port'
import { packLoosely } from './tighten'

export interface BlockSizes {
  /** Rows per block: sealed on the phone with one encryption, some 100 KB of lines (docs/architecture.md). */
  rows: number
  /**
   * Rows per pack: what is compressed together. Ids and names come again and again within a village, so a whole one
   * packs to three quarters of what its blocks one by one would.
   */
  packRows: number
  /** Below this many rows a scope is sent as plain pages: a block would save nothing. */
  smallestScope: number
}
export const defaultBlockSizes: BlockSizes = { rows: 400, packRows: 20_000, smallestScope: 600 }
/** A tail longer than this share of the scope is dearer than a new cut. */
const staleShare = 0.5
/** So is one that fills an answer: whoever signs in next would wait for page after page. */
const longestTail = 2_000

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
  const packs = await store.read(tenantId, async (tx) => {
    const { version: cutAt } = await tx.head()
    const packer = createPacker(scope, random, sizes)
    for (const kind of rowKinds) {
      for (let after = 0; ; ) {
        const lines = await tx.presentLines(scope, kind, after, cutAt, sizes.rows)
        const last = lines.at(-1)
        if (!last) break
        await packer.add(kind, lines, cutAt)
        after = last.version
      }
    }
    return packer.end()
  })
  await store.write(tenantId, (tx) => tx.putBlocks(scope, packs))
}

type FullPack = BlockPack & { blocks: StoredBlock[] }

function createPacker(scope: string, random: Random, sizes: BlockSizes) {
  const packs: FullPack[] = []
  let texts: Buffer[] = []
  let blocks: StoredBlock[] = []
  let packId = random.hex(16)

  async function close(): Promise<void> {
    if (blocks.length === 0) return
    packs.push({ id: packId, scope, content: await packLoosely(joinTexts(texts)), isTight: false, blocks })
    packId = random.hex(16)
    texts = []
    blocks = []
  }
  return {
    async add(kind: RowKind, lines: readonly ScopeLine[], cutAt: number): Promise<void> {
      const text = Buffer.from(
        lines.map((line) => formatLine(line.kind, line.id, line.version, line.json)).join('\n'),
        'utf8',
      )
      texts.push(text)
      blocks.push({
        id: random.hex(16),
        kind,
        fromVersion: lines[0]?.version ?? 0,
        toVersion: cutAt,
        rows: lines.length,
        sha256: createHash('sha256').update(text).digest('hex'),
        bytes: text.byteLength,
        packId,
      })
      if (blocks.reduce((rows, block) => rows + block.rows, 0) >= sizes.packRows) await close()
    },
    async end(): Promise<FullPack[]> {
      await close()
      return packs
    },
  }
}

const newline = Buffer.from('\n', 'utf8')
const joinTexts = (texts: readonly Buffer[]): Buffer =>
  Buffer.concat(texts.flatMap((text, index) => (index === 0 ? [text] : [newline, text])))

/** What lies before a block in its pack; undefined when it does not lie there. */
export function offsetIn(
  blocks: readonly { id: string; bytes: number }[],
  blockId: string,
): number | undefined {
  const place = blocks.findIndex(({ id }) => id === blockId)
  if (place < 0) return undefined
  return blocks.slice(0, place).reduce((offset, { bytes }) => offset + bytes + newline.byteLength, 0)
}
