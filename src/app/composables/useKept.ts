import { computed, onScopeDispose, type ComputedRef } from 'vue'
import { dailyParts, type HomeParts } from './homeParts'
import { useClient } from './useClient'
import { useToday } from './useToday'

/**
 * A part of the first screen: worked out from the rows once they are unpacked, and until then as it was kept. Undefined
 * while it is not known, since nothing was kept of it or it was kept on another day.
 */
export function useKept<P extends keyof HomeParts>(
  part: P,
  live: () => HomeParts[P] | undefined,
): ComputedRef<HomeParts[P] | undefined> {
  const { isOpen, home, parts } = useClient()
  const today = useToday()
  const value = computed(() => {
    if (isOpen.value) return live()
    const isOld = dailyParts.has(part) && home?.day !== today.value
    return isOld ? undefined : home?.parts[part]
  })
  if (!parts.has(part)) {
    parts.set(part, value)
    onScopeDispose(() => parts.delete(part))
  }
  return value
}
