import { createHash } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addLine, emptySum, formatSum } from '../../../../src/sync/checksum'
import { parseLine } from '../../../../src/sync/line'
import type { BlockRef, Page, SyncResponse } from '../../../../src/sync/down'
import { createTightener } from '../../../../src/server/sync/createTightener'
import { isStale } from '../../../../src/server/sync/blocks'
import type { Identity } from '../../../../src/server/sync/service'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'

const sizes = { rows: 6, packRows: 20, smallestScope: 14 }
let server: SyncServer
let phone: Identity

beforeEach(async () => {
  server = await makeSyncServer({ blockSizes: sizes })
  phone = await server.register(server.people.cadre)
  await server.act(
    server.people.bothCadre,
    Array.from({ length: 12 }, (_, index) => server.commands.create(0, `新户${index}`)),
  )
})
afterEach(() => server.store.close())

const village = (answer: SyncResponse): Page => answer.pages.find(({ scope }) => scope === 'area:V1') as Page
/** Lines of all blocks by id, pack by pack; of a pack that is not given there are none. */
const fetchAll = async (identity: Identity, refs: BlockRef[]) => {
  const texts = new Map<string, string>()
  for (const packId of new Set(refs.map((ref) => ref.packId))) {
    const pack = refs.filter((ref) => ref.packId === packId)
    let body = await fetchFrom(identity, pack[0]?.id ?? '')
    for (const { id, bytes } of body === undefined ? [] : pack) {
      texts.set(id, body?.subarray(0, bytes).toString('utf8') ?? '')
      body = body?.subarray(bytes + 1)
    }
    if (body) expect(body).toHaveLength(0)
  }
  return texts
}
const fetchFrom = async (identity: Identity, from: string): Promise<Buffer | undefined> => {
  const found = await server.service.blocks(identity, { from })
  return found && (found.packing === 'br' ? brotliDecompressSync(found.bytes) : Buffer.from(found.bytes))
}

describe('blocks', () => {
  test('BL1 blocks hash to what was announced, and with the tail they add up to the scope', async () => {
    const page = village(await server.pull(phone))
    expect(page.blocks.length).toBeGreaterThan(2)
    const texts = await fetchAll(phone, page.blocks)
    const lines = new Map<string, string>()
    for (const block of page.blocks) {
      const text = texts.get(block.id) ?? ''
      expect(createHash('sha256').update(text).digest('hex')).toBe(block.sha256)
      const parsed = text.split('\n').map((line) => ({ line, parsed: parseLine(line) }))
      expect(parsed).toHaveLength(block.rows)
      expect(block.rows).toBeLessThanOrEqual(sizes.rows)
      for (const { line, parsed: row } of parsed) {
        expect(row?.kind).toBe(block.kind)
        lines.set(`${row?.kind}:${row?.id}`, line)
      }
    }
    expect(page.lines).toBe('')
    expect(formatSum([...lines.values()].reduce(addLine, emptySum))).toBe(page.sum)
  })

  test('BL1 a block never changes: what changed after the cut comes in the tail, what left as a tombstone', async () => {
    const before = village(await server.pull(phone))
    const texts = await fetchAll(phone, before.blocks)
    const [changed, moved] = await server.subjectsOf(0)
    await server.act(server.people.bothCadre, [server.commands.note(changed?.id ?? '', '改过')])
    await server.act(server.people.office, [server.commands.move(moved?.id ?? '', 1)])
    const after = village(await server.pull(await server.register(server.people.cadre)))
    expect(after.blocks).toEqual(before.blocks)
    expect(await fetchAll(phone, after.blocks)).toEqual(texts)
    const tail = after.lines.split('\n').map((line) => parseLine(line))
    expect(tail.find((line) => line?.id === changed?.id)?.json).toContain('改过')
    expect(tail.find((line) => line?.kind === 'subject' && line.id === moved?.id)?.json).toBeNull()
  })

  test('BL1 a village is cut once for all who come: the second phone gets the same blocks', async () => {
    const colleague = await server.register(server.people.bothCadre)
    const [mine, theirs] = await Promise.all([server.pull(phone), server.pull(colleague)])
    expect(village(mine).blocks).toEqual(village(theirs).blocks)
  })

  test('BL3 when the tail has outgrown the scope it is cut anew, under other names', async () => {
    const before = village(await server.pull(phone))
    const subjects = await server.subjectsOf(0)
    for (const { id } of subjects)
      await server.act(server.people.bothCadre, [server.commands.note(id, '全都改过')])
    const after = village(await server.pull(await server.register(server.people.cadre)))
    const old = new Set(before.blocks.map(({ id }) => id))
    expect(after.blocks.filter(({ id }) => old.has(id))).toEqual([])
    expect(after.lines).toBe('')
    // The old ones are gone: whoever still asks for them is told nothing, and asks anew.
    expect((await fetchAll(phone, before.blocks)).size).toBe(0)
  })

  test('BL3 a device that holds the scope gets lines, whatever is cut', async () => {
    const { cursor } = village(await server.pull(phone))
    const [changed] = await server.subjectsOf(0)
    await server.act(server.people.bothCadre, [server.commands.note(changed?.id ?? '', '改过')])
    const page = village(await server.pull(phone, { holds: [{ scope: 'area:V1', cursor }] }))
    expect(page.blocks).toEqual([])
    expect(page.lines).toContain('改过')
  })

  test('BL4 blocks of scopes that are not granted are left out of the answer, without a word', async () => {
    const { blocks } = village(await server.pull(phone))
    const stranger = await server.register(server.people.otherCadre)
    expect((await fetchAll(stranger, blocks)).size).toBe(0)
    expect((await fetchAll(phone, blocks)).size).toBe(blocks.length)
    await server.act(server.people.admin, [server.commands.setActive(phone.personId, false)])
    expect((await fetchAll(phone, blocks)).size).toBe(0)
  })

  test('BL4 an id that is none is answered as one that is not theirs', async () => {
    expect(await server.service.blocks(phone, { from: 'no such block' })).toBeUndefined()
  })

  test('BL5 a pack is given from any of its blocks on, to its end', async () => {
    const { blocks } = village(await server.pull(phone))
    const pack = blocks.filter(({ packId }) => packId === blocks[0]?.packId)
    expect(pack.length).toBeGreaterThan(1)
    expect(new Set(blocks.map(({ packId }) => packId)).size).toBeGreaterThan(1)
    const texts = await fetchAll(phone, blocks)
    for (const [index, { id }] of pack.entries()) {
      const rest = pack.slice(index).map((block) => texts.get(block.id))
      expect((await fetchFrom(phone, id))?.toString('utf8')).toBe(rest.join('\n'))
    }
  })

  test('BL5 packed tightly, the same lines come in fewer bytes', async () => {
    const { blocks } = village(await server.pull(phone))
    const before = await fetchAll(phone, blocks)
    const bytes = async () =>
      (await server.service.blocks(phone, { from: blocks[0]?.id ?? '' }))?.bytes.length ?? 0
    const loose = await bytes()
    const tightener = createTightener(server.store, (error) => {
      throw error
    })
    tightener.look(phone.tenantId)
    await tightener.idle()
    expect(await server.store.read(phone.tenantId, (tx) => tx.loosePack())).toBeUndefined()
    expect(await bytes()).toBeLessThan(loose)
    expect(await fetchAll(phone, blocks)).toEqual(before)
    await tightener.stop()
  })

  test('a scope below the smallest size comes as plain lines', async () => {
    const page = (await server.pull(phone)).pages.find(({ scope }) => scope === `user:${phone.personId}`)
    expect(page).toMatchObject({ blocks: [], done: true })
  })
})

test.each([
  [20, 13, false],
  [20, 14, true],
  [100, 49, false],
  [100, 50, true],
  [100_000, 1_999, false],
  [100_000, 2_000, true],
])('blocks of %i rows with a tail of %i are stale: %s', (rows, tail, expected) => {
  expect(isStale(rows, tail, sizes)).toBe(expected)
})
