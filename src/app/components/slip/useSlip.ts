import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { may } from '../../../domain/access/may'
import { nextSlipCode } from '../../../domain/issue/slip'
import { targetOf } from '../../../domain/issue/step'
import type { Row } from '../../../domain/rows'
import { useActor, useRelated } from '../../composables/useClient'

export interface UseSlipReturn {
  /** Who may give one may take it back. */
  mayGive: ComputedRef<boolean>
  isGiven: ComputedRef<boolean>
  /** Eight signs: of the slip that was given, or of the one that would be. */
  code: ComputedRef<string>
}

export function useSlip(issue: MaybeRefOrGetter<Row<'issue'>>): UseSlipReturn {
  const actor = useActor()
  const pairings = useRelated('pairing.personId', () => actor.value?.personId)
  return {
    mayGive: computed(() => {
      const row = toValue(issue)
      const known = row.data.confidential ? [] : pairings.value
      return actor.value !== undefined && may(actor.value, 'issue.giveSlip', targetOf(row), known)
    }),
    isGiven: computed(() => Boolean(toValue(issue).data.slipCode)),
    code: computed(() => nextSlipCode(toValue(issue).id, toValue(issue).data)),
  }
}

/** Where residents look it up: of the server that this page came from. */
export const slipAddress = (): string => `${window.location.origin}/public/slip`
