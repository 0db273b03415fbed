import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { RegisteredWorker } from '../pwa/registerWorker'
import { mayUpdateByItself } from '../session/mayUpdate'

export interface UpdateSurroundings {
  formOpen: () => boolean
  /** Something is being saved or sent. */
  busy: () => boolean
}

const lookEveryMs = 30_000

/** A newer build on this device: told quietly, put to use when it disturbs nobody. */
export const useUpdateStore = defineStore('update', () => {
  const isReady = ref(false)
  let holds = 0
  let worker: RegisteredWorker | undefined

  function apply(): void {
    worker?.applyUpdate()
  }

  /** While something is being written outside of a form's page (a sheet on the desk). Returns how to let go. */
  function hold(): () => void {
    holds += 1
    return () => (holds -= 1)
  }

  /** `register` gets what to call when a newer build is there. */
  function watchForUpdates(
    register: (onUpdateReady: () => void) => Promise<RegisteredWorker>,
    { formOpen, busy }: UpdateSurroundings,
  ): void {
    const openedAt = performance.now()
    let touchedAt = openedAt
    const touch = (): void => {
      touchedAt = performance.now()
    }
    const look = (): void => {
      if (!isReady.value) return
      const now = performance.now()
      const moment = {
        formOpen: holds > 0 || formOpen(),
        busy: busy(),
        hidden: document.visibilityState === 'hidden',
        openForMs: now - openedAt,
        idleForMs: now - touchedAt,
      }
      if (mayUpdateByItself(moment)) apply()
    }
    for (const event of ['pointerdown', 'keydown', 'input'] as const) {
      window.addEventListener(event, touch, { capture: true, passive: true })
    }
    document.addEventListener('visibilitychange', look)
    setInterval(look, lookEveryMs)
    register(() => {
      isReady.value = true
      look()
    }).then(
      (registered) => (worker = registered),
      // Its script did not come: the next start tries again.
      () => undefined,
    )
  }

  return { isReady, apply, hold, watchForUpdates }
})
