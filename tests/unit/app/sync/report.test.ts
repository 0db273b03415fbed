import { describe, expect, test } from 'vitest'
import { clockWarning } from '../../../../src/app/components/sync/clockError'
import { syncReport, type ReportFacts } from '../../../../src/app/components/sync/syncReport'
import { createAppI18n, translateWith } from '../../../../src/app/i18n'

const t = translateWith(createAppI18n())
const minute = 60_000

describe('a wrong clock', () => {
  test.each([null, 0, 2 * minute, -2 * minute])('is not worth a word at %s', (offset) => {
    expect(clockWarning(t, offset)).toBeUndefined()
  })
  test.each<[offset: number, sentence: string]>([
    [-3 * minute, '手机比服务器快 3 分钟'],
    [3 * minute, '手机比服务器慢 3 分钟'],
    [-5 * 60 * minute, '手机比服务器快 5 小时'],
    [400 * 24 * 60 * minute, '手机比服务器慢 400 天'],
  ])('is told plainly at %s ms', (offset, sentence) => {
    expect(clockWarning(t, offset)).toContain(sentence)
  })
})

test('the report holds counts and versions, and what is not known as a dash', () => {
  const facts: ReportFacts = {
    status: {
      ...{
        waiting: 2,
        delivered: 0,
        held: 0,
        refused: 1,
        oldestWaitingAt: 0,
        lastContactAt: null,
        clockOffsetMs: null,
      },
      ...{ isSyncing: false, lastResult: 'offline', lastProblem: null, isComplete: false, scopesHeld: 1 },
      isFilled: false,
      ...{ scopesGranted: 6, loss: null, healed: 0, unreadable: 0 },
    },
    rows: { subject: 224, visit: 128 },
    storage: { usedBytes: 16_384, quotaBytes: null, isPersisted: false },
    deviceId: 'device-1',
    appVersion: '0.1.0',
    userAgent: 'x',
    now: 0,
    isOnline: false,
  }
  const lines = syncReport(facts).split('\n')
  expect(lines).toContain('waiting: 2')
  expect(lines).toContain('oldestWaiting: 1970-01-01T00:00:00.000Z')
  expect(lines).toContain('lastContact: -')
  expect(lines).toContain('scopes: 1/6')
  expect(lines).toContain('rows: subject=224 visit=128')
  expect(lines).toContain('storageQuota: -')
})
