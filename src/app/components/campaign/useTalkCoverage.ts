import { computed, type ComputedRef } from 'vue'
import { talkCoverage, type TalkCoverage } from '../../../domain/talk/coverage'
import { useRows } from '../../composables/useClient'
import { byOrder } from '../../composables/useMyVillages'
import type { CampaignDays } from '../../../domain/roster/coverage'

/** 宣讲覆盖 on the given days, from what this device holds; undefined without a campaign. */
export function useTalkCoverage(days: () => CampaignDays | undefined): ComputedRef<TalkCoverage | undefined> {
  const areas = useRows('area', { compare: byOrder })
  const visits = useRows('visit', { filter: ({ data }) => data.kind === 'talk' })
  const activities = useRows('activity', { filter: ({ data }) => data.kind === 'talk' })
  return computed(() => {
    const wanted = days()
    return (
      wanted &&
      talkCoverage(wanted, { areas: areas.value, visits: visits.value, activities: activities.value })
    )
  })
}
