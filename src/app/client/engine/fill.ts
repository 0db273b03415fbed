/**
 * First fill of large scopes: packs of blocks are fetched side by side, each block is proved, sealed as it came and
 * stored with others of the same moment, so that a cut line costs a few blocks. The cursor is set with the last of a
 * scope's blocks; until then the scope counts as not held (`src/sync/SPEC.md` BL). Nothing is unpacked into rows
 * here: `Memory.open` does that afterwards, from the disk, as at any start.
 */
import type { BlockRef, Page } from '../../../sync/down'
import type { SegmentRecord, Write } from '../../db/port'
import type { Clock, Transport, Vault } from '../ports'
import type { Memory } from './memory'
import { sealContext } from './unseal'
import { sealPage } from './pages'
import { metaKeys, type ScopeState } from './state'

export interface FillPorts {
  vault: Vault
  transport: Transport
  clock: Clock
}

export interface Filled {
  /** Another round is needed: a scope was filled (and may have changed meanwhile), or its blocks were cut anew. */
  again: boolean
  /** Anything was stored: what is asked for again is not the same as before. */
  progress: boolean
}

/** Packs on their way at once: while one is sealed and stored the line is not idle. */
const sideBySide = 3
/** Stored together: each commit waits for the disk. */
const commitBytes = 4_000_000
/** On a slow line what has arrived does not wait longer than this for company. */
const commitAfterMs = 2_000

/** `onFinished`: scopes are held from now on, while others are still coming. */
export async function fillScopes(
  memory: Memory,
  ports: FillPorts,
  pages: readonly Page[],
  onFinished: () => void,
): Promise<Filled> {
  const wanted = pages.filter(({ scope }) => !memory.holds(scope))
  if (wanted.length === 0) return { again: false, progress: false }
  const writer = await createWriter(memory, ports, wanted, onFinished)
  const waiting = wanted.flatMap((page) => missingPacks(memory, page))
  let isCut = false
  async function fetchPacks(): Promise<void> {
    for (let pack = waiting.shift(); pack && !isCut; pack = waiting.shift()) {
      const { scope, blocks } = pack
      const answer = await ports.transport.blocks(blocks, (block, bytes) => writer.add(scope, block, bytes))
      if (!answer.ok) isCut = true
    }
  }
  const lines = await Promise.allSettled(Array.from({ length: sideBySide }, fetchPacks))
  await writer.flush()
  for (const line of lines) if (line.status === 'rejected') throw line.reason
  // The server may have cut a scope anew meanwhile: the next answer names other blocks.
  const isLeft = wanted.some(({ scope }) => !memory.holds(scope))
  return { again: writer.hasFinished() || (isLeft && !isCut), progress: writer.hasStored() }
}

const segmentId = (scope: string, blockId: string): string => `${scope}|${blockId}`

/** What is still to be fetched of each pack: from the first block that is not stored. */
function missingPacks(memory: Memory, { scope, blocks }: Page): { scope: string; blocks: BlockRef[] }[] {
  const packs = new Map<string, BlockRef[]>()
  for (const block of blocks) packs.set(block.packId, [...(packs.get(block.packId) ?? []), block])
  return [...packs.values()].flatMap((pack) => {
    const first = pack.findIndex(({ id }) => !memory.segments.has(segmentId(scope, id)))
    return first < 0 ? [] : [{ scope, blocks: pack.slice(first) }]
  })
}

interface Writer {
  /** A block that is not what the server announced is left out: it is fetched again. */
  add(scope: string, block: BlockRef, bytes: Uint8Array): Promise<void>
  flush(): Promise<void>
  hasStored(): boolean
  hasFinished(): boolean
}

async function createWriter(
  memory: Memory,
  { vault, clock }: FillPorts,
  pages: readonly Page[],
  onFinished: () => void,
): Promise<Writer> {
  const tails = new Map<string, Write[]>()
  for (const page of pages) tails.set(page.scope, await sealPage(vault, page))
  let pending: SegmentRecord[] = []
  let pendingBytes = 0
  let pendingSince = 0
  let hasStored = false
  let hasFinished = false
  let writing: Promise<void> = Promise.resolve()

  /** With the last block of a scope its tail and cursor, in the same transaction. */
  async function commit(records: readonly SegmentRecord[]): Promise<void> {
    for (;;) {
      // Filled by another tab meanwhile: these blocks would bring back rows that have left since.
      const open = pages.filter(({ scope }) => !memory.holds(scope))
      const stale = new Set(open.filter((page) => hasForeignBlocks(memory, page)).map(({ scope }) => scope))
      const openScopes = new Set(open.map(({ scope }) => scope).filter((scope) => !stale.has(scope)))
      const fresh = records.filter(({ scope }) => openScopes.has(scope))
      const stored = new Set([...memory.segments.keys(), ...fresh.map(({ id }) => id)])
      const whole = open.filter(
        ({ scope, blocks }) =>
          openScopes.has(scope) && blocks.every(({ id }) => stored.has(segmentId(scope, id))),
      )
      if (fresh.length === 0 && whole.length === 0 && stale.size === 0) return
      const states = whole.map((page) => stateOf(memory, page))
      const writes: Write[] = [
        // Blocks of an older cut are mixed in: these scopes start anew.
        ...[...stale].map((scope): Write => ({ op: 'dropScope', scope })),
        ...fresh.map((record): Write => ({ op: 'put', table: 'segments', record })),
        ...whole.flatMap(({ scope }) => tails.get(scope) ?? []),
        ...states.map((value): Write => {
          return { op: 'put', table: 'meta', record: { key: metaKeys.scope(value.scope), value } }
        }),
      ]
      const isCommitted = await memory.commit(memory.books.revision, writes, () => {
        for (const scope of stale) memory.dropScope(scope)
        for (const { id, scope } of fresh) memory.addClosed(scope, id)
        for (const state of states) memory.books.scopes.set(state.scope, state)
        if (stale.size > 0) memory.rebase()
      })
      if (isCommitted) {
        hasStored = true
        hasFinished ||= states.length > 0
        if (states.length > 0) onFinished()
        return
      }
      await memory.catchUp()
    }
  }
  function flush(): Promise<void> {
    const records = pending
    pending = []
    pendingBytes = 0
    // One after the other: two commits on the same revision would only send each other back.
    writing = writing.then(() => commit(records))
    return writing
  }
  // What an older cut or an earlier try left is settled first.
  await flush()
  return {
    async add(scope, block, bytes) {
      const id = segmentId(scope, block.id)
      if (memory.segments.has(id) || (await vault.sha256Hex(bytes)) !== block.sha256) return
      const { kind, fromVersion, toVersion, rows } = block
      const sealed = await vault.seal(bytes, sealContext.segment(id))
      if (pending.length === 0) pendingSince = clock.now()
      pending.push({ id, scope, kind, fromVersion, toVersion, rows, sealed })
      pendingBytes += bytes.length
      if (pendingBytes >= commitBytes || clock.now() - pendingSince >= commitAfterMs) await flush()
    },
    flush,
    hasStored: () => hasStored,
    hasFinished: () => hasFinished,
  }
}

function stateOf({ books }: Memory, { scope, cursor, done, upTo }: Page): ScopeState {
  return { scope, cursor, filled: done, upTo, healed: books.scopes.get(scope)?.healed ?? 0 }
}

function hasForeignBlocks(memory: Memory, { scope, blocks }: Page): boolean {
  const own = new Set(blocks.map(({ id }) => segmentId(scope, id)))
  return [...memory.segments].some(([id, owner]) => owner === scope && !own.has(id))
}
