// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { commandDefinitions } from '../../../src/domain/command/registry'
import { rejectionCodes } from '../../../src/domain/command/rejection'
import { eventTypes } from '../../../src/domain/event'
import { editionLists, editionStates, publicForms } from '../../../src/domain/edition/rows'
import { issueKinds, issueOutcomes, issueStates } from '../../../src/domain/issue/rows'
import { activityKinds } from '../../../src/domain/activity/rows'
import { caseKinds, caseStates } from '../../../src/domain/modelCase/rows'
import { planStates } from '../../../src/domain/plan/rows'
import { rowKinds } from '../../../src/domain/rows'
import { schemaIssueCodes } from '../../../src/domain/schema'
import { subjectKinds } from '../../../src/domain/subject/rows'
import { visitKinds } from '../../../src/domain/visit/rows'
import { areaLevels, pairingKinds, roles, unitKinds } from '../../../src/domain/zone/rows'
import { quarantineReasons } from '../../../src/sync/outcome'
import { problems } from '../../../src/sync/problems'
import { commandStates } from '../../../src/app/db/port'
import { neededFeatures, usefulFeatures } from '../../../src/app/client/vault/deviceSupport'
import { rejectionText } from '../../../src/app/composables/useRejectionText'
import { problemText } from '../../../src/app/composables/useProblemText'
import { openFailures } from '../../../src/app/session/failures'
import { inboxStates } from '../../../src/app/components/desk/inbox'
import { createAppI18n, setLocale, translateWith, type MessageKey } from '../../../src/app/i18n'
import { en } from '../../../src/app/locales/en'
import { addTexts } from '../../../src/app/late/lateTexts'
import { allZh, lateZh } from '../../support/texts'

type Tree = { readonly [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )
}

const has = (path: string): boolean => (chinese.get(path) ?? '').trim() !== ''

const parameters = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()

const chinese = new Map(leaves(allZh))
const english = new Map(leaves(en))

beforeEach(() => {
  vi.restoreAllMocks()
})

describe('texts', () => {
  test('exist in both languages, none empty', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('')
  })

  test('take the same parameters in both languages', () => {
    for (const [key, text] of chinese)
      expect(parameters(english.get(key) ?? ''), key).toEqual(parameters(text))
  })

  test('in English hold no Chinese but the name that a language gives itself', () => {
    for (const [key, text] of english) expect(text.replace('中文', ''), key).not.toMatch(/[\u4e00-\u9fff]/)
  })

  test('all compile and fill their parameters in both languages, without a warning', async () => {
    const warn = vi.spyOn(console, 'warn')
    const i18n = createAppI18n()
    addTexts(i18n.global, lateZh)
    const t = translateWith(i18n)
    for (const [locale, texts] of [
      ['zh-CN', chinese],
      ['en', english],
    ] as const) {
      await setLocale(i18n, locale)
      for (const [key, text] of texts) {
        const values = Object.fromEntries(
          parameters(text).map((name) => [name, name === 'count' ? 2 : `<${name}>`]),
        )
        const said = t(key as MessageKey, values)
        expect(said, `${locale} ${key}`).not.toBe(key)
        expect(said, `${locale} ${key}`).not.toMatch(/\{\w+\}/)
      }
    }
    expect(warn).not.toHaveBeenCalled()
  })

  test('choose the English plural by count', async () => {
    const i18n = createAppI18n()
    await setLocale(i18n, 'en')
    const t = translateWith(i18n)
    expect(t('ui.count', { count: 1 })).toBe('1 item')
    expect(t('ui.count', { count: 3 })).toBe('3 items')
  })
})

describe('every value that the code can name has a word', () => {
  test.each<[section: string, values: readonly string[]]>([
    ['domain.subjectKind', subjectKinds],
    ['domain.visitKind', visitKinds],
    ['domain.visitState', ['recorded', 'withdrawn']],
    ['domain.issueKind', issueKinds],
    ['domain.issueState', issueStates],
    ['domain.issueOutcome', issueOutcomes],
    ['domain.editionList', editionLists],
    ['domain.editionState', editionStates],
    ['domain.publicForm', publicForms],
    ['domain.planState', planStates],
    ['domain.activityKind', activityKinds],
    ['domain.caseKind', caseKinds],
    ['domain.caseState', caseStates],
    ['domain.satisfaction', ['satisfied', 'fairly', 'dissatisfied', 'notAsked']],
    ['domain.role', roles],
    ['domain.pairingKind', pairingKinds],
    ['domain.unitKind', unitKinds],
    ['domain.areaLevel', areaLevels],
    ['domain.commandState', commandStates],
    ['domain.command', Object.keys(commandDefinitions)],
    ['domain.eventType', eventTypes],
    ['domain.rowKind', rowKinds],
    ['rejection', [...rejectionCodes, ...quarantineReasons, 'payloadConflict', 'other']],
    ['problem', [...Object.keys(problems), 'network', 'other']],
    ['invalid', schemaIssueCodes],
    ['session.failure', openFailures],
    ['session.unsupported.missing', [...neededFeatures, ...usefulFeatures]],
    ['desk.state', inboxStates],
  ])('%s', (section, values) => {
    expect(values.length).toBeGreaterThan(0)
    expect(values.filter((value) => !has(`${section}.${value}`))).toEqual([])
  })
})

describe('sentences for refusals', () => {
  test.each(['zh-CN', 'en'] as const)(
    '%s: name fields and kinds by words, never by their ids',
    async (locale) => {
      const i18n = createAppI18n()
      await setLocale(i18n, locale)
      const t = translateWith(i18n)
      const texts = [
        rejectionText(t, {
          code: 'invalidArgs',
          params: { path: 'details.endedOn', issue: 'tooLong', max: 60 },
        }),
        rejectionText(t, { code: 'wrongState', params: { state: 'awaitingReview' } }),
        rejectionText(t, { code: 'wrongState', params: { state: 'ended' } }),
        rejectionText(t, {
          code: 'dateInFuture',
          params: { field: 'happenedOn', date: '2026-12-01', today: '2026-11-22' },
        }),
        rejectionText(t, {
          code: 'kindMismatch',
          params: { visitKind: 'household', subjectKind: 'enterprise' },
        }),
        rejectionText(t, { code: 'notUrgentKind', params: { kind: 'demand' } }),
        rejectionText(t, { code: 'identityNumber', params: { field: 'members.0.name' } }),
        problemText(t, 'tooMany', 90),
      ]
      for (const text of texts) {
        expect(text).not.toMatch(/[{}]/)
        expect(text).not.toMatch(/endedOn|awaitingReview|happenedOn|household|notUrgent|demand|members/)
      }
      expect(texts[0]).toContain('60')
      expect(texts[3]).toContain('2026-12-01')
      expect(texts[7]).toContain('2')
    },
  )

  test('a code that only a newer server knows is shown with its code', () => {
    const t = translateWith(createAppI18n())
    expect(rejectionText(t, { code: 'somethingNew' })).toContain('somethingNew')
    expect(problemText(t, 'somethingNew')).toContain('somethingNew')
  })
})

test('changing the language changes the texts and the language of the document', async () => {
  const i18n = createAppI18n()
  const t = translateWith(i18n)
  expect(t('ui.close')).toBe('关闭')
  await setLocale(i18n, 'en')
  expect(t('ui.close')).toBe('Close')
  expect(document.documentElement.lang).toBe('en')
  await setLocale(i18n, 'zh-CN')
  expect(t('ui.close')).toBe('关闭')
  expect(document.documentElement.lang).toBe('zh-CN')
})

test('no text is made by evaluating code: the page forbids it', () => {
  const forbidden = vi.spyOn(globalThis, 'Function').mockImplementation(() => {
    throw new EvalError('refused by the content security policy')
  })
  expect(translateWith(createAppI18n())('ui.progress', { value: 3, max: 12 })).toBe('3 / 12')
  expect(forbidden).not.toHaveBeenCalled()
})
