import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { CheckResult } from '../selfTest/check'

/** The last self-test of this window; its results go into the report. */
export const useSelfTestStore = defineStore('selfTest', () => {
  const results = shallowRef<readonly CheckResult[]>([])
  /** Device clock, ms. */
  const ranAt = ref<number>()
  const isRunning = ref(false)

  async function run(): Promise<void> {
    if (isRunning.value) return
    isRunning.value = true
    results.value = []
    try {
      const { runSelfTest } = await import('../selfTest/runSelfTest')
      await runSelfTest((result) => (results.value = [...results.value, result]))
      ranAt.value = Date.now()
    } finally {
      isRunning.value = false
    }
  }

  return { results, ranAt, isRunning, run }
})
