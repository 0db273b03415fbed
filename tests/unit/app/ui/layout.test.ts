// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import AppHeader from '../../../../src/app/components/ui/AppHeader.vue'
import AppShell from '../../../../src/app/components/ui/AppShell.vue'
import KeyValueList from '../../../../src/app/components/ui/KeyValueList.vue'
import MasterDetail from '../../../../src/app/components/ui/MasterDetail.vue'
import UiTimeline, { type TimelineEvent } from '../../../../src/app/components/ui/UiTimeline.vue'
import { allByRole, byRole, mountUi, rootOf } from './mountUi'

interface HappyWindow {
  happyDOM: { setViewport: (size: { width: number; height: number }) => void }
}

function setWidth(width: number): void {
  ;(window as unknown as HappyWindow).happyDOM.setViewport({ width, height: 844 })
}

const items = [
  { key: 'home', label: '首页', icon: 'home', to: '/' },
  { key: 'attention', label: '需处理', icon: 'alert', to: '/attention', count: 2, countLabel: '2 条需处理' },
]
const shell = (props: Record<string, unknown> = {}) =>
  mountUi(AppShell, {
    props: {
      items,
      current: 'attention',
      navLabel: '主导航',
      brand: '民情簿',
      zone: '曾都经济开发区',
      ...props,
    },
    slots: { default: '正文' },
  }).wrapper

beforeEach(() => setWidth(390))

describe('the shell', () => {
  test('has one navigation with the same places on phones and desks, the current one marked', async () => {
    const wrapper = shell()
    for (const width of [390, 1280]) {
      setWidth(width)
      await wrapper.vm.$nextTick()
      const nav = byRole(rootOf(wrapper), 'navigation', '主导航')
      expect(allByRole(nav, 'link').map((link) => link.getAttribute('href'))).toEqual(['/', '/attention'])
      expect(allByRole(nav, 'link').map((link) => link.getAttribute('aria-current'))).toEqual([null, 'page'])
      expect(nav.textContent).toContain('2 条需处理')
      expect(nav.textContent?.includes('曾都经济开发区')).toBe(width === 1280)
    }
  })

  test('hides the bar below forms on phones, and keeps the side on desks', async () => {
    const wrapper = shell({ hideNav: true })
    expect(allByRole(rootOf(wrapper), 'navigation')).toHaveLength(0)
    setWidth(1280)
    await wrapper.vm.$nextTick()
    expect(allByRole(rootOf(wrapper), 'navigation')).toHaveLength(1)
  })

  test('lets the keyboard skip to the content', () => {
    const wrapper = shell()
    byRole(rootOf(wrapper), 'link', '跳到正文').click()
    expect(document.activeElement?.tagName).toBe('MAIN')
    expect(document.activeElement?.textContent).toBe('正文')
  })
})

test('the header names the page once, and its arrow asks to go back', () => {
  const { wrapper } = mountUi(AppHeader, {
    props: { title: '记走访', subtitle: ['刘长顺家', undefined], back: true },
  })
  expect(wrapper.findAll('h1').map((heading) => heading.text())).toEqual(['记走访'])
  expect(wrapper.text()).toContain('刘长顺家')
  byRole(rootOf(wrapper), 'button', '返回').click()
  expect(wrapper.emitted('back')).toHaveLength(1)
})

describe('list and detail', () => {
  const slots = { master: '清单', detail: '详情', empty: '选一条查看' }
  const panes = (open: boolean) =>
    mountUi(MasterDetail, { props: { open, masterLabel: '问题列表', detailLabel: '问题详情' }, slots })
      .wrapper

  test('stand side by side on desks, with a hint while nothing is open', () => {
    setWidth(1280)
    expect(panes(true).text()).toBe('清单详情')
    expect(panes(false).text()).toBe('清单选一条查看')
  })

  test('take turns on phones', () => {
    expect(panes(true).text()).toBe('详情')
    expect(panes(false).text()).toBe('清单')
  })
})

test('a list of facts says a dash where there is nothing', () => {
  const { wrapper } = mountUi(KeyValueList, {
    props: {
      items: [
        { key: 'area', label: '区域', value: '十岗社区' },
        { key: 'phone', label: '电话' },
      ],
    },
  })
  expect(wrapper.findAll('dt').map((term) => term.text())).toEqual(['区域', '电话'])
  expect(wrapper.findAll('dd').map((value) => value.text())).toEqual(['十岗社区', '—'])
})

describe('the timeline tells three honest times', () => {
  const hourMs = 3_600_000
  /** 2020-11-22 14:05 in Shanghai. */
  const atMs = Date.UTC(2020, 10, 22, 6, 5)
  const said = (event: Partial<TimelineEvent>): string => {
    const { wrapper } = mountUi(UiTimeline, {
      props: { label: '经过', events: [{ id: 'a', title: '登记问题', happenedAt: atMs, ...event }] },
    })
    return wrapper.text()
  }

  test('only the first when all three are the same moment', () => {
    const text = said({ writtenAt: atMs + 60_000, receivedAt: atMs + 120_000 })
    expect(text).toContain('2020年11月22日 14:05')
    expect(text).not.toMatch(/记录 |收到 /)
  })

  test('all three when they are apart', () => {
    const text = said({ writtenAt: atMs + 5 * hourMs, receivedAt: atMs + 30 * hourMs })
    expect(text).toContain('2020年11月22日 14:05')
    expect(text).toContain('记录 2020年11月22日 19:05')
    expect(text).toContain('收到 2020年11月23日 20:05')
  })

  test('the day of writing only when it is another than the known day', () => {
    expect(said({ happenedAt: '2020-11-22', writtenAt: atMs })).not.toContain('记录 ')
    expect(said({ happenedAt: '2020-11-20', writtenAt: atMs })).toContain('记录 2020年11月22日 14:05')
  })

  test('what has not arrived is said, in words', () => {
    expect(said({ writtenAt: atMs, receivedAt: null })).toContain('待送')
    expect(said({ writtenAt: atMs })).not.toContain('待送')
  })
})
