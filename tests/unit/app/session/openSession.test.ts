// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeDataKey, makeSignKey, exportPublicKey } from '../../../../src/app/client/vault/deviceKeys'
import { deviceStoreName, type KeyRecord } from '../../../../src/app/client/vault/keyRecord'
import { openDexieStore } from '../../../../src/app/db/dexieStore'
import type { CommandRecord } from '../../../../src/app/db/port'
import { countKept } from '../../../../src/app/session/keptWork'
import { lossNoteOf } from '../../../../src/app/session/lossNote'
import { openSession, type OpenSession } from '../../../../src/app/session/openSession'

/* The real engine on the real Dexie, without any network: what sign-out may delete is decided here. */
let keys: KeyRecord
let people = 0
const open: OpenSession[] = []

async function openHere(): Promise<OpenSession> {
  const session = await openSession(keys)
  open.push(session)
  return session
}

beforeEach(async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  localStorage.clear()
  const signKey = await makeSignKey()
  const publicKey = await exportPublicKey(signKey.publicKey)
  keys = {
    tenantId: '421303499',
    personId: `019f0000-0000-7000-8000-${String(++people).padStart(12, '0')}`,
    login: 'cadre1',
    deviceId: '019f0000-0000-7000-8000-000000000101',
    dataKey: await makeDataKey(),
    signKey,
    tenantKey: { keyId: 'seal-1', publicKey },
    serverKey: { keyId: 'outcome-1', publicKey },
    tenantName: '湖北曾都经济开发区',
    personName: '柳明芳',
    roles: ['cadre'],
    unitId: 'unit-1',
    signedInAt: 0,
  }
})
afterEach(() => {
  for (const session of open.splice(0)) session.end()
  vi.unstubAllGlobals()
})

const databases = async (): Promise<(string | undefined)[]> =>
  (await indexedDB.databases()).map(({ name }) => name)

describe('what is kept of a person on this phone', () => {
  test('opens without any network and reports that there is none', async () => {
    const session = await openHere()
    expect(await session.syncNow()).toEqual({ result: 'offline' })
    expect(session.client.status()).toMatchObject({ waiting: 0, lastResult: 'offline', lastContactAt: null })
  })

  test('a draft survives closing and opening, and stands in the way of deleting', async () => {
    const first = await openHere()
    await first.client.saveDraft({ id: 'd1', form: 'visit', content: { data: { narrative: '写到一半' } } })
    const removeKeys = vi.fn(async () => undefined)
    expect(await first.destroy(removeKeys)).toBe(false)
    expect(removeKeys).not.toHaveBeenCalled()
    first.end()
    const second = await openHere()
    expect(await second.leftBehind()).toEqual({ unsent: 0, drafts: 1, refused: 0, isNothing: false })
    expect((await second.client.drafts())[0]?.content).toEqual({ data: { narrative: '写到一半' } })
  })

  test('with nothing left the keys go first, then the database and its witness', async () => {
    const session = await openHere()
    session.client.status()
    localStorage.setItem(`minqing-witness|${keys.tenantId}|${keys.personId}`, '{"saved":3,"unsent":0,"at":0}')
    const gone: string[] = []
    const isDone = await session.destroy(async () => {
      gone.push(...((await databases()).includes(deviceStoreName(keys)) ? ['keys before data'] : []))
    })
    expect(isDone).toBe(true)
    expect(gone).toEqual(['keys before data'])
    expect(await databases()).not.toContain(deviceStoreName(keys))
    expect(localStorage.length).toBe(0)
  })

  test('a wiped database is noted at the first opening, with what was unsent then, until it was read', async () => {
    const witness = `minqing-witness|${keys.tenantId}|${keys.personId}`
    localStorage.setItem(witness, '{"saved":12,"unsent":2,"at":0}')
    const first = await openHere()
    expect(first.client.status().loss).toEqual({ saved: 12, unsent: 2 })
    first.end()
    // As after a round with the server: the witness no longer knows how many were unsent.
    localStorage.setItem(witness, '{"saved":12,"unsent":0,"at":0}')
    await openHere()
    expect(lossNoteOf(keys).current(null)).toEqual({ saved: 12, unsent: 2 })
    lossNoteOf(keys).acknowledge()
    expect(lossNoteOf(keys).current({ saved: 12, unsent: 0 })).toBeNull()
  })

  test('is counted without any key', async () => {
    const session = await openHere()
    await session.client.saveDraft({ id: 'd1', form: 'visit', content: {} })
    session.end()
    const store = await openDexieStore(deviceStoreName(keys))
    const sealed = new Uint8Array([1, 2, 3])
    const record = (id: string, state: CommandRecord['state']): CommandRecord => ({
      ...{ id, seq: 1, state, savedAt: 0, sealed },
      ...{
        bundle: { deviceId: keys.deviceId, keyId: 'k', sealed, signature: sealed },
        sealedOutcome: null,
        outcomeVersion: null,
        outcomeResult: null,
      },
    })
    await store.commit({
      expectRevision: await store.revision(),
      writes: [
        { op: 'put', table: 'commands', record: record('a', 'waiting') },
        { op: 'put', table: 'commands', record: record('b', 'waiting') },
        { op: 'put', table: 'commands', record: record('c', 'applied') },
      ],
    })
    store.close()
    expect(await countKept(keys)).toEqual({ unsent: 2, drafts: 1 })
  })
})
