import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/*
 * The service worker: the whole build is kept on the phone, and every page opens from there. Data never passes
 * through it; that is the device store's and the sync engine's work.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

// Any deep link is the one page, except what the server itself answers: the API and the public notices.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api(\/|$)/, /^\/public(\/|$)/],
  }),
)

// The very first visit: the page that installed the worker gets its later chunks from it without a reload.
clientsClaim()

// A newer build waits until the page says so; it would otherwise take the chunks away from under an open form.
self.addEventListener('message', (event) => {
  const message: unknown = event.data
  if (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'SKIP_WAITING'
  ) {
    void self.skipWaiting()
  }
})
