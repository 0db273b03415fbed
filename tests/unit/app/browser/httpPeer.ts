/** A real HTTP server that answers as a test says, and a clock that a test winds on. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { Clock } from '../../../../src/app/client/ports'

interface PeerRequest {
  method: string
  path: string
  token: string | undefined
  encoding: string | undefined
  contentType: string | undefined
  /** Unpacked. */
  body: unknown
}
export type Answerer = (request: PeerRequest, response: ServerResponse) => void | Promise<void>

export interface HttpPeer {
  baseUrl: string
  seen: PeerRequest[]
  paths(): string[]
  close(): Promise<void>
}

export async function startPeer(answer: Answerer): Promise<HttpPeer> {
  const seen: PeerRequest[] = []
  const server = createServer((incoming, response) => {
    void (async () => {
      const request = await readRequest(incoming)
      seen.push(request)
      await answer(request, response)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    paths: () => seen.map(({ path }) => path),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readRequest(incoming: IncomingMessage): Promise<PeerRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  const encoding = incoming.headers['content-encoding']
  const text = (encoding === 'gzip' ? gunzipSync(raw) : raw).toString('utf8')
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    token: incoming.headers.authorization?.replace(/^Bearer /, ''),
    encoding,
    contentType: incoming.headers['content-type'],
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  }
}

export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

export const problem = (code: string, more: object = {}): unknown => ({ problem: { code, ...more } })

export interface WoundClock extends Clock {
  /** Moves time on and runs what is due. */
  wind(ms: number): void
  /** Timers that are set. */
  pending(): number[]
}

export function makeClock(start = 1_780_000_000_000): WoundClock {
  let now = start
  const timers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    wind(ms) {
      now += ms
      for (const timer of [...timers].sort((a, b) => a.at - b.at)) {
        if (timer.at > now || !timers.delete(timer)) continue
        timer.run()
      }
    },
    pending: () => [...timers].map(({ at }) => at - now).sort((a, b) => a - b),
  }
}
