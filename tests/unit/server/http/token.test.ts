import { SignJWT } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeDevice, makeTokenRequest } from './makeDevice'
import { StorageFull } from '../../../../src/server/store/port'
import {
  makeEdge,
  people,
  problemOf,
  startMs,
  syncRequest,
  tenantId,
  testId,
  type Edge,
  type SignedIn,
} from './makeEdge'

let edge: Edge
let phone: SignedIn
beforeEach(async () => {
  edge = await makeEdge()
  phone = await edge.signIn('cadre1')
})

const freshChallenge = async (): Promise<string> =>
  (await problemOf(await edge.post('/api/sync', syncRequest()))).challenge ?? ''

describe('asking for a token', () => {
  test('a 401 brings a challenge; signed by the device key it gives a token that opens the sync', async () => {
    const refused = await edge.post('/api/sync', syncRequest())
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toContain('Bearer')
    const { code, challenge = '' } = await problemOf(refused)
    expect(code).toBe('notSignedIn')

    const response = await edge.post('/api/auth/token', makeTokenRequest(phone, challenge))
    expect(response.status).toBe(200)
    const { token } = (await response.json()) as { token: string }
    expect((await edge.post('/api/sync', syncRequest(), { token })).status).toBe(200)
  })

  test('the same answer sent twice gives a token twice: a lost reply is no reason to start over', async () => {
    const request = makeTokenRequest(phone, await freshChallenge())
    expect((await edge.post('/api/auth/token', request)).status).toBe(200)
    expect((await edge.post('/api/auth/token', request)).status).toBe(200)
  })

  test('a challenge that is old, forged or from nowhere is answered with a fresh one', async () => {
    const challenge = await freshChallenge()
    edge.clock.at += 10 * 60_000 + 1
    for (const stale of [challenge, challenge.replace('1.', '2.'), 'x', `${challenge.slice(0, -2)}AA`]) {
      const response = await edge.post('/api/auth/token', makeTokenRequest(phone, stale))
      expect(response.status).toBe(401)
      const problem = await problemOf(response)
      expect(problem.code).toBe('notSignedIn')
      expect(
        (await edge.post('/api/auth/token', makeTokenRequest(phone, problem.challenge ?? ''))).status,
      ).toBe(200)
    }
  })

  test('a challenge from the future is none', async () => {
    const challenge = await freshChallenge()
    edge.clock.at -= 60_000
    expect((await edge.post('/api/auth/token', makeTokenRequest(phone, challenge))).status).toBe(401)
  })

  test('another key, another device and an unknown zone answer alike: wrongProof', async () => {
    const challenge = await freshChallenge()
    const wrong = [
      makeTokenRequest({ ...phone, device: makeDevice() }, challenge),
      makeTokenRequest({ ...phone, deviceId: testId(7) }, challenge),
      makeTokenRequest({ ...phone, tenantId: '990000009' }, challenge),
      { ...makeTokenRequest(phone, challenge), signature: 'AAAA' },
    ]
    for (const request of wrong) {
      const response = await edge.post('/api/auth/token', request)
      expect(response.status).toBe(401)
      expect((await problemOf(response)).code).toBe('wrongProof')
    }
  })

  test('CO8 a revoked device still gets a token and is told so, but only when it proves its key', async () => {
    await edge.store.write(tenantId, async (tx) => {
      const device = await tx.device(phone.deviceId)
      if (device) await tx.putDevice({ ...device, revokedAt: edge.clock.at })
    })
    const challenge = await freshChallenge()
    const response = await edge.post('/api/auth/token', makeTokenRequest(phone, challenge))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      token: expect.any(String) as string,
      shutOut: 'deviceRevoked',
    })
    const forged = makeTokenRequest({ ...phone, device: makeDevice() }, challenge)
    expect((await problemOf(await edge.post('/api/auth/token', forged))).code).toBe('wrongProof')
  })

  test('notes the contact once an hour, and on a full disk gives a token all the same', async () => {
    const seenAt = async () => (await edge.store.read(tenantId, (tx) => tx.device(phone.deviceId)))?.seenAt
    const renew = async () => edge.post('/api/auth/token', makeTokenRequest(phone, await freshChallenge()))
    edge.clock.at += 1_800_000
    await renew()
    expect(await seenAt()).toBe(startMs)
    edge.clock.at += 1_800_000
    await renew()
    expect(await seenAt()).toBe(startMs + 3_600_000)

    let isFull = false
    edge = await makeEdge({
      spoil: (store) => ({
        ...store,
        write: (id, work) => (isFull ? Promise.reject(new StorageFull()) : store.write(id, work)),
      }),
    })
    phone = await edge.signIn('cadre1')
    isFull = true
    edge.clock.at += 7_200_000
    expect((await renew()).status).toBe(200)
  })

  test('someone switched off meanwhile still gets a token, so that late work can be handed in', async () => {
    await switchOff('cadre1')
    const response = await edge.post('/api/auth/token', makeTokenRequest(phone, await freshChallenge()))
    expect(response.status).toBe(200)
  })
})

describe('a token', () => {
  const sync = (token: string) => edge.post('/api/sync', syncRequest(), { token })

  test('ends after fifteen minutes', async () => {
    edge.clock.at += 15 * 60_000 - 1_000
    expect((await sync(phone.token)).status).toBe(200)
    edge.clock.at += 2_000
    expect((await problemOf(await sync(phone.token))).code).toBe('notSignedIn')
  })

  test('is refused when changed, unsigned, of another secret or for another use', async () => {
    const [header = '', payload = '', signature = ''] = phone.token.split('.')
    const otherPayload = Buffer.from(
      JSON.stringify({
        ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object),
        sub: people.admin1.id,
      }),
    ).toString('base64url')
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    const [secret] = edge.keyring.tokenSecrets
    const signed = (kid: string, key: Uint8Array, audience: string) =>
      new SignJWT({ tenant: tenantId, device: phone.deviceId })
        .setProtectedHeader({ alg: 'HS256', kid })
        .setIssuer('minqing')
        .setAudience(audience)
        .setSubject(people.cadre1.id)
        .setExpirationTime(Math.floor(edge.clock.at / 1000) + 60)
        .sign(key)
    const forged = [
      `${header}.${otherPayload}.${signature}`,
      `${none}.${payload}.`,
      await signed(secret.keyId, new Uint8Array(32), 'minqing-device'),
      await signed('other', secret.secret, 'minqing-device'),
      await signed(secret.keyId, secret.secret, 'elsewhere'),
      'a.b.c',
      '',
    ]
    for (const token of forged) expect((await sync(token)).status).toBe(401)
    expect((await sync(await signed(secret.keyId, secret.secret, 'minqing-device'))).status).toBe(200)
  })
})

async function switchOff(login: keyof typeof people): Promise<void> {
  const { runCommands } = await import('../../../../src/server/sync/runner')
  const { makeEnvelope } = await import('./makeEdge')
  await edge.store.write(tenantId, async (tx) => {
    const { outcomes } = await runCommands(
      tx,
      [
        {
          identity: { tenantId, personId: people.admin1.id, deviceId: testId(99) },
          envelope: makeEnvelope({
            name: 'person.setActive',
            args: { personId: people[login].id, active: false },
          }),
          receivedAt: edge.clock.at,
          trusted: 'person',
        },
      ],
      { signer: edge.signer, random: edge.random, onBug: () => undefined },
    )
    expect(outcomes[0]?.result).toBe('applied')
  })
}
