import { beforeEach, expect, test, vi } from 'vitest'
import type { Client } from '../../../../src/app/client/engine/client'
import { makePhone, type Phone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: SyncServer
let phone: Phone
let client: Client
let subjectId: string
const content = { first: ['户1'] }

beforeEach(async () => {
  server = await makeSyncServer()
  const [subject] = await server.subjectsOf(0)
  subjectId = subject?.id ?? ''
  phone = await makePhone(server, server.people.bothCadre)
  client = await phone.open()
  await client.sync()
  await client.keepHome({ content, rows: [{ kind: 'subject', id: subjectId }] })
})

const held = (of: Client): number => [...of.rows('subject')].length

test('a start shows what was kept, with the rows it names, and then everything, each row once', async () => {
  const started = await phone.start()
  expect(started.home()).toEqual(content)
  expect(started.row('subject', subjectId)?.data).toEqual(client.row('subject', subjectId)?.data)
  expect(held(started)).toBe(1)
  const told = vi.fn()
  started.onChange(told)
  await started.opened()
  expect(started.home()).toBeUndefined()
  expect(held(started)).toBe(held(client))
  expect(told).toHaveBeenCalled()
  expect(await started.sync()).toMatchObject({ result: 'done' })
  expect(started.status().healed).toBe(0)
})

test('own unsent work lies over the rows that were kept', async () => {
  await client.dispatch(server.commands.rename(subjectId, '改了名'))
  await client.keepHome({ content, rows: [{ kind: 'subject', id: subjectId }] })
  const started = await phone.start()
  expect(started.row('subject', subjectId)?.data.name).toBe('改了名')
  expect(started.isUnconfirmed('subject', subjectId)).toBe(true)
})

test.each<[string, () => Promise<unknown>]>([
  ['something was saved', () => client.dispatch(server.commands.rename(subjectId, '新名'))],
  [
    'something came',
    async () => {
      await server.act(server.people.office, [server.commands.rename(subjectId, '新名')])
      await client.sync()
    },
  ],
  ['a draft was written', () => client.saveDraft({ id: 'draft', form: 'visit', content: {} })],
  ['it was spoilt', async () => phone.disk.tamper('home', 'home', ({ sealed }) => void (sealed[9]! ^= 1))],
])('it does not count any more once %s', async (_, change) => {
  expect((await phone.start()).home()).toEqual(content)
  await change()
  const started = await phone.start()
  expect(started.home()).toBeUndefined()
  expect(held(started)).toBe(0)
  await started.opened()
  expect(held(started)).toBe(held(client))
})

test('what was decided before all is unpacked is decided on all', async () => {
  const started = await phone.start()
  const result = await started.dispatch(server.commands.rename(subjectId, '改了名'))
  expect(result).toMatchObject({ saved: true })
  expect(held(started)).toBe(held(client))
})

test('it goes from the disk with the village that it may tell of', async () => {
  const { admin, bothCadre } = server.people
  const pairing = [...client.rows('pairing')].find(
    ({ data }) => data.personId === bothCadre.id && data.areaId === 'V1',
  )
  await server.act(admin, [server.commands.endPairing(pairing?.id ?? '')])
  await client.sync()
  expect(await phone.store().count('home')).toBe(0)
})

test('the same again is not written again', async () => {
  const writing = vi.spyOn(phone.vault, 'seal')
  await client.keepHome({ content, rows: [{ kind: 'subject', id: subjectId }] })
  expect(writing).not.toHaveBeenCalled()
})
