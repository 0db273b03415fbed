// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { createAppI18n } from '../../../../src/app/i18n'
import SetUpPage from '../../../../src/app/pages/SetUpPage.vue'
import { routes } from '../../../../src/app/router'
import { setUpFaults, tokenOf } from '../../../../src/app/session/setUp'
import { errorOf, field, shownText, tap, write } from '../record/cadrePhone'

enableAutoUnmount(afterEach)

const token = 'w7Yk2mVbq0sN4dR9xT1zHc6LfPjA3eGu'
const newer = 'Zk8Qm1VwB5rT9yX2cD6sLh4NjPfG0aEu'
const password = 'a long enough password'

let asked: Record<string, unknown>[]
let reply: () => Response | Promise<Response>
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const problem = (status: number, fields: object) => json(status, { problem: fields })

beforeEach(() => {
  document.body.innerHTML = ''
  asked = []
  reply = () => json(200, { tenantId: '421303499', login: 'admin' })
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    expect(url).toBe('/api/auth/set-up')
    asked.push(JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) as Record<string, unknown>)
    return reply()
  })
})
afterEach(() => vi.unstubAllGlobals())

async function open(at = `/set-up#${token}`) {
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(at)
  const wrapper = mount(SetUpPage, {
    attachTo: document.body,
    global: { plugins: [createAppI18n(), router] },
  })
  await flushPromises()
  return { router, wrapper }
}

async function fill(more: Record<string, string> = {}): Promise<void> {
  const fields = {
    园区名称: ' 第五试验区 ',
    园区代码: '990000005',
    姓名: '储一鸣',
    登录账号: 'Admin',
    密码: password,
    再输一次密码: password,
    ...more,
  }
  for (const [label, value] of Object.entries(fields)) await write(label, value)
}

const alert = (): string => document.querySelector('.notice[role=alert]')?.textContent ?? ''

describe('the set-up page', () => {
  test('takes the token out of the address', async () => {
    const { router } = await open()
    expect(router.currentRoute.value.fullPath).toBe('/set-up')
    expect(document.body.innerHTML).not.toContain(token)
  })

  test('sends what was filled in, then leads to the sign-in with the account as it must be typed', async () => {
    const { wrapper } = await open()
    await fill()
    await tap('建立园区')
    expect(asked).toEqual([
      {
        token,
        tenantName: '第五试验区',
        tenantId: '990000005',
        adminName: '储一鸣',
        login: 'Admin',
        password,
      },
    ])
    expect(shownText()).toContain('“第五试验区”已经建立，储一鸣可以用账号 admin 登录')
    await tap('去登录')
    expect(wrapper.emitted('leave')).toEqual([['admin']])
  })

  test.each([
    [{ 园区名称: ' ' }, '园区名称', '请填写'],
    [{ 园区代码: '四二一' }, '园区代码', '只能用字母、数字和短横线，例如 421303499'],
    [{ 姓名: '长'.repeat(81) }, '姓名', '字数太多，最多 80 字'],
    [{ 密码: '7 chars', 再输一次密码: '7 chars' }, '密码', '至少要 8 个字符'],
    [{ 再输一次密码: 'another password' }, '再输一次密码', '两次输入的密码不一样'],
  ])('says at the field what is wrong, and asks nobody: %o', async (fields, label, error) => {
    await open()
    await fill(fields)
    await tap('建立园区')
    expect(errorOf(label)).toBe(error)
    expect(asked).toEqual([])
    expect(document.activeElement).toBe(field(label))
  })

  test('a refused password is said at the password, until it is changed', async () => {
    reply = () => problem(400, { code: 'malformed', path: 'password' })
    await open()
    await fill()
    await tap('建立园区')
    expect(errorOf('密码')).toContain('演示账号的密码不能用在这里')
    await write('密码', 'quite another one')
    expect(errorOf('密码')).toBe('')
  })

  test('a link that does not work says what to do, takes a newer one, and keeps what was filled in', async () => {
    reply = () => problem(404, { code: 'notFound' })
    const { wrapper } = await open()
    await fill()
    await tap('建立园区')
    expect(alert()).toContain('这个链接不能用')
    expect(alert()).toContain('请重新启动服务器')
    expect(alert()).toContain('请直接登录')
    expect(field('园区名称').value).toBe(' 第五试验区 ')

    await write('设置链接', 'http://127.0.0.1:8080/set-up')
    await tap('建立园区')
    expect(errorOf('设置链接')).toContain('请整条复制')
    reply = () => json(200, { tenantId: '990000005', login: 'admin' })
    await write('设置链接', ` http://127.0.0.1:8080/set-up#${newer} `)
    await tap('建立园区')
    expect(asked.map((request) => request['token'])).toEqual([token, newer])
    await tap('去登录')
    expect(wrapper.emitted('leave')).toEqual([['admin']])
  })

  test('opened without a token asks for the link', async () => {
    await open('/set-up')
    expect(shownText()).toContain('请粘贴服务器打印的整条链接')
    await fill()
    await tap('建立园区')
    expect(errorOf('设置链接')).toBe('请填写')
    expect(asked).toEqual([])
  })

  test('no answer is no failure: it may have been done', async () => {
    reply = () => Promise.reject(new TypeError('Failed to fetch'))
    const { wrapper } = await open()
    await fill()
    await tap('建立园区')
    expect(alert()).toContain('可能已经建立好了')
    await tap('去登录')
    expect(wrapper.emitted('leave')).toEqual([[]])
  })

  test('too many tries are told with the time to wait', async () => {
    reply = () => problem(429, { code: 'tooMany', retryAfterS: 130 })
    await open()
    await fill()
    await tap('建立园区')
    expect(alert()).toContain('请等 3 分钟后再试')
  })
})

test('a token is found in a whole link or alone, and in nothing else', () => {
  expect(tokenOf(`http://192.168.1.9:8080/set-up#${token}`)).toBe(token)
  expect(tokenOf(` ${token}\n`)).toBe(token)
  for (const text of ['', '#', 'http://192.168.1.9:8080/set-up', 'set-up', `${token} more`])
    expect(tokenOf(text)).toBeUndefined()
})

test('a form that the server would take has no faults', () => {
  const form = { tenantName: '区', tenantId: '421303499', adminName: '储一鸣', login: 'admin', password }
  expect(setUpFaults(form)).toEqual({})
  expect(Object.keys(setUpFaults({ ...form, tenantId: '', login: ' ' }))).toEqual(['tenantId', 'login'])
})
