import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Conflicts kept in mind at most; older ones have left the page long ago. */
const seenAtMost = 300

const keyOf = (personId: string): string => `minqing.seen.${personId}`

/**
 * Which conflicts a person has looked at on this device. Their ids name no resident, and whether a notice was read here
 * is nobody else's business, so they lie outside of the sealed store; losing them only shows a notice twice.
 */
export const useSeenStore = defineStore('seen', () => {
  const raised = ref(0)

  function ids(personId: string): string[] {
    void raised.value
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '[]')
      return Array.isArray(stored) ? stored.map(String) : []
    } catch {
      return []
    }
  }

  function add(personId: string, id: string): void {
    try {
      localStorage.setItem(keyOf(personId), JSON.stringify([...ids(personId), id].slice(-seenAtMost)))
    } catch {
      // No room or no access: it shows again the next time.
    }
    raised.value += 1
  }

  return { ids, add }
})
