// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../../../src/app/client/engine/client'
import { makePhone, type Phone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, type MountedPage } from '../mountPage'
import { shownText, tap, tick, tile, until, write } from '../record/cadrePhone'

enableAutoUnmount(afterEach)

/* A household of the second village, with which 甲 has nothing to do. */
let server: SyncServer
let phone: Phone
let office: Client
let page: MountedPage
let subjectId: string

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  // Pages show today by this machine's clock, so that the phone and the server go by it as well.
  server.clock.at = Date.now()
  phone = await makePhone(server, server.people.office)
  phone.clock.at = Date.now()
  office = await phone.open()
  await office.sync()
  const [, second = ''] = server.zone.villages
  subjectId = [...office.rows('subject')].find(({ data }) => data.areaId === second)?.id ?? ''
})

async function open(roles: readonly string[] = ['office']): Promise<void> {
  page = await mountPage({ client: office, roles, at: `/subjects/${subjectId}` })
  await flushPromises()
}
/** 甲, with the unit below the name. */
const first = '甲单位'
const held = () =>
  office
    .related('pairing.subjectId', subjectId)
    .filter(({ data }) => data.endedOn === null)
    .map(({ data }) => [data.personId, data.kind, data.visitEveryDays])

describe('somebody who looks after one household alone', () => {
  test('is named by the office and gets the household on the phone', async () => {
    await open()
    await tap('指定联系人')
    await tap('保存')
    expect(shownText()).toContain('请选择')
    expect(held()).toEqual([])

    await write('多久走访一次', '30')
    await write('找人：姓名或单位', '甲')
    expect(document.querySelectorAll('dialog [type=radio]')).toHaveLength(1)
    await tick(first)
    await tap('保存')
    await until(() => page.toasts.toasts.value.at(-1)?.text.startsWith('甲 已联系'))
    expect(held()).toEqual([[server.people.cadre.id, 'contact', 30]])
    expect(shownText()).toContain('每 30 天走访一次')

    await office.sync()
    const paired = await (await makePhone(server, server.people.cadre)).open()
    await paired.sync()
    expect(paired.row('subject', subjectId)).toBeDefined()
  })

  test('is no longer in charge in one press that can be taken back', async () => {
    await open()
    await tap('指定联系人')
    await tick(first)
    await tap('保存')
    await until(() => held().length === 1)
    await tap('不再联系')
    await until(() => held().length === 0)
    page.toasts.toasts.value.at(-1)?.action?.run()
    await until(() => held().length === 1)
    expect(held()).toEqual([[server.people.cadre.id, 'contact', null]])
  })

  test('is chosen only among those not paired with it yet', async () => {
    await open()
    await tap('指定联系人')
    await tick(first)
    await tap('保存')
    await until(() => held().length === 1)
    await tap('指定联系人')
    expect([...document.querySelectorAll('dialog [type=radio]')].length).toBeGreaterThan(0)
    expect(() => tile(first)).toThrow()
  })
})
