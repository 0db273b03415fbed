/** What an administrator needs to know of a phone's sync, as text to copy: counts and versions, nobody's data. */
import type { ClientStatus } from '../../client/engine/client'
import type { RowKind } from '../../../domain/rows'
import { protocolVersion } from '../../../sync/protocolVersion'
import type { StorageFacts } from './useStorageFacts'

export interface ReportFacts {
  status: ClientStatus
  rows: Readonly<Partial<Record<RowKind, number>>>
  storage: StorageFacts
  deviceId: string
  appVersion: string
  userAgent: string
  /** Device clock, ms. */
  now: number
  isOnline: boolean
}

/** Technical on purpose and the same in every language: it is read by support. */
export function syncReport(facts: ReportFacts): string {
  const { status, rows, storage } = facts
  const time = (ms: number | null): string => (ms === null ? '-' : new Date(ms).toISOString())
  const lines: [name: string, value: string | number | boolean | null | undefined][] = [
    ['app', facts.appVersion || '-'],
    ['protocol', protocolVersion],
    ['device', facts.deviceId],
    ['browser', facts.userAgent],
    ['deviceTime', time(facts.now)],
    ['online', facts.isOnline],
    ['waiting', status.waiting],
    ['oldestWaiting', time(status.oldestWaitingAt)],
    ['delivered', status.delivered],
    ['held', status.held],
    ['refused', status.refused],
    ['unreadable', status.unreadable],
    ['lastContact', time(status.lastContactAt)],
    ['clockOffsetMs', status.clockOffsetMs],
    ['lastResult', status.lastResult],
    ['lastProblem', status.lastProblem],
    ['scopes', `${status.scopesHeld}/${status.scopesGranted}`],
    ['complete', status.isComplete],
    ['healed', status.healed],
    ['loss', status.loss ? `${status.loss.saved}/${status.loss.unsent}` : '-'],
    [
      'rows',
      Object.entries(rows)
        .map(([kind, count]) => `${kind}=${count}`)
        .join(' '),
    ],
    ['storageUsed', storage.usedBytes],
    ['storageQuota', storage.quotaBytes],
    ['persisted', storage.isPersisted],
  ]
  return lines.map(([name, value]) => `${name}: ${value ?? '-'}`).join('\n')
}
