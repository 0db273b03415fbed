// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import ChoiceGroup from '../../../../src/app/components/ui/ChoiceGroup.vue'
import DateField from '../../../../src/app/components/ui/DateField.vue'
import MultiChoice from '../../../../src/app/components/ui/MultiChoice.vue'
import SelectField from '../../../../src/app/components/ui/SelectField.vue'
import TextArea from '../../../../src/app/components/ui/TextArea.vue'
import TextField from '../../../../src/app/components/ui/TextField.vue'
import TimeField from '../../../../src/app/components/ui/TimeField.vue'
import { setLocale } from '../../../../src/app/i18n'
import { allByRole, byRole, descriptionOf, lastEmitted, mountUi, rootOf, type } from './mountUi'

describe('a text field', () => {
  test('is named by its label and described by its hint and its error together', () => {
    const { wrapper } = mountUi(TextField, {
      props: { modelValue: '', label: '户主姓名', hint: '与户口本一致', error: '请填写姓名', required: true },
    })
    const input = byRole(rootOf(wrapper), 'textbox', '户主姓名')
    expect(descriptionOf(input)).toBe('与户口本一致 请填写姓名')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(input.hasAttribute('required')).toBe(true)
    expect(wrapper.text()).toContain('必填')
  })

  test('without hint and error points at nothing', () => {
    const { wrapper } = mountUi(TextField, { props: { modelValue: '', label: '户主姓名' } })
    const input = byRole(rootOf(wrapper), 'textbox')
    expect(input.hasAttribute('aria-describedby')).toBe(false)
    expect(input.hasAttribute('aria-invalid')).toBe(false)
  })

  test('hands on what stands in it while an input method is still composing', async () => {
    const { wrapper } = mountUi(TextField, { props: { modelValue: '', label: '姓名' } })
    const input = byRole(rootOf(wrapper), 'textbox')
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    await type(wrapper, input, 'liu chang')
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('liu chang')
  })

  test('is cleared by its button, which is there only while there is something to clear', async () => {
    const { wrapper } = mountUi(TextField, {
      props: { modelValue: '刘长顺', label: '姓名', clearable: true },
    })
    byRole(rootOf(wrapper), 'button', '清空').click()
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('')
    await wrapper.setProps({ modelValue: '' })
    expect(allByRole(rootOf(wrapper), 'button', '清空')).toHaveLength(0)
    expect(document.activeElement).toBe(byRole(rootOf(wrapper), 'textbox'))
  })

  test('for a password shows and hides it, and starts hidden', async () => {
    const { wrapper } = mountUi(TextField, {
      props: { modelValue: 'minqing', label: '密码', type: 'password' },
    })
    const root = rootOf(wrapper)
    const input = byRole<HTMLInputElement>(root, 'textbox', '密码')
    expect(input.type).toBe('password')
    byRole(root, 'button', '显示密码').click()
    await wrapper.vm.$nextTick()
    expect(input.type).toBe('text')
    byRole(root, 'button', '隐藏密码').click()
    await wrapper.vm.$nextTick()
    expect(input.type).toBe('password')
  })
})

describe('a text area', () => {
  const area = (modelValue: string, max?: number) =>
    mountUi(TextArea, { props: { modelValue, label: '群众原话', ...(max === undefined ? {} : { max }) } })

  test('keeps every character of a paste that is longer than allowed', async () => {
    const { wrapper } = area('', 10)
    const box = byRole(rootOf(wrapper), 'textbox', '群众原话')
    expect(box.hasAttribute('maxlength')).toBe(false)
    await type(wrapper, box, '一二三四五六七八九十十一')
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('一二三四五六七八九十十一')
  })

  test('counts nothing until four fifths of the room are used, then says what is left', async () => {
    const { wrapper } = area('字'.repeat(7), 10)
    const counter = () => byRole(rootOf(wrapper), 'status').textContent
    expect(counter()).toBe('')
    await wrapper.setProps({ modelValue: '字'.repeat(8) })
    expect(counter()).toBe('还可输入 2 字')
    await wrapper.setProps({ modelValue: '字'.repeat(10) })
    expect(counter()).toBe('还可输入 0 字')
    expect(byRole(rootOf(wrapper), 'textbox').hasAttribute('aria-invalid')).toBe(false)
  })

  test('says how much is too much and is invalid then', async () => {
    const { wrapper } = area('字'.repeat(13), 10)
    expect(byRole(rootOf(wrapper), 'status').textContent).toContain('超出 3 字')
    expect(byRole(rootOf(wrapper), 'textbox').getAttribute('aria-invalid')).toBe('true')
  })

  test('without a limit never counts', () => {
    const { wrapper } = area('字'.repeat(5_000))
    expect(byRole(rootOf(wrapper), 'status').textContent).toBe('')
  })
})

describe('choices', () => {
  const kinds = [
    { value: 'household', label: '入户' },
    { value: 'enterprise', label: '进企业', hint: '市场主体' },
    { value: 'talk', label: '政策宣讲', disabled: true },
  ]

  test('of one are radios of one group under the question', () => {
    const { wrapper } = mountUi(ChoiceGroup, {
      props: { modelValue: 'household', label: '走访方式', options: kinds, error: '请选择' },
    })
    const group = byRole(rootOf(wrapper), 'group', '走访方式')
    const radios = allByRole<HTMLInputElement>(group, 'radio')
    expect(radios.map((radio) => radio.checked)).toEqual([true, false, false])
    expect(new Set(radios.map((radio) => radio.name)).size).toBe(1)
    expect(descriptionOf(group)).toBe('请选择')
    expect(descriptionOf(byRole(group, 'radio', '进企业'))).toBe('市场主体')
    expect(byRole<HTMLInputElement>(group, 'radio', '政策宣讲').disabled).toBe(true)
  })

  test('of one hand on the value that was pressed; null checks none', () => {
    const { wrapper } = mountUi(ChoiceGroup, {
      props: { modelValue: null, label: '走访方式', options: kinds },
    })
    expect(allByRole<HTMLInputElement>(rootOf(wrapper), 'radio').some((radio) => radio.checked)).toBe(false)
    byRole(rootOf(wrapper), 'radio', '进企业').click()
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('enterprise')
  })

  test('of several come in the order of the options, not of pressing', () => {
    const { wrapper } = mountUi(MultiChoice, {
      props: { modelValue: ['enterprise'], label: '方式', options: kinds },
    })
    byRole(rootOf(wrapper), 'checkbox', '入户').click()
    expect(lastEmitted(wrapper, 'update:modelValue')).toEqual(['household', 'enterprise'])
  })

  test('of several keep a value that is no option any more', () => {
    const { wrapper } = mountUi(MultiChoice, {
      props: { modelValue: ['retired', 'household'], label: '方式', options: kinds },
    })
    byRole(rootOf(wrapper), 'checkbox', '入户').click()
    expect(lastEmitted(wrapper, 'update:modelValue')).toEqual(['retired'])
  })
})

describe('a select field', () => {
  const options = [
    { label: '保障民生', options: [{ value: 'care', label: '养老' }] },
    { label: '政策惠农', options: [{ value: 'farm', label: '农业生产' }] },
  ]

  test('shows the sets with their names and starts at 请选择', () => {
    const { wrapper } = mountUi(SelectField, {
      props: { modelValue: null, label: '问题类别', options, required: true },
    })
    const select = byRole<HTMLSelectElement>(rootOf(wrapper), 'combobox', '问题类别')
    expect([...select.querySelectorAll('optgroup')].map((group) => group.label)).toEqual([
      '保障民生',
      '政策惠农',
    ])
    expect(select.value).toBe('')
    expect(select.options[0]?.textContent).toBe('请选择')
    expect(select.options[0]?.disabled).toBe(true)
  })

  test('hands on the chosen value, and null for the empty choice', () => {
    const { wrapper } = mountUi(SelectField, { props: { modelValue: 'care', label: '问题类别', options } })
    const select = byRole<HTMLSelectElement>(rootOf(wrapper), 'combobox')
    select.value = 'farm'
    select.dispatchEvent(new Event('change'))
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('farm')
    select.value = ''
    select.dispatchEvent(new Event('change'))
    expect(lastEmitted(wrapper, 'update:modelValue')).toBeNull()
  })
})

describe('date and time fields', () => {
  test('say the date in the words of the page, whatever the browser speaks', async () => {
    const { wrapper, i18n } = mountUi(DateField, { props: { modelValue: '2020-11-22', label: '走访日期' } })
    expect(wrapper.text()).toContain('2020年11月22日 周日')
    await setLocale(i18n, 'en')
    await wrapper.vm.$nextTick()
    expect(wrapper.text()).toContain('Sun, 22 Nov 2020')
  })

  test('keep the native input with its limits under the label', async () => {
    const { wrapper } = mountUi(DateField, {
      props: { modelValue: '', label: '走访日期', max: '2026-11-22' },
    })
    const input = byRole<HTMLInputElement>(rootOf(wrapper), 'textbox', '走访日期')
    expect(input.type).toBe('date')
    expect(input.max).toBe('2026-11-22')
    expect(wrapper.text()).toContain('选择日期')
    await type(wrapper, input, '2026-11-20')
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('2026-11-20')
  })

  test('offer shortcuts and mark the one that holds', () => {
    const { wrapper } = mountUi(DateField, {
      props: {
        modelValue: '2026-11-21',
        label: '走访日期',
        shortcuts: [
          { label: '今天', value: '2026-11-22' },
          { label: '昨天', value: '2026-11-21' },
        ],
      },
    })
    expect(byRole(rootOf(wrapper), 'button', '昨天').getAttribute('aria-pressed')).toBe('true')
    byRole(rootOf(wrapper), 'button', '今天').click()
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('2026-11-22')
  })

  test('show the time on the 24-hour clock', () => {
    const { wrapper } = mountUi(TimeField, { props: { modelValue: '14:05', label: '到户时间' } })
    expect(wrapper.text()).toContain('14:05')
  })
})
