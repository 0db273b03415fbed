import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHttp } from '../../../../src/app/client/browser/http'
import { createSession } from '../../../../src/app/client/browser/session'
import { createHttpTransport } from '../../../../src/app/client/browser/transport'
import type { Transport } from '../../../../src/app/client/ports'
import { exportPublicKey } from '../../../../src/app/client/vault/deviceKeys'
import { isSignedBy, readDeviceKey } from '../../../../src/server/auth/deviceKey'
import type { SyncResponse } from '../../../../src/sync/down'
import { tokenStatement, type SyncRequest, type TokenRequest } from '../../../../src/sync/up'
import { makeKeyRecord } from '../../../support/deviceKeys'
import {
  answerJson,
  makeClock,
  problem,
  startPeer,
  type Answerer,
  type HttpPeer,
  type WoundClock,
} from './httpPeer'

const { record } = await makeKeyRecord()
const deviceKey = readDeviceKey(await exportPublicKey(record.signKey.publicKey))!.key

const syncRequest: SyncRequest = { protocol: 1, epoch: null, clockMs: 5, holds: [], envelopes: [], ask: [] }
const syncResponse: SyncResponse = {
  protocol: 1,
  epoch: 'e-1',
  serverTimeMs: 9,
  version: 0,
  grants: [],
  dropped: [],
  outcomes: [],
  unknownAsked: [],
  pages: [],
  more: false,
  pullServed: true,
}
const tokenAnswer = (token: string) => ({ token, tokenExpiresMs: 900_000, serverTimeMs: 0 })
const network = { ok: false, reason: 'network' }

let peer: HttpPeer
let clock: WoundClock
let answer: Answerer
let transport: Transport
/** Tokens that the peer takes. */
let good: Set<string>
let issued: number

/** Does what the server's endpoint does: a stale challenge brings a fresh one. */
const renew: Answerer = ({ body }, response) => {
  const request = body as TokenRequest
  if (request.challenge !== 'fresh')
    return answerJson(response, problem('notSignedIn', { challenge: 'fresh' }), 401)
  if (!isSignedBy(deviceKey, tokenStatement(request), request.signature)) {
    return answerJson(response, problem('wrongProof', { challenge: 'fresh' }), 401)
  }
  issued += 1
  good = new Set([`token-${issued}`])
  answerJson(response, tokenAnswer(`token-${issued}`))
}

beforeEach(async () => {
  clock = makeClock()
  good = new Set(['first'])
  issued = 0
  answer = (_, response) => answerJson(response, syncResponse)
  peer = await startPeer((request, response) => {
    if (request.path === '/api/auth/token') return renew(request, response)
    if (!good.has(request.token ?? ''))
      return answerJson(response, problem('notSignedIn', { challenge: 'fresh' }), 401)
    return answer(request, response)
  })
  transport = makeTransport({ token: 'first', tokenExpiresMs: 900_000, serverTimeMs: 0 })
})
afterEach(() => peer.close())

function makeTransport(token?: { token: string; tokenExpiresMs: number; serverTimeMs: number }): Transport {
  const http = createHttp({ baseUrl: peer.baseUrl, clock })
  return createHttpTransport({ http, session: createSession({ keys: record, http, clock, token }) })
}

describe('sync and deliver', () => {
  test('a small request goes plain, with the token', async () => {
    expect(await transport.sync(syncRequest)).toEqual({ ok: true, value: syncResponse })
    expect(peer.seen).toEqual([
      {
        method: 'POST',
        path: '/api/sync',
        token: 'first',
        encoding: undefined,
        contentType: 'application/json',
        body: syncRequest,
      },
    ])
  })

  test('a large request goes compressed and arrives whole', async () => {
    const large = {
      ...syncRequest,
      holds: [{ scope: '民情'.repeat(30), cursor: 'x'.repeat(400) }],
      epoch: '水'.repeat(60),
    }
    const holds = Array.from({ length: 50 }, () => large.holds[0]!)
    await transport.sync({ ...large, holds })
    expect(peer.seen[0]).toMatchObject({
      encoding: 'gzip',
      contentType: 'application/json',
      body: { ...large, holds },
    })
  })

  test('a delivery is posted to its own address and its receipts come back', async () => {
    const receipts = [
      { commandId: '0199aaaa-0000-7000-8000-000000000002', receipt: 'stored' as const, sha256: 'ab' },
    ]
    answer = (_, response) => answerJson(response, { receipts, serverTimeMs: 7 })
    expect(await transport.deliver({ bundles: [] })).toEqual({
      ok: true,
      value: { receipts, serverTimeMs: 7 },
    })
    expect(peer.paths()).toEqual(['/api/deliver'])
  })

  test.each<[string, number, string]>([
    ['a refusal', 403, 'deviceRevoked'],
    ['a full disk', 507, 'storageFull'],
  ])('%s of our server is told with its code', async (_, status, code) => {
    answer = (_request, response) => answerJson(response, problem(code, { retryAfterS: 30 }), status)
    expect(await transport.sync(syncRequest)).toEqual({
      ok: false,
      reason: 'problem',
      status,
      problem: { code, retryAfterS: 30 },
    })
  })

  test.each<[string, (response: ServerResponse) => void]>([
    [
      'the page of a captive portal',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    ],
    ['a redirect', (response) => response.writeHead(302, { location: '/login' }).end()],
    ['an empty answer', (response) => response.writeHead(200).end()],
    ['JSON that is not the message', (response) => answerJson(response, { ...syncResponse, grants: 'all' })],
    [
      'an error page of a proxy',
      (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('Bad gateway'),
    ],
    ['an error that is JSON but not ours', (response) => answerJson(response, { error: 'x' }, 500)],
    [
      'half an answer',
      (response) =>
        response.writeHead(200, { 'content-length': 100 }).write('{"protocol":1', () => response.destroy()),
    ],
    ['a cut connection', (response) => response.destroy()],
    [
      'an answer with broken UTF-8 in a text',
      (response) =>
        response
          .writeHead(200)
          .end(Buffer.from(JSON.stringify({ ...syncResponse, epoch: 'e\u00ff' }), 'latin1')),
    ],
  ])('%s counts as no answer', async (_, respond) => {
    answer = (_request, response) => respond(response)
    expect(await transport.sync(syncRequest)).toEqual(network)
  })

  test('a server that is not there is no answer', async () => {
    await peer.close()
    expect(await transport.sync(syncRequest)).toEqual(network)
  })
})

describe('the token', () => {
  test('an expired one is renewed by proving the device key, and the request repeated once', async () => {
    good.clear()
    expect(await transport.sync(syncRequest)).toMatchObject({ ok: true })
    expect(peer.paths()).toEqual(['/api/sync', '/api/auth/token', '/api/sync'])
    expect(peer.seen[1]?.body).toMatchObject({
      tenantId: record.tenantId,
      deviceId: record.deviceId,
      challenge: 'fresh',
    })
    expect(peer.seen[2]?.token).toBe('token-1')
    await transport.sync(syncRequest)
    expect(peer.paths().length).toBe(4)
  })

  test('without any, the key is proved before a large body goes on its way', async () => {
    transport = makeTransport()
    expect(await transport.sync(syncRequest)).toMatchObject({ ok: true })
    expect(peer.paths()).toEqual(['/api/auth/token', '/api/auth/token', '/api/sync'])
    expect(peer.seen[0]?.body).toMatchObject({ challenge: 'none' })
  })

  test('one that must have run out is renewed before sending', async () => {
    clock.wind(900_000)
    await transport.sync(syncRequest)
    expect(peer.paths().at(-1)).toBe('/api/sync')
    expect(peer.paths().filter((path) => path === '/api/sync').length).toBe(1)
    expect(peer.seen.at(-1)?.token).toBe('token-1')
  })

  test('a delivery goes without one when there is none: bundles prove themselves', async () => {
    transport = makeTransport()
    good.add('')
    answer = (_, response) => answerJson(response, { receipts: [], serverTimeMs: 7 })
    expect(await transport.deliver({ bundles: [] })).toMatchObject({ ok: true })
    expect(peer.seen).toMatchObject([{ path: '/api/deliver', token: undefined }])
  })

  test('requests at the same time share one renewal', async () => {
    good.clear()
    const results = await Promise.all([1, 2, 3, 4].map(() => transport.sync(syncRequest)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(issued).toBe(1)
  })

  test('a server that refuses the fresh token too is told, not asked for ever', async () => {
    answer = (_, response) => answerJson(response, problem('notSignedIn', { challenge: 'fresh' }), 401)
    expect(await transport.sync(syncRequest)).toMatchObject({
      ok: false,
      status: 401,
      problem: { code: 'notSignedIn' },
    })
    expect(peer.paths().filter((path) => path === '/api/sync').length).toBe(2)
  })

  test('a renewal that is refused is the answer', async () => {
    const stranger = (await makeKeyRecord()).record
    const http = createHttp({ baseUrl: peer.baseUrl, clock })
    const session = createSession({ keys: { ...record, signKey: stranger.signKey }, http, clock })
    expect(await createHttpTransport({ http, session }).sync(syncRequest)).toMatchObject({
      ok: false,
      status: 401,
      problem: { code: 'wrongProof' },
    })
    expect(peer.paths()).toEqual(['/api/auth/token', '/api/auth/token'])
  })

  test('a 401 without a challenge is told as it is', async () => {
    answer = (_, response) => answerJson(response, problem('notSignedIn'), 401)
    expect(await transport.sync(syncRequest)).toMatchObject({ ok: false, status: 401 })
    expect(peer.paths()).toEqual(['/api/sync'])
  })
})

describe('blocks', () => {
  const lines: Record<string, string> = {
    'b-1': 'issue a 1 {"text":"水渠"}\nissue b 2 {"text":"路灯"}',
    'b-2': 'visit c 3 -',
    'b-3': Array.from(
      { length: 400 },
      (_, index) => `visit v${index} ${index} {"note":"${randomBytes(40).toString('hex')}"}`,
    ).join('\n'),
  }
  const body = Buffer.from(Object.values(lines).join('\n'))
  const blocks = Object.entries(lines).map(([id, text]) => ({
    id,
    packId: 'p',
    kind: 'visit',
    fromVersion: 1,
    toVersion: 400,
    rows: text.split('\n').length,
    bytes: Buffer.byteLength(text),
    sha256: '',
  }))

  async function fetchBlocks(): Promise<[result: unknown, taken: Record<string, string>]> {
    const taken: Record<string, string> = {}
    const result = await transport.blocks(blocks, async ({ id }, bytes) => {
      taken[id] = new TextDecoder().decode(bytes)
    })
    return [result, taken]
  }

  test.each(['br', 'gzip', undefined] as const)(
    'each is handed over as it was packed (%s)',
    async (packing) => {
      const packed = packing === 'br' ? brotliCompressSync(body) : packing === 'gzip' ? gzipSync(body) : body
      answer = (_, response) =>
        void response.writeHead(200, packing && { 'content-encoding': packing }).end(packed)
      expect(await fetchBlocks()).toEqual([{ ok: true, value: null }, lines])
      expect(peer.seen[0]).toMatchObject({ path: '/api/blocks', body: { from: 'b-1' } })
    },
  )

  test('an empty body: the server no longer has them', async () => {
    answer = (_, response) => void response.writeHead(200).end()
    expect(await fetchBlocks()).toEqual([{ ok: true, value: null }, {}])
  })

  test('they may come in pieces of any size', async () => {
    answer = async (_, response) => {
      response.writeHead(200)
      let at = 0
      for (const size of [1, 2, 3, 4, 5, 7, 50, 100, 1000, body.length]) {
        await new Promise<void>((resolve) => response.write(body.subarray(at, at + size), () => resolve()))
        at += size
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    }
    expect(await fetchBlocks()).toEqual([{ ok: true, value: null }, lines])
  })

  test('a line cut at any place keeps the whole blocks before it, and is no success', async () => {
    let end = -1
    const ends = blocks.map(({ bytes }) => (end += bytes + 1))
    const cuts = [
      1,
      3,
      5,
      8,
      20,
      ...ends.flatMap((at) => [at - 1, at, at + 1, at + 2]),
      body.length - 1,
    ].filter((cut) => cut < body.length)
    for (const cut of cuts) {
      answer = (_, response) =>
        void response.writeHead(200, { 'content-length': body.length }).write(body.subarray(0, cut), () => {
          setTimeout(() => response.destroy(), 5)
        })
      const [result, taken] = await fetchBlocks()
      expect(result).toEqual(network)
      const whole = Object.keys(lines).filter((_, index) => ends[index]! <= cut)
      expect(Object.keys(taken)).toEqual(whole)
    }
  })

  test('a body that ends politely in the middle of a block is no success either', async () => {
    answer = (_, response) => void response.writeHead(200).end(body.subarray(0, body.length - 3))
    const [result, taken] = await fetchBlocks()
    expect(result).toEqual(network)
    expect(Object.keys(taken)).toEqual(['b-1', 'b-2'])
  })

  test('a page of a portal is no success, and nothing of it is handed over', async () => {
    answer = (_request, response) => void response.writeHead(200).end('<html>sign in to the network</html>')
    expect(await fetchBlocks()).toEqual([network, {}])
  })

  test('what the taker throws is not taken for a bad line', async () => {
    answer = (_, response) => void response.writeHead(200).end(body)
    const full = new Error('no room')
    await expect(transport.blocks(blocks, () => Promise.reject(full))).rejects.toBe(full)
  })

  test('storing a block may take longer than the line may be silent', async () => {
    answer = (_, response) => void response.writeHead(200).end(body)
    const taken: string[] = []
    const result = await transport.blocks(blocks, async ({ id }, bytes) => {
      clock.wind(10 * 60_000)
      taken.push(new TextDecoder().decode(bytes) === lines[id] ? id : 'wrong')
    })
    expect([result, taken]).toEqual([{ ok: true, value: null }, ['b-1', 'b-2', 'b-3']])
  })

  test('a refusal is told', async () => {
    answer = (_, response) => answerJson(response, problem('deviceRevoked'), 403)
    expect(await fetchBlocks()).toEqual([
      { ok: false, reason: 'problem', status: 403, problem: { code: 'deviceRevoked' } },
      {},
    ])
  })
})
