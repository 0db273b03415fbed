import { computed, inject, type ComputedRef, type InjectionKey } from 'vue'
import type { NavItem } from '../ui/navItem'
import type { SyncState } from '../ui/SyncBadge.vue'

/** What every page's frame shows; worked out once for the whole app, so that changing pages costs nothing. */
export interface Shell {
  items: ComputedRef<readonly NavItem[]>
  sync: ComputedRef<{ state: SyncState; label: string }>
  zone: ComputedRef<string>
  roles: ComputedRef<readonly string[]>
}

export const shellKey: InjectionKey<Shell> = Symbol('shell')

/** A page standing alone (in a test) has no places to go and nothing to send. */
const lone: Shell = {
  items: computed(() => []),
  sync: computed(() => ({ state: 'sent', label: '' })),
  zone: computed(() => ''),
  roles: computed(() => []),
}

export const useShell = (): Shell => inject(shellKey, lone)
