import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { SyncReport } from '../client/engine/client'
import type { OpenSession } from '../session/openSession'

/** What no table holds of sending and fetching: how the last round ended, and whether the browser sees a network. */
export const useSyncStore = defineStore('sync', () => {
  const report = shallowRef<SyncReport>()
  /** Device clock, ms. */
  const reportedAt = ref<number>()
  const isAsking = ref(false)
  const isOnline = ref(navigator.onLine)
  let session: Pick<OpenSession, 'syncNow'> | undefined

  window.addEventListener('online', () => (isOnline.value = true))
  window.addEventListener('offline', () => (isOnline.value = false))

  /** Returns how to let go. */
  function follow(next: Pick<OpenSession, 'syncNow' | 'onReport'>): () => void {
    session = next
    report.value = undefined
    reportedAt.value = undefined
    const stop = next.onReport((latest) => {
      // Another tab is at it: its result comes with the rows.
      if (latest.result === 'busy') return
      report.value = latest
      reportedAt.value = Date.now()
    })
    return () => {
      stop()
      if (session === next) session = undefined
    }
  }

  /** Undefined when nobody is signed in. */
  async function syncNow(): Promise<SyncReport | undefined> {
    isAsking.value = true
    try {
      return await session?.syncNow()
    } finally {
      isAsking.value = false
    }
  }

  return { report, reportedAt, isAsking, isOnline, follow, syncNow }
})
