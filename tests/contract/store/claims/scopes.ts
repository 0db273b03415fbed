import { describe, expect, test } from 'vitest'
import type { ReadTx, ScopeLine } from '../../../../src/server/store/port'
import { makeBlock, makePack, makeRow, makeRows } from '../makers'
import type { World } from '../storeContract'

export function scopeClaims(world: () => World): void {
  describe('scopes', () => {
    test('lines come in version order: after is excluded, upTo included, no more than the limit', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const rows = makeRows(9, 1)
      await store.write(tenant, (tx) => tx.putRows([...rows].reverse()))
      await store.read(tenant, async (tx) => {
        const versions = async (after: number, upTo: number, limit: number) =>
          (await tx.lines('area:1', after, upTo, limit)).map(({ version }) => version)
        expect(await versions(2, 5, 99)).toEqual([3, 4, 5])
        expect(await versions(0, 99, 4)).toEqual([1, 2, 3, 4])
        expect(await versions(9, 99, 99)).toEqual([])
        expect(await tx.lines('area:1', 6, 7, 9)).toEqual([
          { kind: 'subject', id: rows[6]?.id, version: 7, json: rows[6]?.json },
        ])
        expect(await tx.lines('area:none', 0, 99, 99)).toEqual([])
      })
    })

    test('a row that left a scope leaves a tombstone there at that version, and stays in the others', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const row = makeRow({ version: 1, scopes: ['area:1', 'user:1'] })
      await store.write(tenant, (tx) => tx.putRows([row]))
      await store.write(tenant, (tx) =>
        tx.putRows([{ ...row, version: 2, scopes: ['user:1', 'area:2'], leftScopes: ['area:1'] }]),
      )
      await store.read(tenant, async (tx) => {
        const line = { kind: 'subject', id: row.id, version: 2 }
        expect(await tx.lines('area:1', 0, 9, 9)).toEqual([{ ...line, json: null }])
        expect(await tx.lines('user:1', 0, 9, 9)).toEqual([{ ...line, json: row.json }])
        expect(await tx.lines('area:2', 0, 9, 9)).toEqual([{ ...line, json: row.json }])
        expect(await tx.presentLines('area:1', 'subject', 0, 9, 9)).toEqual([])
      })
    })

    test('a row that comes back into a scope is present again, once', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const row = makeRow({ version: 1 })
      await store.write(tenant, async (tx) => {
        await tx.putRows([row])
        await tx.putRows([{ ...row, version: 2, scopes: [], leftScopes: ['area:1'] }])
        await tx.putRows([{ ...row, version: 3 }])
      })
      expect(await store.read(tenant, (tx) => tx.lines('area:1', 0, 9, 9))).toMatchObject([
        { version: 3, json: row.json },
      ])
    })

    test('paging in pieces of any size gives the same lines as one page', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const rows = makeRows(60, 1)
      await store.write(tenant, async (tx) => {
        await tx.putRows(rows)
        await tx.putRows(
          rows
            .filter((_, index) => index % 3 === 0)
            .map((row, index) => ({ ...row, version: 61 + index, scopes: [], leftScopes: ['area:1'] })),
        )
      })
      const whole = await store.read(tenant, (tx) => tx.lines('area:1', 0, 80, 1_000))
      expect(whole).toHaveLength(60)
      expect(whole.filter(({ json }) => json === null)).toHaveLength(20)
      for (const limit of [1, 7, 59, 60, 61]) {
        expect(await store.read(tenant, (tx) => inPieces(tx, 'area:1', 80, limit))).toEqual(whole)
      }
    })

    test('lines for a block are those of one kind that are present', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const [a, b, c] = makeRows(3, 1) as [
        ReturnType<typeof makeRow>,
        ReturnType<typeof makeRow>,
        ReturnType<typeof makeRow>,
      ]
      const visit = makeRow({ kind: 'visit', version: 4 })
      await store.write(tenant, async (tx) => {
        await tx.putRows([a, b, c, visit])
        await tx.putRows([{ ...b, version: 5, scopes: [], leftScopes: ['area:1'] }])
      })
      await store.read(tenant, async (tx) => {
        const present = async (after: number, upTo: number, limit: number) =>
          (await tx.presentLines('area:1', 'subject', after, upTo, limit)).map(({ id }) => id)
        expect(await present(0, 9, 9)).toEqual([a.id, c.id])
        expect(await present(1, 9, 9)).toEqual([c.id])
        expect(await present(0, 2, 9)).toEqual([a.id])
        expect(await present(0, 9, 1)).toEqual([a.id])
        expect(await tx.presentLines('area:1', 'visit', 0, 9, 9)).toEqual([
          { kind: 'visit', id: visit.id, version: 4, json: visit.json },
        ])
      })
    })

    test('two rows of one scope cannot have the same version: a page could end between them', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const twins = [makeRow({ version: 1 }), makeRow({ version: 1 })]
      await expect(store.write(tenant, (tx) => tx.putRows(twins))).rejects.toThrow()
      expect(await store.read(tenant, (tx) => tx.countRows('subject'))).toBe(0)
    })

    test('sums are kept per scope, the last one stands, unknown scopes are left out', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      await store.write(tenant, async (tx) => {
        await tx.putSums([
          { scope: 'area:1', version: 1, sum: '1:00' },
          { scope: 'area:2', version: 2, sum: '2:00' },
        ])
        await tx.putSums([{ scope: 'area:1', version: 3, sum: '3:ffffffffffffffff' }])
      })
      const sums = await store.read(tenant, (tx) => tx.sums(['area:2', 'area:1', 'area:9']))
      expect(sums.sort((a, b) => a.version - b.version)).toEqual([
        { scope: 'area:2', version: 2, sum: '2:00' },
        { scope: 'area:1', version: 3, sum: '3:ffffffffffffffff' },
      ])
    })
  })

  describe('blocks', () => {
    const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7919) % 251)

    test('every byte of a pack comes back, of a large one too, with its blocks in order', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const allBytes = makePack({ content: Uint8Array.from({ length: 256 }, (_, index) => index) })
      const empty = makePack({ content: new Uint8Array() })
      const blocks = [makeBlock({ bytes: 7 }), makeBlock({ bytes: 9 }), makeBlock({ bytes: 8 })]
      const large = makePack({ content: bytesOf(1_000_003), blocks })
      await store.write(tenant, (tx) => tx.putBlocks('area:1', [allBytes, empty, large]))
      for (const pack of [allBytes, empty, large]) {
        for (const block of pack.blocks) {
          const found = await store.read(tenant, (tx) => tx.packOf(block.id))
          expect(found).toMatchObject({ id: pack.id, scope: 'area:1', isTight: false })
          expect(found?.blocks).toEqual(pack.blocks.map(({ id, bytes }) => ({ id, bytes })))
          expect(found?.content.constructor).toBe(Uint8Array)
          expect(Buffer.compare(Buffer.from(found?.content ?? []), Buffer.from(pack.content))).toBe(0)
        }
      }
      expect(await store.read(tenant, (tx) => tx.packOf('none'))).toBeUndefined()
    })

    test('the list of a scope names its blocks as they lie in its packs', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const first = makePack({
        id: 'z',
        blocks: [makeBlock({ id: 'b', kind: 'visit' }), makeBlock({ id: 'a' })],
      })
      const second = makePack({ id: 'y', blocks: [makeBlock({ id: 'c', fromVersion: 50, toVersion: 90 })] })
      await store.write(tenant, async (tx) => {
        await tx.putBlocks('area:1', [first, second])
        await tx.putBlocks('area:2', [makePack({ scope: 'area:2' })])
      })
      const listed = await store.read(tenant, (tx) => tx.blocks('area:1'))
      expect(listed).toEqual([...first.blocks, ...second.blocks])
    })

    test('blocks of a scope are replaced as a whole, and dropped as a whole, and others stay', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const [kept, old, renewed] = [makePack({ scope: 'area:2' }), makePack(), makePack()]
      await store.write(tenant, async (tx) => {
        await tx.putBlocks('area:2', [kept])
        await tx.putBlocks('area:1', [old])
        await tx.putBlocks('area:1', [renewed])
      })
      await store.read(tenant, async (tx) => {
        expect(await tx.blocks('area:1')).toEqual(renewed.blocks)
        expect(await tx.packOf(old.blocks[0]?.id ?? '')).toBeUndefined()
      })
      await store.write(tenant, (tx) => tx.dropBlocks('area:1'))
      await store.read(tenant, async (tx) => {
        expect(await tx.blocks('area:1')).toEqual([])
        expect(await tx.packOf(renewed.blocks[0]?.id ?? '')).toBeUndefined()
        expect(await tx.blocks('area:2')).toEqual(kept.blocks)
      })
    })

    test('packs are packed tightly one by one, and what is gone stays gone', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const [one, two] = [makePack(), makePack()]
      await store.write(tenant, (tx) => tx.putBlocks('area:1', [one, two]))
      const seen: string[] = []
      for (;;) {
        const loose = await store.read(tenant, (tx) => tx.loosePack())
        if (!loose) break
        seen.push(loose.id)
        await store.write(tenant, (tx) => tx.tightenPack(loose.id, new Uint8Array([9, loose.id.length])))
      }
      expect(seen.sort()).toEqual([one.id, two.id].sort())
      const found = await store.read(tenant, (tx) => tx.packOf(one.blocks[0]?.id ?? ''))
      expect(found).toMatchObject({ isTight: true, content: new Uint8Array([9, one.id.length]) })
      await store.write(tenant, (tx) => tx.tightenPack('none', new Uint8Array([1])))
      expect(await store.read(tenant, (tx) => tx.blocks('area:1'))).toHaveLength(2)
    })
  })
}

async function inPieces(tx: ReadTx, scope: string, upTo: number, limit: number): Promise<ScopeLine[]> {
  const all: ScopeLine[] = []
  for (let cursor = 0; ; ) {
    const page = await tx.lines(scope, cursor, upTo, limit)
    all.push(...page)
    cursor = page.at(-1)?.version ?? cursor
    if (page.length < limit) return all
  }
}
