import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import type { Notice } from '../../../../src/domain/notice/rows'
import type { Identity } from '../../../../src/server/sync/service'
import { makeEnvelope, makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'

let server: SyncServer
let office: Identity
let colleague: Identity
let issueId: string
let editionId: string
let noticeId: string
/** In the household, and on no device of the office. */
const child = '周小满'

beforeEach(async () => {
  server = await makeSyncServer()
  office = await server.register(server.people.office)
  colleague = await server.register(server.people.admin)
  ;[issueId, editionId, noticeId] = [server.newId(), server.newId(), server.newId()]
  const [subject] = await server.subjectsOf(0)
  const subjectId = subject?.id ?? ''
  const member = { id: server.newId(), name: child, relation: '女儿', birthYear: 2015 }
  await server.act(server.people.cadre, [
    {
      name: 'subject.edit',
      args: { subjectId, campaignId: server.zone.campaignId, members: { put: [member], remove: [] } },
    },
    server.commands.issue(subjectId, 0, { issueId }),
  ])
  await server.act(server.people.office, [
    server.commands.accept(issueId),
    {
      name: 'edition.open',
      args: {
        editionId,
        month: '2026-07',
        heldOn: '2026-07-01',
        title: '七月清单',
        publicForms: [],
        correctsId: null,
        reason: '',
        items: [{ list: 'issues', refId: issueId }],
      },
    },
  ])
})
afterEach(() => server.store.close())

const freeze = (): CommandRequest => ({ name: 'edition.freeze', args: { editionId } })
const compose = (overrides: Partial<CommandArgs<'notice.compose'>> = {}): CommandRequest => ({
  name: 'notice.compose',
  args: {
    noticeId,
    editionId,
    lists: ['issues'],
    title: '七月公示',
    intro: '',
    closing: '',
    contact: '',
    expiresOn: '2026-08-31',
    ...overrides,
  },
})
const line = (problem: string): CommandRequest => ({
  name: 'notice.editLine',
  args: { noticeId, list: 'issues', refId: issueId, problem },
})
const submit = (): CommandRequest => ({ name: 'notice.submit', args: { noticeId } })
const approve = (revision: number): CommandRequest => ({
  name: 'notice.approve',
  args: { noticeId, revision },
})
const post = async (who: Identity, ...requests: CommandRequest[]) => {
  const outcomes = await server.post(
    who,
    requests.map((request, index) => makeEnvelope(request, { id: server.newId(), seq: index + 1 })),
  )
  return outcomes.map((outcome) => (outcome.result === 'rejected' ? outcome.code : outcome.result))
}
const notice = async (): Promise<Notice> =>
  JSON.parse((await server.rowsOfKind('notice'))[0]?.json ?? 'null') as Notice

describe('a notice on the server', () => {
  test('carries number and hash of the edition, also where both came in one batch', async () => {
    expect(await post(office, freeze(), compose())).toEqual(['applied', 'applied'])
    const { editionNumber, editionHash } = await notice()
    expect(editionNumber).toBe('2026-07')
    expect(editionHash).toMatch(/^[0-9a-f]{64}$/)
  })
  test('is screened by family members whom the office does not hold', async () => {
    await post(office, freeze(), compose(), line(`${child}上学的路`))
    expect((await notice()).lines).toMatchObject([
      { problem: '周某某上学的路', masks: [{ field: 'problem', kind: 'name', count: 1 }], edited: true },
    ])
  })
  test('is posted as it was looked at, or not at all', async () => {
    await post(office, freeze(), compose(), submit())
    expect(await post(office, approve(1))).toEqual(['ownNotice'])
    // Both at once: the office changes a line while the colleague approves.
    expect(await post(office, line('村口的灯'), submit())).toEqual(['applied', 'applied'])
    expect(await post(colleague, approve(1))).toEqual(['noticeChanged'])
    expect(await post(colleague, approve(2))).toEqual(['applied'])
    const posted = await notice()
    expect(posted).toMatchObject({ state: 'posted', revision: 2, approvedBy: colleague.personId })
    expect(await post(office, line('再改'), compose())).toEqual(['wrongState', 'alreadyExists'])
    expect(await notice()).toEqual(posted)
  })
  test('lies with those who make notices, and in no village', async () => {
    await post(office, freeze(), compose())
    const [row] = await server.rowsOfKind('notice')
    expect(row?.scopes.toSorted()).toEqual(['discipline', 'office', 'publicity'])
  })
})
