// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import '../../../../src/app/pages/lists/BulletinPage.vue'
import type { Client } from '../../../../src/app/client/engine/client'
import { bulletinDocument, bulletinSheet } from '../../../../src/app/components/report/bulletinFiles'
import { wordBytes } from '../../../../src/app/docx/wordFile'
import { plainFile } from '../../../../src/app/xlsx/plainSheet'
import { bulletinFigures, type Bulletin } from '../../../../src/domain/report/bulletin'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { mountPage, textOf } from '../mountPage'

enableAutoUnmount(afterEach)
afterEach(() => {
  vi.useRealTimers()
})

let server: SyncServer
let client: Client
let editionId: string

beforeEach(async () => {
  document.body.innerHTML = ''
  server = await makeSyncServer()
  vi.useFakeTimers({ toFake: ['Date'], now: server.clock.at })
  const [subject] = await server.subjectsOf(0)
  const refIds: string[] = []
  for (const title of ['路灯不亮', '水渠要塌']) {
    const { args } = server.commands.issue(subject!.id, 0)
    await server.act(server.people.cadre, [{ name: 'issue.register', args: { ...args, title } }])
    await server.act(server.people.office, [server.commands.accept(args.issueId)])
    refIds.push(args.issueId)
  }
  editionId = server.newId()
  await server.act(server.people.office, [
    {
      name: 'edition.open',
      args: {
        editionId,
        month: '2026-07',
        heldOn: '2026-07-01',
        title: '七月三张清单',
        publicForms: ['board'],
        correctsId: null,
        reason: '',
        items: refIds.map((refId) => ({ list: 'issues', refId })),
      },
    },
  ])
  const { happyDOM } = window as unknown as {
    happyDOM: { setViewport(size: { width: number; height: number }): void }
  }
  happyDOM.setViewport({ width: 390, height: 844 })
  client = await (await makePhone(server, server.people.office)).open()
  await client.sync()
})

const mount = (roles: readonly string[] = ['office']) =>
  mountPage({ client, at: `/lists/${editionId}/bulletin`, roles })
async function freeze(): Promise<void> {
  expect(await client.dispatch({ name: 'edition.freeze', args: { editionId } })).toMatchObject({
    saved: true,
  })
  await client.sync()
}

test('of a draft there is no bulletin', async () => {
  const { root } = await mount()
  await flushPromises()
  expect(root.textContent).toContain('清单定稿以后才有通报')
})

test('a frozen edition is summed up by unit and by village', async () => {
  await freeze()
  const { root } = await mount()
  await flushPromises()
  const [units, villages] = [...root.querySelectorAll('section')]
  expect(textOf(units!, '.card__name')).toEqual(['未交办单位的', '合计'])
  expect(textOf(villages!, '.card__name')).toHaveLength(2)
  expect(textOf(villages!, '.figure').slice(0, 2)).toEqual(['列入2', '办结0'])
})

test('who does not hold the lists is told so', async () => {
  const { root } = await mount(['publicity'])
  await flushPromises()
  expect(root.textContent).toContain('这里只对综合协调组、作风监督组开放')
})

const figures = (from: number) =>
  Object.fromEntries(bulletinFigures.map((figure, at) => [figure, from + at])) as Bulletin['whole']
const bulletin: Bulletin = {
  whole: figures(10),
  byUnit: [
    { name: '民政办', ...figures(20) },
    { name: '', ...figures(30) },
  ],
  byArea: [{ name: '=甲村', ...figures(40) }],
  guessedYears: [],
}
const of = {
  bulletin,
  month: '2026-07',
  number: '2026-07',
  zone: '经开区',
  today: '2026-07-31',
  redAfterDays: 5,
}
const partsOf = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))

test('the Word file has the sums in its text and every row in its tables', async () => {
  const { 'word/document.xml': xml = '' } = partsOf(await wordBytes(bulletinDocument(of)))
  const texts = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)/gu)].map(([, text]) => text)
  expect(texts[0]).toBe('经开区2026年7月办理情况通报')
  expect(texts.join('\n')).toContain(
    '列入问题10件，其中暂缓办理15件；办结11件，按时办结12件，按时办结率109%；群众满意13件，群众不满意后重新办理的14件。截至2026年7月31日，仍有超期任务33项，其中黄色16项、红色17项',
  )
  const at = texts.indexOf('民政办')
  expect(texts.slice(at, at + 9)).toEqual(['民政办', '20', '21', '22', '23', '24', '25', '26', '27'])
  expect(texts).toContain('未交办单位的')
})

test('the sheet has units, villages and the whole below each other, and computes nothing', async () => {
  const sheet = bulletinSheet(of)
  expect(sheet.rows.map(([kind, name, listed]) => [kind, name, listed])).toEqual([
    ['按责任单位', '民政办', 20],
    ['按责任单位', '未交办单位的', 30],
    ['按村（社区）', '=甲村', 40],
    ['合计', '', 10],
  ])
  const parts = partsOf(new Uint8Array(await plainFile(sheet).arrayBuffer()))
  expect(parts['xl/worksheets/sheet1.xml']).not.toContain('<f>')
})
