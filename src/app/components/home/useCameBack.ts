import { computed, type ComputedRef } from 'vue'
import type { Row } from '../../../domain/rows'
import { useActor, useRows, useStatus } from '../../composables/useClient'

export interface UseCameBackReturn {
  /** 退回补充: issues that this person registered and the office sent back, the longest waiting first. */
  returned: ComputedRef<Row<'issue'>[]>
  /** Own commands that the server refused and that are not settled. */
  refused: ComputedRef<number>
  count: ComputedRef<number>
}

/** What needs this person now. */
export function useCameBack(): UseCameBackReturn {
  const actor = useActor()
  const status = useStatus()
  const needsDetail = useRows('issue', {
    filter: ({ data }) => data.state === 'needsDetail',
    compare: byVersion,
  })
  const returned = computed(() =>
    needsDetail.value.filter(({ data }) => data.registeredBy === actor.value?.personId),
  )
  const refused = computed(() => status.value.refused)
  return { returned, refused, count: computed(() => returned.value.length + refused.value) }
}

/** The tenant's counter rises with every change, so the smaller one was sent back earlier. */
const byVersion = (a: Row<'issue'>, b: Row<'issue'>): number => a.version - b.version
