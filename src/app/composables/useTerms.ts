/** By what deadlines are counted in this zone: its rules and its calendar, from the rows held here. */
import { computed, effectScope, type ComputedRef } from 'vue'
import { rulesId } from '../../domain/settings/rows'
import { termsFrom, type Terms } from '../../domain/settings/terms'
import { useClient } from './useClient'

const known = new WeakMap<object, ComputedRef<Terms>>()

/** One for all who ask: a hundred chips in a list count by the same calendar. */
export function useTerms(): ComputedRef<Terms> {
  const context = useClient()
  const found = known.get(context)
  if (found) return found
  const { client, versions } = context
  // Of the session rather than of the page that asked first.
  const made = effectScope(true).run(() =>
    computed(() => {
      void versions.rules.value
      void versions.calendarYear.value
      return termsFrom(client.row('rules', rulesId)?.data, client.rows('calendarYear'))
    }),
  )
  if (!made) throw new Error('the scope was ended before it began')
  known.set(context, made)
  return made
}
