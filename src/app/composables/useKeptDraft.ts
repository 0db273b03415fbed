import { onBeforeUnmount } from 'vue'
import { onBeforeRouteLeave, useRouter } from 'vue-router'
import { useT } from '../i18n'
import type { UseDraftReturn } from './useDraft'
import { useToasts } from './useToasts'

export interface UseKeptDraftReturn {
  /** The next leaving is part of the work (to make a new subject, say): nothing needs to be told. */
  leaveQuietly: () => void
}

/**
 * Leaving a form: the draft is written before the page goes, and a short note leads back to it. Where it could not be
 * written, the first attempt to leave stays here and says so; a second one is the person's own decision.
 */
export function useKeptDraft<T extends object>(draft: UseDraftReturn<T>): UseKeptDraftReturn {
  const t = useT()
  const router = useRouter()
  const { show } = useToasts()
  let isWarned = false
  let isQuiet = false
  /** The form's address, which names its draft. */
  let here = ''

  onBeforeRouteLeave(async (_, from) => {
    here = from.fullPath
    await draft.flush()
    if (draft.state.value !== 'failed' || isWarned) return true
    isWarned = true
    show(t('visit.draftFailed'), { tone: 'bad' })
    return false
  })
  onBeforeUnmount(() => {
    const isKept = draft.state.value === 'saved' || draft.state.value === 'unsaved'
    if (!isKept || isQuiet) return
    const action = { label: t('visit.openDraft'), run: () => void router.push(here) }
    show(t('visit.draftKeptText'), { tone: 'info', ...(here && { action }) })
  })

  return { leaveQuietly: () => (isQuiet = true) }
}
