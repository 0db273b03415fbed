// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import SearchBox from '../../../../src/app/components/ui/SearchBox.vue'
import { mountUi } from './mountUi'

function mountBox() {
  const { wrapper } = mountUi(SearchBox, { props: { modelValue: '', label: '搜索' } })
  const box = wrapper.find('input').element
  const emitted = (): unknown[] => (wrapper.emitted('update:modelValue') ?? []).map(([text]) => text)
  const input = (value: string, isComposing = false): void => {
    box.value = value
    const event = new Event('input', { bubbles: true })
    Object.defineProperty(event, 'isComposing', { value: isComposing })
    box.dispatchEvent(event)
  }
  return { wrapper, box, emitted, input }
}

describe('what is typed', () => {
  test('is told letter by letter', () => {
    const { emitted, input } = mountBox()
    input('z')
    input('zs')
    expect(emitted()).toEqual(['z', 'zs'])
  })

  test('with an input method is told when the characters are chosen, and not before', async () => {
    const { wrapper, box, emitted, input } = mountBox()
    box.dispatchEvent(new Event('compositionstart'))
    input('z', true)
    input("zhang'san", true)
    expect(emitted()).toEqual([])
    // Drawn anew meanwhile (a status arrives): what is being composed stays as it is.
    await wrapper.setProps({ status: '正在准备' })
    expect(box.value).toBe("zhang'san")
    box.value = '张三'
    box.dispatchEvent(new Event('compositionend'))
    expect(emitted()).toEqual(['张三'])
    input('张三f')
    expect(emitted()).toEqual(['张三', '张三f'])
  })

  test('a composition given up leaves what was there', () => {
    const { wrapper, box, emitted } = mountBox()
    box.dispatchEvent(new Event('compositionstart'))
    box.value = ''
    box.dispatchEvent(new Event('compositionend'))
    expect(emitted()).toEqual([''])
    expect(wrapper.find('button[aria-label]').exists()).toBe(false)
  })
})
