import { describe, expect, test } from 'vitest'
import { createMemoryDisk, openMemoryStore } from '../../../src/app/db/memoryStore'
import { DeviceFull, DeviceStoreLost } from '../../../src/app/db/port'
import { registerDeviceStoreContract } from './deviceStoreContract'
import { makeCommand, makeDelta, makeDraft, put } from './records'

registerDeviceStoreContract('memory', () => {
  const disk = createMemoryDisk()
  return { open: () => Promise.resolve(openMemoryStore(disk)), cleanUp: () => Promise.resolve() }
})

registerDeviceStoreContract('memory with virtual latency', () => {
  const disk = createMemoryDisk({ pause: () => new Promise((resolve) => setImmediate(resolve)) })
  return { open: () => Promise.resolve(openMemoryStore(disk)), cleanUp: () => Promise.resolve() }
})

describe('faults of the memory disk', () => {
  const writes = [put('commands', makeCommand())]

  test('quota: nothing is written, and the next commit goes through', async () => {
    const disk = createMemoryDisk()
    const store = openMemoryStore(disk)
    disk.failNext('quota')
    await expect(store.commit({ expectRevision: 0, writes })).rejects.toThrow(DeviceFull)
    expect(await store.count('commands')).toBe(0)
    expect(await store.commit({ expectRevision: 0, writes })).toEqual({ ok: true, revision: 1 })
  })

  test('a connection lost before the commit leaves nothing, one lost after it leaves everything', async () => {
    const disk = createMemoryDisk()
    const store = openMemoryStore(disk)
    disk.failNext('lostBeforeCommit')
    disk.failNext('lostAfterCommit')
    await expect(store.commit({ expectRevision: 0, writes })).rejects.toThrow(DeviceStoreLost)
    expect(await store.revision()).toBe(0)
    await expect(store.commit({ expectRevision: 0, writes })).rejects.toThrow(DeviceStoreLost)
    expect(await store.revision()).toBe(1)
    expect(await store.count('commands')).toBe(1)
  })

  test('a crash in the middle of a commit leaves all of it or nothing, and kills the tab', async () => {
    for (const moment of ['beforeCommit', 'afterCommit'] as const) {
      const disk = createMemoryDisk({
        pause(step) {
          if (step === moment) disk.crash()
          return Promise.resolve()
        },
      })
      const store = openMemoryStore(disk)
      const both = [...writes, put('delta', makeDelta())]
      await expect(store.commit({ expectRevision: 0, writes: both })).rejects.toThrow(DeviceStoreLost)
      await expect(store.revision()).rejects.toThrow(DeviceStoreLost)
      const next = openMemoryStore(disk)
      const held = moment === 'beforeCommit' ? 0 : 1
      expect([await next.count('commands'), await next.count('delta'), await next.revision()]).toEqual([
        held,
        held,
        held,
      ])
    }
  })

  test('a wiped disk is fresh, and tabs that knew the old one can not write to it', async () => {
    const disk = createMemoryDisk()
    const store = openMemoryStore(disk)
    await store.commit({ expectRevision: 0, writes })
    disk.wipe()
    await expect(store.commit({ writes: [put('drafts', makeDraft())] })).rejects.toThrow(DeviceStoreLost)
    expect(await openMemoryStore(disk).revision()).toBe(0)
  })

  test('tampering changes what the next reader gets', async () => {
    const disk = createMemoryDisk()
    const store = openMemoryStore(disk)
    await store.commit({ expectRevision: 0, writes })
    expect(disk.tamper('commands', 'command-1', ({ sealed }) => sealed.fill(0))).toBe(true)
    expect(disk.tamper('commands', 'nobody', () => undefined)).toBe(false)
    expect((await store.get('commands', 'command-1'))?.sealed).toEqual(new Uint8Array(3))
  })

  test('the trail of changes does not grow with overwritten records', async () => {
    const disk = createMemoryDisk()
    const store = openMemoryStore(disk)
    for (let revision = 0; revision < 5_000; revision++) {
      await store.commit({
        expectRevision: revision,
        writes: [put('delta', makeDelta({ version: revision }))],
      })
    }
    const { content } = disk as unknown as { content: { trail: unknown[] } }
    expect(content.trail.length).toBeLessThan(100)
    expect((await store.changesSince(4_998)).delta).toEqual([makeDelta({ version: 4_999 })])
  })
})
