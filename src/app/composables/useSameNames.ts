import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import type { Row } from '../../domain/rows'
import { useRows } from './useClient'
import { normalise } from './useSubjects'

/** Shown at most: the question is "is it this one?", not a list of everybody called 王. */
const shownAtMost = 3

/** Subjects held with the very name that is being typed, those of the same village first. */
export function useSameNames(
  name: MaybeRefOrGetter<string>,
  areaId: MaybeRefOrGetter<string | null>,
): ComputedRef<Row<'subject'>[]> {
  const subjects = useRows('subject')
  const byName = computed(() => {
    const found = new Map<string, Row<'subject'>[]>()
    for (const row of subjects.value) {
      const key = normalise(row.data.name)
      const same = found.get(key)
      if (same) same.push(row)
      else found.set(key, [row])
    }
    return found
  })
  return computed(() => {
    const typed = normalise(toValue(name))
    if (typed.length < 2) return []
    const near = toValue(areaId)
    const distance = (row: Row<'subject'>): number => (row.data.areaId === near ? 0 : 1)
    return [...(byName.value.get(typed) ?? [])]
      .sort((a, b) => distance(a) - distance(b))
      .slice(0, shownAtMost)
  })
}
