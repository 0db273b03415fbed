import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { SyncReport } from '../client/engine/client'
import type { OpenSession } from '../session/openSession'

export interface RoundProblem {
  /** Device clock, ms. */
  at: number
  /** Of a refused round; `offline` when the server could not be reached. */
  code: string
}
const problemsAtMost = 10

/** What no table holds of sending and fetching: how the last round ended, and whether the browser sees a network. */
export const useSyncStore = defineStore('sync', () => {
  const report = shallowRef<SyncReport>()
  /** Device clock, ms. */
  const reportedAt = ref<number>()
  /** Rounds of this window that did not succeed, newest last; the same one in a row is noted once. */
  const problems = shallowRef<readonly RoundProblem[]>([])
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
    problems.value = []
    const stop = next.onReport((latest) => {
      // Another tab is at it: its result comes with the rows.
      if (latest.result === 'busy') return
      report.value = latest
      reportedAt.value = Date.now()
      note(latest, reportedAt.value)
    })
    return () => {
      stop()
      if (session === next) session = undefined
    }
  }

  function note(latest: SyncReport, at: number): void {
    if (latest.result === 'done') return
    const code = latest.result === 'refused' ? latest.code : latest.result
    const before = problems.value.at(-1)?.code === code ? problems.value.slice(0, -1) : problems.value
    problems.value = [...before, { at, code }].slice(-problemsAtMost)
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

  return { report, reportedAt, problems, isAsking, isOnline, follow, syncNow }
})
