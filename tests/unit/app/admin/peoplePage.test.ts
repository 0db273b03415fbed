// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defineComponent, h, provide } from 'vue'
import type { Accounts, KnownDevice } from '../../../../src/app/client/browser/accounts'
import type { Client } from '../../../../src/app/client/engine/client'
import { accountsKey } from '../../../../src/app/components/admin/useAccounts'
import PeoplePage from '../../../../src/app/pages/admin/PeoplePage.vue'
import { makePhone, refused } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, type MountedPage } from '../mountPage'
import { errorOf, field, shownText, tap, tapStarting, tick, until, write } from '../record/cadrePhone'

enableAutoUnmount(afterEach)

/* The real engine of the administrator's desk, filled by the real server; nothing is sent during the tests. */
let server: SyncServer
let client: Client
let page: MountedPage
let devices: KnownDevice[]
let asked: unknown[]
let answers: Pick<Accounts, 'look' | 'issueCode' | 'revoke'>

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  server.clock.at = Date.now()
  const phone = await makePhone(server, server.people.admin)
  phone.clock.at = Date.now()
  client = await phone.open()
  await client.sync()
  asked = []
  devices = [
    { deviceId: 'd-1', label: 'Android · Chrome', seenAt: Date.now(), isRevoked: false },
    { deviceId: 'd-2', label: '', seenAt: Date.now() - 90_000_000, isRevoked: true },
  ]
  answers = {
    look: () => Promise.resolve({ ok: true, value: { login: null, waits: false } }),
    issueCode(personId, login) {
      asked.push([personId, login])
      return Promise.resolve({ ok: true, value: { login: 'jia', code: 'AAAA-BBBB-CCCC' } })
    },
    revoke(deviceId) {
      asked.push(deviceId)
      devices = devices.map((device) =>
        device.deviceId === deviceId ? { ...device, isRevoked: true } : device,
      )
      return Promise.resolve({ ok: true, value: { deviceId } })
    },
  }
})

async function open(roles: readonly string[] = ['admin']): Promise<void> {
  const accounts: Accounts = {
    look: (...given) => answers.look(...given),
    issueCode: (...given) => answers.issueCode(...given),
    revoke: (...given) => answers.revoke(...given),
    devices: () => Promise.resolve({ ok: true, value: { devices } }),
  }
  const component = defineComponent(() => {
    provide(accountsKey, accounts)
    return () => h(PeoplePage)
  })
  page = await mountPage({ client, roles, at: '/admin/people', component })
  await flushPromises()
}
async function openTab(name: string, tab: string): Promise<void> {
  await open()
  await tapStarting(name)
  await tap(tab)
}
const own = (): string[] => client.commands().map(({ envelope }) => envelope.name)
const said = (): string | undefined => page.toasts.toasts.value.at(-1)?.text
const undo = async (): Promise<void> => {
  page.toasts.toasts.value.at(-1)?.action?.run()
  await flushPromises()
}
const personOf = (id: string) => client.row('person', id)?.data

describe('people', () => {
  test('are shown to administrators alone', async () => {
    await open(['office'])
    expect(shownText()).toContain('人员和区域由系统管理员管理')
    expect(shownText()).not.toContain('甲')
  })

  test('a new one is one command, and the login comes next', async () => {
    await open()
    await tap('新增人员')
    await tap('保存')
    expect(errorOf('姓名')).not.toBe('')
    expect(errorOf('单位')).toBe('请选择')
    expect(own()).toEqual([])

    await write('姓名', '己')
    await write('单位', 'unit-1')
    await tap('保存')
    expect(own()).toEqual(['person.create'])
    await until(() => shownText().includes('还没有登录账号'))
  })

  test('what was changed in the form is saved as one stroke, a command each, and nothing else', async () => {
    await open()
    await tapStarting('甲')
    await write('姓名', '甲一')
    await tick('综合协调组')
    await tap('保存')
    expect(own()).toEqual(['person.edit', 'person.setRoles'])
    expect(personOf(server.people.cadre.id)).toMatchObject({ name: '甲一', roles: ['cadre', 'office'] })
  })

  test('is switched off at once, and on again by 撤销', async () => {
    await openTab('甲', '账号和设备')
    await tap('停用此人')
    expect(personOf(server.people.cadre.id)?.active).toBe(false)
    expect(said()).toBe('已停用 甲')
    await undo()
    expect(personOf(server.people.cadre.id)?.active).toBe(true)
    expect(own()).toEqual(['person.setActive', 'person.setActive'])
  })

  test('oneself is left to a colleague', async () => {
    await openTab('戊', '账号和设备')
    expect(shownText()).toContain('这是您自己的账号')
    expect(shownText()).not.toContain('停用此人')
  })
})

describe('the villages of a person', () => {
  test('one is added and ended; 撤销 pairs it again in the same way', async () => {
    await openTab('甲', '联系的村')
    const [, other = ''] = server.zone.villages
    const choices = [...(field('村（社区）') as unknown as HTMLSelectElement).options].map(
      ({ value }) => value,
    )
    expect(choices).toEqual(['', other])
    await tap('添加联系的村')
    expect(errorOf('村（社区）')).toBe('请选择')

    await write('村（社区）', other)
    await write('多久走访一次', '60')
    await tap('添加联系的村')
    const open = () =>
      client
        .related('pairing.personId', server.people.cadre.id)
        .filter(({ data }) => data.endedOn === null && data.areaId === other)
        .map(({ data }) => [data.kind, data.visitEveryDays])
    expect(open()).toEqual([['contact', 60]])
    const ends = [...document.querySelectorAll<HTMLElement>('button')].filter(
      ({ textContent }) => textContent?.trim() === '不再联系',
    )
    ends.at(-1)?.click()
    await flushPromises()
    expect(open()).toEqual([])
    await undo()
    expect(open()).toEqual([['contact', 60]])
  })

  test('are asked of nobody who records no visits', async () => {
    await open()
    await tapStarting('丁')
    expect(
      [...document.querySelectorAll('[role=tab]')].map(({ textContent }) => textContent?.trim()),
    ).toEqual(['资料', '账号和设备'])
  })
})

describe('the login', () => {
  test('is given with a code that is shown once', async () => {
    await openTab('甲', '账号和设备')
    await tap('生成设置码')
    expect(asked).toEqual([])
    await write('账号', 'Jia')
    await tap('生成设置码')
    expect(asked).toEqual([[server.people.cadre.id, 'Jia']])
    expect(shownText()).toContain('AAAA-BBBB-CCCC')
    await tap('资料')
    await tap('账号和设备')
    expect(shownText()).not.toContain('AAAA-BBBB-CCCC')
  })

  test('that somebody else has is refused at its field', async () => {
    answers.issueCode = () =>
      Promise.resolve({ ...refused('malformed'), problem: { code: 'malformed', path: 'login' } })
    await openTab('甲', '账号和设备')
    await write('账号', 'yi')
    await tap('生成设置码')
    expect(errorOf('账号')).toContain('别人在用')
  })
})

describe('a lost device', () => {
  test('is taken out of use after it was told what that means', async () => {
    await openTab('甲', '账号和设备')
    expect(shownText()).toContain('Android Chrome 最近联系：今天')
    await tap('这台丢了')
    expect(asked).toEqual([])
    expect(shownText()).toContain('先把没送达的记录交给综合协调组核对')
    await tap('停用这台设备')
    expect(asked).toEqual(['d-1'])
    expect(said()).toBe('已停用这台设备')
    expect(shownText()).not.toContain('这台丢了')
  })

  test('stays in use when the server can’t be reached, which is said', async () => {
    answers.revoke = () => Promise.resolve({ ok: false, reason: 'network' })
    await openTab('甲', '账号和设备')
    await tap('这台丢了')
    await tap('停用这台设备')
    expect(document.querySelector('.notice[role=alert]')?.textContent).toContain('没有连上服务器')
    expect(shownText()).toContain('这台丢了')
  })
})
