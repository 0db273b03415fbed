import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { DeliverResponse, SyncResponse } from '../../../../src/sync/down'
import { createPokes } from '../../../../src/server/http/pokes'
import { packLoosely } from '../../../../src/server/sync/tighten'
import { StorageFull } from '../../../../src/server/store/port'
import { makeBundle, makeDevice } from './makeDevice'
import {
  makeEdge,
  makeEnvelope,
  meetingArgs,
  problemOf,
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

const meeting = () => makeEnvelope({ name: 'visit.record', args: meetingArgs() })

describe('POST /api/sync', () => {
  test('takes envelopes and answers signed outcomes and pages', async () => {
    const envelope = meeting()
    const response = await edge.post('/api/sync', syncRequest({ envelopes: [envelope] }), {
      token: phone.token,
    })
    expect(response.status).toBe(200)
    const answer = (await response.json()) as SyncResponse
    expect(answer.outcomes).toMatchObject([
      { commandId: envelope.id, result: 'applied', keyId: phone.serverKey.keyId },
    ])
    expect(answer.pages.map(({ scope }) => scope)).toContain('tenant')
    expect(edge.bugs).toEqual([])
  })

  test('needs a token before the body is looked at', async () => {
    expect((await edge.post('/api/sync', '{"not": "read"')).status).toBe(401)
  })

  test('names the place of what is no message of this kind', async () => {
    const response = await edge.post(
      '/api/sync',
      { ...syncRequest(), holds: [{ scope: 5, cursor: null }] },
      { token: phone.token },
    )
    expect(response.status).toBe(400)
    expect(await problemOf(response)).toEqual({ code: 'malformed', path: 'holds.0.scope' })
  })
})

describe('a nearly full disk', () => {
  const full = () => makeEdge({ freeBytes: () => Promise.resolve(199_999_999) })

  test('takes nothing any more, and goes on giving', async () => {
    edge = await full()
    phone = await edge.signIn('cadre1')
    const push = await edge.post('/api/sync', syncRequest({ envelopes: [meeting()] }), { token: phone.token })
    expect(push.status).toBe(507)
    expect(await problemOf(push)).toEqual({ code: 'storageFull' })
    expect((await edge.post('/api/sync', syncRequest(), { token: phone.token })).status).toBe(200)
    const bundle = makeBundle(phone, { commandId: testId(60), seq: 1, plain: '{}' })
    expect((await edge.post('/api/deliver', { bundles: [bundle] })).status).toBe(507)
    expect(await (await edge.app.request('/api/health')).json()).toMatchObject({
      ready: true,
      takesWork: false,
    })
  })

  test('a database that finds no room answers the same', async () => {
    edge = await makeEdge({
      spoil: (store) => ({
        ...store,
        write: (id, work) =>
          store.write(id, async (tx) => {
            await work(tx)
            if ((await tx.countRows('visit')) > 0) throw new StorageFull()
            return work(tx)
          }),
      }),
    })
    phone = await edge.signIn('cadre1')
    const push = await edge.post('/api/sync', syncRequest({ envelopes: [meeting()] }), { token: phone.token })
    expect(push.status).toBe(507)
    expect(await edge.realStore.read(tenantId, (tx) => tx.countRows('visit'))).toBe(0)
  })
})

describe('POST /api/deliver', () => {
  const content = () => {
    const envelope = meeting()
    return {
      envelope,
      bundle: { commandId: envelope.id, seq: envelope.seq, plain: JSON.stringify(envelope) },
    }
  }
  const deliver = async (...bundles: object[]): Promise<DeliverResponse['receipts']> => {
    const response = await edge.post('/api/deliver', { bundles })
    expect(response.status).toBe(200)
    return ((await response.json()) as DeliverResponse).receipts
  }

  test('takes a sealed command without a token and acts on it once', async () => {
    const { envelope, bundle } = content()
    const sealed = makeBundle(phone, bundle)
    const [first] = await deliver(sealed)
    const [second] = await deliver(sealed)
    expect(first).toMatchObject({ commandId: envelope.id, receipt: 'stored' })
    expect(first?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(second).toEqual(first)
    const response = await edge.post('/api/sync', syncRequest({ ask: [envelope.id] }), { token: phone.token })
    expect(((await response.json()) as SyncResponse).outcomes).toMatchObject([
      { commandId: envelope.id, result: 'applied' },
    ])
    expect(await edge.store.read(tenantId, (tx) => tx.countRows('visit'))).toBe(1)
  })

  test('answers each bundle in its place, the good ones among the bad', async () => {
    const [good, other] = [content(), content()]
    const sealed = makeBundle(phone, good.bundle)
    const stranger = { ...phone, device: makeDevice() }
    const broken = Buffer.from(makeBundle(phone, other.bundle).sealed, 'base64url')
    const notJson = { ...other.bundle, plain: 'no JSON' }
    const receipts = await deliver(
      makeBundle({ ...phone, deviceId: testId(70) }, other.bundle),
      makeBundle(stranger, other.bundle),
      { ...sealed, seq: sealed.seq + 1 },
      { ...sealed, sealed: broken.toString('base64url') },
      { ...sealed, sealed: '!!!' },
      makeBundle({ ...phone, tenantId: '990000009' }, other.bundle),
      makeBundle(phone, other.bundle, { keyId: 'seal-of-somebody' }),
      makeBundle(phone, notJson),
      makeBundle(phone, { ...other.bundle, seq: other.bundle.seq + 1 }),
      sealed,
    )
    expect(receipts.map(({ receipt, code }) => code ?? receipt)).toEqual([
      'unknownDevice',
      'badSignature',
      'badSignature',
      'badSignature',
      'malformed',
      'unknownDevice',
      'undecryptable',
      'malformed',
      'malformed',
      'stored',
    ])
  })

  test('what was sealed to another key is undecryptable, though signed by the device', async () => {
    const { publicKey } = makeDevice()
    const elsewhere = { ...phone, tenantKey: { ...phone.tenantKey, publicKey } }
    const [receipt] = await deliver(makeBundle(elsewhere, content().bundle))
    expect(receipt).toMatchObject({ receipt: 'refused', code: 'undecryptable' })
  })

  test('late work of a revoked device is taken, for quarantine', async () => {
    await edge.store.write(tenantId, async (tx) => {
      const device = await tx.device(phone.deviceId)
      if (device) await tx.putDevice({ ...device, revokedAt: edge.clock.at })
    })
    const { envelope, bundle } = content()
    expect(await deliver(makeBundle(phone, bundle))).toMatchObject([{ receipt: 'stored' }])
    const [logged] = await edge.store.read(tenantId, (tx) => tx.commands([envelope.id]))
    expect(logged?.result).toBe('quarantined')
    expect(await edge.store.read(tenantId, (tx) => tx.countRows('visit'))).toBe(0)
  })
})

describe('POST /api/blocks', () => {
  const text = Array.from({ length: 60 }, (_, index) => `area 9900000010${index} ${index} {}`).join('\n')
  const [first = '', second = ''] = [text.slice(0, 1_000), text.slice(1_001)]
  const block = (id: string, packId: string, lines: string) => ({
    ...{ id, packId, kind: 'area' as const, fromVersion: 1, toVersion: 1, rows: 1 },
    ...{ sha256: '0'.repeat(64), bytes: Buffer.byteLength(lines) },
  })
  const putPacks = async () => {
    for (const [id, scope] of [
      ['tenant', 'tenant'],
      ['other', 'area:990000001002'],
    ] as const) {
      const blocks = [block(`b-${id}`, id, first), block(`b2-${id}`, id, second)]
      const content = await packLoosely(Buffer.from(text))
      await edge.store.write(tenantId, (tx) =>
        tx.putBlocks(scope, [{ id, scope, content, isTight: false, blocks }]),
      )
    }
  }
  const ask = (from: string, accepts?: string) =>
    edge.post(
      '/api/blocks',
      { from },
      { token: phone.token, ...(accepts !== undefined && { headers: { 'Accept-Encoding': accepts } }) },
    )
  const read = async (response: Response) => {
    const bytes = Buffer.from(await response.arrayBuffer())
    const packing = response.headers.get('content-encoding')
    const plain =
      packing === 'br' ? brotliDecompressSync(bytes) : packing === 'gzip' ? gunzipSync(bytes) : bytes
    return [response.status, packing, plain.toString('utf8')]
  }

  test('BL5 gives lines in whatever packing is taken, from the beginning and from a later block on', async () => {
    await putPacks()
    expect(await read(await ask('b-tenant', 'gzip, br'))).toEqual([200, 'br', text])
    expect(await read(await ask('b-tenant', 'gzip'))).toEqual([200, 'gzip', text])
    expect(await read(await ask('b-tenant', 'identity'))).toEqual([200, null, text])
    expect(await read(await ask('b2-tenant', 'gzip'))).toEqual([200, null, text.slice(1_001)])
    expect((await ask('b-tenant')).headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  test('BL4 a block of a foreign scope and one that is none are answered alike: with nothing', async () => {
    await putPacks()
    expect(await read(await ask('b-other', 'br'))).toEqual([200, null, ''])
    expect(await read(await ask('b-none', 'br'))).toEqual([200, null, ''])
  })
})

describe('GET /api/poke', () => {
  const open = (token = phone.token) =>
    edge.app.request('/api/poke', {
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
    })

  test('says that something changed, without saying what, and ends when the server stops', async () => {
    const listening: ((tenantId: string) => void)[] = []
    const pokes = createPokes(
      {
        onChange(listener) {
          listening.push(listener)
          return () => undefined
        },
      },
      edge.clock,
    )
    edge = await makeEdge({ pokes })
    phone = await edge.signIn('cadre1')
    const response = await open()
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    for (const listener of listening) {
      listener('990000009')
      listener(tenantId)
      listener(tenantId)
    }
    pokes.close()
    expect(await response.text()).toBe('retry: 5000\n\ndata: change\n\n')
    expect(pokes.count).toBe(0)
    const late = await open()
    expect(late.status).toBe(429)
    expect((await problemOf(late)).code).toBe('tooMany')
  })

  test('follows a real command', async () => {
    const response = await open()
    const reader = response.body?.getReader()
    await reader?.read()
    await edge.post('/api/sync', syncRequest({ envelopes: [meeting()] }), { token: phone.token })
    const { value } = (await reader?.read()) ?? {}
    expect(new TextDecoder().decode(value)).toBe('data: change\n\n')
    await reader?.cancel()
  })

  test('needs a token', async () => {
    expect((await open('x.y.z')).status).toBe(401)
  })
})

test('an answer above 1 KB is packed as the client likes it', async () => {
  const sync = (headers: Record<string, string>) =>
    edge.post('/api/sync', syncRequest(), { token: phone.token, headers })
  const plain = await sync({})
  const packed = await sync({ 'Accept-Encoding': 'gzip' })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.headers.get('vary')).toBe('Accept-Encoding')
  expect(JSON.parse(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString())).toEqual(
    await plain.json(),
  )
  expect((await sync({ 'Accept-Encoding': 'gzip, br' })).headers.get('content-encoding')).toBe('br')
  expect((await sync({ 'Accept-Encoding': 'br;q=0, gzip;q=0.5' })).headers.get('content-encoding')).toBe(
    'gzip',
  )
})
