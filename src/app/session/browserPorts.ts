import { missingFeatures } from '../client/vault/deviceSupport'
import { openKeyStore } from '../client/vault/keyStore'
import { countKept } from './keptWork'
import type { SessionPorts } from './ports'

/** One channel for all people of this browser; it carries no content. */
const channelName = 'minqing-session'

const loadEngine = () => import('./openSession')

/** The browser's own. What brings the engine is a file of its own, so that the sign-in does not wait for it. */
export function createBrowserPorts(): SessionPorts {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(channelName)
  return {
    now: () => Date.now(),
    missingFeatures: () => missingFeatures(),
    openKeyStore() {
      // Read while the storage wakes up; what fails here is met again by `open`.
      loadEngine().catch(() => undefined)
      return openKeyStore()
    },
    async signIn(input, keyStore) {
      const [{ signIn }, { createHttp }, { createBrowserClock }] = await Promise.all([
        import('../client/browser/signIn'),
        import('../client/browser/http'),
        import('../client/browser/clock'),
      ])
      const clock = createBrowserClock()
      return signIn(input, { keyStore, clock, http: createHttp({ baseUrl: '', clock }) })
    },
    async open(keys, server) {
      const { openSession } = await loadEngine()
      return openSession(keys, server)
    },
    countKept,
    tellTabs: () => channel?.postMessage(null),
    onTabTold(run) {
      const listener = (): void => run()
      channel?.addEventListener('message', listener)
      return () => channel?.removeEventListener('message', listener)
    },
  }
}
