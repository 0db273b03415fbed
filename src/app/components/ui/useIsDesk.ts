import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Wide enough for the side navigation and two panes (≥ 1024 px); follows the window. */
export function useIsDesk(): Readonly<Ref<boolean>> {
  const query = window.matchMedia('(min-width: 1024px)')
  const isDesk = ref(query.matches)
  const follow = (): void => {
    isDesk.value = query.matches
  }
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return readonly(isDesk)
}
