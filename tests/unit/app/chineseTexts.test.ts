// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { mount } from '@vue/test-utils'
import { defineComponent, h, type VNode } from 'vue'
import MeasureChips from '../../../src/app/components/visit/MeasureChips.vue'
import QuickPhrases from '../../../src/app/components/visit/QuickPhrases.vue'
import { createAppI18n, setLocale } from '../../../src/app/i18n'
import { chineseTexts } from '../../../src/app/late/chineseTexts'
import { documentText } from '../../../src/app/late/documentText'

async function pressedInEnglish(chips: (put: (text: string) => void) => VNode): Promise<string> {
  const i18n = createAppI18n()
  await setLocale(i18n, 'en')
  let text = ''
  const Page = defineComponent(() => () => chips((put) => (text = put)))
  const wrapper = mount(Page, { global: { plugins: [i18n] } })
  expect(wrapper.text()).not.toMatch(/[\u4e00-\u9fff]/)
  await wrapper.find('button').trigger('click')
  return text
}

test('what a press stores is Chinese when the page is English', async () => {
  const phrase = await pressedInEnglish((put) =>
    h(QuickPhrases, { kind: 'household', modelValue: '', 'onUpdate:modelValue': put }),
  )
  expect(phrase).toBe('家里情况：')
  const measure = await pressedInEnglish((put) =>
    h(MeasureChips, { modelValue: '', 'onUpdate:modelValue': put }),
  )
  expect(measure).toBe('当场讲清了政策，问明白了。')
})

test('blanks are filled as they are, and one that nothing fills stays to be seen', () => {
  const t = chineseTexts({ a: { b: '{who}于{when}到{place}' } } as const)
  expect(t('a.b', { who: '$& {when}', when: 3 })).toBe('$& {when}于3到{place}')
  expect(documentText('bulletin.sheet', { month: '2026年7月' })).toBe('2026年7月通报')
})
