// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createAppI18n, setLocale, translateWith, type MessageKey } from '../../../src/app/i18n'
import { en } from '../../../src/app/locales/en'
import { zhCN } from '../../../src/app/locales/zh-CN'

type Tree = { readonly [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )
}

const parameters = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()

const chinese = new Map(leaves(zhCN))
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
