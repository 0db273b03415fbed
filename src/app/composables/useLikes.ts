import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import type { Row } from '../../domain/rows'
import type { Likeness, LikeQuery } from '../search/messages'
import { useClient } from './useClient'
import { useSearch } from './useSearch'

export interface LikelySubject {
  row: Row<'subject'>
  by: readonly Likeness[]
}

/** Long enough that a name is not looked up for each of its strokes. */
const restMs = 150

/** Subjects that the one being written may be already, the likeliest first; none for undefined. */
export function useLikes(
  query: MaybeRefOrGetter<LikeQuery | undefined>,
): Readonly<ShallowRef<readonly LikelySubject[]>> {
  const search = useSearch()
  const { client } = useClient()
  const likes = shallowRef<readonly LikelySubject[]>([])
  let latest = 0
  let resting: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    const asked = toValue(query)
    const mine = ++latest
    const found = asked ? await search.like(asked) : []
    // A late answer never beats a newer one.
    if (mine !== latest) return
    likes.value = found.flatMap(({ id, by }) => {
      const row = client.row('subject', id)
      return row ? [{ row, by }] : []
    })
  }
  function soon(): void {
    clearTimeout(resting)
    resting = setTimeout(() => void look(), restMs)
  }
  watch(() => JSON.stringify(toValue(query) ?? null), soon, { immediate: true })
  const stop = search.onStatus(soon)
  onScopeDispose(() => {
    latest += 1
    clearTimeout(resting)
    stop()
  })
  return likes
}
