import { computed } from 'vue'
import { useAttention } from '../../composables/useAttention'
import { useActor, useRows, useStatus } from '../../composables/useClient'
import { useKept } from '../../composables/useKept'
import type { ClientStatus } from '../../client/engine/client'
import { useT, type Translate } from '../../i18n'
import { useSyncStore } from '../../stores/sync'
import type { KeyRecord } from '../../client/vault/keyRecord'
import type { NavItem } from '../ui/navItem'
import type { SyncState } from '../ui/SyncBadge.vue'
import { useIsDesk } from '../ui/useIsDesk'
import { placesFor, readsDesk } from './places'
import type { Shell } from './shell'
import { isShutOut, isTrouble } from './trouble'

/** Navigation with its counts and the state of sending, for all pages at once. */
export function useShellState(keys: KeyRecord): Shell {
  const t = useT()
  const actor = useActor()
  const status = useStatus()
  const sync = useSyncStore()
  const isDesk = useIsDesk()
  const { count: attention } = useAttention()
  // Before the own person row has come, the sign-in says who this is.
  const roles = computed<readonly string[]>(() => actor.value?.roles ?? keys.roles)
  const reportedRows = useRows('issue', { filter: ({ data }) => data.state === 'reported' })
  const reported = useKept('reported', () => (readsDesk(roles.value) ? reportedRows.value.length : undefined))

  /** What is open to a role is gone from a device that is shut out. */
  const isOut = computed(() => isShutOut(status.value.lastProblem))

  const items = computed<NavItem[]>(() =>
    placesFor(isOut.value ? [] : roles.value, { isDesk: isDesk.value }).map(({ key, icon, to }) => ({
      key,
      icon,
      to: { name: to },
      label: t(`session.nav.${key}`),
      ...countOf(key),
    })),
  )

  function countOf(key: string): Pick<NavItem, 'count' | 'countLabel'> {
    if (key === 'home') {
      const count = attention.value
      return { count, countLabel: t('session.nav.attentionCount', { count }) }
    }
    if (key === 'desk' && readsDesk(roles.value)) {
      const count = reported.value ?? 0
      return { count, countLabel: t('session.nav.deskCount', { count }) }
    }
    return {}
  }

  return {
    items,
    roles,
    zone: computed(() => keys.tenantName),
    sync: computed(() => badgeOf(status.value, { attention: attention.value, isOnline: sync.isOnline, t })),
  }
}

/**
 * Success is claimed only for what the server has receipted. `attention`: all that needs the person; a refusal brings it
 * up here, and then with the same number as everywhere else.
 */
export function badgeOf(
  status: Pick<
    ClientStatus,
    'waiting' | 'refused' | 'isSyncing' | 'lastResult' | 'lastProblem' | 'lastContactAt'
  >,
  { attention, isOnline, t }: { attention: number; isOnline: boolean; t: Translate },
): { state: SyncState; label: string } {
  const { waiting, refused, isSyncing, lastResult, lastProblem, lastContactAt } = status
  if (isTrouble(lastProblem) || lastResult === 'failed') {
    return { state: 'attention', label: t('session.badge.trouble') }
  }
  if (waiting > 0 && isSyncing) return { state: 'sending', label: t('session.badge.sending') }
  if (waiting > 0) {
    const isOffline = !isOnline || lastResult === 'offline'
    return { state: isOffline ? 'offline' : 'saved', label: t('session.badge.waiting', { count: waiting }) }
  }
  if (refused > 0) return { state: 'attention', label: t('session.badge.attention', { count: attention }) }
  if (lastContactAt === null) {
    return isSyncing
      ? { state: 'sending', label: t('session.badge.fetching') }
      : { state: 'saved', label: t('session.badge.never') }
  }
  return { state: 'sent', label: t('session.badge.allSent') }
}
