import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { maxPackedBytes, maxRequestBytes } from '../../../../src/sync/up'
import { makeEdge, problemOf, syncRequest, type Edge, type SignedIn } from './makeEdge'

let edge: Edge
let phone: SignedIn
beforeAll(async () => {
  edge = await makeEdge()
  phone = await edge.signIn('cadre1')
})

const send = (body: Uint8Array | string, headers: Record<string, string> = {}) =>
  edge.post('/api/sync', body, { token: phone.token, headers })
const outcomeOf = async (response: Response) => [response.status, (await problemOf(response)).code]
const message = Buffer.from(JSON.stringify(syncRequest()))

describe('a packed body', () => {
  test.each([
    ['gzip', gzipSync(message)],
    ['deflate', deflateSync(message)],
    ['br', brotliCompressSync(message)],
    ['identity', message],
    ['GZIP', gzipSync(message)],
  ])('is read as %s', async (encoding, body) => {
    expect((await send(body, { 'Content-Encoding': encoding })).status).toBe(200)
  })

  test.each([
    ['cut off', 'gzip', gzipSync(message).subarray(0, -9)],
    ['of another kind than it says', 'gzip', deflateSync(message)],
    ['not packed at all', 'br', message],
    ['without its header', 'deflate', deflateRawSync(message)],
    ['empty', 'gzip', Buffer.alloc(0)],
  ])('%s is badEncoding', async (_what, encoding, body) => {
    expect(await outcomeOf(await send(body, { 'Content-Encoding': encoding }))).toEqual([400, 'badEncoding'])
  })

  test.each(['zstd', 'compress', 'gzip, gzip', '__proto__', 'x'])(
    'in %s is wrongContentType',
    async (encoding) => {
      expect(await outcomeOf(await send(message, { 'Content-Encoding': encoding }))).toEqual([
        415,
        'wrongContentType',
      ])
    },
  )

  test.each([
    ['gzip', (bytes: Buffer) => gzipSync(bytes, { level: 1 })],
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['deflate', (bytes: Buffer) => deflateSync(bytes, { level: 1 })],
  ])(
    'that would grow beyond the limit (%s) is tooLarge and not unpacked to its end',
    async (encoding, pack) => {
      const bomb = pack(Buffer.alloc(150 * 1024 * 1024))
      expect(bomb.byteLength).toBeLessThan(maxPackedBytes)
      const before = process.memoryUsage.rss()
      expect(await outcomeOf(await send(bomb, { 'Content-Encoding': encoding }))).toEqual([413, 'tooLarge'])
      expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024)
    },
  )

  test('that unpacks to just the limit is read', async () => {
    const padded = Buffer.concat([message, Buffer.alloc(maxRequestBytes - message.byteLength, ' ')])
    expect((await send(gzipSync(padded), { 'Content-Encoding': 'gzip' })).status).toBe(200)
    const over = Buffer.concat([padded, Buffer.from(' ')])
    expect((await send(gzipSync(over), { 'Content-Encoding': 'gzip' })).status).toBe(413)
  })
})

describe('a plain body', () => {
  test('above the limit is tooLarge, announced or not', async () => {
    const large = Buffer.alloc(maxPackedBytes + 1, ' ')
    expect(await outcomeOf(await send(large))).toEqual([413, 'tooLarge'])
    expect(await outcomeOf(await send(message, { 'Content-Length': String(maxPackedBytes + 1) }))).toEqual([
      413,
      'tooLarge',
    ])
  })

  test('that never ends is cut off at the limit', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 65_536
        controller.enqueue(Buffer.alloc(65_536, ' '))
      },
    })
    const init = { method: 'POST', body: endless, duplex: 'half' }
    const response = await edge.app.request('/api/sync', {
      ...init,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${phone.token}` },
    })
    expect(response.status).toBe(413)
    expect(pulled).toBeLessThan(maxPackedBytes + 3 * 65_536)
  })

  test('whose line breaks in the middle is badEncoding', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(message.subarray(0, 10))
        controller.error(new Error('line cut'))
      },
    })
    const init = { method: 'POST', body: broken, duplex: 'half' }
    const response = await edge.app.request('/api/sync', {
      ...init,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${phone.token}` },
    })
    expect(await outcomeOf(response)).toEqual([400, 'badEncoding'])
  })

  test.each([
    ['nothing', ''],
    ['half a message', message.subarray(0, -1)],
    ['no JSON', 'hello'],
    ['two messages', Buffer.concat([message, message])],
    ['a list', '[]'],
    ['null', 'null'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xff, 0xfe), Buffer.from('"}')]),
    ],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['200,000 levels', '['.repeat(200_000)],
    ['200,000 closed levels', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a number beyond all', JSON.stringify(syncRequest()).replace('{', '{"x":[{"y":-1e999}],')],
    ['a __proto__', JSON.stringify(syncRequest()).replace('{', '{"__proto__":{"x":1},')],
    ['an escaped __proto__ deep inside', '{"holds":[{"a":{"\\u005f_proto__":1}}]}'],
  ])('with %s is malformed', async (_what, body) => {
    expect(await outcomeOf(await send(body))).toEqual([400, 'malformed'])
  })

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=gb18030',
    'application/jsonx',
  ])('of type %s is wrongContentType', async (type) => {
    const response = await edge.app.request('/api/sync', {
      method: 'POST',
      headers: {
        ...(type === undefined ? {} : { 'Content-Type': type }),
        Authorization: `Bearer ${phone.token}`,
      },
      body: message,
    })
    expect(await outcomeOf(response)).toEqual([415, 'wrongContentType'])
  })

  test.each(['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset="utf-8"'])(
    'of type %s is read',
    async (type) => {
      expect((await send(message, { 'Content-Type': type })).status).toBe(200)
    },
  )

  test('with two million wrong items is refused quickly and in little memory', async () => {
    const wide = gzipSync(
      Buffer.from(JSON.stringify({ ...syncRequest(), envelopes: Array<number>(1_900_000).fill(0) })),
    )
    const before = process.memoryUsage.rss()
    expect(await outcomeOf(await send(wide, { 'Content-Encoding': 'gzip' }))).toEqual([400, 'malformed'])
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024)
  })
})
