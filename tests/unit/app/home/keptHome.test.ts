// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { Client } from '../../../../src/app/client/engine/client'
import HomeKeeper from '../../../../src/app/components/home/HomeKeeper.vue'
import HomePage from '../../../../src/app/pages/HomePage.vue'
import { makePhone, type Phone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, type MountedPage } from '../mountPage'

vi.setConfig({ testTimeout: 30_000 })
enableAutoUnmount(afterEach)
afterEach(() => void vi.useRealTimers())

/* The home page before and after the rows are unpacked, on the real engine filled by the real server. */
let server: SyncServer
let phone: Phone
let subjectId: string
let subjectName: string

const Page = defineComponent(() => () => h(HomeKeeper, () => h(HomePage)))
const shown = ({ root }: MountedPage): string => (root.textContent ?? '').replace(/\s+/g, ' ')

async function open(client: Client, roles: readonly string[]): Promise<MountedPage> {
  document.body.innerHTML = ''
  const page = await mountPage({ client, roles, component: Page })
  await flushPromises()
  return page
}

/** Shows the page until it was kept; returns what it said. */
async function keep(client: Client, roles: readonly string[]): Promise<string> {
  const page = await open(client, roles)
  await vi.waitFor(async () => expect((await phone.start()).home()).toBeDefined(), 10_000)
  const text = shown(page)
  page.wrapper.unmount()
  return text
}

beforeEach(async () => {
  server = await makeSyncServer()
  vi.useFakeTimers({ toFake: ['Date'], now: server.clock.at })
  const [subject] = await server.subjectsOf(0)
  subjectId = subject?.id ?? ''
  subjectName = subject?.name ?? ''
})

test('the office sees its counts and the first of its inbox at once, and the same when all is unpacked', async () => {
  phone = await makePhone(server, server.people.office)
  const reporter = await (await makePhone(server, server.people.cadre)).open()
  await reporter.sync()
  await reporter.dispatch(server.commands.issue(subjectId, 0))
  await reporter.sync()
  const client = await phone.open()
  await client.sync()
  const before = await keep(client, ['office'])
  expect(before).toContain('路灯不亮')
  expect(before).toContain(subjectName)

  const started = await phone.start()
  expect([...started.rows('visit')]).toEqual([])
  const page = await open(started, ['office'])
  expect(shown(page)).toBe(before)
  await started.opened()
  page.context.isOpen.value = true
  await flushPromises()
  expect(shown(page)).toBe(before)
})

test('a cadre sees what came back, the answers and a draft by its name', async () => {
  phone = await makePhone(server, server.people.cadre)
  const client = await phone.open()
  await client.sync()
  const [first, second] = [server.commands.issue(subjectId, 0), server.commands.issue(subjectId, 0)]
  await client.dispatch([first, second])
  await client.sync()
  await server.act(server.people.office, [
    { name: 'issue.sendBack', args: { issueId: first.args.issueId, remark: '请补充地点' } },
    server.commands.accept(second.args.issueId),
  ])
  await client.sync()
  await client.saveDraft({ id: 'd', form: 'visit', content: { data: { subjectId }, place: null } })
  const before = await keep(client, ['cadre'])
  for (const words of ['退回意见：请补充地点', '已受理', subjectName]) expect(before).toContain(words)

  const started = await phone.start()
  const page = await open(started, ['cadre'])
  expect(shown(page)).toBe(before)
})

test('what was kept yesterday does not say what is due today', async () => {
  phone = await makePhone(server, server.people.cadre)
  const client = await phone.open()
  await client.sync()
  const today = await keep(client, ['cadre'])
  expect(today).toContain('今天的路线')
  vi.setSystemTime(Date.now() + 24 * 3_600_000)
  const page = await open(await phone.start(), ['cadre'])
  expect(shown(page)).not.toContain('今天的路线')
  expect(shown(page)).toContain('记走访')
})
