import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test } from 'vitest'
import { signIn as realSignIn, type SignInResult } from '../../../../src/app/client/browser/signIn'
import type { MissingFeature } from '../../../../src/app/client/vault/deviceSupport'
import { makeDataKey, makeSignKey } from '../../../../src/app/client/vault/deviceKeys'
import type { KeyRecord } from '../../../../src/app/client/vault/keyRecord'
import { KeyStoreUnusable, openKeyStore, type KeyStore } from '../../../../src/app/client/vault/keyStore'
import { DeviceFull } from '../../../../src/app/db/port'
import { DeviceStoreBlocked } from '../../../../src/app/db/storageErrors'
import type { LeftBehind } from '../../../../src/app/session/leftBehind'
import type { OpenSession } from '../../../../src/app/session/openSession'
import type { SessionPorts } from '../../../../src/app/session/ports'
import { createSessionMachine } from '../../../../src/app/session/session'

const publicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }
async function makeKeys(fields: Partial<KeyRecord> = {}): Promise<KeyRecord> {
  return {
    tenantId: '421303499',
    personId: '019f0000-0000-7000-8000-000000000001',
    login: 'cadre1',
    deviceId: '019f0000-0000-7000-8000-000000000101',
    dataKey: await makeDataKey(),
    signKey: await makeSignKey(),
    tenantKey: { keyId: 'seal-1', publicKey },
    serverKey: { keyId: 'outcome-1', publicKey },
    tenantName: '湖北曾都经济开发区',
    personName: '柳明芳',
    roles: ['cadre'],
    unitId: 'unit-1',
    signedInAt: 1_000,
    ...fields,
  }
}
const otherPerson = { personId: '019f0000-0000-7000-8000-000000000002', login: 'cadre2' }

/** What would be lost, and what a round of sending makes of it. */
const nothing: LeftBehind = { unsent: 0, drafts: 0, refused: 0, isNothing: true }
const unsent: LeftBehind = { unsent: 3, drafts: 0, refused: 0, isNothing: false }

interface Told {
  opened: KeyRecord[]
  ended: KeyRecord[]
  destroyed: KeyRecord[]
  synced: number
  tabs: number
}

let keyStore: KeyStore
let told: Told
let left: LeftBehind
let afterSync: LeftBehind
let openWith: () => Promise<void>
let missing: MissingFeature[]
let fromOtherTab: () => void

beforeEach(async () => {
  keyStore = await openKeyStore({ indexedDB: new IDBFactory() })
  told = { opened: [], ended: [], destroyed: [], synced: 0, tabs: 0 }
  left = nothing
  afterSync = nothing
  openWith = async () => undefined
  missing = []
  fromOtherTab = () => undefined
})

function makePorts(overrides: Partial<SessionPorts> = {}): SessionPorts {
  const open = async (keys: KeyRecord): Promise<OpenSession> => {
    await openWith()
    told.opened.push(keys)
    return {
      keys,
      client: {} as OpenSession['client'],
      server: {} as OpenSession['server'],
      directory: {} as OpenSession['directory'],
      syncNow: async () => {
        told.synced += 1
        left = afterSync
        return { result: 'done', rounds: 1, sent: 0 }
      },
      onReport: () => () => undefined,
      leftBehind: async () => left,
      end: () => void told.ended.push(keys),
      destroy: async (removeKeys) => {
        if (!left.isNothing) return false
        await removeKeys()
        told.destroyed.push(keys)
        return true
      },
    }
  }
  return {
    now: () => 5_000,
    missingFeatures: async () => missing,
    openKeyStore: async () => keyStore,
    signIn: async () => ({ ok: false, reason: 'network' }),
    open,
    countKept: async () => ({ unsent: 2, drafts: 1 }),
    tellTabs: () => void told.tabs++,
    onTabTold: (run) => {
      fromOtherTab = run
      return () => undefined
    },
    ...overrides,
  }
}

const signedIn = (keys: KeyRecord): SignInResult =>
  ({ ok: true, keys, session: {}, answer: {} }) as unknown as SignInResult

describe('starting', () => {
  test('opens the person who is signed in without asking the network or checking the browser', async () => {
    await keyStore.put(await makeKeys())
    const machine = createSessionMachine(
      makePorts({
        missingFeatures: () => Promise.reject(new Error('not asked')),
        signIn: () => Promise.reject(new Error('not asked')),
      }),
    )
    await machine.start()
    expect(machine.state.value).toMatchObject({ phase: 'open', session: { keys: { login: 'cadre1' } } })
  })

  test('without keys asks to sign in', async () => {
    const machine = createSessionMachine(makePorts())
    await machine.start()
    expect(machine.state.value).toEqual({ phase: 'signedOut', kept: { unsent: 0, drafts: 0 }, limits: [] })
  })

  test('a person who signed out is not opened, and what all of them left is counted without names', async () => {
    await keyStore.put(await makeKeys({ signedOutAt: 2_000 }))
    await keyStore.put(await makeKeys({ ...otherPerson, signedOutAt: 2_000 }))
    const machine = createSessionMachine(makePorts())
    await machine.start()
    expect(machine.state.value).toEqual({ phase: 'signedOut', kept: { unsent: 4, drafts: 2 }, limits: [] })
    expect(told.opened).toEqual([])
  })

  test('what lies in a database that does not open is no reason not to sign in', async () => {
    await keyStore.put(await makeKeys({ signedOutAt: 2_000 }))
    const machine = createSessionMachine(
      makePorts({ countKept: () => Promise.reject(new DeviceStoreBlocked()) }),
    )
    await machine.start()
    expect(machine.state.value).toMatchObject({ phase: 'signedOut', kept: { unsent: 0 } })
  })

  test('a browser that lacks something needed says so before anyone can type', async () => {
    missing = [
      { code: 'compression', needed: true },
      { code: 'webLocks', needed: false },
    ]
    const machine = createSessionMachine(makePorts())
    await machine.start()
    expect(machine.state.value).toEqual({ phase: 'unsupported', missing })
  })

  test('a browser that only lacks something useful may sign in, and is told', async () => {
    missing = [{ code: 'serviceWorker', needed: false }]
    const machine = createSessionMachine(makePorts())
    await machine.start()
    expect(machine.state.value).toMatchObject({ phase: 'signedOut', limits: missing })
  })

  test('keys that can not be kept are a browser that lacks something, or a failure to try again', async () => {
    const broken = makePorts({ openKeyStore: () => Promise.reject(new KeyStoreUnusable()) })
    const machine = createSessionMachine(broken)
    await machine.start()
    expect(machine.state.value).toEqual({ phase: 'failed', failure: 'keys' })
    missing = [{ code: 'indexedDb', needed: true }]
    await machine.start()
    expect(machine.state.value).toEqual({ phase: 'unsupported', missing })
  })

  test.each([
    [new DeviceFull(), 'full'],
    [new DeviceStoreBlocked(), 'blocked'],
    [new TypeError('Failed to fetch dynamically imported module: /assets/x.js'), 'chunk'],
    [new Error('odd'), 'unexpected'],
  ] as const)(
    'a database that does not open is told as it is (%s), and can be tried again',
    async (error, failure) => {
      await keyStore.put(await makeKeys())
      openWith = () => Promise.reject(error)
      const machine = createSessionMachine(makePorts())
      await machine.start()
      expect(machine.state.value).toEqual({ phase: 'failed', failure })
      openWith = async () => undefined
      await machine.start()
      expect(machine.state.value.phase).toBe('open')
    },
  )
})

describe('signing in', () => {
  test('opens the app and tells other tabs', async () => {
    const keys = await makeKeys()
    const machine = createSessionMachine(makePorts({ signIn: async () => signedIn(keys) }))
    await machine.start()
    expect(await machine.signIn({ login: 'cadre1', password: 'x', deviceLabel: '' })).toEqual({ ok: true })
    expect(machine.state.value.phase).toBe('open')
    expect(told.tabs).toBe(1)
  })

  test.each<[SignInResult, { code: string; retryAfterS: number | null }]>([
    [
      { ok: false, reason: 'network' },
      { code: 'network', retryAfterS: null },
    ],
    [
      { ok: false, reason: 'problem', status: 429, problem: { code: 'tooMany', retryAfterS: 40 } },
      { code: 'tooMany', retryAfterS: 40 },
    ],
    [
      { ok: false, reason: 'problem', status: 401, problem: { code: 'wrongCredentials' } },
      { code: 'wrongCredentials', retryAfterS: null },
    ],
  ])('a refusal keeps the sign-in page and says why: %o', async (result, why) => {
    const machine = createSessionMachine(makePorts({ signIn: async () => result }))
    await machine.start()
    const answer = await machine.signIn({ login: 'cadre1', password: 'x', deviceLabel: '' })
    expect(answer).toEqual({ ok: false, from: 'server', ...why })
    expect(machine.state.value.phase).toBe('signedOut')
  })

  test('a phone without room is said to be that, not a wrong password', async () => {
    const machine = createSessionMachine(makePorts({ signIn: () => Promise.reject(new DeviceFull()) }))
    await machine.start()
    const answer = await machine.signIn({ login: 'cadre1', password: 'x', deviceLabel: '' })
    expect(answer).toEqual({ ok: false, from: 'device', failure: 'full' })
  })

  test('signing in again after 保留 keeps the device and the data key, and the mark of having left is gone', async () => {
    const kept = await keyStore.put(await makeKeys({ signedOutAt: 2_000 }))
    const { tenantId, personId, deviceId, tenantKey, serverKey, tenantName, personName, roles, unitId } = kept
    const answer = {
      ...{ tenantId, personId, tenantKey, serverKey, tenantName, personName, roles, unitId, epoch: 'e' },
      ...{
        deviceId: '019f0000-0000-7000-8000-000000000102',
        token: 't',
        tokenExpiresMs: 900_000,
        serverTimeMs: 0,
      },
    }
    const http = {
      open: () => Promise.reject(new Error('not used')),
      json: async (_schema: unknown, { path }: { path: string }) => ({
        ok: true as const,
        value: path.endsWith('sign-in') ? answer : { token: 'r', tokenExpiresMs: 900_000, serverTimeMs: 0 },
      }),
    }
    const clock = { now: () => 9_000, after: () => () => undefined }
    const machine = createSessionMachine(
      makePorts({
        signIn: (input, store) => realSignIn(input, { keyStore: store, clock, http: http as never }),
      }),
    )
    await machine.start()
    expect(machine.state.value.phase).toBe('signedOut')
    expect(await machine.signIn({ login: 'Cadre1 ', password: 'x', deviceLabel: '' })).toEqual({ ok: true })
    const stored = await keyStore.get(kept)
    expect(stored?.deviceId).toBe(deviceId)
    expect(stored?.signedOutAt).toBeUndefined()
    expect(told.opened[0]?.deviceId).toBe(deviceId)
    await machine.start()
    expect(machine.state.value.phase).toBe('open')
  })
})

describe('signing out', () => {
  async function openMachine(overrides: Partial<SessionPorts> = {}) {
    await keyStore.put(await makeKeys())
    const machine = createSessionMachine(makePorts(overrides))
    await machine.start()
    return machine
  }

  test('tries to send what is unsent, and only then says what is left', async () => {
    left = unsent
    afterSync = nothing
    const machine = await openMachine()
    expect(await machine.prepareSignOut()).toEqual(nothing)
    expect(told.synced).toBe(1)
    left = afterSync = { unsent: 1, drafts: 2, refused: 0, isNothing: false }
    expect(await machine.prepareSignOut()).toMatchObject({ unsent: 1, drafts: 2 })
  })

  test('with nothing left: keys and data go, and the sign-in page comes', async () => {
    const machine = await openMachine()
    expect(await machine.signOutDeleting()).toBe(true)
    expect(told.destroyed).toHaveLength(1)
    expect(await keyStore.list()).toEqual([])
    expect(machine.state.value.phase).toBe('signedOut')
    expect(told.tabs).toBe(1)
  })

  test('something unsent is never deleted, whatever was asked before', async () => {
    const machine = await openMachine()
    left = unsent
    expect(await machine.signOutDeleting()).toBe(false)
    expect(await keyStore.list()).toHaveLength(1)
    expect(machine.state.value.phase).toBe('open')
  })

  test('保留: keys and database stay, the person does not', async () => {
    left = unsent
    const machine = await openMachine()
    await machine.signOutKeeping()
    expect(told.ended).toHaveLength(1)
    expect(told.destroyed).toEqual([])
    expect(await keyStore.list()).toMatchObject([{ login: 'cadre1', signedOutAt: 5_000 }])
    expect(machine.state.value).toMatchObject({ phase: 'signedOut', kept: { unsent: 2 } })
  })

  test('another tab that signed out takes this one along; one that signed in does too', async () => {
    const machine = await openMachine()
    const stored = await keyStore.get(await makeKeys())
    await keyStore.put({ ...stored!, signedOutAt: 6_000 })
    fromOtherTab()
    await expect.poll(() => machine.state.value.phase).toBe('signedOut')
    const { signedOutAt: _, ...active } = (await keyStore.get(stored!))!
    await keyStore.put(active)
    fromOtherTab()
    await expect.poll(() => machine.state.value.phase).toBe('open')
  })

  test('a word from another tab about somebody else changes nothing here', async () => {
    const machine = await openMachine()
    fromOtherTab()
    await keyStore.get(await makeKeys())
    expect(machine.state.value.phase).toBe('open')
    expect(told.ended).toEqual([])
  })
})
