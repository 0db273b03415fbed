/** Serves what the floors fetch, ready compressed, from an origin of its own: nothing here can be made any cheaper. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FloorServer {
  origin: string
  /** Serves brotli bytes under a name from now on. */
  serve(name: string, packed: Buffer): void
  close(): Promise<void>
}

/** `script` runs in every page of it. */
export async function startFloorServer(script: string): Promise<FloorServer> {
  const files = new Map<string, Buffer>()
  const page = `<!doctype html><meta charset="utf-8"><title>floor</title><script>${script}</script>`

  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    const path = new URL(request.url ?? '/', 'http://floor').pathname
    const packed = files.get(path.slice(1))
    if (request.method === 'POST') {
      request
        .resume()
        .on('end', () => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'))
    } else if (packed) {
      response
        .writeHead(200, {
          'Content-Type': 'application/octet-stream',
          'Content-Encoding': 'br',
          'Content-Length': packed.length,
          'Cache-Control': 'no-store',
        })
        .end(packed)
    } else {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
    }
  }
  const server = createServer(respond)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (name, packed) => void files.set(name, packed),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
