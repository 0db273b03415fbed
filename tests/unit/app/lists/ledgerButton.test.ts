// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
// Loaded here, so that the first test does not pay for it.
import '../../../../src/app/components/lists/ledger'
import LedgerButton from '../../../../src/app/components/lists/LedgerButton.vue'
import { isAsFrozen } from '../../../../src/app/components/lists/ledgerState'
import type { Client } from '../../../../src/app/client/engine/client'
import { saveFile } from '../../../../src/app/composables/saveFile'
import { readXlsx } from '../../../../src/server/import/xlsx'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, press } from '../mountPage'

vi.mock('../../../../src/app/composables/saveFile', () => ({ saveFile: vi.fn() }))
enableAutoUnmount(afterEach)

/* The real engine of an office phone, filled by the real server. */
let server: SyncServer
let client: Client
let editionId: string
let issueId: string

beforeEach(async () => {
  document.body.innerHTML = ''
  vi.mocked(saveFile).mockClear()
  server = await makeSyncServer()
  const { cadre, office } = server.people
  const [subject] = await server.subjectsOf(0)
  const register = server.commands.issue(subject!.id, 0)
  issueId = register.args.issueId
  await server.act(cadre, [register])
  await server.act(office, [{ name: 'issue.accept', args: { issueId, remark: '' } }])
  const phone = await makePhone(server, office)
  client = await phone.open()
  expect(await client.sync()).toMatchObject({ result: 'done' })
  const today = client.row('issue', issueId)!.data.listedOn!
  editionId = server.newId()
  await server.act(office, [
    {
      name: 'edition.open',
      args: {
        editionId,
        month: today.slice(0, 7),
        heldOn: today,
        title: '三张清单',
        publicForms: [],
        correctsId: null,
        reason: '',
        items: [{ list: 'issues', refId: issueId }],
      },
    },
  ])
  await client.sync()
})

const freeze = () => server.act(server.people.office, [{ name: 'edition.freeze', args: { editionId } }])
const show = (of = editionId) =>
  mountPage({ client, component: defineComponent(() => () => h(LedgerButton, { editionId: of })) })
const button = (root: ParentNode) => press(root, '下载台账（Excel）') as HTMLButtonElement
async function pressed(root: ParentNode): Promise<void> {
  button(root).click()
  await nextTick()
  await vi.waitFor(() => expect(root.querySelector('[aria-busy]')).toBeNull())
  await flushPromises()
}

describe('the button of the ledger', () => {
  test('waits for the freeze, and says so', async () => {
    const { root } = await show()
    expect(button(root).disabled).toBe(true)
    expect(root.textContent).toContain('定稿以后才能下载台账')
  })

  test('waits for the server’s word on a freeze made here', async () => {
    await client.dispatch({ name: 'edition.freeze', args: { editionId } })
    const { root } = await show()
    expect(button(root).disabled).toBe(true)
    expect(root.textContent).toContain('还没有得到服务器确认')
  })

  test('makes the file of a frozen edition on the device, from what the server froze', async () => {
    await freeze()
    await client.sync()
    const { root, toasts } = await show()
    await pressed(root)
    const [file, name] = vi.mocked(saveFile).mock.calls[0]!
    expect(name).toMatch(/^.+\d{4}年\d+月清单台账\.xlsx$/)
    expect(toasts.toasts.value.map(({ text }) => text)).toEqual([`已下载：${name}`])
    const [issues] = await readXlsx(new Uint8Array(await file.arrayBuffer()))
    expect(issues!.rows).toHaveLength(5)
    expect(issues!.rows[4]!.cells[1]).toBe(client.row('issue', issueId)!.data.number)
  })

  test('makes none where a line is missing here or is not as it was frozen', async () => {
    await freeze()
    await client.sync()
    const [edition, items] = [
      client.row('edition', editionId)!,
      client.related('editionItem.editionId', editionId),
    ]
    expect(await isAsFrozen(edition, items)).toBe(true)
    const changed = items.map((item) => ({
      ...item,
      data: { ...item.data, line: { ...item.data.line!, title: '改过' } },
    }))
    expect(await isAsFrozen(edition, changed)).toBe(false)
    vi.spyOn(client, 'related').mockReturnValue([])
    const { root } = await show()
    await pressed(root)
    expect(root.querySelector('[role=alert]')?.textContent).toContain('还没有全部取到本机')
    expect(saveFile).not.toHaveBeenCalled()
  })

  test('says when the file could not be made', async () => {
    await freeze()
    await client.sync()
    vi.mocked(saveFile).mockImplementationOnce(() => {
      throw new Error('no room')
    })
    const { root } = await show()
    await pressed(root)
    expect(root.querySelector('[role=alert]')?.textContent).toContain('台账没有做成')
  })

  test('is not there for an edition that is not held', async () => {
    const { root } = await show(server.newId())
    expect(root.querySelector('button')).toBeNull()
  })
})
