// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { h } from 'vue'
import CountBadge from '../../../../src/app/components/ui/CountBadge.vue'
import ErrorState from '../../../../src/app/components/ui/ErrorState.vue'
import ListRow from '../../../../src/app/components/ui/ListRow.vue'
import SearchBox from '../../../../src/app/components/ui/SearchBox.vue'
import StateChip from '../../../../src/app/components/ui/StateChip.vue'
import { toneIcons } from '../../../../src/app/components/ui/tone'
import UiButton from '../../../../src/app/components/ui/UiButton.vue'
import UiNotice from '../../../../src/app/components/ui/UiNotice.vue'
import UiProgress from '../../../../src/app/components/ui/UiProgress.vue'
import UiSegmented from '../../../../src/app/components/ui/UiSegmented.vue'
import UiTabs from '../../../../src/app/components/ui/UiTabs.vue'
import { allByRole, byRole, lastEmitted, mountUi, rootOf, type } from './mountUi'

describe('a button', () => {
  test('that is busy swallows presses, keeps the focus and says so', async () => {
    const { wrapper } = mountUi(UiButton, {
      props: { busyLabel: '正在保存' },
      slots: { default: '保存走访' },
    })
    const button = byRole<HTMLButtonElement>(rootOf(wrapper), 'button')
    button.focus()
    button.click()
    await wrapper.setProps({ busy: true })
    button.click()
    expect(wrapper.emitted('click')).toHaveLength(1)
    expect(document.activeElement).toBe(button)
    expect(button.getAttribute('aria-busy')).toBe('true')
    expect(wrapper.text()).toBe('正在保存')
  })

  test('that is busy does not submit its form a second time', () => {
    let submits = 0
    const form = {
      render: () => h('form', { onSubmit: () => submits++ }, h(UiButton, { type: 'submit', busy: true })),
    }
    const { wrapper } = mountUi(form)
    byRole(rootOf(wrapper), 'button').click()
    expect(submits).toBe(0)
  })

  test('with a target is a link', () => {
    const { wrapper } = mountUi(UiButton, { props: { to: '/visits/new' }, slots: { default: '记走访' } })
    expect(byRole(rootOf(wrapper), 'link', '记走访').getAttribute('href')).toBe('/visits/new')
  })
})

describe('a list row', () => {
  test('is a link, a button or plain text, by what it is given', () => {
    const link = mountUi(ListRow, { props: { title: '刘长顺家', to: '/subjects/1' } }).wrapper
    expect(byRole(rootOf(link), 'link', '刘长顺家').getAttribute('href')).toBe('/subjects/1')
    const button = mountUi(ListRow, { props: { title: '刘长顺家', button: true } }).wrapper
    byRole(rootOf(button), 'button', '刘长顺家').click()
    expect(button.emitted('select')).toHaveLength(1)
    const plain = mountUi(ListRow, { props: { title: '刘长顺家' } }).wrapper
    expect(allByRole(rootOf(plain), 'button')).toHaveLength(0)
    expect(allByRole(rootOf(plain), 'link')).toHaveLength(0)
  })

  test('leaves out the parts of its second line that are missing', () => {
    const { wrapper } = mountUi(ListRow, {
      props: { title: '刘长顺家', meta: ['十岗社区', undefined, '', '昨天'] },
    })
    expect(wrapper.findAll('.meta__part').map((part) => part.text())).toEqual(['十岗社区', '昨天'])
  })

  test('tells which row is open and which has news', () => {
    const { wrapper } = mountUi(ListRow, {
      props: { title: '水渠淤堵', button: true, current: true, fresh: true, freshLabel: '新回音' },
    })
    const row = byRole(rootOf(wrapper), 'button', '水渠淤堵')
    expect(row.getAttribute('aria-current')).toBe('true')
    expect(row.textContent).toContain('新回音')
  })

  test('keeps buttons of its own outside of the row that is pressed', () => {
    const { wrapper } = mountUi(ListRow, {
      props: { title: '被退回的记录', button: true },
      slots: { actions: () => h(UiButton, () => '改正') },
    })
    byRole(rootOf(wrapper), 'button', '改正').click()
    expect(wrapper.emitted('select')).toBeUndefined()
    expect(wrapper.find('button button').exists()).toBe(false)
  })
})

describe('states and numbers', () => {
  test('each tone has a shape of its own', () => {
    expect(new Set(Object.values(toneIcons)).size).toBe(Object.keys(toneIcons).length)
  })

  test('a chip always carries a word and an icon', () => {
    const { wrapper } = mountUi(StateChip, { props: { label: '退回补充', tone: 'bad' } })
    expect(wrapper.text()).toBe('退回补充')
    expect(wrapper.find('svg path').exists()).toBe(true)
  })

  test('a badge hides at 0, caps what it shows and reads the true number out', async () => {
    const { wrapper } = mountUi(CountBadge, { props: { count: 0 } })
    expect(wrapper.text()).toBe('')
    await wrapper.setProps({ count: 120 })
    expect(wrapper.text()).toContain('99+')
    expect(wrapper.find('.sr-only').text()).toBe('120 项')
    await wrapper.setProps({ label: '120 条退回' })
    expect(wrapper.find('.sr-only').text()).toBe('120 条退回')
  })

  test('a progress bar stays inside 0 and 1 and says the numbers', () => {
    const { wrapper } = mountUi(UiProgress, { props: { label: '下载', value: 700, max: 600 } })
    expect(wrapper.find('[role="progressbar"]').attributes('aria-valuetext')).toBe('700 / 600')
    expect(wrapper.find<HTMLElement>('.progress__bar').element.style.width).toBe('100%')
  })
})

describe('messages', () => {
  test('a notice is read out only when asked to', () => {
    expect(mountUi(UiNotice, { props: { text: '已存本机' } }).wrapper.attributes('role')).toBeUndefined()
    expect(
      mountUi(UiNotice, { props: { text: '已存本机', live: 'status' } }).wrapper.attributes('role'),
    ).toBe('status')
  })

  test('an error can be tried again and shows its code', () => {
    const { wrapper } = mountUi(ErrorState, { props: { title: '没能打开', code: 'store.read', retry: true } })
    expect(wrapper.text()).toContain('代码 store.read')
    byRole(rootOf(wrapper), 'button', '重试').click()
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })
})

describe('a search box', () => {
  test('hands on every keystroke, and the text when sent', async () => {
    const { wrapper } = mountUi(SearchBox, { props: { modelValue: '', label: '搜索走访对象' } })
    const input = byRole(rootOf(wrapper), 'textbox', '搜索走访对象')
    await type(wrapper, input, '刘')
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('刘')
    rootOf(wrapper)
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(lastEmitted(wrapper, 'submit')).toBe('刘')
  })

  test('is cleared by its button and keeps the focus', () => {
    const { wrapper } = mountUi(SearchBox, {
      props: { modelValue: '刘', label: '搜索', status: '找到 12 户' },
    })
    const root = rootOf(wrapper)
    byRole(root, 'button', '清空').click()
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('')
    expect(document.activeElement).toBe(byRole(root, 'textbox'))
    expect(byRole(root, 'status').textContent).toBe('找到 12 户')
  })
})

describe('one of a few places', () => {
  const tabs = [
    { key: 'all', label: '全部' },
    { key: 'waiting', label: '待送', count: 3 },
    { key: 'returned', label: '退回' },
  ]

  test('tabs show one panel, named by its tab, and only the chosen tab is in the tab order', () => {
    const { wrapper } = mountUi(UiTabs, {
      props: { modelValue: 'waiting', label: '记录', tabs },
      slots: { all: '全部记录', waiting: '三条待送' },
    })
    const panel = byRole(rootOf(wrapper), 'tabpanel')
    expect(panel.textContent).toBe('三条待送')
    expect(document.getElementById(panel.getAttribute('aria-labelledby') ?? '')?.textContent).toContain(
      '待送',
    )
    expect(allByRole(rootOf(wrapper), 'tab').map((tab) => tab.tabIndex)).toEqual([-1, 0, -1])
  })

  test.each([
    ['ArrowRight', 'all'],
    ['ArrowLeft', 'waiting'],
    ['Home', 'all'],
    ['End', 'returned'],
  ])('%s from the last tab goes to %s', (key, expected) => {
    const { wrapper } = mountUi(UiTabs, { props: { modelValue: 'returned', label: '记录', tabs } })
    byRole(rootOf(wrapper), 'tab', '退回').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe(expected)
  })

  test('a segmented control is a named group of radios', () => {
    const { wrapper } = mountUi(UiSegmented, {
      props: {
        modelValue: 'md',
        label: '字号',
        options: [
          { value: 'md', label: '标准' },
          { value: 'xl', label: '特大' },
        ],
      },
    })
    const group = byRole(rootOf(wrapper), 'group', '字号')
    expect(byRole<HTMLInputElement>(group, 'radio', '标准').checked).toBe(true)
    byRole(group, 'radio', '特大').click()
    expect(lastEmitted(wrapper, 'update:modelValue')).toBe('xl')
  })
})
