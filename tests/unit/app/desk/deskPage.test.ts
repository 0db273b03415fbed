// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
// Loaded here, so that the first test does not pay for it.
import '../../../../src/app/pages/desk/DeskPage.vue'
import type { Client } from '../../../../src/app/client/engine/client'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, press, textOf } from '../mountPage'

enableAutoUnmount(afterEach)

/* The real engine of an office phone, filled by the real server; nothing is sent during the tests. */
let server: SyncServer
let client: Client
let light: string
let canal: string

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  const [subject] = await server.subjectsOf(0)
  const visit = server.commands.visit(server.people.cadre.id, subject!.id, {
    narrative: '在院子里坐了半个钟头',
  })
  const register = server.commands.issue(subject!.id, 0, { visitId: visit.args.visitId })
  light = register.args.issueId
  await server.act(server.people.cadre, [visit, register])
  server.clock.at += 60_000
  const later = server.commands.issue(subject!.id, 0)
  canal = later.args.issueId
  await server.act(server.people.cadre, [
    { name: 'issue.register', args: { ...later.args, title: '水渠要塌', kind: 'risk', urgent: true } },
  ])
  // Too narrow for two panes: the list scrolls with the window, whose height is known without layout.
  const { happyDOM } = window as unknown as {
    happyDOM: { setViewport(size: { width: number; height: number }): void }
  }
  happyDOM.setViewport({ width: 390, height: 844 })
  const phone = await makePhone(server, server.people.office)
  client = await phone.open()
  expect(await client.sync()).toMatchObject({ result: 'done' })
})

const open = (at: string, roles: readonly string[] = ['office']) => mountPage({ client, at, roles })

describe('the inbox', () => {
  test('puts the urgent one first, though it came later', async () => {
    const { root } = await open('/desk')
    await flushPromises()
    expect(textOf(root, '.list-row__title')).toEqual(['水渠要塌', '路灯不亮'])
  })

  test('keeps its filter in the address', async () => {
    const { root, router } = await open('/desk?urgent=1')
    await flushPromises()
    expect(textOf(root, '.list-row__title')).toEqual(['水渠要塌'])
    press(root, '全部').click()
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ urgent: '1', state: 'all' })
  })

  test('says so when there is nothing', async () => {
    const { root } = await open('/desk?state=declined')
    await flushPromises()
    expect(root.textContent).toContain('没有符合的问题')
  })

  test('is not shown to a cadre', async () => {
    const { root } = await open('/desk', ['cadre'])
    await flushPromises()
    expect(textOf(root, '.list-row__title')).toEqual([])
    expect(root.textContent).toContain('这里只对综合协调组')
  })
})

describe('one issue', () => {
  test("shows the resident's words, the visit they came from and what has happened", async () => {
    const { root } = await open(`/desk/${light}`)
    await flushPromises()
    expect(root.textContent).toContain('门口的灯坏了')
    expect(root.textContent).toContain('在院子里坐了半个钟头')
    expect(root.textContent).toContain('待编号')
    expect(textOf(root, '.timeline__title')).toEqual(['登记问题'])
  })

  test('is accepted at once and without network, and says that the server does not know yet', async () => {
    const { root } = await open(`/desk/${light}`)
    await flushPromises()
    press(root, '受理').click()
    await flushPromises()
    press(root.querySelector('dialog[open]')!, '受理').click()
    await flushPromises()
    expect(client.row('issue', light)?.data).toMatchObject({ state: 'listed', number: null })
    expect(client.commands().map(({ envelope, state }) => [envelope.name, state])).toEqual([
      ['issue.accept', 'waiting'],
    ])
    expect(client.isUnconfirmed('issue', light)).toBe(true)
  })

  test('after its acceptance shows 待送 beside the state, and offers only what the new state allows', async () => {
    await client.dispatch({ name: 'issue.accept', args: { issueId: light, remark: '' } })
    const { root } = await open(`/desk/${light}`)
    await flushPromises()
    expect(textOf(root, '.chips > *')).toContain('待送')
    expect(textOf(root, '.chips > *')).toContain('已列入清单')
    expect(textOf(root, '.action-bar button')).toEqual(['交办', '退回补充', '不予受理', '更多办理'])
    press(root, '更多办理').click()
    await flushPromises()
    const menu = root.querySelector<HTMLElement>('dialog[open]')!
    expect(menu.textContent).toContain('现在是“已列入清单”；要在“待受理”时才能办。')
  })

  test('is not sent back without saying what is missing', async () => {
    const { root } = await open(`/desk/${light}`)
    await flushPromises()
    press(root, '退回补充').click()
    await flushPromises()
    const dialog = root.querySelector<HTMLElement>('dialog[open]')!
    press(dialog, '退回').click()
    await flushPromises()
    expect(dialog.textContent).toContain('请填写')
    expect(client.commands()).toEqual([])
    press(dialog, '请到现场核实后再报。').click()
    press(dialog, '请补充反映人和涉及的具体地点。').click()
    await flushPromises()
    expect(dialog.textContent).not.toContain('请填写')
    press(dialog, '退回').click()
    await flushPromises()
    expect(client.row('issue', light)?.data).toMatchObject({
      state: 'needsDetail',
      sentBackCount: 1,
      officeRemark: '请到现场核实后再报。\n请补充反映人和涉及的具体地点。',
    })
  })

  test('a remark half written survives closing the sheet, and is not carried to another issue', async () => {
    const { root, router } = await open(`/desk/${light}`)
    await flushPromises()
    press(root, '退回补充').click()
    await flushPromises()
    press(root.querySelector('dialog[open]')!, '请到现场核实后再报。').click()
    press(root.querySelector('dialog[open]')!, '取消').click()
    await flushPromises()
    press(root, '退回补充').click()
    await flushPromises()
    const remark = (): string => root.querySelector<HTMLTextAreaElement>('dialog[open] textarea')!.value
    expect(remark()).toBe('请到现场核实后再报。')
    await router.push(`/desk/${canal}`)
    await flushPromises()
    press(root, '退回补充').click()
    await flushPromises()
    expect(remark()).toBe('')
    await router.push(`/desk/${light}`)
    await flushPromises()
    press(root, '退回补充').click()
    await flushPromises()
    expect(remark()).toBe('请到现场核实后再报。')
  })

  test('a remark half written survives a reload, and ends with the decision', async () => {
    const first = await open(`/desk/${light}`)
    await flushPromises()
    press(first.root, '退回补充').click()
    await flushPromises()
    press(first.root.querySelector('dialog[open]')!, '请到现场核实后再报。').click()
    await flushPromises()
    first.wrapper.unmount()
    await flushPromises()
    expect((await client.drafts()).map(({ form }) => form)).toEqual(['issue.decision'])
    const { root } = await open(`/desk/${light}`)
    await flushPromises()
    press(root, '退回补充').click()
    await flushPromises()
    const dialog = root.querySelector<HTMLElement>('dialog[open]')!
    expect(dialog.querySelector('textarea')!.value).toBe('请到现场核实后再报。')
    press(dialog, '退回').click()
    await flushPromises()
    await flushPromises()
    expect(client.row('issue', light)?.data.officeRemark).toBe('请到现场核实后再报。')
    expect(await client.drafts()).toEqual([])
  })

  test('declining asks for the reason and for what the resident was told', async () => {
    const { root } = await open(`/desk/${light}`)
    await flushPromises()
    press(root.querySelector('.action-bar')!, '不予受理').click()
    await flushPromises()
    const dialog = root.querySelector<HTMLElement>('dialog[open]')!
    press(dialog, '不予受理').click()
    await flushPromises()
    expect(
      textOf(dialog, '.field__error, [id$="-error"]').filter((text) => text.includes('请填写')),
    ).toHaveLength(2)
    expect(client.row('issue', light)?.data.state).toBe('reported')
  })

  test('that is not held here is said to be so', async () => {
    const { root } = await open('/desk/019f0000-0000-7000-8000-000000009999')
    await flushPromises()
    expect(root.textContent).toContain('没有找到这个问题')
  })
})
