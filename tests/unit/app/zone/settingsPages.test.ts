// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
// Loaded here, so that the first test does not pay for them.
import '../../../../src/app/pages/zone/CampaignsPage.vue'
import '../../../../src/app/pages/zone/RulesPage.vue'
import '../../../../src/app/pages/zone/UnitsPage.vue'
import '../../../../src/app/pages/zone/ZoneSettingsPage.vue'
import type { Client } from '../../../../src/app/client/engine/client'
import { rulesId } from '../../../../src/domain/settings/rows'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage } from '../mountPage'
import { errorOf, shownText, tap, tapStarting, write } from '../record/cadrePhone'

enableAutoUnmount(afterEach)

/* The real engine of the administrator's desk, filled by the real server. */
let server: SyncServer
let client: Client

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  const phone = await makePhone(server, server.people.admin)
  client = await phone.open()
  await client.sync()
})

async function open(at: string, roles: readonly string[] = ['admin']): Promise<void> {
  await mountPage({ client, roles, at })
  await flushPromises()
}
const own = (): string[] => client.commands().map(({ envelope }) => envelope.name)
const firstUnit = () => [...client.rows('unit')].sort((a, b) => (a.id < b.id ? -1 : 1))[0]

describe('settings of the zone', () => {
  test.each(['/admin/settings', '/admin/units', '/admin/rules', '/admin/campaigns'])(
    '%s is for administrators',
    async (at) => {
      await open(at, ['cadre'])
      expect(shownText()).toContain('这些设置由系统管理员管理')
    },
  )
  test('the office finds the pairings there and nothing else that it can’t keep', async () => {
    await open('/admin/settings', ['office'])
    expect(shownText()).toContain('结对关系')
    expect(shownText()).not.toContain('工作规则')
  })
})

describe('units', () => {
  test('a new one is there at once and stands in the history', async () => {
    await open('/admin/units')
    await tap('新增单位')
    await tap('保存')
    expect(errorOf('名称')).toContain('请填写')
    await write('名称', '应急办')
    const select = document.querySelector<HTMLSelectElement>('dialog select')
    if (!select) throw new Error('no kind')
    select.value = 'department'
    select.dispatchEvent(new Event('change'))
    await tap('保存')
    expect(own()).toEqual(['unit.create'])
    expect(shownText()).toContain('新增 应急办')
  })
  test('one that leads categories is refused at once where the office’s rows are held', async () => {
    await open('/admin/units')
    await tapStarting(firstUnit()?.data.name ?? '')
    await tap('停用')
    expect(own()).toEqual([])
    expect(shownText()).toContain('个类别，没有停用')
  })
  test('without them the server is asked, which is said, and nothing is taken for done', async () => {
    const roles: ['admin'] = ['admin']
    await client.dispatch({
      name: 'person.setRoles',
      args: { personId: server.people.admin.id, roles },
    })
    await client.sync()
    await client.sync()
    await open('/admin/units')
    await tapStarting(firstUnit()?.data.name ?? '')
    expect(shownText()).toContain('由服务器核对')
    await tap('停用')
    expect(own()).toContain('unit.setActive')
    expect(firstUnit()?.data.active).toBeUndefined()
    await client.sync()
    const asked = client.commands().find(({ envelope }) => envelope.name === 'unit.setActive')
    expect(asked?.outcome).toMatchObject({ result: 'rejected', code: 'unitInUse' })
  })
})

describe('rules', () => {
  test('only what was changed is saved; out of bounds is told at its field', async () => {
    await open('/admin/rules')
    await write('退件期限（工作日）', '99')
    await tap('保存')
    expect(errorOf('退件期限（工作日）')).toContain('30')
    await write('退件期限（工作日）', '5')
    await tap('保存')
    expect(client.row('rules', rulesId)?.data.handBackDays).toBe(5)
    expect(shownText()).toContain('退件期限：3 → 5')
  })
})

describe('campaigns', () => {
  test('the next one is a copy, and the roster follows the one of today', async () => {
    await open('/admin/campaigns')
    const before = [...client.rows('campaign')]
    await tap('新开一轮活动')
    await tap('新开')
    const after = [...client.rows('campaign')]
    expect(after).toHaveLength(before.length + 1)
    expect(Math.max(...after.map(({ data }) => data.year))).toBe((before[0]?.data.year ?? 0) + 1)
  })
})
