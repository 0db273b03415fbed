import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { endpoints } from '../../../../src/server/http/app'
import { problems } from '../../../../src/sync/problems'
import { describeError } from '../../../../src/server/log'
import { makeEdge, password, problemOf, syncRequest, tenantId, type Edge, type SignedIn } from './makeEdge'

let edge: Edge
beforeEach(async () => {
  edge = await makeEdge()
})

/** Written here once more on purpose: a header that goes missing in the code must fail here. */
const wanted: Record<string, string | RegExp> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue minqing-worker",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
}

describe('every answer', () => {
  const paths = [
    ...endpoints.map(({ path }) => path),
    '/',
    '/api',
    '/api/unknown',
    '/public/notices/1',
    '/assets/x.js',
    '/%zz',
  ]
  const asked = paths.flatMap((path) =>
    ['GET', 'POST', 'DELETE', 'OPTIONS'].map((method) => [method, path] as const),
  )

  test.each(asked)('to %s %s carries the security headers', async (method, path) => {
    const response = await edge.app.request(path, { method })
    for (const [name, value] of Object.entries(wanted)) {
      const sent = response.headers.get(name)
      if (typeof value === 'string') expect(sent, name).toBe(value)
      else expect(sent, name).toMatch(value)
    }
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(response.headers.get('strict-transport-security')).toBeNull()
    if (path.startsWith('/api')) expect(response.headers.get('cache-control')).toBe('no-store')
    // Public pages answer people, not programs.
    const isPage = path.startsWith('/public/')
    if (response.status >= 400 && method !== 'OPTIONS' && path !== '/api/health' && !isPage) {
      const { code } = await problemOf(response)
      expect(problems[code as keyof typeof problems]).toBe(response.status)
    }
    await response.body?.cancel().catch(() => undefined)
  })

  test('asks for https only where it came by https', async () => {
    const response = await edge.app.request('/api/health', { headers: { 'X-Forwarded-Proto': 'https' } })
    expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)
  })
})

describe('paths and methods', () => {
  test.each(endpoints.map(({ method, path }) => [method, path] as const))(
    '%s %s refuses other methods and names its own',
    async (method, path) => {
      for (const other of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
        (name) => name !== method,
      )) {
        const response = await edge.app.request(path, { method: other })
        expect(response.status).toBe(405)
        expect(response.headers.get('allow')?.split(', ')).toContain(method)
        expect((await problemOf(response)).code).toBe('methodNotAllowed')
      }
    },
  )

  test.each(['/api', '/api/', '/api/sync/', '/api/../api/nothing', '/api/%2e%2e/etc'])(
    '%s is notFound',
    async (path) => {
      for (const headers of [{}, { Accept: 'text/html' }]) {
        const response = await edge.app.request(path, { headers })
        expect(response.status).toBe(404)
        expect((await problemOf(response)).code).toBe('notFound')
      }
    },
  )

  test('HEAD of the health answers like GET, without a body', async () => {
    const response = await edge.app.request('/api/health', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })
})

describe('a page of another site', () => {
  const signIn = (headers: Record<string, string>) =>
    edge.post(
      'http://zone.example/api/auth/sign-in',
      { login: 'cadre1', password, deviceKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }, deviceLabel: '' },
      { headers: { Host: 'zone.example', ...headers } },
    )

  test.each([
    { Origin: 'https://elsewhere.example' },
    { Origin: 'null' },
    { Origin: 'http://zone.example:8081' },
    { Origin: 'not an origin' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site', Origin: 'http://zone.example' },
    { Origin: 'https://elsewhere.example', 'X-Forwarded-Host': 'elsewhere.example' },
  ])('with %o is turned away', async (headers) => {
    const response = await signIn(headers)
    expect(response.status).toBe(403)
    expect(await problemOf(response)).toEqual({ code: 'foreignOrigin' })
  })

  test.each([
    {},
    { Origin: 'http://zone.example' },
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'none' },
  ])('is not one with %o', async (headers) => {
    expect((await problemOf(await signIn(headers as Record<string, string>))).code).toBe('malformed')
  })

  test('behind a known proxy the forwarded host counts', async () => {
    edge = await makeEdge({ config: { trustedProxies: 1 } })
    const headers = {
      Host: 'inside:8080',
      'X-Forwarded-Host': 'zone.example',
      Origin: 'https://zone.example',
    }
    expect((await problemOf(await signIn(headers))).code).toBe('malformed')
  })
})

describe('calls without a sign-in', () => {
  test('are counted per address, as far as known proxies tell it', async () => {
    edge = await makeEdge({ config: { trustedProxies: 1, openCalls: { burst: 2, perSecond: 1 } } })
    const ask = (forwardedFor: string) =>
      edge
        .post('/api/deliver', {}, { headers: { 'X-Forwarded-For': forwardedFor } })
        .then(({ status }) => status)
    expect([await ask('1.1.1.1'), await ask('6.6.6.6, 1.1.1.1'), await ask('7.7.7.7, 1.1.1.1')]).toEqual([
      400, 400, 429,
    ])
    expect(await ask('1.1.1.1, 2.2.2.2')).toBe(400)
    edge.clock.at += 1_000
    expect(await ask('1.1.1.1')).toBe(400)
  })

  test('a forged X-Forwarded-For gives no new count where there is no proxy', async () => {
    edge = await makeEdge({ config: { openCalls: { burst: 1, perSecond: 1 } } })
    const ask = (forwardedFor: string) =>
      edge.post('/api/deliver', {}, { headers: { 'X-Forwarded-For': forwardedFor } })
    expect((await ask('1.1.1.1')).status).toBe(400)
    const response = await ask('2.2.2.2')
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('1')
  })

  test('one IPv6 network counts as one', async () => {
    edge = await makeEdge({ config: { trustedProxies: 1, openCalls: { burst: 1, perSecond: 1 } } })
    const ask = (forwardedFor: string) =>
      edge
        .post('/api/deliver', {}, { headers: { 'X-Forwarded-For': forwardedFor } })
        .then(({ status }) => status)
    expect([await ask('2001:db8::1'), await ask('2001:DB8:0:0:5::7'), await ask('2001:db8:0:1::1')]).toEqual([
      400, 429, 400,
    ])
  })
})

describe('GET /api/health', () => {
  test('says what runs here', async () => {
    const response = await edge.app.request('/api/health')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      live: true,
      ready: true,
      store: 'sqlite',
      epoch: 'a'.repeat(32),
      schemaVersion: await edge.store.schemaVersion(),
      freeDiskBytes: null,
      takesWork: true,
      version: '0.0.1',
      protocol: 1,
    })
  })

  test('is 503 and says not ready when the store does not answer', async () => {
    edge = await makeEdge({ spoil: (store) => ({ ...store, ping: () => Promise.reject(new Error('gone')) }) })
    const response = await edge.app.request('/api/health')
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ live: true, ready: false })
  })
})

describe('a bug or a broken store', () => {
  test('answers 503 with a number that also stands in the log, and nothing else', async () => {
    const lines = new PassThrough()
    const written: string[] = []
    lines.on('data', (chunk: Buffer) => written.push(chunk.toString()))
    const log = pino({ serializers: { err: describeError } }, lines)
    const spoiled = { isBroken: false }
    edge = await makeEdge({
      log,
      spoil: (store) => ({
        ...store,
        read: (id, work) =>
          spoiled.isBroken ? Promise.reject(new Error('secret /srv/data')) : store.read(id, work),
      }),
    })
    const phone: SignedIn = await edge.signIn('cadre1')
    spoiled.isBroken = true
    const response = await edge.post('/api/sync', syncRequest(), { token: phone.token })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await response.json()).toEqual({ problem: { code: 'unavailable', retryAfterS: 5 } })
    const errorId = response.headers.get('x-error-id') ?? ''
    expect(written.join('')).toContain(`"errorId":"${errorId}"`)
    expect(written.join('')).toContain('secret /srv/data')
  })

  test('the log holds no password, no body and no query', async () => {
    const lines = new PassThrough()
    const written: string[] = []
    lines.on('data', (chunk: Buffer) => written.push(chunk.toString()))
    edge = await makeEdge({ log: pino({ level: 'debug' }, lines) })
    const phone = await edge.signIn('cadre1')
    await edge.post('/api/sync?name=农大山', syncRequest(), { token: phone.token })
    await edge.app.request('/%E5%86%9C%E5%A4%A7%E5%B1%B1')
    await edge.app.request('/api/%E5%86%9C%E5%A4%A7%E5%B1%B1')
    const text = written.join('')
    expect(text).toContain('"path":"/api/sync","status":200')
    expect(text).toContain(`"tenant":"${tenantId}","device":"${phone.deviceId}"`)
    for (const secret of [password, 'cadre1', '农大山', '%E5', phone.token])
      expect(text).not.toContain(secret)
  })

  test('an error in the log keeps its causes and leaves out what drivers hang onto it', () => {
    const cause = Object.assign(new Error('inner'), { code: '23505', detail: 'Key (name)=(农大山)' })
    const described = JSON.stringify(describeError(new Error('outer', { cause })))
    expect(described).toContain('23505')
    expect(described).not.toContain('农大山')
  })
})

test('an answer against its own schema is a bug that tests see', async () => {
  const { sync } = edge
  sync.sync = () => Promise.resolve({ nonsense: true } as never)
  const phone = await edge.signIn('cadre1')
  expect((await edge.post('/api/sync', syncRequest(), { token: phone.token })).status).toBe(503)
})
