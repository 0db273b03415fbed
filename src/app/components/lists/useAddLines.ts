import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { Ref as LineRef } from '../../../domain/edition/ledgerReads'
import { maxItemChunk } from '../../../domain/edition/step'
import { useDispatch } from '../../composables/useClient'
import type { RefusalText } from '../../composables/useRejectionText'

export interface AddProgress {
  done: number
  total: number
}

export interface AddResult {
  added: number
  /** Why the rest was not added; null with `refused`: the device could not save. */
  refused?: RefusalText | null
}

/**
 * A month's lines come in chunks, each of them saved for itself: what was added before somebody stopped, or left the
 * page, stays, and what is left is proposed again by the draft.
 */
export function useAddLines(): {
  progress: Readonly<Ref<AddProgress | null>>
  add: (editionId: string, refs: readonly LineRef[], before?: number) => Promise<AddResult>
  stop: () => void
} {
  const dispatch = useDispatch()
  const progress = shallowRef<AddProgress | null>(null)
  let isStopped = false
  const stop = (): void => {
    isStopped = true
  }
  onScopeDispose(stop)

  return {
    progress,
    stop,
    /** `before`: lines that came with another command. */
    async add(editionId, refs, before = 0) {
      isStopped = false
      const total = before + refs.length
      let added = 0
      try {
        for (let at = 0; at < refs.length && !isStopped; at += maxItemChunk) {
          progress.value = { done: before + at, total }
          const items = refs.slice(at, at + maxItemChunk)
          const result = await dispatch({ name: 'edition.addItems', args: { editionId, items } })
          if (!result.saved) return { added, refused: result.rejection ?? null }
          added += items.length
        }
        return { added }
      } catch {
        // The device store gave out; each chunk is written whole or not at all.
        return { added, refused: null }
      } finally {
        progress.value = null
      }
    },
  }
}
