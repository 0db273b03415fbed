/**
 * Listens for the server's pokes ("there is something new"): server-sent events over fetch, since `EventSource` cannot
 * carry a token. A poke only nudges; without any, polling finds everything, so it gives up quietly where it is not
 * offered.
 */
import type { Clock } from '../ports'
import type { Http, OpenAnswer } from './http'
import type { Session } from './session'

export interface PokeOptions {
  http: Http
  session: Session
  clock: Clock
  /** 0 ≤ x < 1; spreads phones that lost the server together. */
  random: () => number
  onPoke: () => void
}

const firstRetryMs = 1_000
const longestRetryMs = 60_000
/** The server sends a comment more often than this; a line that died without a word is noticed. */
const silenceMs = 90_000
/** Refusals that another try in a minute may mend; any other one means that there is nothing to listen to. */
const passing = new Set(['tooMany', 'unavailable', 'notSignedIn', 'storageFull'])

/** Returns how to stop. */
export function listenForPokes({ http, session, clock, random, onPoke }: PokeOptions): () => void {
  let stopped = false
  let failures = 0
  let current: OpenAnswer | undefined
  let cancelRetry: (() => void) | undefined

  async function listen(): Promise<void> {
    const answer = await session.authorized((token) =>
      http.open({ method: 'GET', path: '/api/poke', token, accept: 'text/event-stream', silenceMs }),
    )
    if (stopped) {
      if (answer.ok) answer.value.abort()
    } else if (answer.ok) {
      current = answer.value
      await follow(current)
      retry()
    } else if (answer.reason === 'network') {
      retry()
    } else if (passing.has(answer.problem.code)) {
      retry((answer.problem.retryAfterS ?? 0) * 1000)
    }
  }

  async function follow(answer: OpenAnswer): Promise<void> {
    const decoder = new TextDecoder()
    let line = ''
    try {
      for (let bytes = await answer.next(); bytes && !stopped; bytes = await answer.next()) {
        failures = 0
        const lines = (line + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r/)
        line = lines.pop() ?? ''
        for (const whole of lines) if (whole.startsWith('data:')) onPoke()
      }
    } catch {
      // Cut or silent: the next try tells more.
    }
  }

  function retry(atLeastMs = 0): void {
    if (stopped) return
    const ceiling = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 10))
    failures += 1
    cancelRetry = clock.after(Math.max(atLeastMs, ceiling * (0.5 + random() / 2)), () => void listen())
  }

  void listen()
  return () => {
    stopped = true
    cancelRetry?.()
    current?.abort()
  }
}
