import { computed, type ComputedRef } from 'vue'
import type { Row } from '../../domain/rows'
import { isActiveArea } from '../../domain/zone/rows'
import { useActor, useRows } from './useClient'

export interface UseMyVillagesReturn {
  /** Own open pairings, with villages and with single subjects. */
  pairings: ComputedRef<Row<'pairing'>[]>
  /** Villages and communities paired with this person, in their official order. */
  held: ComputedRef<Row<'area'>[]>
  /** Those of them that are still used: where something new may be recorded. */
  villages: ComputedRef<Row<'area'>[]>
}

/** Where this person works: the ground of most of what may be recorded. */
export function useMyVillages(): UseMyVillagesReturn {
  const actor = useActor()
  const open = useRows('pairing', { filter: ({ data }) => data.endedOn === null })
  // Offices hold everybody's pairings; only the own ones say where this person may record.
  const pairings = computed(() => open.value.filter(({ data }) => data.personId === actor.value?.personId))
  const areas = useRows('area', {
    filter: ({ data }) => data.level === 'village',
    compare: byOrder,
  })
  const held = computed(() => {
    const mine = new Set(pairings.value.map(({ data }) => data.areaId))
    return areas.value.filter(({ id }) => mine.has(id))
  })
  const villages = computed(() => held.value.filter(({ data }) => isActiveArea(data)))
  return { pairings, held, villages }
}

export const byOrder = (a: Row<'area'>, b: Row<'area'>): number =>
  a.data.order - b.data.order || (a.id < b.id ? -1 : 1)
