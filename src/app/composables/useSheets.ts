import { shallowRef, watch, type ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface OpenSheet<Name extends string, Item> {
  name: Name
  /** What it is about, where a page has several; as it was when the sheet was opened, since its step may take it away. */
  item: Item | null
}

export interface UseSheetsReturn<Name extends string, Item> {
  sheet: ShallowRef<OpenSheet<Name, Item> | null>
  /** Does nothing when what it would be about is not there any more. */
  open: (name: Name, itemId?: string) => void
  close: () => void
}

/**
 * One sheet of a page at a time, closed when the page turns to something else. A draft that is gone on with names its
 * sheet in the address (`?sheet=&item=`), which then forgets it, so that going back does not open it again.
 */
export function useSheets<const Name extends string, Item = string>(
  names: readonly Name[],
  /** What the sheet needs is here, and its step may be done: asked when it opens, not while its own step is being saved. */
  mayOpen: (name: Name) => boolean,
  /** By default a sheet is about the id itself. */
  itemOf: (itemId: string) => Item | undefined = (itemId) => itemId as Item,
): UseSheetsReturn<Name, Item> {
  const route = useRoute()
  const router = useRouter()
  const sheet = shallowRef<OpenSheet<Name, Item> | null>(null)
  const close = (): void => void (sheet.value = null)
  function open(name: Name, itemId?: string): void {
    const item = itemId === undefined ? null : itemOf(itemId)
    if (item !== undefined) sheet.value = { name, item }
  }
  watch(() => route.params['id'], close)
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
  return { sheet, open, close }
}
