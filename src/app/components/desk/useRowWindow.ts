/** Which of thousands of rows of one height exist: those in sight and some beyond; and the way of the focus among them. */
import {
  computed,
  nextTick,
  onBeforeUnmount,
  onMounted,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue'

export interface UseRowWindowOptions {
  /** What scrolls. */
  box: Readonly<Ref<HTMLElement | null>>
  /** The table's body; its rows carry `data-issue` and a link. */
  body: Readonly<Ref<HTMLElement | null>>
  ids: () => readonly string[]
  /** Where the list was left; the focus begins there. */
  openedId: () => string | undefined
}

export interface UseRowWindowReturn {
  rowPx: ShallowRef<number>
  /** The rows that exist are `first` up to, without, `end`. */
  first: ComputedRef<number>
  end: ComputedRef<number>
  onScroll: () => void
  /** The issue in whose row the focus is. */
  focusedId: () => string | undefined
  step: (by: 1 | -1) => void
  enter: () => void
  focusOn: (id: string) => void
}

/** Rows beyond each edge of what is seen. */
const spare = 10

export function useRowWindow({ box, body, ids, openedId }: UseRowWindowOptions): UseRowWindowReturn {
  const all = computed(ids)
  const rowPx = shallowRef(48)
  const viewPx = shallowRef(800)
  const scrolledPx = shallowRef(0)
  const first = computed(() => {
    const wanted = Math.floor(scrolledPx.value / rowPx.value) - spare
    return Math.max(0, Math.min(wanted, all.value.length - 1))
  })
  const end = computed(() =>
    Math.min(all.value.length, Math.ceil((scrolledPx.value + viewPx.value) / rowPx.value) + spare),
  )

  function measure(): void {
    const row = body.value?.querySelector<HTMLElement>('tr[data-issue]')
    if (row?.offsetHeight) rowPx.value = row.offsetHeight
    if (box.value?.clientHeight) viewPx.value = box.value.clientHeight
  }
  const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(measure)
  onMounted(async () => {
    if (box.value) observer?.observe(box.value)
    measure()
    const at = all.value.indexOf(openedId() ?? '')
    if (at >= 0) await focusRow(at)
  })
  onBeforeUnmount(() => observer?.disconnect())
  // Another list begins at its top.
  watch(
    () => all.value.length,
    () => void nextTick(measure),
  )

  const linkOf = (id: string): HTMLElement | null =>
    body.value?.querySelector<HTMLElement>(`tr[data-issue="${id}"] a`) ?? null

  async function focusRow(at: number): Promise<void> {
    const id = all.value[at]
    if (id === undefined || !box.value) return
    const head = box.value.querySelector('thead')?.offsetHeight ?? 0
    const top = at * rowPx.value
    const seen = box.value.clientHeight - head
    if (top < box.value.scrollTop) box.value.scrollTop = top
    else if (top + rowPx.value > box.value.scrollTop + seen) box.value.scrollTop = top + rowPx.value - seen
    scrolledPx.value = box.value.scrollTop
    await nextTick()
    linkOf(id)?.focus({ preventScroll: true })
  }

  function focusedId(): string | undefined {
    const row = body.value?.contains(document.activeElement)
      ? document.activeElement?.closest<HTMLElement>('tr[data-issue]')
      : undefined
    return row?.dataset['issue']
  }

  return {
    rowPx,
    first,
    end,
    onScroll: () => void (scrolledPx.value = box.value?.scrollTop ?? 0),
    focusedId,
    step(by) {
      const at = all.value.indexOf(focusedId() ?? '')
      void focusRow(at < 0 ? 0 : Math.max(0, Math.min(at + by, all.value.length - 1)))
    },
    enter: () => void focusRow(0),
    focusOn: (id) => linkOf(id)?.focus(),
  }
}
