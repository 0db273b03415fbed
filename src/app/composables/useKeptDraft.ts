import { onBeforeUnmount } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { useT } from '../i18n'
import type { UseDraftReturn } from './useDraft'
import { useToasts } from './useToasts'

/**
 * Leaving a form: the draft is written before the page goes, and a short note says where to find it. Where it could
 * not be written, the first attempt to leave stays here and says so; a second one is the person's own decision.
 */
export function useKeptDraft<T extends object>(draft: UseDraftReturn<T>): void {
  const t = useT()
  const { show } = useToasts()
  let isWarned = false

  onBeforeRouteLeave(async () => {
    await draft.flush()
    if (draft.state.value !== 'failed' || isWarned) return true
    isWarned = true
    show(t('visit.draftFailed'), { tone: 'bad' })
    return false
  })
  onBeforeUnmount(() => {
    const { value } = draft.state
    if (value === 'saved' || value === 'unsaved') show(t('visit.draftKeptText'), { tone: 'info' })
  })
}
