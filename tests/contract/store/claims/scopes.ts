import { describe, expect, test } from 'vitest'
import type { ReadTx, ScopeLine } from '../../../../src/server/store/port'
import { makeBlock, makeRow, makeRows } from '../makers'
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
    test('every byte of a block comes back, of large ones too', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const allBytes = makeBlock({ data: Uint8Array.from({ length: 256 }, (_, index) => index) })
      const empty = makeBlock({ data: new Uint8Array() })
      const large = makeBlock({
        data: Uint8Array.from({ length: 1_000_003 }, (_, index) => (index * 7919) % 251),
      })
      await store.write(tenant, (tx) => tx.putBlocks([allBytes, empty, large]))
      const ids = [large.id, allBytes.id, 'none', empty.id]
      const found = await store.read(tenant, (tx) => tx.blockBytes(ids))
      const byId = new Map(found.map(({ id, bytes }) => [id, bytes]))
      expect([...byId.keys()].sort()).toEqual([allBytes.id, empty.id, large.id].sort())
      for (const { id, data } of [allBytes, empty, large]) {
        expect(Buffer.compare(Buffer.from(byId.get(id) ?? []), Buffer.from(data))).toBe(0)
      }
      expect(found.every(({ bytes, scope }) => bytes.constructor === Uint8Array && scope === 'area:1')).toBe(
        true,
      )
    })

    test('the list of a scope names its blocks by kind and version, without their bytes', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const late = makeBlock({ fromVersion: 50, toVersion: 90 })
      const early = makeBlock({ fromVersion: 0, toVersion: 50 })
      const visits = makeBlock({ kind: 'visit', fromVersion: 10, toVersion: 20 })
      await store.write(tenant, (tx) => tx.putBlocks([visits, late, early, makeBlock({ scope: 'area:2' })]))
      const listed = await store.read(tenant, (tx) => tx.blocks('area:1'))
      const withoutData = [early, late, visits].map((block) => {
        const { data, ...rest } = block
        expect(data.length).toBe(rest.bytes)
        return rest
      })
      expect(listed).toEqual(withoutData)
    })

    test('dropping a scope drops its blocks only', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const [kept, dropped] = [makeBlock({ scope: 'area:2' }), makeBlock({ scope: 'area:1' })]
      await store.write(tenant, async (tx) => {
        await tx.putBlocks([kept, dropped])
        await tx.dropBlocks('area:1')
      })
      await store.read(tenant, async (tx) => {
        expect(await tx.blocks('area:1')).toEqual([])
        expect(await tx.blockBytes([kept.id, dropped.id])).toMatchObject([{ id: kept.id }])
      })
    })

    test('a block that is stored already stays as it is', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const block = makeBlock()
      await store.write(tenant, async (tx) => {
        await tx.putBlocks([block])
        await tx.putBlocks([{ ...block, rows: 99 }])
      })
      expect(await store.read(tenant, (tx) => tx.blocks('area:1'))).toMatchObject([{ id: block.id, rows: 3 }])
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
