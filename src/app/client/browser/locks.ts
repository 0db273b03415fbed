/**
 * Locks between the tabs of one person on one device. They save work; they are not what keeps data right: every commit
 * compares the revision and the server acts once per command id. That is why a lock may be passed over when its holder
 * seems frozen, and why a browser without Web Locks may do with a queue inside each tab.
 */
import type { KeyRecord } from '../vault/keyRecord'
import type { Clock, Locks } from '../ports'

/** Waiting longer for another tab would look like a hanging app (docs/incidents.md I05). */
const patienceMs = 5_000
/** A leader that holds on for longer is either frozen or on a very slow line; a second one costs traffic only. */
const leaderMs = 120_000

export interface LocksOptions {
  person: Pick<KeyRecord, 'tenantId' | 'personId'>
  clock: Clock
  /** Undefined: this browser has none. */
  locks?: LockManager | undefined
}

export function createLocks({ person, clock, locks = globalThis.navigator?.locks }: LocksOptions): Locks {
  const fullName = (name: string): string => `minqing|${person.tenantId}|${person.personId}|${name}`
  const queues = new Map<string, Promise<unknown>>()
  const refusedSince = new Map<string, number>()

  /** One after the other inside this tab. */
  async function inTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
    const turn = (queues.get(name) ?? Promise.resolve()).then(run)
    const quiet = turn.then(
      () => undefined,
      () => undefined,
    )
    queues.set(name, quiet)
    try {
      return await turn
    } finally {
      if (queues.get(name) === quiet) queues.delete(name)
    }
  }

  return {
    exclusive: (name, run) =>
      inTurn(name, async () => {
        if (!locks) return run()
        const waiting = new AbortController()
        const cancel = clock.after(patienceMs, () => waiting.abort())
        return holding(locks, fullName(name), { signal: waiting.signal }, () => {
          cancel()
          return run()
        }).then((held) => (held ? held.value : run()))
      }),

    async ifFree(name, run) {
      if (queues.has(name)) return undefined
      return inTurn(name, async () => {
        if (!locks) return run()
        const since = refusedSince.get(name)
        const steal = since !== undefined && clock.now() - since > leaderMs
        const held = await holding(locks, fullName(name), steal ? { steal } : { ifAvailable: true }, run)
        if (held) refusedSince.delete(name)
        else if (since === undefined || since > clock.now()) refusedSince.set(name, clock.now())
        return held?.value
      })
    },
  }
}

/** What `run` gave; undefined when it did not run. A lock taken away while it runs changes nothing for it. */
async function holding<T>(
  locks: LockManager,
  name: string,
  options: LockOptions,
  run: () => Promise<T>,
): Promise<{ value: T } | undefined> {
  let running: Promise<T> | undefined
  try {
    await locks.request(name, options, async (lock) => {
      if (!lock) return
      running = run()
      await running
    })
  } catch (error) {
    // Not granted in time, or stolen: `running` tells which. Anything else is the error of `run`, told below.
    if (!running && !(error instanceof DOMException && error.name === 'AbortError')) throw error
  }
  return running && { value: await running }
}
