/** Events that say "look now" to the schedule. Losing one costs at most one interval. */
import type { Client } from '../client/engine/client'
import type { Schedule } from '../client/engine/schedule'

/** Returns how to stop. `isOffline`: the last round found no network. */
export function nudgeOnEvents(
  client: Pick<Client, 'onChange' | 'status'>,
  schedule: Pick<Schedule, 'nudge' | 'now'>,
  isOffline: () => boolean,
): () => void {
  let waiting = client.status().waiting
  // Only when more waits than before: a round itself changes commands as well, and must not call for the next one.
  const stopWatching = client.onChange(({ commands }) => {
    if (!commands) return
    const now = client.status().waiting
    if (now > waiting) schedule.nudge()
    waiting = now
  })
  const onOnline = (): void => void schedule.now()
  const onVisible = (): void => {
    if (document.visibilityState !== 'visible') return
    // Somebody looks at the phone: after a failure the pause was meant for a phone in a pocket.
    if (isOffline()) void schedule.now()
    else schedule.nudge()
  }
  window.addEventListener('online', onOnline)
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    stopWatching()
    window.removeEventListener('online', onOnline)
    document.removeEventListener('visibilitychange', onVisible)
  }
}

/** Layout work in idle moments, one piece at a time. */
export function tidyWhenIdle(client: Pick<Client, 'tidy'>): { soon(): void; stop(): void } {
  let stopped = false
  let planned = false
  // Safari has no idle callbacks; some seconds after a round nothing is usually going on.
  const whenIdle = (run: () => void): void => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 60_000 })
    else setTimeout(run, 5_000)
  }
  const soon = (): void => {
    if (planned || stopped) return
    planned = true
    whenIdle(() => {
      planned = false
      if (stopped) return
      // A full or dying disk is told where something is saved, not here.
      client.tidy().then(
        (more) => more && soon(),
        () => undefined,
      )
    })
  }
  return { soon, stop: () => (stopped = true) }
}
