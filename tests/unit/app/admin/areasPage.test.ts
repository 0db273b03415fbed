// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
// Loaded here, so that the first test does not pay for it.
import '../../../../src/app/pages/admin/AreasPage.vue'
import type { Client } from '../../../../src/app/client/engine/client'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, textOf, type MountedPage } from '../mountPage'
import { errorOf, shownText, tap, tapStarting, write } from '../record/cadrePhone'

enableAutoUnmount(afterEach)

/* The real engine of the administrator's desk, filled by the real server; nothing is sent during the tests. */
let server: SyncServer
let client: Client
let page: MountedPage

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  const phone = await makePhone(server, server.people.admin)
  client = await phone.open()
  await client.sync()
})

async function open(roles: readonly string[] = ['admin']): Promise<void> {
  page = await mountPage({ client, roles, at: '/admin/areas' })
  await flushPromises()
}
const own = (): string[] => client.commands().map(({ envelope }) => envelope.name)
const villages = (): string[] => textOf(page.root, 'main h2').filter((title) => title !== '改动记录')
const nameOf = (id = ''): string => client.row('area', id)?.data.name ?? ''

describe('areas', () => {
  test('are shown to administrators alone', async () => {
    await open(['office'])
    expect(shownText()).toContain('人员和区域由系统管理员管理')
  })

  test('a new village comes last; a name that is taken is refused at its field', async () => {
    await open()
    const before = villages()
    await tap('新增村（社区）')
    await write('名称', before[0] ?? '')
    await tap('保存')
    expect(errorOf('名称')).toContain('已经有')
    await write('名称', '合并新村')
    await tap('保存')
    expect(villages()).toEqual([...before, '合并新村'])
    expect(own()).toEqual(['area.create'])
  })

  test('a group is renamed and nothing else is sent', async () => {
    await open()
    const [group = ''] = server.zone.groups
    await tapStarting(nameOf(group))
    await tap('保存')
    expect(shownText()).toContain('没有保存')
    await write('名称', '新屋湾')
    await tap('保存')
    expect(nameOf(group)).toBe('新屋湾')
    expect(own()).toEqual(['area.rename'])
  })

  test('a village goes before the one above it', async () => {
    await open()
    const [first = '', second = ''] = villages()
    await tapStarting(`修改 ${second}`)
    await tap('往前排')
    expect(villages().slice(0, 2)).toEqual([second, first])
  })

  test('one that is switched off is marked, takes no new group, and comes back by 撤销', async () => {
    await open()
    const [village = ''] = server.zone.villages
    await tapStarting(`修改 ${nameOf(village)}`)
    await tap('停用')
    expect(client.row('area', village)?.data.active).toBe(false)
    expect(shownText()).toContain('已停用')
    expect(document.querySelector(`[aria-label="在${nameOf(village)}新增组"]`)).toBeNull()
    page.toasts.toasts.value.at(-1)?.action?.run()
    await flushPromises()
    expect(client.row('area', village)?.data.active).toBe(true)
  })
})
