// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed, defineComponent, h, ref } from 'vue'
import type { Client } from '../../../../src/app/client/engine/client'
import PressSheet from '../../../../src/app/components/campaign/PressSheet.vue'
import { usePlans } from '../../../../src/app/components/campaign/usePlans'
import { useRow } from '../../../../src/app/composables/useClient'
import { useSheets } from '../../../../src/app/composables/useSheets'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, press } from '../mountPage'

enableAutoUnmount(afterEach)
afterEach(() => {
  vi.useRealTimers()
})

let server: SyncServer
let client: Client

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  vi.useFakeTimers({ toFake: ['Date'], now: server.clock.at })
  client = await (await makePhone(server, server.people.office)).open()
  expect(await client.sync()).toMatchObject({ result: 'done' })
})

const field = (root: HTMLElement, label: string): HTMLInputElement => {
  const found = [...root.querySelectorAll('label')].find((each) => each.textContent?.includes(label))
  return root.querySelector<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? '')}`)!
}

test('an edit that is gone on with later does not take back what others wrote meanwhile', async () => {
  const pressId = server.newId()
  const item = {
    outlet: '县报',
    title: '旧题',
    publishedOn: '2026-06-30',
    link: '',
    unitId: null,
    caseId: null,
  }
  await client.dispatch({ name: 'press.record', args: { pressId, ...item } })
  const open = async () => {
    const component = defineComponent(() => {
      const row = useRow('pressItem', pressId)
      return () => row.value && h(PressSheet, { item: row.value })
    })
    const mounted = await mountPage({ client, roles: ['office'], component })
    await flushPromises()
    return mounted
  }
  const first = await open()
  const title = field(first.root, '标题')
  title.value = '新题'
  title.dispatchEvent(new Event('input', { bubbles: true }))
  first.wrapper.unmount()
  await vi.waitFor(async () => expect(await client.drafts()).toHaveLength(1))

  await client.dispatch({ name: 'press.amend', args: { pressId, changes: { outlet: '省报' } } })
  const again = await open()
  press(again.root, '保存').click()
  await vi.waitFor(() =>
    expect(client.row('pressItem', pressId)?.data).toMatchObject({ title: '新题', outlet: '省报' }),
  )
})

test('no plan is asked of a unit that is dissolved', async () => {
  const plans: { value?: ReturnType<typeof usePlans> } = {}
  const component = defineComponent(() => {
    plans.value = usePlans()
    return () => null
  })
  const unitId = server.newId()
  const unit = { unitId, name: '水务站', kind: 'department', areaId: null } as const
  await server.act(server.people.admin, [{ name: 'unit.create', args: unit }])
  await client.sync()
  await mountPage({ client, roles: ['office'], component })
  const missing = (): string[] => plans.value!.missing.value.map(({ id }) => id)
  expect(missing()).toContain(unitId)
  await server.act(server.people.admin, [{ name: 'unit.setActive', args: { unitId, active: false } }])
  await client.sync()
  expect(missing()).not.toContain(unitId)
})

test('a sheet closes when its page turns to something else, and the address opens one only once it may', async () => {
  const may = ref(false)
  const held: { value?: ReturnType<typeof useSheets<'write'>> } = {}
  const component = defineComponent(() => {
    held.value = useSheets(['write'], () => may.value)
    return () => null
  })
  const { router } = await mountPage({ client, at: '/cases/a?sheet=write', component })
  const shown = computed(() => held.value!.sheet.value?.name)
  expect(shown.value).toBeUndefined()
  may.value = true
  await flushPromises()
  expect(shown.value).toBe('write')
  expect(router.currentRoute.value.fullPath).not.toContain('sheet')
  await router.push(router.currentRoute.value.path.replace(/a$/u, 'b'))
  await flushPromises()
  expect(shown.value).toBeUndefined()
})
