import { beforeEach, describe, expect, test } from 'vitest'
import { hashPassword } from '../../../../src/server/auth/passwords'
import { argon2Checker } from '../../../../src/server/auth/passwords'
import { makeDevice } from './makeDevice'
import {
  makeEdge,
  password,
  people,
  plainPasswords,
  problemOf,
  startMs,
  tenantId,
  type Edge,
} from './makeEdge'

const credentials = (more: object = {}) => ({
  login: 'cadre1',
  password,
  deviceKey: makeDevice().publicKey,
  deviceLabel: '测试手机',
  ...more,
})

let passwords: ReturnType<typeof plainPasswords>
let edge: Edge
beforeEach(async () => {
  passwords = plainPasswords()
  edge = await makeEdge({ passwords })
})
const signIn = (more: object = {}) => edge.post('/api/auth/sign-in', credentials(more))

describe('signing in', () => {
  test('tells who and where one is, and what to trust', async () => {
    const answer = await edge.signIn('cadre1')
    expect(answer).toMatchObject({
      tenantId,
      personId: people.cadre1.id,
      personName: people.cadre1.name,
      roles: ['cadre'],
      epoch: 'a'.repeat(32),
      serverTimeMs: startMs,
      tokenExpiresMs: startMs + 15 * 60_000,
      tenantKey: { keyId: edge.keyring.sealingKey(tenantId)?.keyId },
      serverKey: { keyId: edge.keyring.outcomeKey.keyId },
    })
  })

  test('registers the device with its key and writes it into the audit log', async () => {
    const { deviceId, device } = await edge.signIn('cadre1')
    const [stored, audit] = await edge.store.read(
      tenantId,
      async (tx) => [await tx.device(deviceId), await tx.audit(10)] as const,
    )
    expect(stored).toMatchObject({
      personId: people.cadre1.id,
      label: '测试手机',
      revokedAt: null,
      registeredAt: startMs,
    })
    expect(JSON.parse(stored?.publicKey ?? '')).toEqual(device.publicKey)
    expect(audit).toContainEqual({
      at: startMs,
      actorId: people.cadre1.id,
      deviceId,
      action: 'signIn',
      detail: {},
    })
  })

  test('signing in again with the same key stays the same device; another key, person or a revoked device does not', async () => {
    const deviceKey = makeDevice().publicKey
    const deviceIdOf = async (more: object) => {
      const response = await signIn({ deviceKey, ...more })
      return ((await response.json()) as { deviceId: string }).deviceId
    }
    const deviceId = await deviceIdOf({})
    expect(await deviceIdOf({ deviceId })).toBe(deviceId)
    expect(await deviceIdOf({ deviceId, deviceKey: makeDevice().publicKey })).not.toBe(deviceId)
    expect(await deviceIdOf({ deviceId, login: 'cadre2' })).not.toBe(deviceId)
    await edge.store.write(tenantId, async (tx) => {
      const record = await tx.device(deviceId)
      if (record) await tx.putDevice({ ...record, revokedAt: startMs })
    })
    expect(await deviceIdOf({ deviceId })).not.toBe(deviceId)
  })

  test('takes the name in any case and with spaces around it', async () => {
    expect((await signIn({ login: '  Cadre1 ' })).status).toBe(200)
  })

  test('finds the zone by its id, and no other', async () => {
    expect((await signIn({ tenantId })).status).toBe(200)
    expect(await problemOf(await signIn({ tenantId: '990000009' }))).toEqual({ code: 'wrongCredentials' })
  })

  test('needs the zone where there are several', async () => {
    await edge.store.createTenant({
      tenantId: '990000002',
      name: '第二试验区',
      epoch: 'b',
      version: 0,
      chainHash: '',
    })
    expect(await problemOf(await signIn())).toEqual({ code: 'wrongCredentials' })
    expect((await signIn({ tenantId })).status).toBe(200)
  })

  test('answers an unknown name and a wrong password alike, after the same work', async () => {
    const unknown = await signIn({ login: 'nobody' })
    const wrong = await signIn({ password: 'wrong' })
    expect([unknown.status, wrong.status]).toEqual([401, 401])
    expect(await unknown.json()).toEqual(await wrong.json())
    expect(passwords.checked).toEqual([undefined, `plain:${password}`])
  })

  test('tells someone without access only after the right password', async () => {
    expect(await problemOf(await signIn({ login: 'gone1', password: 'wrong' }))).toEqual({
      code: 'wrongCredentials',
    })
    const response = await signIn({ login: 'gone1' })
    expect(response.status).toBe(403)
    expect(await problemOf(response)).toEqual({ code: 'personInactive' })
  })

  test('refuses a device key that is no point on P-256', async () => {
    const { publicKey } = makeDevice()
    for (const deviceKey of [
      { ...publicKey, y: publicKey.x },
      { ...publicKey, crv: 'P-384' },
      { ...publicKey, kty: 'RSA' },
      { ...publicKey, x: 'AAAA' },
    ]) {
      const response = await signIn({ deviceKey })
      expect(response.status).toBe(400)
      expect(await problemOf(response)).toEqual({ code: 'malformed', path: 'deviceKey' })
    }
    expect(passwords.checked).toEqual([])
  })

  test('keeps nothing of a device key but the point', async () => {
    const { publicKey } = makeDevice()
    const response = await signIn({ deviceKey: { ...publicKey, d: 'private', ext: 'x' } })
    const { deviceId } = (await response.json()) as { deviceId: string }
    const stored = await edge.store.read(tenantId, (tx) => tx.device(deviceId))
    expect(JSON.parse(stored?.publicKey ?? '')).toEqual(publicKey)
  })

  test('a published password opens nothing where it is refused', async () => {
    edge = await makeEdge({ refusedPasswords: new Set([password]) })
    expect(await problemOf(await signIn())).toEqual({ code: 'wrongCredentials' })
  })
})

describe('tries', () => {
  test('the seventh wrong password has to wait, then ever longer, and the right one does not get in meanwhile', async () => {
    for (let round = 0; round < 6; round++) expect((await signIn({ password: 'wrong' })).status).toBe(401)
    const response = await signIn()
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await problemOf(response)).toEqual({ code: 'tooMany', retryAfterS: 5 })
    expect(passwords.checked).toHaveLength(6)

    edge.clock.at += 5_000
    expect((await signIn({ password: 'wrong' })).status).toBe(401)
    expect((await problemOf(await signIn())).retryAfterS).toBe(10)
  })

  test('tries in parallel count one by one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn({ password: 'wrong' })))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(6)
  })

  test('the right password after the wait opens again and clears the count', async () => {
    for (let round = 0; round < 6; round++) await signIn({ password: 'wrong' })
    edge.clock.at += 5_000
    expect((await signIn()).status).toBe(200)
    expect((await signIn({ password: 'wrong' })).status).toBe(401)
  })

  test('an unknown name waits like a known one', async () => {
    for (let round = 0; round < 6; round++) await signIn({ login: 'nobody' })
    expect((await signIn({ login: 'nobody' })).status).toBe(429)
  })

  test('naming the zone or not gives no second set of tries', async () => {
    for (let round = 0; round < 6; round++) await signIn({ password: 'wrong' })
    expect((await signIn({ password: 'wrong', tenantId })).status).toBe(429)
  })
})

test('argon2id accepts the right password, and nothing where there is no hash', async () => {
  const hash = await hashPassword(password)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,/)
  expect(await argon2Checker.matches(hash, password)).toBe(true)
  expect(await argon2Checker.matches(hash, 'wrong')).toBe(false)
  expect(await argon2Checker.matches(undefined, password)).toBe(false)
})
