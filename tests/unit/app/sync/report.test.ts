import { describe, expect, test } from 'vitest'
import { clockWarning } from '../../../../src/app/components/sync/clockError'
import { syncReport, type ReportFacts } from '../../../../src/app/components/sync/syncReport'
import { describe as describeFault } from '../../../../src/app/session/faults'
import { id } from '../../../fixtures/ids'
import { createAppI18n, translateWith } from '../../../../src/app/i18n'

const t = translateWith(createAppI18n())
const minute = 60_000

describe('a wrong clock', () => {
  test.each([null, 0, 2 * minute, -2 * minute])('is not worth a word at %s', (offset) => {
    expect(clockWarning(t, offset)).toBeUndefined()
  })
  test.each<[offset: number, sentence: string]>([
    [-3 * minute, '本机比服务器快 3 分钟'],
    [3 * minute, '本机比服务器慢 3 分钟'],
    [-5 * 60 * minute, '本机比服务器快 5 小时'],
    [400 * 24 * 60 * minute, '本机比服务器慢 400 天'],
  ])('is told plainly at %s ms', (offset, sentence) => {
    expect(clockWarning(t, offset)).toContain(sentence)
  })
})

const makeFacts = (changes: Partial<ReportFacts> = {}): ReportFacts => ({
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
    ...{ isFilled: false, isOpen: true },
    ...{ scopesGranted: 6, loss: null, healed: 0, unreadable: 0 },
  },
  rows: { subject: 224, visit: 128 },
  commands: [],
  storage: { usedBytes: 16_384, quotaBytes: null, isPersisted: false },
  answer: undefined,
  problems: [],
  faults: [],
  selfTest: [],
  deviceId: id(900),
  appVersion: '0.1.0',
  userAgent: 'x',
  isInstalled: false,
  now: 0,
  isOnline: false,
  ...changes,
})

describe('the report', () => {
  test('holds counts and versions, and what is not known as a dash', () => {
    const lines = syncReport(makeFacts()).split('\n')
    expect(lines).toContain('waiting: 2')
    expect(lines).toContain('oldestWaiting: 1970-01-01T00:00:00.000Z')
    expect(lines).toContain('lastContact: -')
    expect(lines).toContain('scopes: 1/6')
    expect(lines).toContain('rows: subject=224 visit=128')
    expect(lines).toContain('storageQuota: -')
    expect(lines).toContain('problems: -')
    expect(lines).toContain('persistAsked: -')
  })

  test('tells what went wrong and what the self-test found', () => {
    const lines = syncReport(
      makeFacts({
        answer: { at: 0, moment: 'saved', granted: false },
        problems: [{ at: 0, code: 'tooMany' }],
        faults: [{ at: 0, name: 'TypeError', where: 'VisitForm-a1.js:1:20' }],
        selfTest: [
          { id: 'storage', verdict: 'good' },
          { id: 'space', verdict: 'weak', finding: 'spaceLow', figure: 7 },
        ],
      }),
    ).split('\n')
    expect(lines).toContain('persistAsked: 1970-01-01T00:00:00.000Z saved=no')
    expect(lines).toContain('problems: 1970-01-01T00:00:00.000Z=tooMany')
    expect(lines).toContain('faults: 1970-01-01T00:00:00.000Z=TypeError@VisitForm-a1.js:1:20')
    expect(lines).toContain('test.storage: good')
    expect(lines).toContain('test.space: weak spaceLow 7')
  })

  test('holds nothing of what was recorded: no name, no words, no phone, no id but that of the device', () => {
    const secrets = {
      name: '柳试七',
      phone: '16900000007',
      words: '桶满了三天',
      subject: id(20),
      visit: id(32),
    }
    const envelope = {
      ...{ id: id(500), seq: 1, name: 'visit.record', version: 1, occurredAt: 1, clockOffsetMs: null },
      args: { visitId: secrets.visit, narrative: secrets.words, details: { subjectId: secrets.subject } },
      base: { [`subject:${secrets.subject}`]: 3 },
      after: [id(501)],
    }
    const outcome = {
      ...{
        result: 'rejected' as const,
        code: 'wrongState',
        params: { name: secrets.name, phone: secrets.phone },
      },
      ...{ commandId: id(500), epoch: 'e', version: 1, receivedAt: 1, keyId: 'k', signature: 's' },
    }
    const facts = makeFacts({
      commands: [
        { state: 'waiting', envelope, outcome: null },
        { state: 'rejected', envelope: { ...envelope, name: secrets.words }, outcome },
        { state: 'rejected', envelope, outcome: { ...outcome, code: secrets.name } },
      ],
      problems: [{ at: 0, code: `${secrets.name} ${secrets.phone}` }],
      faults: [
        { at: 0, ...describeFault(new TypeError(`cannot read ${secrets.name} of ${secrets.subject}`)) },
      ],
    })
    facts.status.lastProblem = `refused for ${secrets.name}`
    const report = syncReport(facts)
    for (const secret of Object.values(secrets)) expect(report).not.toContain(secret)
    expect(report).not.toMatch(/[\u3400-\u9fff]/)
    expect(report.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)).toEqual([id(900)])
    // Counted all the same.
    const lines = report.split('\n')
    expect(lines).toContain('commands: ?/rejected=1 visit.record/rejected=1 visit.record/waiting=1')
    expect(lines).toContain('outcomes: rejected/?=1 rejected/wrongState=1')
    expect(lines).toContain('lastProblem: ?')
  })
})

test('a fault is told by its kind and its line of the program, never by its message', () => {
  const error = new RangeError('柳试七')
  error.stack = 'RangeError: 柳试七\n  at x (https://minqing.test/assets/VisitForm-B2c_.js:12:345)'
  expect(describeFault(error)).toEqual({ name: 'RangeError', where: 'VisitForm-B2c_.js:12:345' })
  error.name = '柳试七'
  expect(describeFault(error).name).toBe('Error')
  expect(describeFault('柳试七')).toEqual({ name: 'string', where: '' })
})
