import { Workbox } from 'workbox-window'
import { trustedWorkerUrl } from './trustedWorkerUrl'

export interface RegisterWorkerOptions {
  /**
   * A newer build is on the device and waits, or another tab has just put it to use. Called again while it goes
   * unanswered, so the receiver only raises a flag.
   */
  onUpdateReady: () => void
}

export interface RegisteredWorker {
  /** Puts the waiting build to use and reloads this page. The caller sees to it that no form is open. */
  applyUpdate: () => void
  /** Asks the server for a newer build. Does nothing without signal; never rejects. */
  checkForUpdate: () => Promise<void>
}

const minuteMs = 60_000
/** Often enough to notice a fix the same day, rare enough for a line of 50 kbit/s. */
const checkEveryMs = 60 * minuteMs

const workerUrl = '/sw.js'

/**
 * Registers the service worker and watches for newer builds. It never reloads on its own: only `applyUpdate` does.
 * A browser without service workers gets an object that does nothing.
 */
export function registerWorker({ onUpdateReady }: RegisterWorkerOptions): RegisteredWorker {
  if (!('serviceWorker' in navigator))
    return { applyUpdate: () => {}, checkForUpdate: () => Promise.resolve() }

  const workbox = new Workbox(trustedWorkerUrl(workerUrl))
  let registration: ServiceWorkerRegistration | undefined
  let controlled = navigator.serviceWorker.controller !== null
  let applying = false
  // The monotonic clock: a phone whose date jumps back must not stop looking.
  let checkedAtMs = performance.now()

  workbox.addEventListener('waiting', () => {
    onUpdateReady()
  })
  workbox.addEventListener('controlling', () => {
    const firstInstall = !controlled
    controlled = true
    if (applying) location.reload()
    // Another tab applied it: the chunks of this tab's build are gone, so it should reload as soon as it may.
    else if (!firstInstall) onUpdateReady()
  })

  const checkForUpdate = async () => {
    if (!registration || !navigator.onLine) return
    checkedAtMs = performance.now()
    // Losing the signal is not an error: the next check asks again.
    await registration.update().catch(() => undefined)
  }

  const look = () => {
    if (document.visibilityState !== 'visible') return
    // Workbox reports only the first build found by a page; this also catches one whose install began before it.
    if (registration?.waiting) onUpdateReady()
    if (performance.now() - checkedAtMs >= checkEveryMs) void checkForUpdate()
  }
  setInterval(look, 5 * minuteMs)
  // A phone in a pocket stops its timers, so look again when the page is looked at.
  document.addEventListener('visibilitychange', look)

  workbox.register().then(
    (registered) => {
      registration = registered
    },
    // Some private windows refuse; the page works on, it only can't be opened without signal.
    () => undefined,
  )

  return {
    applyUpdate() {
      applying = true
      if (registration?.waiting) workbox.messageSkipWaiting()
      else location.reload()
    },
    checkForUpdate,
  }
}
