import { describe, expect, test } from 'vitest'
import { UnknownTenant, type ReadTx, type WriteTx } from '../../../../src/server/store/port'
import { newestSchema } from '../../../../src/server/store/migrations/list'
import { makeAudit, makePack, makeDevice, makeEntry, makeHead, makeRow, reference } from '../makers'
import type { World } from '../storeContract'

export function transactionClaims(world: () => World): void {
  describe('tenants and transactions', () => {
    test('a migrated store has the newest schema, answers a ping and is not changed by migrating again', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      await store.migrate()
      await store.ping()
      expect(await store.schemaVersion()).toBe(newestSchema)
      expect((await store.tenants()).map(({ tenantId }) => tenantId)).toContain(tenant)
    })

    test('a new tenant is listed and read with its head as given', async () => {
      const { store } = world()
      const head = makeHead({ name: '示范区 “一号”', epoch: 'e-7', version: 12, chainHash: 'ff00' })
      await store.createTenant(head)
      expect((await store.tenants()).find(({ tenantId }) => tenantId === head.tenantId)).toEqual(head)
      expect(await store.read(head.tenantId, (tx) => tx.head())).toEqual(head)
    })

    test('the same tenant cannot be made twice, and the first stays as it was', async () => {
      const { store } = world()
      const head = makeHead()
      await store.createTenant(head)
      await expect(store.createTenant({ ...head, name: '另一个' })).rejects.toThrow()
      expect(await store.read(head.tenantId, (tx) => tx.head())).toEqual(head)
    })

    test('a tenant that is not here is refused before any work is done', async () => {
      const { store } = world()
      const calls: string[] = []
      const work = async () => void calls.push('worked')
      await expect(store.read('nowhere', work)).rejects.toThrow(UnknownTenant)
      await expect(store.write('nowhere', work)).rejects.toThrow(UnknownTenant)
      expect(calls).toEqual([])
    })

    test('a head that was set is seen within the same write and after it', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const within = await store.write(tenant, async (tx) => {
        await tx.setHead({ version: 41, chainHash: 'c41' })
        return tx.head()
      })
      expect(within).toMatchObject({ version: 41, chainHash: 'c41', epoch: 'epoch-1' })
      expect(await store.read(tenant, (tx) => tx.head())).toEqual(within)
    })

    test('work gets its own result back, and its own error', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const mine = new Error('mine')
      expect(await store.write(tenant, async () => 'result')).toBe('result')
      await expect(store.write(tenant, () => Promise.reject(mine))).rejects.toBe(mine)
      await expect(store.read(tenant, () => Promise.reject(mine))).rejects.toBe(mine)
    })

    test('a write that throws changes nothing at all', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const row = makeRow({
        kind: 'visit',
        references: [{ field: 'subjectId', target: 's-1' }],
        leftScopes: ['area:2'],
      })
      const entry = makeEntry({ result: 'held', heldFor: 'before' })
      const pack = makePack()
      const device = makeDevice()
      const everything = async (tx: WriteTx) => {
        await tx.putRows([row])
        await tx.putSums([{ scope: 'area:1', version: 1, sum: '1:0' }])
        await tx.appendCommands([entry])
        await tx.putBlocks('area:1', [pack])
        await tx.putAccount({ login: 'zhou', personId: 'p', passwordHash: 'h' })
        await tx.putDevice(device)
        await tx.appendAudit([makeAudit()])
        await tx.setHead({ version: 9, chainHash: '99' })
        return tx.reserveNumbers('issue:2026', 5)
      }
      const look = async (tx: ReadTx) => ({
        head: (await tx.head()).version,
        rows: await tx.rows([row]),
        related: await tx.related([{ relation: 'visit.subjectId', target: 's-1' }]),
        lines: [...(await tx.lines('area:1', 0, 99, 99)), ...(await tx.lines('area:2', 0, 99, 99))],
        sums: await tx.sums(['area:1']),
        commands: await tx.commands([entry.command.commandId]),
        payloads: await tx.payloads([entry.command.commandId]),
        log: await tx.logPage(-1, 9),
        held: await tx.heldFor(['before']),
        blocks: await tx.blocks('area:1'),
        account: await tx.accountByLogin('zhou'),
        device: await tx.device(device.deviceId),
        audit: await tx.audit(9),
      })
      const before = await store.read(tenant, look)

      await expect(
        store.write(tenant, async (tx) => {
          await everything(tx)
          throw new Error('stop')
        }),
      ).rejects.toThrow('stop')

      expect(await store.read(tenant, look)).toEqual(before)
      // The same work passes afterwards, so it was the roll-back that left no trace; the numbers start at 1.
      expect(await store.write(tenant, everything)).toBe(1)
      const after = await store.read(tenant, look)
      for (const key of Object.keys(before) as (keyof typeof before)[])
        expect(after[key]).not.toEqual(before[key])
    })

    test('a transaction that is over refuses to be used', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const { tx } = await store.write(tenant, async (tx) => ({ tx }))
      await expect(tx.putRows([makeRow()])).rejects.toThrow()
      const leaked = await store.read(tenant, async (tx) => ({ tx }))
      await expect(leaked.tx.countRows('subject')).rejects.toThrow()
      expect(await store.read(tenant, (tx) => tx.countRows('subject'))).toBe(0)
    })

    test('a transaction inside another is refused instead of waiting for ever', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const inner = () => store.read(tenant, (tx) => tx.head())
      await expect(store.write(tenant, inner)).rejects.toThrow('inside another')
      await expect(store.read(tenant, inner)).rejects.toThrow('inside another')
      await expect(store.read(tenant, () => store.write(tenant, (tx) => tx.head()))).rejects.toThrow(
        'inside another',
      )
      // What a transaction started without waiting for it is free once that has ended.
      let later: Promise<unknown> = Promise.resolve()
      let go = () => {}
      const ended = new Promise<void>((resolve) => (go = resolve))
      await store.write(tenant, async () => void (later = ended.then(inner)))
      go()
      await expect(later).resolves.toMatchObject({ tenantId: tenant })
    })

    test('a read sees one state from first to last, though a write commits in between', async () => {
      const { store, other, readsDuringWrites, newTenant } = world()
      const tenant = await newTenant()
      const [row] = [makeRow({ version: 1 })]
      await store.write(tenant, (tx) => tx.putRows([row]))
      const changed = { ...row, version: 2, json: '{"name":"改"}' }
      const write = () =>
        other.write(tenant, async (tx) => {
          await tx.putRows([changed])
          await tx.setHead({ version: 2, chainHash: '02' })
        })

      let begun = () => {}
      const reading = new Promise<void>((resolve) => (begun = resolve))
      let goOn = () => {}
      const allowed = new Promise<void>((resolve) => (goOn = resolve))
      const look = async (tx: ReadTx) => [(await tx.head()).version, (await tx.rows([row]))[0]?.version]
      const seen = store.read(tenant, async (tx) => {
        const first = await look(tx)
        begun()
        await allowed
        return [first, await look(tx), (await tx.lines('area:1', 0, 9, 9)).map(({ version }) => version)]
      })
      await reading
      const writing = write()
      if (readsDuringWrites) await writing
      goOn()
      expect(await seen).toEqual([[0, 1], [0, 1], [1]])
      await writing
      expect(await store.read(tenant, look)).toEqual([2, 2])
      expect(await store.read(tenant, (tx) => tx.rows([reference('subject', row.id)]))).toMatchObject([
        { json: changed.json },
      ])
    })

    test('a read never sees what a write has not committed yet', async () => {
      const { store, other, readsDuringWrites, newTenant } = world()
      const tenant = await newTenant()
      const row = makeRow()
      let begun = () => {}
      const written = new Promise<void>((resolve) => (begun = resolve))
      let goOn = () => {}
      const allowed = new Promise<void>((resolve) => (goOn = resolve))
      const writing = store.write(tenant, async (tx) => {
        await tx.putRows([row])
        begun()
        await allowed
        throw new Error('taken back')
      })
      const outcome = expect(writing).rejects.toThrow('taken back')
      await written
      const reading = other.read(tenant, (tx) => tx.rows([row]))
      if (readsDuringWrites) expect(await reading).toEqual([])
      goOn()
      await outcome
      expect(await reading).toEqual([])
    })
  })
}
