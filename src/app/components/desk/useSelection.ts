import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Row } from '../../../domain/rows'
import { maxAtOnce } from './bulk'

export interface UseSelectionReturn {
  /** Rows show whether they are chosen, and pressing one chooses it. */
  isPicking: ShallowRef<boolean>
  selected: Readonly<ShallowRef<ReadonlySet<string>>>
  /** Chosen ones that are shown, in the order of the list: what nobody sees is never decided on. */
  picked: ComputedRef<Row<'issue'>[]>
  isAll: ComputedRef<boolean>
  toggle: (id: string) => void
  /** All that are shown, as far as can be decided on at once; none, where they are chosen already. */
  toggleAll: () => void
  /** Only these stay chosen; none of them ends the choosing. */
  keep: (ids: readonly string[]) => void
}

export function useSelection(shown: ComputedRef<readonly Row<'issue'>[]>): UseSelectionReturn {
  const isPicking = shallowRef(false)
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  const picked = computed(() =>
    selected.value.size === 0 ? [] : shown.value.filter(({ id }) => selected.value.has(id)),
  )
  const isAll = computed(
    () => picked.value.length > 0 && picked.value.length >= Math.min(shown.value.length, maxAtOnce),
  )
  function keep(ids: readonly string[]): void {
    selected.value = new Set(ids)
    isPicking.value = ids.length > 0
  }
  return {
    isPicking,
    selected,
    picked,
    isAll,
    toggle(id) {
      isPicking.value = true
      const next = new Set(picked.value.map((row) => row.id))
      if (!next.delete(id) && next.size < maxAtOnce) next.add(id)
      selected.value = next
    },
    toggleAll() {
      if (isAll.value) keep([])
      else keep(shown.value.slice(0, maxAtOnce).map(({ id }) => id))
    },
    keep,
  }
}
