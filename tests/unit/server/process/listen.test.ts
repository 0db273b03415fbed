import { connect } from 'node:net'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import {
  createHttpServer,
  defaultLimits,
  toListenProblem,
  type HttpServer,
} from '../../../../src/server/process/listen'
import { contentSecurityPolicy } from '../../../../src/server/http/securityHeaders'
import { problems } from '../../../../src/sync/problems'

const log = pino({ level: 'silent' })
let server: HttpServer | undefined
afterEach(() => server?.stop())

type Fetch = Parameters<typeof createHttpServer>[0]
const fine: Fetch = () => () => new Response('fine')
async function start(fetch: Fetch = fine, limits: Partial<typeof defaultLimits> = {}): Promise<number> {
  server = createHttpServer(fetch, log, { ...defaultLimits, ...limits })
  return server.listen(0, '127.0.0.1')
}

/** Everything the server says until it closes the line. */
function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

const end = 'Connection: close\r\n\r\n'

describe('what never reaches the app', () => {
  test.each([
    ['no request line', 'hello\r\n\r\n', 'malformed'],
    ['no version', `GET /\r\n${end}`, 'malformed'],
    ['no host', `GET / HTTP/1.0\r\n${end}`, 'malformed'],
    ['a host that is none', `GET / HTTP/1.1\r\nHost: a b\r\n${end}`, 'malformed'],
    ['a backslash in the path', `GET /a\\..\\b HTTP/1.1\r\nHost: x\r\n${end}`, 'malformed'],
    ['a control character in a header', `GET / HTTP/1.1\r\nHost: x\r\nA: \u0001\r\n${end}`, 'malformed'],
    [
      'two lengths',
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n${end}a`,
      'malformed',
    ],
    [
      'a length and chunks',
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n${end}0\r\n\r\n`,
      'malformed',
    ],
    ['20 KB of headers', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n${end}`, 'tooLarge'],
    ['a long address', `GET /${'a'.repeat(3_000)} HTTP/1.1\r\nHost: x\r\n${end}`, 'tooLarge'],
  ] as const)('%s is answered like any other refusal', async (_what, text, code) => {
    const answer = await talk(await start(), text)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${problems[code]} `))
    expect(answer.toLowerCase()).toContain(`content-security-policy: ${contentSecurityPolicy.toLowerCase()}`)
    expect(answer).toContain(`{"problem":{"code":"${code}"}}`)
  })

  test('headers that do not come, or a body that stops coming, are tooSlow', async () => {
    const port = await start(() => async (request) => new Response(await request.text()), {
      headersMs: 100,
      requestMs: 200,
      checkMs: 20,
    })
    expect(await talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n')).toContain('408')
    expect(await talk(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc')).toMatch(
      /408[^]*"tooSlow"/,
    )
  })

  test('TRACE is passed on as it is, and echoes nothing by itself', async () => {
    const port = await start(() => (request) => new Response(`method ${request.method}`))
    const answer = await talk(port, `TRACE / HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\n${end}`)
    expect(answer).toContain('method TRACE')
    expect(answer).not.toContain('a=b')
  })

  test('an app that throws is answered 503 without a word about it', async () => {
    const port = await start(() => () => {
      throw new Error('secret')
    })
    const answer = await talk(port, `GET / HTTP/1.1\r\nHost: x\r\n${end}`)
    expect(answer).toMatch(/^HTTP\/1\.1 503 /)
    expect(answer).not.toContain('secret')
  })
})

describe('stopping', () => {
  test('lets a request under way finish, and takes no new one', async () => {
    let release: (response: Response) => void = () => undefined
    let arrived: () => void = () => undefined
    const hasArrived = new Promise<void>((resolve) => (arrived = resolve))
    const port = await start(() => () => {
      arrived()
      return new Promise<Response>((resolve) => (release = resolve))
    })
    const answered = talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await hasArrived
    const stopped = server?.stop()
    await expect(talk(port, `GET / HTTP/1.1\r\nHost: x\r\n${end}`)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
    release(new Response('done'))
    expect(await answered).toContain('done')
    await stopped
  })

  test('cuts off what does not end in time', async () => {
    let arrived: () => void = () => undefined
    const hasArrived = new Promise<void>((resolve) => (arrived = resolve))
    const port = await start(
      () => () => {
        arrived()
        return new Promise<Response>(() => undefined)
      },
      { stopMs: 50 },
    )
    const answered = talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n').catch(() => '')
    await hasArrived
    await server?.stop()
    expect(await answered).toBe('')
  })

  test('closes connections that are kept open for later', async () => {
    const port = await start()
    const idle = talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await fetch(`http://127.0.0.1:${port}/`).then((response) => response.text())
    await server?.stop()
    expect(await idle).toContain('fine')
  })
})

describe('a port that cannot be had', () => {
  test('because it is taken', async () => {
    const port = await start()
    await expect(createHttpServer(fine, log).listen(port, '127.0.0.1')).rejects.toMatchObject({
      code: 'portTaken',
      params: { port, host: '127.0.0.1' },
    })
  })

  test('because the address is not of this machine', async () => {
    await expect(createHttpServer(fine, log).listen(0, '192.0.2.1')).rejects.toMatchObject({
      code: 'badHost',
    })
  })

  test.each([
    ['EACCES', 'portForbidden'],
    ['EADDRINUSE', 'portTaken'],
    ['EADDRNOTAVAIL', 'badHost'],
    ['ENOTFOUND', 'badHost'],
  ])('%s is %s', (code, problem) => {
    expect(toListenProblem(Object.assign(new Error(code), { code }), 80, '127.0.0.1')).toMatchObject({
      code: problem,
    })
  })
})
