/** Whether the server answers, and how far its clock is from that of this device. */
import { found, good, type Found } from './check'

export interface ServerAnswer {
  isReady: boolean
  /** Server clock minus device clock, ms; null when the answer had no date. */
  offsetMs: number | null
}

/** Phones are off by a minute or two; more than this is worth a word (as in 同步情况). */
const tolerableMs = 2 * 60_000
const patienceMs = 10_000

/** Undefined: no answer, or not one of our server (a captive portal answers too). */
export async function askServer(
  fetch: typeof globalThis.fetch,
  now: () => number,
): Promise<ServerAnswer | undefined> {
  const asked = now()
  try {
    const response = await fetch('/api/health', {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    const body: unknown = await response.json()
    if (typeof body !== 'object' || body === null || !('live' in body)) return undefined
    const told = Date.parse(response.headers.get('Date') ?? '')
    // The header has whole seconds: in the middle of its second and of the journey it is right to about a second.
    const offsetMs = Number.isNaN(told) ? null : Math.round(told + 500 - (asked + now()) / 2)
    return { isReady: 'ready' in body && body.ready === true, offsetMs }
  } catch {
    return undefined
  }
}

export function judgeServer(answer: ServerAnswer | undefined, isOnline: boolean): Found {
  if (!answer) return isOnline ? found('bad', 'serverSilent') : found('skipped', 'offline')
  return answer.isReady ? good() : found('bad', 'serverNotReady')
}

export function judgeClock(answer: ServerAnswer | undefined): Found {
  if (!answer || answer.offsetMs === null) return found('skipped', 'clockUnknown')
  const { offsetMs } = answer
  return Math.abs(offsetMs) > tolerableMs ? found('weak', 'clockOff', offsetMs) : good(offsetMs)
}
