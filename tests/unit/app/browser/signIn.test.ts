import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHttp, type Http } from '../../../../src/app/client/browser/http'
import { signIn, type SignInInput, type SignInResult } from '../../../../src/app/client/browser/signIn'
import { openKeyStore, type KeyStore } from '../../../../src/app/client/vault/keyStore'
import { createWebCryptoVault } from '../../../../src/app/client/vault/webCryptoVault'
import { parse } from '../../../../src/domain/schema'
import { isSignedBy, readDeviceKey } from '../../../../src/server/auth/deviceKey'
import {
  signInRequestSchema,
  tokenStatement,
  type SignInRequest,
  type TokenRequest,
} from '../../../../src/sync/up'
import { makeTenantKeys } from '../../../support/deviceKeys'
import { answerJson, makeClock, problem, startPeer, type HttpPeer } from './httpPeer'

const keys = makeTenantKeys()
const input: SignInInput = { login: ' ChenLihua ', password: '春耕 2026', deviceLabel: '红米' }

let peer: HttpPeer
let http: Http
let keyStore: KeyStore
/** Public keys that the peer registered, by device. */
let devices: Map<string, SignInRequest['deviceKey']>
let personId: string
let isRevoked: boolean
const clock = makeClock()

beforeEach(async () => {
  devices = new Map()
  isRevoked = false
  personId = '0199aaaa-0000-7000-8000-0000000000aa'
  keyStore = await openKeyStore({ indexedDB: new IDBFactory() })
  peer = await startPeer(({ path, body }, response) => {
    if (path === '/api/auth/token') {
      const request = body as TokenRequest
      if (request.challenge !== 'fresh')
        return answerJson(response, problem('notSignedIn', { challenge: 'fresh' }), 401)
      const key = devices.get(request.deviceId)
      const proved = key && isSignedBy(readDeviceKey(key)!.key, tokenStatement(request), request.signature)
      if (!proved) return answerJson(response, problem('wrongProof', { challenge: 'fresh' }), 401)
      return answerJson(response, {
        ...{ token: 'renewed', tokenExpiresMs: 900_000, serverTimeMs: 0 },
        ...(isRevoked && { shutOut: 'deviceRevoked' }),
      })
    }
    const request = body as SignInRequest
    if (request.password !== input.password) return answerJson(response, problem('wrongCredentials'), 401)
    const deviceId = `0199aaaa-0000-7000-8000-00000000000${devices.size + 1}`
    devices.set(deviceId, request.deviceKey)
    answerJson(response, {
      ...{ tenantId: '421303499', tenantName: '湖北曾都经济开发区', personId, personName: '陈丽华' },
      ...{
        roles: ['cadre'],
        unitId: 'u-1',
        deviceId,
        token: 'first',
        tokenExpiresMs: 900_000,
        serverTimeMs: 0,
        epoch: 'e-1',
      },
      tenantKey: { keyId: 'seal-1', publicKey: keys.sealing.publicKey },
      serverKey: { keyId: 'outcome-1', publicKey: keys.outcome.publicKey },
    })
  })
  http = createHttp({ baseUrl: peer.baseUrl, clock })
})
afterEach(() => peer.close())

async function succeed(more: Partial<SignInInput> = {}): Promise<Extract<SignInResult, { ok: true }>> {
  const result = await signIn({ ...input, ...more }, { http, keyStore, clock })
  if (!result.ok) throw new Error('the sign-in was refused')
  return result
}
const tokenOf = async ({ session }: Extract<SignInResult, { ok: true }>): Promise<string | undefined> => {
  let used: string | undefined
  await session.authorized((token) => {
    used = token
    return Promise.resolve({ ok: true, value: null })
  })
  return used
}

describe('signing in', () => {
  test('registers a key of this device and keeps the record, with which the vault works at once', async () => {
    const result = await succeed()
    const request = peer.seen[0]?.body
    expect(parse(signInRequestSchema, request).ok).toBe(true)
    expect(request).toMatchObject({ login: 'chenlihua', password: '春耕 2026', deviceLabel: '红米' })
    expect(Object.keys((request as SignInRequest).deviceKey).sort()).toEqual(['crv', 'kty', 'x', 'y'])
    expect(await keyStore.get(result.keys)).toMatchObject({
      login: 'chenlihua',
      personName: '陈丽华',
      unitId: 'u-1',
    })
    const vault = await createWebCryptoVault(result.keys)
    expect(await vault.open(await vault.seal('x', 'c'), 'c')).toBe('x')
    expect(await tokenOf(result)).toBe('first')
  })

  test('refused: nothing is kept', async () => {
    const result = await signIn({ ...input, password: 'wrong' }, { http, keyStore, clock })
    expect(result).toMatchObject({
      ok: false,
      reason: 'problem',
      status: 401,
      problem: { code: 'wrongCredentials' },
    })
    expect(await keyStore.list()).toEqual([])
  })

  test('without a server: no answer, nothing is kept', async () => {
    await peer.close()
    expect(await signIn(input, { http, keyStore, clock })).toEqual({ ok: false, reason: 'network' })
    expect(await keyStore.list()).toEqual([])
  })
})

describe('signing in again on the same device', () => {
  test('stays the same device with the same keys: what was sealed opens, and its key proves it', async () => {
    const first = await succeed()
    const sealed = await (await createWebCryptoVault(first.keys)).seal('unsent', 'c')
    const again = await succeed()
    expect(again.keys.deviceId).toBe(first.keys.deviceId)
    expect(await (await createWebCryptoVault(again.keys)).open(sealed, 'c')).toBe('unsent')
    expect(devices.get(again.keys.deviceId)).toEqual(
      peer.seen[0] && (peer.seen[0].body as SignInRequest).deviceKey,
    )
    expect(await tokenOf(again)).toBe('renewed')
    expect((await keyStore.list()).length).toBe(1)
  })

  test('becomes a new device when the server knows the old one no longer, and still opens what was sealed', async () => {
    const first = await succeed()
    const sealed = await (await createWebCryptoVault(first.keys)).seal('unsent', 'c')
    devices.delete(first.keys.deviceId)
    devices.set('somebody', { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' })
    const again = await succeed()
    expect(again.keys.deviceId).not.toBe(first.keys.deviceId)
    expect(await (await createWebCryptoVault(again.keys)).open(sealed, 'c')).toBe('unsent')
    expect(await tokenOf(again)).toBe('first')
  })

  test('becomes a new device when the old one was revoked', async () => {
    const first = await succeed()
    isRevoked = true
    const again = await succeed()
    expect(again.keys.deviceId).not.toBe(first.keys.deviceId)
    expect(await tokenOf(again)).toBe('first')
  })

  test('another person on the same phone gets keys of their own', async () => {
    const first = await succeed()
    personId = '0199aaaa-0000-7000-8000-0000000000bb'
    const other = await succeed({ login: 'wangjun' })
    const sealed = await (await createWebCryptoVault(first.keys)).seal('hers', 'c')
    await expect((await createWebCryptoVault(other.keys)).open(sealed, 'c')).rejects.toThrow()
    expect(devices.get(other.keys.deviceId)).not.toEqual(devices.get(first.keys.deviceId))
    expect((await keyStore.list()).length).toBe(2)
  })
})
