import { useClient, useStatus } from '../../composables/useClient'
import { appConfig } from '../../session/appConfig'
import { recentFaults } from '../../session/faults'
import { useInstallStore } from '../../stores/install'
import { useSelfTestStore } from '../../stores/selfTest'
import { useSessionStore } from '../../stores/session'
import { useStorageStore } from '../../stores/storage'
import { useSyncStore } from '../../stores/sync'
import { syncReport } from './syncReport'
import { useSyncFacts } from './useSyncFacts'

/** The report as of now, each time it is called. */
export function useSyncReport(): () => string {
  const status = useStatus()
  const { client } = useClient()
  const { rowCounts } = useSyncFacts()
  const session = useSessionStore()
  const sync = useSyncStore()
  const storage = useStorageStore()
  const install = useInstallStore()
  const selfTest = useSelfTestStore()
  return () =>
    syncReport({
      status: status.value,
      rows: rowCounts.value,
      commands: client.commands(),
      storage: storage.facts,
      answer: storage.answer,
      problems: sync.problems,
      faults: recentFaults(),
      selfTest: selfTest.results,
      deviceId: session.account?.deviceId ?? '-',
      appVersion: appConfig.version,
      userAgent: navigator.userAgent,
      isInstalled: install.isInstalled,
      now: Date.now(),
      isOnline: sync.isOnline,
    })
}
