// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
// Loaded here, so that the first test does not pay for it.
import '../../../../src/app/pages/lists/ListPage.vue'
import '../../../../src/app/pages/lists/ListsPage.vue'
import type { Client } from '../../../../src/app/client/engine/client'
import type { CommandArgs } from '../../../../src/domain/command/registry'
import type { Row } from '../../../../src/domain/rows'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, press, textOf } from '../mountPage'

enableAutoUnmount(afterEach)
afterEach(() => {
  vi.useRealTimers()
})

/* The real engine of the office, filled by the real server, on 2026-07-01. */
const month = '2026-07'
let server: SyncServer
let client: Client
/** Listed, in the order of their numbers. */
let issues: string[]

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  vi.useFakeTimers({ toFake: ['Date'], now: server.clock.at })
  const [subject] = await server.subjectsOf(0)
  issues = []
  for (const title of ['路灯不亮', '水渠要塌', '桥面有洞']) {
    const { args } = server.commands.issue(subject!.id, 0)
    await server.act(server.people.cadre, [{ name: 'issue.register', args: { ...args, title } }])
    await server.act(server.people.office, [server.commands.accept(args.issueId)])
    issues.push(args.issueId)
  }
  // As wide as a phone: lines are cards.
  const { happyDOM } = window as unknown as {
    happyDOM: { setViewport(size: { width: number; height: number }): void }
  }
  happyDOM.setViewport({ width: 390, height: 844 })
  const phone = await makePhone(server, server.people.office)
  client = await phone.open()
  expect(await client.sync()).toMatchObject({ result: 'done' })
})

const mount = (at: string, roles: readonly string[] = ['office']) => mountPage({ client, at, roles })
const openArgs = (overrides: Partial<CommandArgs<'edition.open'>> = {}): CommandArgs<'edition.open'> => ({
  editionId: server.newId(),
  month,
  heldOn: '2026-07-01',
  title: '七月三张清单',
  publicForms: ['board'],
  correctsId: null,
  reason: '',
  items: issues.map((refId) => ({ list: 'issues', refId })),
  ...overrides,
})
async function haveDraft(overrides: Partial<CommandArgs<'edition.open'>> = {}): Promise<string> {
  const args = openArgs(overrides)
  expect(await client.dispatch({ name: 'edition.open', args })).toMatchObject({ saved: true })
  return args.editionId
}
async function haveFrozen(): Promise<string> {
  const editionId = await haveDraft()
  expect(await client.dispatch({ name: 'edition.freeze', args: { editionId } })).toMatchObject({
    saved: true,
  })
  return editionId
}
const dialogOf = (root: HTMLElement): HTMLElement => root.querySelector<HTMLElement>('dialog[open]')!
const titles = (root: HTMLElement): string[] => textOf(root, '.one__title')
const editions = (): Row<'edition'>[] => [...client.rows('edition')]
function type(within: HTMLElement, label: string, text: string): void {
  const found = [...within.querySelectorAll('label')].find((each) => each.textContent?.includes(label))
  const control = within.querySelector<HTMLTextAreaElement>(`#${CSS.escape(found?.htmlFor ?? '')}`)!
  control.value = text
  control.dispatchEvent(new Event('input', { bubbles: true }))
}

describe('the months', () => {
  test('a month is opened with what belongs into it and is then worked on as a draft', async () => {
    const { root, router } = await mount('/lists')
    await flushPromises()
    expect(root.textContent).toContain('还没有月度清单')
    press(root, '开本月清单').click()
    await flushPromises()
    expect(textOf(dialogOf(root), 'dd')).toEqual(['3 项', '0 项', '0 项'])
    press(dialogOf(root), '开清单').click()
    await flushPromises()
    await flushPromises()
    const [edition] = editions()
    expect(edition?.data).toMatchObject({ month, state: 'draft', title: '2026年7月三张清单' })
    expect(router.currentRoute.value.path).toBe(`/lists/${edition?.id}`)
    expect(titles(root)).toEqual(['路灯不亮', '水渠要塌', '桥面有洞'])
  })

  test('a month that is being made is refused in words, at the month', async () => {
    await haveDraft()
    const { root } = await mount('/lists')
    await flushPromises()
    press(root, '开本月清单').click()
    await flushPromises()
    press(dialogOf(root), '开清单').click()
    await flushPromises()
    expect(dialogOf(root).textContent).toContain('2026-07 的月度清单已经有人开启')
    expect(editions()).toHaveLength(1)
  })

  test('a month that is frozen can only be corrected, and says so', async () => {
    await haveFrozen()
    const { root } = await mount('/lists')
    await flushPromises()
    press(root, '开本月清单').click()
    await flushPromises()
    press(dialogOf(root), '开清单').click()
    await flushPromises()
    expect(dialogOf(root).textContent).toContain('2026-07 的月度清单已经定稿')
  })

  test('a correction stands below what it corrects', async () => {
    const frozen = await haveFrozen()
    await haveDraft({ correctsId: frozen, reason: '责任单位写错了', title: '七月更正', items: [] })
    const { root } = await mount('/lists')
    await flushPromises()
    expect(textOf(root, '.list-row__title')).toEqual(['七月三张清单', '七月更正'])
    expect(root.querySelector('.below')?.textContent).toContain('责任单位写错了')
  })

  test('discipline reads them and opens none; a cadre is told that they are not for them', async () => {
    await haveDraft()
    const phone = await makePhone(server, server.people.cadre)
    const cadre = await phone.open()
    await cadre.sync()
    const reader = await mountPage({ client: cadre, at: '/lists', roles: ['discipline'] })
    await flushPromises()
    expect(reader.root.textContent).toContain('综合协调组开了清单以后，会列在这里。')
    expect(reader.root.textContent).not.toContain('开本月清单')
    const { root } = await mountPage({ client: cadre, at: '/lists', roles: ['cadre'] })
    await flushPromises()
    expect(root.textContent).toContain('这里只对综合协调组、作风监督组开放')
  })
})

describe('a draft', () => {
  test('keeps what the meeting decided on a line', async () => {
    const id = await haveDraft()
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    root.querySelector<HTMLElement>('.one')!.click()
    await flushPromises()
    type(dialogOf(root), '研究意见', '月底前换好灯泡')
    await flushPromises()
    press(dialogOf(root), '保存').click()
    await flushPromises()
    expect(root.querySelector('dialog[open]')).toBeNull()
    expect(root.querySelector('.one')?.textContent).toContain('月底前换好灯泡')
    expect(client.commands().at(-1)?.envelope.args).toMatchObject({ decision: '月底前换好灯泡' })
    expect(client.commands().at(-1)?.envelope.args).not.toHaveProperty('remark')
  })

  test('a decision half written survives the closed sheet, and its draft leads back to the line', async () => {
    const id = await haveDraft()
    const first = await mount(`/lists/${id}`)
    await flushPromises()
    first.root.querySelector<HTMLElement>('.one')!.click()
    await flushPromises()
    type(dialogOf(first.root), '研究意见', '由镇里')
    first.wrapper.unmount()
    await flushPromises()
    const [saved] = await client.drafts()
    expect(saved?.form).toBe('lists.note')
    const { root, router } = await mount(`/lists/${id}?sheet=note&item=${saved?.id.split(':')[3]}`)
    await flushPromises()
    expect(dialogOf(root).querySelector('textarea')?.value).toBe('由镇里')
    expect(router.currentRoute.value.query).toEqual({})
  })

  test('a line moves up and down in its list', async () => {
    const id = await haveDraft()
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    root.querySelectorAll<HTMLElement>('.one')[2]!.click()
    await flushPromises()
    press(dialogOf(root), '上移').click()
    await flushPromises()
    expect(titles(root)).toEqual(['路灯不亮', '桥面有洞', '水渠要塌'])
    press(dialogOf(root), '移到最前').click()
    await flushPromises()
    expect(titles(root)).toEqual(['桥面有洞', '路灯不亮', '水渠要塌'])
    press(dialogOf(root), '下移').click()
    await flushPromises()
    expect(titles(root)).toEqual(['路灯不亮', '桥面有洞', '水渠要塌'])
  })

  test('a line is taken off only with a reason, and comes back to its place', async () => {
    const id = await haveDraft()
    const { root, toasts } = await mount(`/lists/${id}`)
    await flushPromises()
    root.querySelectorAll<HTMLElement>('.one')[1]!.click()
    await flushPromises()
    press(dialogOf(root), '移出').click()
    await flushPromises()
    press(dialogOf(root), '移出').click()
    await flushPromises()
    expect(dialogOf(root).textContent).toContain('请填写')
    press(dialogOf(root), '本月不研究。').click()
    press(dialogOf(root), '移出').click()
    await flushPromises()
    expect(titles(root)).toEqual(['路灯不亮', '桥面有洞'])
    toasts.toasts.value.at(-1)!.action!.run()
    await flushPromises()
    expect(titles(root)).toEqual(['路灯不亮', '水渠要塌', '桥面有洞'])
  })

  test('what it lacks is proposed and added at once; what was taken off is not proposed', async () => {
    const [kept, off] = issues as [string, string, string]
    const id = await haveDraft({ items: [kept, off].map((refId) => ({ list: 'issues', refId })) })
    const items = [{ list: 'issues', refId: off }] as const
    await client.dispatch({
      name: 'edition.removeItems',
      args: { editionId: id, items: [...items], reason: '重复' },
    })
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    expect(root.textContent).toContain('还有 1 条没有列入')
    press(root, '全部列入').click()
    await flushPromises()
    expect(titles(root)).toEqual(['路灯不亮', '桥面有洞'])
    expect(root.textContent).not.toContain('没有列入')
  })

  test('single ones are found by their words and added', async () => {
    const id = await haveDraft({ items: [] })
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    press(root, '列入').click()
    await flushPromises()
    const box = dialogOf(root).querySelector<HTMLInputElement>('input[type=search]')!
    box.value = '水渠'
    box.dispatchEvent(new Event('input', { bubbles: true }))
    await flushPromises()
    expect(textOf(dialogOf(root), '.list-row__title')).toEqual(['水渠要塌'])
    press(dialogOf(root), '列入').click()
    await flushPromises()
    expect(titles(root)).toEqual(['水渠要塌'])
    expect(textOf(dialogOf(root), '.list-row__title')).toEqual([])
  })

  test('shows a hundred lines and the rest on request', async () => {
    const [subject] = await server.subjectsOf(0)
    for (let count = 0; count < 100; count++) {
      const { args } = server.commands.issue(subject!.id, 0)
      await server.act(server.people.cadre, [{ name: 'issue.register', args }])
      await server.act(server.people.office, [server.commands.accept(args.issueId)])
      issues.push(args.issueId)
    }
    await client.sync()
    const id = await haveDraft()
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    expect(titles(root)).toHaveLength(100)
    press(root, '再看 3 条').click()
    await flushPromises()
    expect(titles(root)).toHaveLength(103)
  })

  test('is given up with a reason, and the month is free again', async () => {
    const id = await haveDraft()
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    press(root, '作废草稿').click()
    await flushPromises()
    type(dialogOf(root), '为什么作废', '开错了月份')
    await flushPromises()
    press(dialogOf(root), '作废').click()
    await flushPromises()
    expect(client.row('edition', id)?.data).toMatchObject({ state: 'dropped' })
    expect(root.textContent).toContain('开错了月份')
    expect(root.textContent).not.toContain('改表头')
    await haveDraft()
  })

  test('its head is changed: only what was changed is sent', async () => {
    const id = await haveDraft()
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    press(root, '改表头').click()
    await flushPromises()
    dialogOf(root).querySelector<HTMLElement>('[aria-label="把任务清单往前移"]')!.click()
    await flushPromises()
    press(dialogOf(root), '保存').click()
    await flushPromises()
    expect(client.commands().at(-1)?.envelope.args).toEqual({
      editionId: id,
      changes: { sections: ['tasks', 'issues', 'effects'] },
    })
    expect(textOf(root, '[role=tab]').map((text) => text.slice(0, 4))).toEqual([
      '任务清单',
      '问题清单',
      '效果清单',
    ])
  })
})

describe('the freeze', () => {
  test('tells what will stand, and shows 待编号 until the server has answered', async () => {
    const id = await haveDraft()
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    press(root, '定稿').click()
    await flushPromises()
    expect(textOf(dialogOf(root), 'dd').slice(1)).toEqual(['3 项', '0 项', '0 项'])
    expect(dialogOf(root).textContent).toContain('3 条还没有记研究意见')
    press(dialogOf(root), '定稿').click()
    await flushPromises()
    expect(root.querySelector('dialog[open]')).toBeNull()
    expect(root.textContent).toContain('待编号')
    expect(root.textContent).toContain('送到服务器后生成')
    expect(root.textContent).not.toContain('改表头')
    await client.sync()
    await flushPromises()
    const { number, hash } = client.row('edition', id)!.data
    expect(number).toBe(month)
    expect(root.textContent).not.toContain('待编号')
    expect(root.textContent).toContain(hash!.slice(0, 4))
  })

  test('keeps the lines as they were, and lists what came later in a section of its own', async () => {
    const id = await haveFrozen()
    await client.sync()
    server.clock.at += 60_000
    const [subject] = await server.subjectsOf(0)
    const { args } = server.commands.issue(subject!.id, 0)
    await server.act(server.people.cadre, [{ name: 'issue.register', args: { ...args, title: '井盖没了' } }])
    await server.act(server.people.office, [server.commands.accept(args.issueId)])
    await client.sync()
    const { root } = await mount(`/lists/${id}`)
    await flushPromises()
    expect(titles(root)).toEqual(['路灯不亮', '水渠要塌', '桥面有洞'])
    const tab = [...root.querySelectorAll<HTMLElement>('[role=tab]')].find((each) =>
      each.textContent?.includes('迟到记录'),
    )!
    tab.click()
    await flushPromises()
    expect(textOf(root, '.list-row__title')).toEqual(['井盖没了'])
    expect(root.textContent).toContain('定稿后才到')
  })

  test('is corrected by another edition that says why', async () => {
    const id = await haveFrozen()
    const { root, router } = await mount(`/lists/${id}`)
    await flushPromises()
    press(root, '出更正').click()
    await flushPromises()
    press(dialogOf(root), '开更正').click()
    await flushPromises()
    expect(dialogOf(root).textContent).toContain('“原因”填写不合要求')
    type(dialogOf(root), '为什么要更正', '责任单位写错了')
    await flushPromises()
    press(dialogOf(root), '开更正').click()
    await flushPromises()
    await flushPromises()
    const correction = editions().find(({ data }) => data.correctsId === id)
    expect(correction?.data).toMatchObject({ state: 'draft', reason: '责任单位写错了' })
    expect(router.currentRoute.value.path).toBe(`/lists/${correction?.id}`)
    expect(titles(root)).toEqual(['路灯不亮', '水渠要塌', '桥面有洞'])
    expect(client.row('edition', id)?.data.state).toBe('frozen')
  })
})
