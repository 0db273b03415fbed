/**
 * First fill of large scopes: blocks are sealed and stored as they come, each on its own, so that a cut line costs one
 * block. The cursor is set with the last of them; until then the scope counts as not held (`src/sync/SPEC.md` BL).
 */
import type { RowKind } from '../../../domain/rows'
import { addLine, emptySum, formatSum } from '../../../sync/checksum'
import type { BlockRef, Page } from '../../../sync/down'
import type { SegmentRecord, Write } from '../../db/port'
import type { Transport, Vault } from '../ports'
import { sealContext, type Memory } from './memory'
import { healDiffering, sealPage } from './pages'
import { metaKeys, type ScopeState } from './state'

export interface FillPorts {
  vault: Vault
  transport: Transport
}

export interface Filled {
  /** Another round is needed: a scope was filled (and may have changed meanwhile), or its blocks were cut anew. */
  again: boolean
  /** Anything was stored: what is asked for again is not the same as before. */
  progress: boolean
}

/** Blocks asked for in one request. */
const maxBlocks = 500

export async function fillScopes(
  memory: Memory,
  ports: FillPorts,
  pages: readonly Page[],
  kinds: Set<RowKind>,
): Promise<Filled> {
  const all: Filled = { again: false, progress: false }
  for (const page of pages) {
    const { again, progress } = await fillScope(memory, ports, page, kinds)
    all.again ||= again
    all.progress ||= progress
  }
  return all
}

const segmentId = (scope: string, block: BlockRef): string => `${scope}|${block.id}`

async function fillScope(memory: Memory, ports: FillPorts, page: Page, kinds: Set<RowKind>): Promise<Filled> {
  const { scope } = page
  if (memory.holds(scope)) return { again: false, progress: false }
  const stored = new Set(
    page.blocks.filter((block) => memory.segments.has(segmentId(scope, block))).map(({ id }) => id),
  )
  const wanted = new Map(
    page.blocks.filter((block) => !stored.has(block.id)).map((block) => [block.id, block]),
  )
  let progress = false
  if (wanted.size > 0) {
    const answer = await ports.transport.blocks(
      { blocks: [...wanted.keys()].slice(0, maxBlocks) },
      async (id, text) => {
        const block = wanted.get(id)
        if (!block || !(await storeBlock(memory, ports, scope, block, text, kinds))) return
        stored.add(id)
        progress = true
      },
    )
    if (!answer.ok) return { again: false, progress }
  }
  // The server may have cut the scope anew meanwhile: the next answer names other blocks.
  if (page.blocks.some((block) => !stored.has(block.id))) return { again: true, progress }
  const tail = await sealPage(ports.vault, page)
  const keep = new Set(page.blocks.map((block) => segmentId(scope, block)))
  for (;;) {
    if (memory.holds(scope)) return { again: false, progress }
    const isStale = [...memory.segments].some(([id, owner]) => owner === scope && !keep.has(id))
    if (isStale) return { again: true, progress: await restartScope(memory, scope) }
    const healed = memory.books.scopes.get(scope)?.healed ?? 0
    const state: ScopeState = { scope, cursor: page.cursor, filled: page.done, upTo: page.upTo, healed }
    const writes: Write[] = [
      ...tail,
      { op: 'put', table: 'meta', record: { key: metaKeys.scope(scope), value: state } },
    ]
    const committed = await memory.commit(memory.books.revision, writes, () => {
      memory.books.scopes.set(scope, state)
      memory.takeLines(scope, page.lines, kinds)
      healDiffering(memory, [page])
      memory.rebase()
    })
    if (committed) return { again: true, progress: true }
    await memory.catchUp()
  }
}

/** Blocks of an older cut are mixed in: the scope starts anew. */
async function restartScope(memory: Memory, scope: string): Promise<boolean> {
  const dropped = await memory.commit(memory.books.revision, [{ op: 'dropScope', scope }], () => {
    memory.dropScope(scope)
    memory.rebase()
  })
  if (!dropped) await memory.catchUp()
  return dropped
}

/** False when the block is not what the server announced: it is fetched again. */
async function storeBlock(
  memory: Memory,
  { vault }: FillPorts,
  scope: string,
  block: BlockRef,
  text: string,
  kinds: Set<RowKind>,
): Promise<boolean> {
  if ((await vault.sha256Hex(new TextEncoder().encode(text))) !== block.sha256) return false
  const lines = text === '' ? [] : text.split('\n')
  const id = segmentId(scope, block)
  const record: SegmentRecord = {
    id,
    scope,
    kind: block.kind,
    fromVersion: block.fromVersion,
    toVersion: block.toVersion,
    rows: block.rows,
    sum: formatSum(lines.reduce(addLine, emptySum)),
    sealed: await vault.seal(text, sealContext.segment(id)),
  }
  for (;;) {
    // Filled by another tab meanwhile: this block would bring back rows that have left since.
    if (memory.holds(scope)) return false
    const stored = await memory.commit(
      memory.books.revision,
      [{ op: 'put', table: 'segments', record }],
      () => {
        memory.segments.set(id, scope)
        memory.takeLines(scope, text, kinds)
        memory.rebase()
      },
    )
    if (stored) return true
    await memory.catchUp()
  }
}
