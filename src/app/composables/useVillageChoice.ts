/** Which village's register is shown: the own ones, then the households paired one by one, or every village held. */
import { computed, type ComputedRef, type Ref } from 'vue'
import type { Row } from '../../domain/rows'
import type { Choice } from '../components/ui/choice'
import { useT } from '../i18n'
import { useRows } from './useClient'
import { byOrder, useMyVillages } from './useMyVillages'

/** Instead of a village: households paired one by one; everything that is held. */
const single = 'single'
export const everywhere = 'all'
/** More villages than lie side by side. */
const many = 3

export interface UseVillageChoiceReturn {
  options: ComputedRef<Choice[]>
  chosen: ComputedRef<string>
  /** The village chosen, if it is one. */
  areaId: ComputedRef<string | undefined>
  /** Whether a subject is of what was chosen. */
  passes: ComputedRef<(row: Row<'subject'>) => boolean>
  isSeveral: ComputedRef<boolean>
}

export function useVillageChoice(
  asked: Readonly<Ref<unknown>>,
  fits: (row: Row<'subject'>) => boolean = () => true,
): UseVillageChoiceReturn {
  const t = useT()
  const { pairings, held: mine } = useMyVillages()
  const subjects = useRows('subject')
  const areas = useRows('area', { compare: byOrder })

  const others = computed(() => {
    const own = new Set(mine.value.map(({ id }) => id))
    const found = new Set<string>()
    for (const row of subjects.value)
      if (!own.has(row.data.areaId) && !found.has(row.data.areaId) && fits(row)) found.add(row.data.areaId)
    return found
  })
  const options = computed<Choice[]>(() => {
    const own = mine.value.map(({ id, data }) => ({ value: id, label: data.name }))
    const all = { value: everywhere, label: t('find.everywhere') }
    if (own.length > 0 || pairings.value.length > 0) {
      const each = others.value.size > 0 ? [...own, { value: single, label: t('subject.single') }] : own
      return each.length > many ? [...each, all] : each
    }
    const held = areas.value.filter(({ id }) => others.value.has(id))
    const every = held.map(({ id, data }) => ({ value: id, label: data.name }))
    return every.length > 1 ? [all, ...every] : every
  })
  const chosen = computed(() => {
    const found = options.value.find(({ value }) => value === asked.value) ?? options.value[0]
    return found?.value ?? everywhere
  })
  const isSeveral = computed(() => chosen.value === single || chosen.value === everywhere)

  return {
    options,
    chosen,
    areaId: computed(() => (isSeveral.value ? undefined : chosen.value)),
    passes: computed(() => {
      const area = chosen.value
      if (area === everywhere) return fits
      const held = others.value
      return area === single
        ? (row) => held.has(row.data.areaId) && fits(row)
        : (row) => row.data.areaId === area && fits(row)
    }),
    isSeveral,
  }
}
