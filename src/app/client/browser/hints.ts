import type { KeyRecord } from '../vault/keyRecord'
import type { Hints } from '../ports'

/** Hints over a `BroadcastChannel` of this person; without one nobody is told, which costs nothing but time. */
export function createHints({
  tenantId,
  personId,
}: Pick<KeyRecord, 'tenantId' | 'personId'>): Hints & { close(): void } {
  if (typeof BroadcastChannel === 'undefined')
    return { tell: () => {}, onTold: () => () => {}, close: () => {} }
  const channel = new BroadcastChannel(`minqing|${tenantId}|${personId}`)
  return {
    tell: () => channel.postMessage(null),
    onTold(run) {
      const listener = (): void => run()
      channel.addEventListener('message', listener)
      return () => channel.removeEventListener('message', listener)
    },
    close: () => channel.close(),
  }
}
