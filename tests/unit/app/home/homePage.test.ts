// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
// Loaded here, so that the first test does not pay for it.
import '../../../../src/app/pages/HomePage.vue'
import type { Client } from '../../../../src/app/client/engine/client'
import { shanghaiDate } from '../../../../src/domain/time/shanghai'
import { makePhone, type Phone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, press, textOf } from '../mountPage'

enableAutoUnmount(afterEach)

/* The home page of a cadre, on the real engine filled by the real server. */
let server: SyncServer
let phone: Phone
let client: Client
let subjectId: string

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  subjectId = (await server.subjectsOf(0))[0]!.id
  phone = await makePhone(server, server.people.cadre)
  client = await phone.open()
  await client.sync()
})

async function home(): Promise<HTMLElement> {
  const { root } = await mountPage({ client, roles: ['cadre'], at: '/' })
  await flushPromises()
  return root
}

/** What stands on the page, top to bottom. */
const headings = (root: HTMLElement): string[] => textOf(root, '.section__title, .big-action__label')

async function report(title: string): Promise<string> {
  const { args } = server.commands.issue(subjectId, 0)
  const result = await client.dispatch({ name: 'issue.register', args: { ...args, title } })
  expect(result.saved).toBe(true)
  return args.issueId
}

describe('the home page', () => {
  test('begins with the big action while nothing came back', async () => {
    expect(headings(await home())[0]).toBe('记走访')
  })

  test('offers nothing new on a device that was taken out of use, and says what happened and what to do', async () => {
    const problem = { code: 'deviceRevoked' } as const
    phone.line.sync = () => Promise.resolve({ ok: false, reason: 'problem', status: 403, problem })
    await client.sync()
    const root = await home()
    expect(headings(root)).not.toContain('记走访')
    expect(root.textContent).toContain('这台设备已被停用')
    expect(root.textContent).toContain('重新登录')
  })

  test('puts what was sent back before everything else, with the remark, one tap from the answer', async () => {
    const issueId = await report('路灯不亮')
    await client.sync()
    await server.act(server.people.office, [
      { name: 'issue.sendBack', args: { issueId, remark: '请补充地点' } },
    ])
    await client.sync()
    const root = await home()
    expect(headings(root)[0]).toBe('需要您处理')
    expect(root.textContent).toContain('退回意见：请补充地点')
    expect(root.querySelector(`a[href="/issues/${issueId}/resubmit"]`)).not.toBeNull()
  })

  test('counts a refused record as something to see to', async () => {
    const { args } = server.commands.visit(server.people.cadre.id, subjectId)
    await client.dispatch({ name: 'visit.record', args })
    // The pairing ends before the visit arrives: the server refuses it.
    const pairing = [...client.rows('pairing')].find(({ data }) => data.personId === server.people.cadre.id)!
    await server.act(server.people.admin, [server.commands.endPairing(pairing.id)])
    await client.sync()
    expect(client.status().refused).toBe(1)
    const root = await home()
    expect(headings(root)[0]).toBe('需要您处理')
    expect(root.textContent).toContain('1 条记录没有通过')
  })

  test('claims that all is sent only after the server has said so', async () => {
    await report('路灯不亮')
    const before = await home()
    expect(before.textContent).toContain('1 条待送')
    expect(before.textContent).not.toContain('都已送达')
    await client.sync()
    await flushPromises()
    expect(before.textContent).toContain('您的记录都已送达')
  })

  test('tells how long the oldest has waited', async () => {
    phone.clock.at = Date.now() - 3 * 3_600_000
    await report('路灯不亮')
    expect((await home()).textContent).toMatch(/最早的一条已等 3\s?小时/)
  })

  test('leads back into a draft', async () => {
    const content = { data: { narrative: '写到一半', subjectId, before: null }, place: null }
    await client.saveDraft({ id: 'draft-1', form: 'visit', content })
    const root = await home()
    expect(headings(root)).toContain('没写完的草稿')
    expect(root.querySelector('a[href="/visits/new?draft=draft-1"]')?.textContent).toContain('户00')
  })

  test('shows the answers of the office to what this person reported, with the number', async () => {
    const issueId = await report('路灯不亮')
    await client.sync()
    server.clock.at = Date.now()
    await server.act(server.people.office, [server.commands.accept(issueId)])
    await client.sync()
    const root = await home()
    expect(headings(root)).toContain('最近回音')
    expect(root.textContent).toContain('已受理')
    expect(root.textContent).toContain(client.row('issue', issueId)!.data.number)
  })

  test('lists who has not been visited for as long as the pairing says, and a tap begins the visit', async () => {
    const root = await home()
    expect(headings(root)).toContain('该走访了')
    expect(root.querySelectorAll(`a[href^="/visits/new?subject="]`).length).toBe(3)
    phone.clock.at = Date.now()
    const visit = server.commands.visit(server.people.cadre.id, subjectId, {
      happenedOn: shanghaiDate(Date.now()),
    })
    expect(await client.dispatch(visit)).toMatchObject({ saved: true })
    await flushPromises()
    expect(root.querySelectorAll(`a[href^="/visits/new?subject="]`).length).toBe(2)
  })

  test('shows five who have waited longest, and says in words that the others can wait', async () => {
    for (const name of ['周承勤', '吴家旺', '郑小满', '冯春来'])
      await client.dispatch(server.commands.create(0, name, server.newId()))
    const root = await home()
    const rows = () => root.querySelectorAll(`a[href^="/visits/new?subject="]`).length
    expect(rows()).toBe(5)
    const [section] = [...root.querySelectorAll('section')].filter((each) =>
      each.textContent?.includes('该走访了'),
    )
    expect(section!.querySelector('.badge')).toBeNull()
    expect(section!.textContent).toContain('另有 2 个也到了时间，可以慢慢走')
    press(root, '再看 2 个').click()
    await flushPromises()
    expect(rows()).toBe(7)
    expect(section!.textContent).not.toContain('另有')
  })

  test('of the office shows the inbox and no visits to record', async () => {
    const officePhone = await makePhone(server, server.people.office)
    client = await officePhone.open()
    await client.sync()
    const { root } = await mountPage({ client, roles: ['office'], at: '/' })
    await flushPromises()
    expect(headings(root)).toEqual(['收件箱'])
    expect(textOf(root, '.tile__count')).toEqual(['0', '0', '0'])
  })

  test('says so when a role has nothing to do yet', async () => {
    const { root } = await mountPage({ client, roles: [], at: '/' })
    await flushPromises()
    expect(root.textContent).toContain('没有要办的事')
    expect(headings(root)).toEqual([])
  })

  test('宣传报道组 finds its notices even while none waits', async () => {
    const { root } = await mountPage({ client, roles: ['publicity'], at: '/' })
    await vi.dynamicImportSettled()
    await flushPromises()
    expect(headings(root)).toEqual(['待审签的公示', '实践活动'])
    expect(root.textContent).toContain('没有等您审签的公示')
  })
})
