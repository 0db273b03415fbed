import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { noticeOffers, type NoticeOffer } from '../../../domain/notice/offers'
import type { Row } from '../../../domain/rows'
import { useActor } from '../../composables/useClient'

/** What this person could do with a notice, by the commands' own rules. */
export function useNoticeOffers(
  notice: MaybeRefOrGetter<Row<'notice'> | undefined>,
): ComputedRef<NoticeOffer[]> {
  const actor = useActor()
  return computed(() => {
    const row = toValue(notice)
    return row && actor.value ? noticeOffers(row.data, actor.value) : []
  })
}
