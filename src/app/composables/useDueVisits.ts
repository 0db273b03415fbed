import { computed, type ComputedRef } from 'vue'
import { dueVisits, type DueVisit } from '../../domain/visit/due'
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
  return {
    due: computed(() =>
      actor.value
        ? dueVisits({
            personId: actor.value.personId,
            today: today.value,
            pairings: pairings.value,
            subjects: subjects.value,
            visits: visits.value,
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
