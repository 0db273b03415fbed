// @vitest-environment happy-dom
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
// Loaded here, so that the first test does not pay for it.
import '../../../src/app/pages/draws/DrawPage.vue'
import '../../../src/app/pages/loop/IssuePage.vue'
import type { Client } from '../../../src/app/client/engine/client'
import { showSlipCode, slipCodeOf } from '../../../src/domain/issue/slip'
import { makePhone } from '../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../fixtures/syncServer'
import { mountPage, press, type MountedPage } from './mountPage'

enableAutoUnmount(afterEach)
afterEach(() => {
  vi.useRealTimers()
})

/* The real engine, filled by the real server. */
let server: SyncServer
let issueId: string
const said = ({ root }: MountedPage): string => root.textContent ?? ''
const phoneOf = async (who: 'cadre' | 'office' | 'otherCadre'): Promise<Client> => {
  const client = await (await makePhone(server, server.people[who])).open()
  expect(await client.sync()).toMatchObject({ result: 'done' })
  return client
}

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  vi.useFakeTimers({ toFake: ['Date'], now: server.clock.at })
  issueId = server.newId()
  const [subject] = await server.subjectsOf(0)
  await server.act(server.people.cadre, [
    server.commands.issue(subject?.id ?? '', 0, { issueId }),
    {
      name: 'issue.resolveOnSite',
      args: { issueId, measure: '换了灯', result: '', happenedOn: '2026-07-01' },
    },
  ])
})

describe('a slip', () => {
  test('is given and shown with one press, and taken back only after a question', async () => {
    const client = await phoneOf('cadre')
    const page = await mountPage({ client, at: `/issues/${issueId}`, roles: ['cadre'] })
    press(page.root, '给回执').click()
    await vi.waitFor(() => expect(said(page)).toContain(showSlipCode(slipCodeOf(issueId))))
    expect(client.row('issue', issueId)?.data.slipCode).toBe(slipCodeOf(issueId))
    expect(said(page)).toContain(showSlipCode(slipCodeOf(issueId)))
    expect(page.root.querySelector('svg[role="img"] path')).not.toBeNull()
    press(page.root, '收回').click()
    await vi.waitFor(() => expect(said(page)).toContain('收回这张回执？'))
    expect(client.row('issue', issueId)?.data.slipCode).not.toBeNull()
  })
})

describe('a sample', () => {
  test('waits for the server, then says whom to go to', async () => {
    const client = await phoneOf('office')
    const drawId = server.newId()
    const args = { drawId, from: '2026-06-01', to: '2026-07-01', size: 5 }
    expect(await client.dispatch([{ name: 'draw.make', args }], {})).toMatchObject({ saved: true })
    const page = await mountPage({ client, at: `/draws/${drawId}`, roles: ['office'] })
    expect(said(page)).toContain('名单由服务器随机抽取')
    expect(await client.sync()).toMatchObject({ result: 'done' })
    await vi.waitFor(() => expect(said(page)).toContain('2026-抽1'))
    expect(said(page)).toContain('路灯不亮')
    expect(said(page)).toContain('没见到')
  })
})
