/**
 * A TCP relay between browser and server: cutting it closes the listening socket and breaks every connection, which is
 * what no signal looks like to a browser, for the page and its service worker alike.
 */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'

export interface Relay {
  /** Stays the same over cuts, so that the origin does. */
  readonly port: number
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
  /** Requests that reached the server side since the start, by first line. */
  readonly requests: string[]
}

export async function startRelay(serverPort: () => number): Promise<Relay> {
  const sockets = new Set<Socket>()
  const requests: string[] = []
  let server: Server | undefined
  let port = 0

  const accept = (client: Socket): void => {
    const upstream = connect(serverPort(), '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
    }
    client.on('data', (chunk: Buffer) => {
      const line = /^(GET|POST) (\S+) HTTP/.exec(chunk.toString('latin1'))
      if (line) requests.push(`${line[1]} ${line[2]}`)
    })
    client.pipe(upstream).pipe(client)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  }
  const listen = async (): Promise<void> => {
    const listening = createServer(accept)
    await new Promise<void>((resolve, reject) => {
      listening.once('error', reject)
      listening.listen(port, '127.0.0.1', resolve)
    })
    port = (listening.address() as AddressInfo).port
    server = listening
  }
  const cut = async (): Promise<void> => {
    const closing = server
    server = undefined
    if (!closing) return
    const closed = new Promise<void>((resolve) => closing.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await listen()
  return {
    get port() {
      return port
    },
    requests,
    cut,
    mend: async () => {
      if (!server) await listen()
    },
    close: cut,
  }
}
