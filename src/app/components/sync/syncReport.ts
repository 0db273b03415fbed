/**
 * What an administrator needs to know of a phone's sync, as text to copy: counts, versions and codes, nobody's data.
 * Nothing gets in but what this file writes down by name, and a word from elsewhere only if it looks like a code.
 */
import type { ClientStatus } from '../../client/engine/client'
import type { OwnCommand } from '../../client/engine/state'
import type { RowKind } from '../../../domain/rows'
import { protocolVersion } from '../../../sync/protocolVersion'
import type { CheckResult } from '../../selfTest/check'
import type { Fault } from '../../session/faults'
import type { PersistenceAnswer } from '../../session/persistence'
import type { StorageFacts } from '../../stores/storage'
import type { RoundProblem } from '../../stores/sync'

export interface ReportFacts {
  status: ClientStatus
  rows: Readonly<Partial<Record<RowKind, number>>>
  commands: readonly Pick<OwnCommand, 'state' | 'envelope' | 'outcome'>[]
  storage: StorageFacts
  /** What the browser said when it was asked to keep the data. */
  answer: PersistenceAnswer | undefined
  problems: readonly RoundProblem[]
  faults: readonly Fault[]
  selfTest: readonly CheckResult[]
  deviceId: string
  appVersion: string
  userAgent: string
  /** Opened from its own icon. */
  isInstalled: boolean
  /** Device clock, ms. */
  now: number
  isOnline: boolean
}

type Value = string | number | boolean | null | undefined

const time = (ms: number | null): string => (ms === null ? '-' : new Date(ms).toISOString())
/** Codes are open: a newer server knows more. Anything that is no code is left out, since it may be a sentence. */
const code = (text: string): string => (/^[\w.:/-]{1,60}$/.test(text) ? text : '?')
const listed = (items: readonly string[]): string => items.join(' ') || '-'

/** Technical on purpose and the same in every language: it is read by support. */
export function syncReport(facts: ReportFacts): string {
  const { status, rows, storage, answer } = facts
  const lines: [name: string, value: Value][] = [
    ['app', facts.appVersion || '-'],
    ['protocol', protocolVersion],
    ['device', facts.deviceId],
    ['browser', facts.userAgent],
    ['installed', facts.isInstalled],
    ['deviceTime', time(facts.now)],
    ['online', facts.isOnline],
    ['waiting', status.waiting],
    ['oldestWaiting', time(status.oldestWaitingAt)],
    ['delivered', status.delivered],
    ['held', status.held],
    ['refused', status.refused],
    ['unreadable', status.unreadable],
    ['commands', counted(facts.commands.map(({ envelope, state }) => `${code(envelope.name)}/${state}`))],
    ['outcomes', counted(facts.commands.flatMap(({ outcome }) => codesOf(outcome)))],
    ['lastContact', time(status.lastContactAt)],
    ['clockOffsetMs', status.clockOffsetMs],
    ['lastResult', status.lastResult],
    ['lastProblem', status.lastProblem === null ? null : code(status.lastProblem)],
    ['problems', listed(facts.problems.map((problem) => `${time(problem.at)}=${code(problem.code)}`))],
    ['faults', listed(facts.faults.map(({ at, name, where }) => `${time(at)}=${name}@${where || '?'}`))],
    ['scopes', `${status.scopesHeld}/${status.scopesGranted}`],
    ['complete', status.isComplete],
    ['filled', status.isFilled],
    ['healed', status.healed],
    ['loss', status.loss ? `${status.loss.saved}/${status.loss.unsent}` : '-'],
    ['rows', listed(Object.entries(rows).map(([kind, count]) => `${kind}=${count}`))],
    ['storageUsed', storage.usedBytes],
    ['storageQuota', storage.quotaBytes],
    ['persisted', storage.isPersisted],
    ['persistAsked', answer ? `${time(answer.at)} ${answer.moment}=${answer.granted ? 'yes' : 'no'}` : '-'],
    ...facts.selfTest.map(({ id, verdict, finding, figure }): [string, Value] => [
      `test.${id}`,
      [verdict, finding, figure].filter((part) => part !== undefined).join(' '),
    ]),
  ]
  return lines.map(([name, value]) => `${name}: ${value ?? '-'}`).join('\n')
}

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return listed([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name}=${count}`))
}

/** Never the params of a refusal: they may name what it was about. */
function codesOf(outcome: OwnCommand['outcome']): string[] {
  if (outcome?.result === 'rejected') return [`rejected/${code(outcome.code)}`]
  if (outcome?.result === 'quarantined') return [`quarantined/${outcome.reason}`]
  return outcome?.result === 'payloadConflict' ? ['payloadConflict'] : []
}
