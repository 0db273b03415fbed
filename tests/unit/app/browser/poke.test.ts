import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHttp } from '../../../../src/app/client/browser/http'
import { listenForPokes } from '../../../../src/app/client/browser/poke'
import { createSession } from '../../../../src/app/client/browser/session'
import { makeKeyRecord } from '../../../support/deviceKeys'
import { answerJson, makeClock, problem, startPeer, type HttpPeer, type WoundClock } from './httpPeer'

const { record } = await makeKeyRecord()
let peer: HttpPeer
let clock: WoundClock
let answer: (response: ServerResponse) => void
let stop: () => void
let pokes: number

beforeEach(async () => {
  clock = makeClock()
  pokes = 0
  answer = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
  peer = await startPeer((_, response) => answer(response))
  const http = createHttp({ baseUrl: peer.baseUrl, clock })
  const token = { token: 'good', tokenExpiresMs: 1e9, serverTimeMs: 0 }
  const session = createSession({ keys: record, http, clock, token })
  stop = () => undefined
  listen = () => {
    stop = listenForPokes({ http, session, clock, random: () => 0, onPoke: () => void pokes++ })
  }
})
let listen: () => void
afterEach(async () => {
  stop()
  await peer.close()
})
const connections = (count: number): Promise<unknown> =>
  vi.waitUntil(() => peer.seen.length === count, { timeout: 4000 })
/** The waiting time before the next try, once it is set. */
const retry = (): Promise<number> =>
  vi.waitUntil<number | false>(() => clock.pending().find((ms) => ms < 90_000) ?? false, { timeout: 4000 })

describe('listening for pokes', () => {
  test('each data line is a poke, whatever pieces it comes in; comments and other fields are none', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const piece of [
        ': hello\n\n',
        'data: 1\n\nda',
        'ta: 2\r\n\r\nevent: x\nid: data\n',
        '\ndata:3\n\n',
      ])
        response.write(piece)
    }
    listen()
    await vi.waitUntil(() => pokes === 3, { timeout: 4000 })
    expect(peer.seen).toMatchObject([{ method: 'GET', path: '/api/poke', token: 'good' }])
  })

  test('a lost line is taken up again, waiting longer each time that nobody is there', async () => {
    answer = (response) => response.destroy()
    listen()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 9; attempt++) {
      await connections(attempt)
      waits.push(await retry())
      clock.wind(waits.at(-1)!)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  })

  test('after a line that had lived the waiting begins small again', async () => {
    answer = (response) => response.destroy()
    listen()
    for (const wait of [500, 1000, 2000]) {
      expect(await retry()).toBe(wait)
      if (wait === 2000) answer = (response) => response.writeHead(200).end('data: x\n\n')
      clock.wind(wait)
    }
    await vi.waitUntil(() => pokes === 1, { timeout: 4000 })
    expect(await retry()).toBe(500)
  })

  test('a line that died without a word is noticed', async () => {
    listen()
    await connections(1)
    await vi.waitUntil(() => clock.pending().includes(90_000), { timeout: 4000 })
    clock.wind(90_000)
    clock.wind(await retry())
    await connections(2)
  })

  test.each([404, 405, 403])('a server that offers none (%i) is left alone', async (status) => {
    answer = (response) =>
      answerJson(response, problem(status === 403 ? 'deviceRevoked' : 'notFound'), status)
    listen()
    await connections(1)
    await vi.waitUntil(() => clock.pending().length === 0, { timeout: 4000 })
    await new Promise((resolve) => setImmediate(resolve))
    expect(clock.pending()).toEqual([])
  })

  test('a busy server is tried again when it says', async () => {
    answer = (response) => answerJson(response, problem('tooMany', { retryAfterS: 40 }), 429)
    listen()
    expect(await retry()).toBe(40_000)
  })

  test('stopping ends the line and the trying', async () => {
    let closed = false
    answer = (response) => {
      response.on('close', () => (closed = true))
      response.writeHead(200).write('data: 1\n\n')
    }
    listen()
    await vi.waitUntil(() => pokes === 1, { timeout: 4000 })
    stop()
    await vi.waitUntil(() => closed, { timeout: 4000 })
    expect(clock.pending().filter((ms) => ms < 90_000)).toEqual([])
  })
})
