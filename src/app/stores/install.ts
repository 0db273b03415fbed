import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

/** Chromium's; no standard has it. */
interface InstallOffer extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>
}

/**
 * Whether the app stands on the desktop, and the browser's offer to put it there. The offer is kept for whoever comes to
 * the help page and presses; nobody is asked (docs/domain.md §5: no push to install).
 */
export const useInstallStore = defineStore('install', () => {
  const offer = shallowRef<InstallOffer>()
  const isInstalled = ref(isStandalone())

  /** From the very start: the browser makes its offer once, before any page is open. */
  function watchForOffer(): void {
    window.addEventListener('beforeinstallprompt', (event) => {
      // Without this the browser shows a bar of its own over the page.
      event.preventDefault()
      offer.value = event as InstallOffer
    })
    window.addEventListener('appinstalled', () => {
      offer.value = undefined
      isInstalled.value = true
    })
  }

  /** Must be called from a press. True: the person agreed. */
  async function install(): Promise<boolean> {
    const kept = offer.value
    // An offer can be taken up once.
    offer.value = undefined
    if (!kept) return false
    const { outcome } = await kept.prompt()
    return outcome === 'accepted'
  }

  return { offer, isInstalled, watchForOffer, install }
})

/** Opened from its own icon. */
function isStandalone(): boolean {
  // Apple's own property is older than the media query and still the only one in some versions.
  const apple = (navigator as Navigator & { standalone?: boolean }).standalone === true
  return apple || (window.matchMedia?.('(display-mode: standalone)').matches ?? false)
}
