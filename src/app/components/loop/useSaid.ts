import { useStatus } from '../../composables/useClient'
import { useToasts } from '../../composables/useToasts'
import { useLoopT } from '../../late/useLoopT'
import { useSyncStore } from '../../stores/sync'

/** Says that a step is saved, and that it waits for a signal where there is none. */
export function useSaid(): (what: string) => void {
  const t = useLoopT()
  const status = useStatus()
  const sync = useSyncStore()
  const { show } = useToasts()
  return (what) => {
    const isOffline = !sync.isOnline || status.value.lastResult === 'offline'
    show(isOffline ? t('loop.savedOffline', { what }) : what)
  }
}
