import { computed, type ComputedRef } from 'vue'
import { accessTable } from '../../../domain/access/may'
import { useActor } from '../../composables/useClient'
import { useShell } from './shell'

/** Whether this person records visits at all; with whom is another question (`may`). */
export function useRecordsVisits(): ComputedRef<boolean> {
  const actor = useActor()
  const { roles } = useShell()
  // Before the own person row has come, the sign-in says who this is.
  return computed(() =>
    (actor.value?.roles ?? roles.value).some((role) => role in accessTable['visit.record']),
  )
}
