import type { ServerClock } from '../ports'
import type { Identity, SyncService } from '../sync/service'
import type { ByteStream } from './endpoint'

/** Phones on the move lose their line without a word; proxies close what is silent for 30–60 s. */
const heartbeatMs = 25_000
/** At most one poke a second per device: a poke says "ask", not what changed. */
const coalesceMs = 1_000
/** Newer ones win: an old stream of the same device is a line that broke without telling. */
const maxPerDevice = 2
/** Beyond this devices poll: a poke is a comfort. */
const maxStreams = 5_000

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const change = bytesOf('data: change\n\n')
const heartbeat = bytesOf(': still here\n\n')

export interface Pokes {
  /** Undefined when there are too many already. Ends with the token, so that access is asked for anew. */
  open(identity: Identity, tokenExpiresMs: number): ByteStream | undefined
  /** Ends all streams; new ones are refused. */
  close(): void
  readonly count: number
}

interface Line {
  identity: Identity
  poke(): void
  end(): void
}

/** Server-sent events that only say "there is something new". */
export function createPokes(sync: Pick<SyncService, 'onChange'>, clock: ServerClock): Pokes {
  const lines = new Set<Line>()
  let isClosed = false
  const unsubscribe = sync.onChange((tenantId) => {
    for (const line of lines) if (line.identity.tenantId === tenantId) line.poke()
  })

  return {
    open(identity, tokenExpiresMs) {
      const own = [...lines].filter((line) => line.identity.deviceId === identity.deviceId)
      for (const line of own.slice(0, Math.max(0, own.length - maxPerDevice + 1))) line.end()
      if (isClosed || lines.size >= maxStreams) return undefined
      let line: Line
      return new ReadableStream<Uint8Array>({
        start(controller) {
          line = startLine(identity, controller, tokenExpiresMs - clock.now(), () => lines.delete(line))
          lines.add(line)
        },
        cancel() {
          line.end()
        },
      })
    },
    close() {
      isClosed = true
      unsubscribe()
      for (const line of [...lines]) line.end()
    },
    get count() {
      return lines.size
    },
  }
}

function startLine(
  identity: Identity,
  controller: ReadableStreamDefaultController<Uint8Array>,
  lifeMs: number,
  onEnd: () => void,
): Line {
  let hasEnded = false
  let isDue = false
  let pause: NodeJS.Timeout | undefined
  // A client that does not read gets nothing piled up: the next poke after it reads again says the same.
  const send = (bytes: Uint8Array): void => {
    if (!hasEnded && (controller.desiredSize ?? 0) > -1_000) controller.enqueue(bytes)
  }
  const sendChange = (): void => {
    isDue = false
    send(change)
    pause = setTimeout(() => {
      pause = undefined
      if (isDue) sendChange()
    }, coalesceMs)
  }
  const beat = setInterval(() => send(heartbeat), heartbeatMs)
  const end = (): void => {
    if (hasEnded) return
    hasEnded = true
    clearInterval(beat)
    clearTimeout(life)
    clearTimeout(pause)
    onEnd()
    try {
      controller.close()
    } catch {
      // Cancelled by the reader: it is closed already.
    }
  }
  const life = setTimeout(end, Math.max(0, lifeMs))
  // Tells the browser how long to wait before it connects again, and proxies that this is a stream.
  send(bytesOf('retry: 5000\n\n'))
  return {
    identity,
    poke() {
      isDue = true
      if (!pause) sendChange()
    },
    end,
  }
}
