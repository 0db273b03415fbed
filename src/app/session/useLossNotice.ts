import { computed, shallowRef, type ComputedRef } from 'vue'
import { useStatus } from '../composables/useClient'
import { useSessionStore } from '../stores/session'
import { lossNoteOf, type Loss } from './lossNote'

export interface UseLossNoticeReturn {
  loss: ComputedRef<Loss | null>
  acknowledge: () => void
}

export function useLossNotice(): UseLossNoticeReturn {
  const status = useStatus()
  const session = useSessionStore()
  const looks = shallowRef(0)
  const note = computed(() => (session.account ? lossNoteOf(session.account) : undefined))
  return {
    loss: computed(() => {
      void looks.value
      return note.value?.current(status.value.loss) ?? null
    }),
    acknowledge() {
      note.value?.acknowledge()
      looks.value += 1
    },
  }
}
