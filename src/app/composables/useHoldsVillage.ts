import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { grantsOf } from '../../domain/access/scopes'
import type { AreaId } from '../../domain/ids'
import { useActor, useRelated, useRows } from './useClient'

/**
 * Whether everything of a village comes to this device sooner or later. Where it does not, what is missing is not late:
 * a unit holds the issues it handles and never the visits in which they came up.
 */
export function useHoldsVillage(areaId: MaybeRefOrGetter<AreaId>): ComputedRef<boolean> {
  const actor = useActor()
  const pairings = useRelated('pairing.personId', () => actor.value?.personId)
  const villages = useRows('area', { filter: ({ data }) => data.level === 'village' })
  return computed(() => {
    if (!actor.value) return false
    const ids = villages.value.map(({ id }) => id)
    return grantsOf(actor.value, pairings.value, ids).includes(`area:${toValue(areaId)}`)
  })
}
