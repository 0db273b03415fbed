import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { OpenSession } from '../session/openSession'
import { keepAnswer, mayAsk, readAnswer, type AskMoment } from '../session/persistence'

export interface StorageFacts {
  usedBytes: number | null
  quotaBytes: number | null
  /** Null where the browser does not say. */
  isPersisted: boolean | null
}

/** What the browser says of its storage for this site, and what it answered when asked to keep it. */
export const useStorageStore = defineStore('storage', () => {
  const facts = shallowRef<StorageFacts>({ usedBytes: null, quotaBytes: null, isPersisted: null })
  const answer = shallowRef(readAnswer())
  const isAsking = ref(false)
  const freeBytes = computed(() => {
    const { usedBytes, quotaBytes } = facts.value
    return usedBytes === null || quotaBytes === null ? null : Math.max(0, quotaBytes - usedBytes)
  })

  async function refresh(): Promise<void> {
    // Older Safari lacks parts of this; what is not known is shown as unknown.
    const estimate = await navigator.storage?.estimate?.().catch(() => undefined)
    const isPersisted = await navigator.storage?.persisted?.().catch(() => undefined)
    facts.value = {
      usedBytes: estimate?.usage ?? null,
      quotaBytes: estimate?.quota ?? null,
      isPersisted: isPersisted ?? null,
    }
  }

  async function ask(moment: AskMoment): Promise<void> {
    // Every round ends here; once it was asked, fetching is no reason any more.
    if (isAsking.value || (moment === 'synced' && answer.value)) return
    isAsking.value = true
    try {
      const isPersisted = (await navigator.storage?.persisted?.().catch(() => undefined)) ?? null
      if (mayAsk(moment, isPersisted, answer.value, Date.now())) {
        const granted = (await navigator.storage?.persist?.().catch(() => false)) ?? false
        answer.value = { at: Date.now(), moment, granted }
        keepAnswer(answer.value)
      }
      // Also when nothing was asked: it may have been granted in the settings of the browser.
      await refresh()
    } finally {
      isAsking.value = false
    }
  }

  /** Asks at the moments that are worth it, also when one has passed already. Returns how to let go. */
  function follow({ client, onReport }: Pick<OpenSession, 'client' | 'onReport'>): () => void {
    let { waiting } = client.status()
    if (waiting > 0) void ask('saved')
    else if (client.status().lastContactAt !== null) void ask('synced')
    const stopReports = onReport(({ result }) => void (result === 'done' && ask('synced')))
    const stopChanges = client.onChange(({ commands }) => {
      if (!commands) return
      const now = client.status().waiting
      if (now > waiting) void ask('saved')
      waiting = now
    })
    return () => {
      stopReports()
      stopChanges()
    }
  }

  return { facts, answer, isAsking, freeBytes, refresh, ask, follow }
})
