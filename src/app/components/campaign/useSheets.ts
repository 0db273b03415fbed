import { shallowRef, watch, type ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface OpenSheet<Name extends string> {
  name: Name
  /** What it is about, where a page has several. */
  item: string | null
}

export interface UseSheetsReturn<Name extends string> {
  sheet: ShallowRef<OpenSheet<Name> | null>
  open: (name: Name, item?: string) => void
  close: () => void
}

/**
 * One sheet of a page at a time. A draft that is gone on with names its sheet in the address (`?sheet=`), which then
 * forgets it, so that going back does not open it again.
 */
export function useSheets<Name extends string>(
  names: readonly Name[],
  /** What the sheet needs is here, and its step may be done: asked when it opens, not while its own step is being saved. */
  mayOpen: (name: Name) => boolean,
): UseSheetsReturn<Name> {
  const route = useRoute()
  const router = useRouter()
  const sheet = shallowRef<OpenSheet<Name> | null>(null)
  const open = (name: Name, item?: string): void => void (sheet.value = { name, item: item ?? null })
  watch(
    () => names.find((each) => each === route.query['sheet'] && mayOpen(each)),
    (name) => {
      if (name === undefined) return
      const { sheet: _, item, ...query } = route.query
      void router.replace({ ...route, query })
      open(name, typeof item === 'string' ? item : undefined)
    },
    { immediate: true },
  )
  return { sheet, open, close: () => void (sheet.value = null) }
}
