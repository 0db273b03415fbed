// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
// Loaded here, so that the first test does not pay for it.
import '../../../../src/app/pages/lists/ListPage.vue'
import '../../../../src/app/pages/notice/NoticePage.vue'
import '../../../../src/app/pages/notice/NoticePrintPage.vue'
import '../../../../src/app/pages/notice/NoticesPage.vue'
import type { Client } from '../../../../src/app/client/engine/client'
import type { Row } from '../../../../src/domain/rows'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, press, textOf } from '../mountPage'

enableAutoUnmount(afterEach)
afterEach(() => {
  vi.useRealTimers()
})

/* The real engine of the office and of 宣传报道组, filled by the real server, on 2026-07-01. */
let server: SyncServer
let client: Client
let editionId: string

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  vi.useFakeTimers({ toFake: ['Date'], now: server.clock.at })
  const [subject] = await server.subjectsOf(0)
  const refIds: string[] = []
  for (const title of ['路灯不亮，电话13812345678', '水渠要塌']) {
    const { args } = server.commands.issue(subject!.id, 0)
    await server.act(server.people.cadre, [{ name: 'issue.register', args: { ...args, title } }])
    await server.act(server.people.office, [server.commands.accept(args.issueId)])
    refIds.push(args.issueId)
  }
  await server.act(server.people.admin, [
    { name: 'person.setRoles', args: { personId: server.people.otherCadre.id, roles: ['publicity'] } },
  ])
  editionId = server.newId()
  const edition = {
    editionId,
    month: '2026-07',
    heldOn: '2026-07-01',
    title: '七月三张清单',
    publicForms: ['board' as const],
    correctsId: null,
    reason: '',
    items: refIds.map((refId) => ({ list: 'issues' as const, refId })),
  }
  await server.act(server.people.office, [{ name: 'edition.open', args: edition }])
  await server.act(server.people.office, [{ name: 'edition.freeze', args: { editionId } }])
  client = await openAt(server.people.office)
})

async function openAt(person: SyncServer['people']['office']): Promise<Client> {
  const opened = await (await makePhone(server, person)).open()
  expect(await opened.sync()).toMatchObject({ result: 'done' })
  return opened
}
const mount = async (at: string, as: Client = client, roles: readonly string[] = ['office']) => {
  const mounted = await mountPage({ client: as, at, roles })
  await flushPromises()
  return mounted
}
const notices = (of: Client = client): Row<'notice'>[] => [...of.rows('notice')]
const dialogOf = (root: HTMLElement): HTMLElement => root.querySelector<HTMLElement>('dialog[open]')!
async function pressIn(root: HTMLElement, name: string): Promise<void> {
  press(root, name).click()
  await flushPromises()
  await flushPromises()
}
const cells = (root: HTMLElement, column: string): string[] => textOf(root, `.cell--${column}`)
async function tab(root: HTMLElement, name: string): Promise<void> {
  const found = [...root.querySelectorAll<HTMLElement>('[role=tab]')].find((each) =>
    each.textContent?.includes(name),
  )
  found?.click()
  await flushPromises()
}
function type(within: HTMLElement, label: string, text: string): void {
  const found = [...within.querySelectorAll('label')].find((each) => each.textContent?.includes(label))
  const control = within.querySelector<HTMLTextAreaElement>(`#${CSS.escape(found?.htmlFor ?? '')}`)!
  control.value = text
  control.dispatchEvent(new Event('input', { bubbles: true }))
}
async function haveNotice(): Promise<string> {
  const args = {
    noticeId: server.newId(),
    editionId,
    lists: ['issues' as const],
    title: '七月公示',
    intro: '',
    closing: '',
    contact: '',
    expiresOn: '2026-07-31',
  }
  expect(await client.dispatch({ name: 'notice.compose', args })).toMatchObject({ saved: true })
  return args.noticeId
}
async function haveSubmitted(): Promise<string> {
  const noticeId = await haveNotice()
  expect(await client.dispatch({ name: 'notice.submit', args: { noticeId } })).toMatchObject({ saved: true })
  expect(await client.sync()).toMatchObject({ result: 'done' })
  return noticeId
}

test('the office composes from the frozen edition and sees each line as it will be posted', async () => {
  const { root, router } = await mount(`/lists/${editionId}`)
  await pressIn(root, '拟公示')
  await pressIn(dialogOf(root), '列出公示稿')
  const [notice] = notices()
  expect(notice?.data).toMatchObject({ state: 'draft', lists: ['issues', 'effects'] })
  expect(router.currentRoute.value.path).toBe(`/notices/${notice?.id}`)
  await flushPromises()
  expect(cells(root, 'problem')).toEqual(['路灯不亮，电话（号码略） 〔cat-1〕', '水渠要塌 〔cat-1〕'])
  await tab(root, '逐条核对')
  expect(root.textContent).toContain('已隐去：电话 1 处')
})

test('a line is rewritten, screened again, and says so', async () => {
  const noticeId = await haveNotice()
  const { root } = await mount(`/notices/${noticeId}`)
  await tab(root, '逐条核对')
  root.querySelectorAll<HTMLElement>('.line button')[0]?.click()
  await flushPromises()
  type(dialogOf(root), '反映的问题', '路灯不亮，请打13987654321')
  await flushPromises()
  await pressIn(dialogOf(root), '保存')
  expect(notices()[0]?.data.lines[0]).toMatchObject({ problem: '路灯不亮，请打（号码略）', edited: true })
  expect(textOf(root, '.line__head').join()).toContain('已改写')
})

test('a line is left out with its reason and can come back', async () => {
  const noticeId = await haveNotice()
  const { root } = await mount(`/notices/${noticeId}`)
  await tab(root, '逐条核对')
  root.querySelectorAll<HTMLElement>('.line button')[1]?.click()
  await flushPromises()
  await pressIn(dialogOf(root), '不列')
  expect(dialogOf(root).querySelector('[aria-invalid=true]')).not.toBeNull()
  await pressIn(dialogOf(root), '容易认出是谁。')
  await pressIn(dialogOf(root), '不列')
  expect(root.querySelector('dialog[open]')).toBeNull()
  expect(notices()[0]?.data.lines.map(({ problem }) => problem)).toEqual(['水渠要塌'])
  expect(root.textContent).toContain('不公示的 1 条')
  await pressIn(root, '重新列入')
  expect(notices()[0]?.data.lines).toHaveLength(2)
})

test('who composed it can’t approve it, and is told why', async () => {
  const noticeId = await haveSubmitted()
  const { root } = await mount(`/notices/${noticeId}`)
  expect(root.textContent).toContain('要由另一位同事审签')
  expect(textOf(root, 'button')).not.toContain('审签公示')
})

test('the second person sees the very words, approves them, and then gives out address and code', async () => {
  const noticeId = await haveSubmitted()
  const publicity = await openAt(server.people.otherCadre)
  const { root } = await mount(`/notices/${noticeId}`, publicity, ['publicity'])
  await pressIn(root, '审签公示')
  expect(cells(dialogOf(root), 'problem')).toEqual([
    '路灯不亮，电话（号码略） 〔cat-1〕',
    '水渠要塌 〔cat-1〕',
  ])
  await pressIn(dialogOf(root), '审签公示')
  expect(notices(publicity)[0]?.data.state).toBe('posted')
  expect(root.textContent).toContain('还没有服务器确认')
  expect(await publicity.sync()).toMatchObject({ result: 'done' })
  await flushPromises()
  expect(root.querySelector('.public svg[role=img]')).not.toBeNull()
  expect(root.querySelector<HTMLAnchorElement>('.public a')?.href).toContain(`/public/notices/${noticeId}`)
})

test('an approval of what was changed meanwhile is refused in words', async () => {
  const noticeId = await haveSubmitted()
  const publicity = await openAt(server.people.otherCadre)
  const { root } = await mount(`/notices/${noticeId}`, publicity, ['publicity'])
  await pressIn(root, '审签公示')
  // Somebody else writes in it and hands it in again.
  await server.act(server.people.admin, [
    { name: 'notice.edit', args: { noticeId, title: '改过的标题' } },
    { name: 'notice.submit', args: { noticeId } },
  ])
  await publicity.sync()
  await flushPromises()
  await pressIn(dialogOf(root), '审签公示')
  expect(dialogOf(root).textContent).toContain('公示稿在您看过以后又改过')
  expect(notices(publicity)[0]?.data.state).toBe('submitted')
})

test('what was sent back says what has to change', async () => {
  const noticeId = await haveSubmitted()
  const publicity = await openAt(server.people.otherCadre)
  const { root } = await mount(`/notices/${noticeId}`, publicity, ['publicity'])
  await pressIn(root, '退回修改')
  type(dialogOf(root), '哪里要改', '标题写清楚')
  await flushPromises()
  await pressIn(dialogOf(root), '退回')
  expect(notices(publicity)[0]?.data).toMatchObject({ state: 'draft' })
  expect(root.textContent).toContain('标题写清楚')
})

test('the sheet for the board has the size that its address names, and says when it is a sample', async () => {
  const noticeId = await haveNotice()
  const { root, router } = await mount(`/notices/${noticeId}/print?size=a3`)
  expect(root.querySelector('.print--a3')).not.toBeNull()
  expect(root.textContent).toContain('样稿，未经审签，不得张贴')
  root
    .querySelector<HTMLInputElement>('input[value=a4]')
    ?.dispatchEvent(new Event('change', { bubbles: true }))
  await flushPromises()
  expect(router.currentRoute.value.query['size']).toBe('a4')
})

test('the list shows what waits, and nobody else’s eyes get it', async () => {
  await haveSubmitted()
  const { root } = await mount('/notices')
  expect(textOf(root, 'h2')).toEqual(['待审签'])
  const { root: other } = await mount('/notices', client, ['cadre'])
  expect(other.textContent).toContain('这里只对')
})
