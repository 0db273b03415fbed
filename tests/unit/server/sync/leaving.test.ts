/** Rows that leave a phone because of what was decided about them: their scopes change, and a tombstone tells it. */
import { beforeEach, expect, test } from 'vitest'
import type { Client } from '../../../../src/app/client/engine/client'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import type { SimPerson } from '../../../sim/zone'

let server: SyncServer
beforeEach(async () => {
  server = await makeSyncServer()
})
async function phoneOf(person: SimPerson): Promise<Client> {
  const client = await (await makePhone(server, person)).open()
  await client.sync()
  return client
}
const subject = async () => (await server.subjectsOf(0))[0]?.id ?? ''

test('an issue that the office puts into a confidential category leaves the colleague with its timeline', async () => {
  const { cadre, bothCadre, office } = server.people
  const register = server.commands.issue(await subject(), 0)
  const { issueId } = register.args
  const author = await phoneOf(cadre)
  await author.dispatch(register)
  await author.sync()
  const colleague = await phoneOf(bothCadre)
  expect(colleague.row('issue', issueId)).toBeDefined()
  expect(colleague.related('event.aboutId', issueId)).toHaveLength(1)

  const desk = await phoneOf(office)
  await desk.dispatch({ name: 'issue.accept', args: { issueId, categoryId: 'cat-petition', remark: '' } })
  await desk.sync()
  await colleague.sync()
  await author.sync()
  expect(colleague.row('issue', issueId)).toBeUndefined()
  expect(colleague.related('event.aboutId', issueId)).toEqual([])
  expect(colleague.status().healed).toBe(0)
  for (const client of [author, desk]) {
    expect(client.row('issue', issueId)?.data).toMatchObject({ confidential: true, state: 'listed' })
    expect(client.related('event.aboutId', issueId)).toHaveLength(2)
  }
})

test('a family member leaves every phone that held them, and comes back when put again', async () => {
  const { cadre, bothCadre } = server.people
  const id = server.newId()
  const subjectId = await subject()
  const edit = (put: { id: string; name?: string; birthYear?: number }[], remove: string[]) =>
    ({
      name: 'subject.edit',
      args: { subjectId, campaignId: server.zone.campaignId, members: { put, remove } },
    }) as const
  const first = await phoneOf(cadre)
  await first.dispatch(edit([{ id, name: '周小满' }], []))
  await first.sync()
  const second = await phoneOf(bothCadre)
  expect(second.row('subjectMember', id)?.data.name).toBe('周小满')

  await first.dispatch(edit([], [id]))
  await first.sync()
  // Written without knowing of the removal.
  await second.dispatch(edit([{ id, birthYear: 2014 }], []))
  expect(first.row('subjectMember', id)).toBeUndefined()
  await second.sync()
  await first.sync()
  for (const client of [first, second])
    expect(client.row('subjectMember', id)?.data).toMatchObject({ name: '周小满', birthYear: 2014 })

  await first.dispatch(edit([], [id]))
  await first.sync()
  await second.sync()
  for (const client of [first, second]) {
    expect(client.row('subjectMember', id)).toBeUndefined()
    expect(client.status().healed).toBe(0)
  }
})
