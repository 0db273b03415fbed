import { computed, type ComputedRef } from 'vue'
import { dueVisits, type DueVisit } from '../../domain/visit/due'
import { daysOf } from '../../domain/roster/coverage'
import { useCampaign } from './useCampaign'
import { useActor, useRows } from './useClient'
import { useToday } from './useToday'

export interface UseDueVisitsReturn {
  /** Due by the own pairings, the longest overdue first. */
  due: ComputedRef<DueVisit[]>
  /** A pairing of this person has a rhythm at all. */
  hasRhythm: ComputedRef<boolean>
}

export function useDueVisits(): UseDueVisitsReturn {
  const today = useToday()
  const actor = useActor()
  const pairings = useRows('pairing')
  const subjects = useRows('subject')
  const visits = useRows('visit')
  const { campaign } = useCampaign()
  const days = computed(() => {
    if (!campaign.value) return undefined
    const { data } = campaign.value
    const { from, to } = daysOf(data)
    return { from, to: data.closedOn && data.closedOn < to ? data.closedOn : to }
  })
  return {
    due: computed(() =>
      actor.value
        ? dueVisits({
            personId: actor.value.personId,
            today: today.value,
            pairings: pairings.value,
            subjects: subjects.value,
            visits: visits.value,
            campaign: days.value,
          })
        : [],
    ),
    hasRhythm: computed(() =>
      pairings.value.some(
        ({ data }) => data.personId === actor.value?.personId && data.visitEveryDays !== null,
      ),
    ),
  }
}
