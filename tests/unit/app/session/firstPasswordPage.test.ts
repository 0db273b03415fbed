// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAppI18n } from '../../../../src/app/i18n'
import FirstPasswordPage from '../../../../src/app/pages/FirstPasswordPage.vue'
import { errorOf, field, shownText, tap, until, write } from '../record/cadrePhone'

enableAutoUnmount(afterEach)

const password = 'a long enough password'
let asked: unknown[]
let reply: { status: number; body: object }
let left: unknown[]

beforeEach(async () => {
  document.body.innerHTML = ''
  asked = []
  left = []
  reply = { status: 200, body: { login: 'tian' } }
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    asked.push(JSON.parse(new TextDecoder().decode(init.body as Uint8Array)))
    return Promise.resolve(new Response(JSON.stringify(reply.body), { status: reply.status }))
  })
  mount(FirstPasswordPage, {
    attachTo: document.body,
    props: { onLeave: (login) => left.push(login) },
    global: { plugins: [createAppI18n()] },
  })
  await flushPromises()
})
afterEach(() => vi.unstubAllGlobals())

async function fill(more: Record<string, string> = {}): Promise<void> {
  const fields = {
    账号: ' Tian ',
    设置码: 'abcd efgh jkmn',
    新密码: password,
    再输一次密码: password,
    ...more,
  }
  for (const [label, value] of Object.entries(fields)) await write(label, value)
  await tap('设好密码')
}

describe('a password by a code', () => {
  test('is sent once everything is there, and leads to the sign-in with the account', async () => {
    await tap('设好密码')
    expect(errorOf('账号')).toBe('请填写')
    expect(document.activeElement).toBe(field('账号'))
    await fill({ 新密码: 'short' })
    expect(errorOf('新密码')).toContain('8')
    await fill({ 再输一次密码: 'another one' })
    expect(errorOf('再输一次密码')).not.toBe('')
    expect(asked).toEqual([])

    await fill()
    await until(() => shownText().includes('密码设好了'))
    expect(asked).toEqual([{ login: 'Tian', code: 'abcd efgh jkmn', password }])
    await tap('去登录')
    expect(left).toEqual(['tian'])
  })

  test.each([
    ['wrongCredentials', undefined, '账号或设置码不对'],
    ['personInactive', undefined, '您的账号已停用'],
    ['malformed', 'password', '换'],
  ])('refused with %s says what to do, and keeps what was typed', async (code, path, words) => {
    reply = { status: 400, body: { problem: { code, ...(path && { path }) } } }
    await fill()
    await until(() => shownText().includes(words))
    expect((field('设置码') as HTMLInputElement).value).toBe('abcd efgh jkmn')
  })
})
