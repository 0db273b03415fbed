import { describe, expect, test } from 'vitest'
import { makeAudit, makeDevice } from '../makers'
import type { World } from '../storeContract'

export function peopleClaims(world: () => World): void {
  describe('counters', () => {
    test('numbers start at 1 and follow each other, each counter for itself', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const reserve = (counter: string, count: number) =>
        store.write(tenant, (tx) => tx.reserveNumbers(counter, count))
      expect(await reserve('issue:2026', 1)).toBe(1)
      expect(await reserve('issue:2026', 40)).toBe(2)
      expect(await reserve('issue:2027', 3)).toBe(1)
      expect(await reserve('issue:2026', 1)).toBe(42)
    })

    test('numbers of a write that failed were never given', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      await store.write(tenant, (tx) => tx.reserveNumbers('issue:2026', 7))
      const failing = store.write(tenant, async (tx) => {
        await tx.reserveNumbers('issue:2026', 100)
        throw new Error('stop')
      })
      await expect(failing).rejects.toThrow('stop')
      expect(await store.write(tenant, (tx) => tx.reserveNumbers('issue:2026', 1))).toBe(8)
    })

    test('no two writers get the same number', async () => {
      const { store, other, newTenant } = world()
      const tenant = await newTenant()
      const firsts = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          (index % 2 ? store : other).write(tenant, (tx) => tx.reserveNumbers('issue:2026', 3)),
        ),
      )
      expect(firsts.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => 1 + index * 3))
    })

    test('asking for no number tells the next one without giving it', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const reserve = (count: number) => store.write(tenant, (tx) => tx.reserveNumbers('issue:2026', count))
      expect([await reserve(0), await reserve(2), await reserve(0), await reserve(1)]).toEqual([1, 1, 3, 3])
    })

    test.each([-1, 1.5, Number.NaN])('%d numbers cannot be reserved', async (count) => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      await expect(store.write(tenant, (tx) => tx.reserveNumbers('issue:2026', count))).rejects.toThrow(
        RangeError,
      )
    })
  })

  describe('accounts and devices', () => {
    test('an account is found by login and by person', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const account = { login: '周某-1', personId: 'p-1', passwordHash: '$argon2id$v=19$…' }
      await store.write(tenant, (tx) => tx.putAccount(account))
      await store.read(tenant, async (tx) => {
        expect(await tx.accountByLogin('周某-1')).toEqual(account)
        expect(await tx.accountOf('p-1')).toEqual(account)
        expect(await tx.accountByLogin('p-1')).toBeUndefined()
        expect(await tx.accountOf('周某-1')).toBeUndefined()
      })
    })

    test('a person has one account: a new login or password replaces the old one', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const renamed = { login: 'new', personId: 'p-1', passwordHash: 'h2' }
      await store.write(tenant, async (tx) => {
        await tx.putAccount({ login: 'old', personId: 'p-1', passwordHash: 'h1' })
        await tx.putAccount(renamed)
      })
      await store.read(tenant, async (tx) => {
        expect(await tx.accountByLogin('old')).toBeUndefined()
        expect(await tx.accountOf('p-1')).toEqual(renamed)
      })
    })

    test('a login that somebody else has is refused', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      await store.write(tenant, (tx) => tx.putAccount({ login: 'zhou', personId: 'p-1', passwordHash: 'h' }))
      const second = store.write(tenant, (tx) =>
        tx.putAccount({ login: 'zhou', personId: 'p-2', passwordHash: 'h' }),
      )
      await expect(second).rejects.toThrow()
      expect(await store.read(tenant, (tx) => tx.accountByLogin('zhou'))).toMatchObject({ personId: 'p-1' })
    })

    test('a device is stored, seen again and revoked', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const device = makeDevice()
      await store.write(tenant, (tx) => tx.putDevice(device))
      expect(await store.read(tenant, (tx) => tx.device(device.deviceId))).toEqual(device)
      const revoked = { ...device, seenAt: device.seenAt + 5, revokedAt: device.seenAt + 9, personId: 'p-2' }
      await store.write(tenant, (tx) => tx.putDevice(revoked))
      expect(await store.read(tenant, (tx) => tx.device(device.deviceId))).toEqual(revoked)
      expect(await store.read(tenant, (tx) => tx.device('none'))).toBeUndefined()
    })

    test('the devices of a person come newest contact first, no more than asked for', async () => {
      const { store, newTenant } = world()
      const [tenant, other] = [await newTenant(), await newTenant()]
      const devices = [20, 40, 30].map((seenAt) => makeDevice({ seenAt }))
      await store.write(tenant, async (tx) => {
        for (const device of devices) await tx.putDevice(device)
        await tx.putDevice(makeDevice({ personId: 'p-2', seenAt: 50 }))
      })
      const [last, first, second] = devices
      const list = (limit: number) => store.read(tenant, (tx) => tx.devicesOf('person-1', limit))
      expect(await list(9)).toEqual([first, second, last])
      expect(await list(2)).toEqual([first, second])
      expect(await store.read(other, (tx) => tx.devicesOf('person-1', 9))).toEqual([])
    })
  })

  describe('audit', () => {
    test('entries come newest first, those of one moment too, no more than asked for', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const entries = ['signIn', 'pull.sensitive', 'device.revoked', '导出'].map((action) =>
        makeAudit({ action }),
      )
      await store.write(tenant, (tx) => tx.appendAudit(entries.slice(0, 2)))
      await store.write(tenant, (tx) => tx.appendAudit(entries.slice(2)))
      expect(await store.read(tenant, (tx) => tx.audit(99))).toEqual([...entries].reverse())
      expect(await store.read(tenant, (tx) => tx.audit(1))).toEqual(entries.slice(-1))
    })
  })
}
