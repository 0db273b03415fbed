import { describe, expect, test } from 'vitest'
import { createHttp, packJson, type HttpRequest } from '../../../../src/app/client/browser/http'
import { looseObject, text } from '../../../../src/domain/schema'
import { makeClock, type WoundClock } from './httpPeer'

const schema = looseObject({ word: text({ max: 1000 }) })
const request: HttpRequest = { method: 'GET', path: '/api/health' }
const network = { ok: false, reason: 'network' }

/** An answer that gives a piece each time it is read, doing `before` first. */
const trickling = (pieces: readonly string[], before: (index: number) => void | Promise<void>): Response => {
  let index = 0
  return new Response(
    new ReadableStream<Uint8Array>(
      {
        async pull(control) {
          await before(index)
          const piece = pieces[index++]
          if (piece === undefined) control.close()
          else control.enqueue(new TextEncoder().encode(piece))
        },
      },
      { highWaterMark: 0 },
    ),
  )
}
const httpWith = (clock: WoundClock, fetch: (url: string, init: RequestInit) => Promise<Response>) =>
  createHttp({ baseUrl: 'https://zone.example', clock, fetch: fetch as typeof globalThis.fetch })

describe('a limit on silence', () => {
  test('a server that takes the request and says nothing is given up after a minute, and the request with it', async () => {
    const clock = makeClock()
    let signal: AbortSignal | undefined
    const http = httpWith(clock, (_, init) => {
      signal = init.signal!
      queueMicrotask(() => clock.wind(60_000))
      return new Promise((_resolve, reject) =>
        init.signal!.addEventListener('abort', () => reject(new Error('aborted'))),
      )
    })
    expect(await http.json(schema, request)).toEqual(network)
    expect(signal?.aborted).toBe(true)
    expect(clock.pending()).toEqual([])
  })

  test('an answer that keeps coming is never cut, however long it takes', async () => {
    const clock = makeClock()
    const start = clock.now()
    const answer = '{"word":"a slow line, and a long word"}'
    const http = httpWith(clock, () => Promise.resolve(trickling([...answer], () => clock.wind(59_000))))
    expect(await http.json(schema, request)).toEqual({
      ok: true,
      value: { word: 'a slow line, and a long word' },
    })
    expect(clock.now() - start).toBeGreaterThan(30 * 60_000)
    expect(clock.pending()).toEqual([])
  })

  test('an answer that stops coming is none', async () => {
    const clock = makeClock()
    const http = httpWith(clock, () =>
      Promise.resolve(
        trickling(['{"word":'], (index) => {
          if (index === 0) return
          clock.wind(60_000)
          return new Promise(() => undefined)
        }),
      ),
    )
    expect(await http.json(schema, request)).toEqual(network)
  })

  test('a large body gets the time that it needs at 32 kbit/s', async () => {
    const clock = makeClock()
    const limits: number[] = []
    const http = httpWith(clock, () => {
      limits.push(...clock.pending())
      return Promise.resolve(Response.json({ word: 'x' }))
    })
    await http.json(schema, {
      method: 'POST',
      path: '/',
      body: { bytes: new Uint8Array(400_000), isGzip: true },
    })
    expect(limits).toEqual([160_000])
    expect(clock.pending()).toEqual([])
  })
})

test('a character split between two pieces is read whole', async () => {
  const bytes = new TextEncoder().encode('{"word":"水渠"}')
  const stream = new ReadableStream<Uint8Array>({
    start(control) {
      control.enqueue(bytes.slice(0, 10))
      control.enqueue(bytes.slice(10))
      control.close()
    },
  })
  const http = httpWith(makeClock(), () => Promise.resolve(new Response(stream)))
  expect(await http.json(schema, request)).toEqual({ ok: true, value: { word: '水渠' } })
})

test('requests carry no cookies, follow no redirects and leave no trace in the cache', async () => {
  let seen: [string, RequestInit] | undefined
  const http = httpWith(makeClock(), (url, init) => {
    seen = [url, init]
    return Promise.resolve(Response.json({ word: 'x' }))
  })
  await http.json(schema, { ...request, token: 'abc' })
  expect(seen?.[0]).toBe('https://zone.example/api/health')
  expect(seen?.[1]).toMatchObject({
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    headers: { Authorization: 'Bearer abc' },
  })
})

test('a body is compressed from 1 KB on, and only where it can be', async () => {
  expect(await packJson('x'.repeat(1000))).toMatchObject({ isGzip: false })
  const packed = await packJson('x'.repeat(5000))
  expect(packed.isGzip).toBe(true)
  expect(packed.bytes.length).toBeLessThan(100)
})
