import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Logger } from 'pino'
import { problems, type ProblemCode } from '../../sync/problems'
import { problemResponse } from '../http/problemResponse'
import { securityHeaders } from '../http/securityHeaders'
import { isErrorWithCode, StartProblem } from './startProblem'

type Fetch = (
  request: Request,
  env: { incoming: IncomingMessage; outgoing: ServerResponse },
) => Response | Promise<Response>

/**
 * Limits on connections. A body of 1 MB takes three minutes at 50 kbit/s, so five are allowed; what costs nothing to
 * send is waited for much shorter. A client that reads nothing for two minutes is gone.
 */
export const defaultLimits = {
  headersMs: 20_000,
  requestMs: 300_000,
  idleMs: 120_000,
  keepAliveMs: 65_000,
  checkMs: 5_000,
  headerBytes: 16_384,
  urlBytes: 2_048,
  connections: 10_000,
  /** How long a request that is under way may go on after the signal to stop. */
  stopMs: 10_000,
}

export interface HttpServer {
  /** Resolves with the real port. @throws StartProblem */
  listen(port: number, host: string): Promise<number>
  /** No new connections; those under way may finish, for at most 10 s. */
  stop(): Promise<void>
}

/** `fetch` is asked anew for each request, so that the port can be taken before the app is ready. */
export function createHttpServer(fetch: () => Fetch, log: Logger, limits = defaultLimits): HttpServer {
  let isStopping = false
  const handle = getRequestListener((request, env) => fetch()(request, env as Parameters<Fetch>[1]), {
    overrideGlobalObjects: false,
    errorHandler(error) {
      if (error instanceof RequestError) return withHeaders(problemResponse({ code: 'malformed' }))
      log.error({ err: error }, 'request failed before the app')
      return withHeaders(problemResponse({ code: 'unavailable', retryAfterS: 5 }))
    },
  })
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: limits.headerBytes,
    },
    (incoming, outgoing) => {
      if (isStopping) outgoing.setHeader('Connection', 'close')
      if ((incoming.url ?? '').length > limits.urlBytes) return answerPlainly(outgoing, 'tooLarge')
      void handle(incoming, outgoing)
    },
  )
  server.maxConnections = limits.connections
  server.setTimeout(limits.idleMs)
  server.on('clientError', answerClientError)

  return {
    async listen(port, host) {
      await bind(server, port, host)
      server.on('error', (error) => log.error({ err: error }, 'the listening socket failed'))
      return (server.address() as AddressInfo).port
    },
    async stop() {
      if (!server.listening) return
      isStopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // A connection that finished its last request after `close` would else be kept for the next one.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const deadline = setTimeout(() => server.closeAllConnections(), limits.stopMs)
      await closed
      clearInterval(sweep)
      clearTimeout(deadline)
    },
  }
}

function bind(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(toListenProblem(error, port, host))
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

export function toListenProblem(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const options = { cause: error }
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartProblem('portTaken', { port, host }, options)
    case 'EACCES':
      return new StartProblem('portForbidden', { port }, options)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartProblem('badHost', { value: host }, options)
    default:
      return error
  }
}

const plainHeaders = securityHeaders({ path: '/api', isHttps: false })

function withHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(plainHeaders)) response.headers.set(name, value)
  return response
}

function plainProblem(code: ProblemCode): { body: string; headers: Record<string, string | number> } {
  const body = JSON.stringify({ problem: { code } })
  const headers = {
    ...plainHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  }
  return { body, headers }
}

function answerPlainly(outgoing: ServerResponse, code: ProblemCode): void {
  const { body, headers } = plainProblem(code)
  outgoing.writeHead(problems[code], headers).end(body)
}

/** What the parser refuses never reaches the app: it gets the same kind of answer, written by hand. */
function answerClientError(error: Error, socket: Socket): void {
  // A response that has begun can't be followed by another one on the same line.
  if (
    !socket.writable ||
    socket.bytesWritten > 0 ||
    (isErrorWithCode(error) && error.code === 'ECONNRESET')
  ) {
    socket.destroy()
    return
  }
  const code = clientErrorCode(error)
  const { body, headers } = plainProblem(code)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${problems[code]} Refused`, ...lines, '', body].join('\r\n'))
}

function clientErrorCode(error: Error): ProblemCode {
  switch (isErrorWithCode(error) ? error.code : '') {
    case 'HPE_HEADER_OVERFLOW':
      return 'tooLarge'
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'tooSlow'
    default:
      return 'malformed'
  }
}
