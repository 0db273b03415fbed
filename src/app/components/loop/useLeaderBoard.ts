/** 领导包保: each leader's pairing with the prominent issues that are led from it; for planning, never for ranking. */
import { computed, type ComputedRef } from 'vue'
import { isOpenIssue } from '../../../domain/issue/rows'
import type { Row } from '../../../domain/rows'
import { useActor, useRows } from '../../composables/useClient'
import { useNames } from '../../composables/useNames'

export interface LedPairing {
  pairing: Row<'pairing'>
  issues: Row<'issue'>[]
  open: number
}

const isLeading = ({ data }: Row<'pairing'>): boolean => data.kind === 'leader' && data.endedOn === null

/** Own pairings of a leader; all of them for the office, which keeps them. In the order of the villages' names. */
export function useLeaderBoard(): ComputedRef<LedPairing[]> {
  const names = useNames()
  const pairings = useRows('pairing', { filter: isLeading })
  const issues = useRows('issue', { filter: ({ data }) => Boolean(data.leaderId) })
  return computed(() =>
    pairings.value
      .map((pairing) => {
        const { personId, areaId, subjectId } = pairing.data
        const led = issues.value.filter(
          ({ data }) =>
            data.leaderId === personId &&
            (areaId !== null ? data.areaId === areaId : data.subjectId === subjectId),
        )
        return { pairing, issues: led, open: led.filter(({ data }) => isOpenIssue(data.state)).length }
      })
      .sort((a, b) => placeOf(a.pairing).localeCompare(placeOf(b.pairing), 'zh-CN')),
  )

  function placeOf({ data }: Row<'pairing'>): string {
    return data.areaId === null ? names.subject(data.subjectId ?? '') : names.area(data.areaId)
  }
}

/** Whether the board has anything for this person: own leader's pairings, or all of them. */
export function useLeadsOrKeeps(): ComputedRef<boolean> {
  const actor = useActor()
  const pairings = useRows('pairing', { filter: isLeading })
  return computed(
    () =>
      (actor.value?.roles.includes('office') ?? false) ||
      pairings.value.some(({ data }) => data.personId === actor.value?.personId),
  )
}
