// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { Client } from '../../../../src/app/client/engine/client'
import MergeSheet from '../../../../src/app/components/loop/MergeSheet.vue'
import TaskSheet from '../../../../src/app/components/loop/TaskSheet.vue'
import { draftPlace } from '../../../../src/app/components/home/draftPlace'
// Loaded here, so that the first test does not pay for it.
import '../../../../src/app/pages/desk/DeskPage.vue'
import type { Row } from '../../../../src/domain/rows'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer } from '../../../fixtures/syncServer'
import { mountPage } from '../mountPage'

enableAutoUnmount(afterEach)
afterEach(() => {
  vi.useRealTimers()
})

/* The real engine of the office with three listed issues. */
let client: Client
let issues: Row<'issue'>[]

beforeEach(async () => {
  document.body.innerHTML = ''
  const server = await makeSyncServer()
  vi.useFakeTimers({ toFake: ['Date'], now: server.clock.at })
  const [subject] = await server.subjectsOf(0)
  for (const title of ['路灯不亮', '水渠要塌', '井盖丢了']) {
    const { args } = server.commands.issue(subject!.id, 0)
    await server.act(server.people.cadre, [{ name: 'issue.register', args: { ...args, title } }])
    await server.act(server.people.office, [server.commands.accept(args.issueId)])
  }
  client = await (await makePhone(server, server.people.office)).open()
  expect(await client.sync()).toMatchObject({ result: 'done' })
  issues = [...client.rows('issue')].sort((a, b) => (a.id < b.id ? -1 : 1))
})

type Sheet = 'assign' | 'merge'
async function openSheet(which: Sheet, about: readonly Row<'issue'>[]) {
  const mounted = await mountPage({
    client,
    roles: ['office'],
    component: defineComponent(
      () => () =>
        which === 'assign'
          ? h(TaskSheet, { form: 'assign', issues: about })
          : h(MergeSheet, { issues: about }),
    ),
  })
  await flushPromises()
  return mounted
}
/** Measures of the task, remark of the merging. */
const words = (root: HTMLElement): HTMLTextAreaElement => root.querySelector('textarea')!
async function typeAndClose(which: Sheet, about: readonly Row<'issue'>[], text: string): Promise<void> {
  const { root, wrapper } = await openSheet(which, about)
  words(root).value = text
  words(root).dispatchEvent(new Event('input', { bubbles: true }))
  wrapper.unmount()
  await vi.waitFor(async () => expect(JSON.stringify(await client.drafts())).toContain(text))
}

test.each<Sheet>(['assign', 'merge'])(
  '%s: words for several issues are not shown for one of them alone, nor the other way round',
  async (which) => {
    const [one, two, three] = issues
    await typeAndClose(which, [one!], '只给一条')
    await typeAndClose(which, [one!, two!], '两条一起')
    expect(words((await openSheet(which, [one!])).root).value).toBe('只给一条')
    expect(words((await openSheet(which, [two!, one!])).root).value).toBe('两条一起')
    expect(words((await openSheet(which, [one!, three!])).root).value).toBe('')
  },
)

test('words for several issues are gone on with at the desk, for just these', async () => {
  const [one, two] = issues
  await typeAndClose('assign', [two!, one!], '两条一起')
  const [kept] = await client.drafts()
  const { to } = draftPlace(kept!)
  expect(to).toMatchObject({ name: 'desk' })
  const { router, root } = await mountPage({ client, roles: ['office'], at: '/desk' })
  await router.push(to!)
  await vi.waitFor(() => expect(words(root).value).toBe('两条一起'))
  expect(router.currentRoute.value.query).toEqual({})
})
