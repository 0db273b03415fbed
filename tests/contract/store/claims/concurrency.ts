import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../src/server/store/port'
import { makeRow } from '../makers'
import type { World } from '../storeContract'

/** Small seeded generator (mulberry32): the same pauses and roll-backs in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export function concurrencyClaims(world: () => World): void {
  describe('many at once', () => {
    test('writers of one tenant go one after another: no change of the head is lost', async () => {
      const { store, other, newTenant } = world()
      const tenant = await newTenant()
      const increment = (through: Store) =>
        through.write(tenant, async (tx) => {
          const { version } = await tx.head()
          await pause(1)
          await tx.setHead({ version: version + 1, chainHash: `c${version + 1}` })
        })
      await Promise.all(Array.from({ length: 40 }, (_, index) => increment(index % 2 ? store : other)))
      expect(await store.read(tenant, (tx) => tx.head())).toMatchObject({ version: 40, chainHash: 'c40' })
    })

    test('a puller never misses a row that commits late', async () => {
      const { store, other, newTenant } = world()
      const tenant = await newTenant()
      const scopes = ['area:1', 'area:2', 'user:1']
      const [writers, writesEach, pullers] = [8, 20, 4]
      const committed = new Map<string, string>()
      const finished = { value: false }

      const writer = async (number: number) => {
        const random = seeded(number)
        const through = number % 2 ? store : other
        for (let round = 0; round < writesEach; round++) {
          const inScopes = scopes.filter(() => random() < 0.6)
          const rollBack = random() < 0.2
          const writing = through.write(tenant, async (tx) => {
            const { version } = await tx.head()
            await pause(random() * 3)
            const rows = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) =>
              makeRow({
                version: version + 1 + index,
                json: `{"w":${number},"r":${round}}`,
                scopes: inScopes,
              }),
            )
            await tx.putRows(rows)
            await pause(random() * 3)
            await tx.setHead({ version: version + rows.length, chainHash: 'c' })
            await pause(random() * 2)
            if (rollBack) throw new Error('taken back')
            return rows
          })
          if (rollBack) {
            await expect(writing).rejects.toThrow('taken back')
            continue
          }
          for (const row of await writing)
            for (const scope of row.scopes) committed.set(`${scope} ${row.id}`, row.json)
        }
      }

      const puller = async (number: number) => {
        const random = seeded(1_000 + number)
        const through = number % 2 ? other : store
        const held = new Map<string, string>()
        const cursors = new Map(scopes.map((scope) => [scope, 0]))
        for (let last = false; !last; ) {
          last = finished.value
          for (const scope of scopes) {
            for (let more = true; more; ) {
              const limit = 1 + Math.floor(random() * 5)
              const after = cursors.get(scope) ?? 0
              const { page, upTo } = await through.read(tenant, async (tx) => {
                const { version } = await tx.head()
                await pause(random())
                return { page: await tx.lines(scope, after, version, limit), upTo: version }
              })
              for (const { id, json } of page) held.set(`${scope} ${id}`, json ?? '')
              more = page.length === limit
              cursors.set(scope, more ? (page.at(-1)?.version ?? after) : upTo)
            }
          }
          await pause(random() * 2)
        }
        return held
      }

      const pulling = Array.from({ length: pullers }, (_, index) => puller(index))
      try {
        await Promise.all(Array.from({ length: writers }, (_, index) => writer(index)))
      } finally {
        finished.value = true
      }
      const sorted = (rows: Map<string, string>) => [...rows].sort()
      for (const held of await Promise.all(pulling)) expect(sorted(held)).toEqual(sorted(committed))
      expect(committed.size).toBeGreaterThan(200)
    })

    test('writers of different tenants do not disturb each other', async () => {
      const { store, other, newTenant } = world()
      const tenants = await Promise.all(Array.from({ length: 5 }, newTenant))
      await Promise.all(
        tenants.flatMap((tenant) =>
          Array.from({ length: 10 }, (_, index) =>
            (index % 2 ? store : other).write(tenant, async (tx) => {
              const { version } = await tx.head()
              await tx.putRows([makeRow({ version: version + 1 })])
              await tx.setHead({ version: version + 1, chainHash: 'c' })
            }),
          ),
        ),
      )
      for (const tenant of tenants) {
        const versions = await store.read(tenant, (tx) => tx.lines('area:1', 0, 99, 99))
        expect(versions.map(({ version }) => version)).toEqual(
          Array.from({ length: 10 }, (_, index) => index + 1),
        )
      }
    })
  })
}
