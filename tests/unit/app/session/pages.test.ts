// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { SignInResult } from '../../../../src/app/client/browser/signIn'
import type { KeyStore } from '../../../../src/app/client/vault/keyStore'
import SignOutSection from '../../../../src/app/components/shell/SignOutSection.vue'
import { createToasts, provideToasts } from '../../../../src/app/composables/useToasts'
import { createAppI18n } from '../../../../src/app/i18n'
import SignInPage from '../../../../src/app/pages/SignInPage.vue'
import UnsupportedPage from '../../../../src/app/pages/UnsupportedPage.vue'
import { routes } from '../../../../src/app/router'
import type { LeftBehind } from '../../../../src/app/session/leftBehind'
import type { OpenSession } from '../../../../src/app/session/openSession'
import { sessionPortsKey, type SessionPorts } from '../../../../src/app/session/ports'
import { useSessionStore } from '../../../../src/app/stores/session'
import { appConfig } from '../../../../src/app/session/appConfig'
import { press, textOf } from '../mountPage'

enableAutoUnmount(afterEach)

let left: LeftBehind
let destroyed: number
let kept: unknown[]
let signIn: () => Promise<SignInResult>

const keyStore = {
  list: async () => [],
  get: async () => undefined,
  put: async (record: unknown) => void kept.push(record),
  remove: async () => undefined,
} as unknown as KeyStore

const session = {
  keys: { personId: 'p', tenantId: 't' },
  client: {},
  syncNow: async () => ({ result: 'offline' }),
  onReport: () => () => undefined,
  leftBehind: async () => left,
  end: () => undefined,
  destroy: async () => {
    if (left.isNothing) destroyed += 1
    return left.isNothing
  },
} as unknown as OpenSession

const ports: SessionPorts = {
  now: () => 7_000,
  missingFeatures: async () => [],
  openKeyStore: async () => keyStore,
  signIn: () => signIn(),
  open: async () => session,
  countKept: async () => ({ unsent: 0, drafts: 0 }),
  tellTabs: () => undefined,
  onTabTold: () => () => undefined,
}

beforeEach(() => {
  document.body.innerHTML = ''
  destroyed = 0
  kept = []
  left = { unsent: 0, drafts: 0, refused: 0, isNothing: true }
  signIn = async () => ({ ok: false, reason: 'network' })
})

function show(
  component: Component,
  props: Record<string, unknown> = {},
): { root: HTMLElement; wrapper: VueWrapper } {
  const root = document.createElement('div')
  document.body.append(root)
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = createRouter({
    history: createMemoryHistory(),
    routes,
  })
  const wrapper = mount(
    defineComponent(() => () => h(component, props)),
    {
      attachTo: root,
      global: {
        plugins: [
          { install: (app) => void app.provide(sessionPortsKey, ports) },
          pinia,
          createAppI18n(),
          router,
          { install: (app) => void provideToasts(app, createToasts()) },
        ],
      },
    },
  )
  return { root, wrapper: wrapper as VueWrapper }
}

describe('the sign-in page', () => {
  const page = (props = {}) => show(SignInPage, { kept: { unsent: 0, drafts: 0 }, limits: [], ...props })
  async function tryIt(root: HTMLElement, login: string, password: string): Promise<void> {
    for (const [name, value] of [
      ['username', login],
      ['password', password],
    ] as const) {
      const input = root.querySelector<HTMLInputElement>(`input[name=${name}]`)!
      input.value = value
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }
    root.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await flushPromises()
  }

  test('asks for what is empty before it asks the server', async () => {
    let asked = 0
    signIn = async () => {
      asked += 1
      return { ok: false, reason: 'network' }
    }
    const { root } = page()
    await tryIt(root, '  ', '')
    expect(root.textContent).toContain('请填写账号')
    expect(root.textContent).toContain('请填写密码')
    expect(asked).toBe(0)
  })

  test.each<[SignInResult, string]>([
    [{ ok: false, reason: 'network' }, '没有连上服务器'],
    [{ ok: false, reason: 'problem', status: 401, problem: { code: 'wrongCredentials' } }, '账号或密码不对'],
    [{ ok: false, reason: 'problem', status: 403, problem: { code: 'personInactive' } }, '账号已停用'],
    [
      { ok: false, reason: 'problem', status: 429, problem: { code: 'tooMany', retryAfterS: 130 } },
      '请等 3 分钟后再试',
    ],
    [{ ok: false, reason: 'problem', status: 418, problem: { code: 'brandNew' } }, 'brandNew'],
  ])('says in a sentence why it did not work: %o', async (result, sentence) => {
    signIn = async () => result
    const { root } = page()
    await tryIt(root, 'cadre1', 'x')
    expect(root.querySelector('[role=alert]')?.textContent).toContain(sentence)
    expect(root.querySelector<HTMLInputElement>('input[name=username]')!.value).toBe('cadre1')
  })

  test('tells that unsent work lies here, and whose is not said', () => {
    const { root } = page({ kept: { unsent: 3, drafts: 1 } })
    expect(root.textContent).toContain('本机保留着 3 条待送的记录')
    expect(root.textContent).toContain('1 份没写完的草稿')
  })

  test('shows who runs it and under which number, and nothing that nobody has filled in', () => {
    expect(textOf(page().root, 'footer p')).toEqual([])
    const told = { ...appConfig }
    Object.assign(appConfig, { operator: '某某开发区党工委', filingNumber: '备-001' })
    try {
      const { root } = page()
      expect(textOf(root, 'footer p')).toEqual(['主办单位：某某开发区党工委', '备案编号：备-001'])
    } finally {
      Object.assign(appConfig, told)
    }
  })

  test('a browser with limits is told what they mean', () => {
    const { root } = page({ limits: [{ code: 'serviceWorker', needed: false }] })
    expect(root.textContent).toContain('没有信号时打不开民情簿')
  })
})

describe('signing out', () => {
  async function ask(): Promise<{ root: HTMLElement; phase: () => string }> {
    const { root } = show(SignOutSection)
    const store = useSessionStore()
    await store.signIn({ login: 'x', password: 'x', deviceLabel: '' })
    press(root, '退出登录').click()
    await flushPromises()
    return { root, phase: () => store.state.phase }
  }
  beforeEach(() => {
    signIn = async () =>
      ({ ok: true, keys: session.keys, session: {}, answer: {} }) as unknown as SignInResult
  })

  test('with everything sent asks once, then deletes the data of this phone', async () => {
    const { root, phase } = await ask()
    expect(root.querySelector('dialog[open]')?.textContent).toContain('您的记录都已送达')
    press(root, '退出并清除').click()
    await flushPromises()
    expect(destroyed).toBe(1)
    expect(phase()).toBe('signedOut')
  })

  test('with unsent work offers to stay or to keep it, and no way to delete', async () => {
    left = { unsent: 3, drafts: 2, refused: 1, isNothing: false }
    const { root, phase } = await ask()
    const dialog = root.querySelector('dialog[open]')!
    expect(dialog.textContent).toContain('还有 3 条待送')
    expect(textOf(dialog, 'li')).toEqual(['3 条记录待送', '2 份草稿还没有写完', '1 条没有通过，还没有处理'])
    expect(textOf(dialog, 'button').filter((text) => /清除|删除/.test(text))).toEqual([])
    press(dialog, '不退出，留着慢慢送').click()
    await flushPromises()
    expect(phase()).toBe('open')
    expect(kept).toEqual([])
  })

  test('keeping it leaves the keys on the phone with the mark of having left', async () => {
    left = { unsent: 1, drafts: 0, refused: 0, isNothing: false }
    const { root, phase } = await ask()
    press(root, '退出，内容加密保留在本机').click()
    await flushPromises()
    expect(kept).toEqual([{ personId: 'p', tenantId: 't', signedOutAt: 7_000 }])
    expect(destroyed).toBe(0)
    expect(phase()).toBe('signedOut')
  })

  test('what was saved after the question was asked is not deleted: it is asked again', async () => {
    const { root, phase } = await ask()
    left = { unsent: 1, drafts: 0, refused: 0, isNothing: false }
    press(root, '退出并清除').click()
    await flushPromises()
    expect(destroyed).toBe(0)
    expect(phase()).toBe('open')
    expect(root.querySelector('dialog[open]')?.textContent).toContain('还有 1 条待送')
  })
})

test('an unsupported browser is told what is missing and what to do, in words', () => {
  const { root } = show(UnsupportedPage, {
    missing: [{ code: 'secureContext', needed: true }],
    userAgent: 'x',
  })
  expect(root.textContent).toContain('网址不是安全连接')
  expect(textOf(root, 'ol li')).toEqual(['请用 https:// 开头的正式网址打开；不清楚网址的，请问园区管理员。'])
})
