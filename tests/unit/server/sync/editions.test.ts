import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import { contentOfEdition } from '../../../../src/domain/edition/content'
import type { Row } from '../../../../src/domain/rows'
import { canonicalJson } from '../../../../src/sync/canonical'
import type { Identity } from '../../../../src/server/sync/service'
import { makeEnvelope, makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'

let server: SyncServer
let office: Identity
let colleague: Identity
let issues: string[]

beforeEach(async () => {
  server = await makeSyncServer()
  office = await server.register(server.people.office)
  colleague = await server.register(server.people.admin)
  issues = [server.newId(), server.newId()]
  const [subject] = await server.subjectsOf(0)
  await server.act(
    server.people.cadre,
    issues.map((issueId) => server.commands.issue(subject?.id ?? '', 0, { issueId })),
  )
  await server.act(
    server.people.office,
    issues.map((issueId) => server.commands.accept(issueId)),
  )
})
afterEach(() => server.store.close())

const open = (editionId: string, overrides: Partial<CommandArgs<'edition.open'>> = {}): CommandRequest => ({
  name: 'edition.open',
  args: {
    editionId,
    month: '2026-07',
    heldOn: '2026-07-01',
    title: '七月清单',
    publicForms: [],
    correctsId: null,
    reason: '',
    items: issues.map((refId) => ({ list: 'issues', refId })),
    ...overrides,
  },
})
const freeze = (editionId: string): CommandRequest => ({ name: 'edition.freeze', args: { editionId } })
const post = (who: Identity, requests: CommandRequest[]) =>
  server.post(
    who,
    requests.map((request, index) => makeEnvelope(request, { id: server.newId(), seq: index + 1 })),
  )
const parsed = async <K extends 'edition' | 'editionItem'>(kind: K): Promise<Row<K>[]> =>
  (await server.rowsOfKind(kind)).map(
    (row) => ({ kind, id: row.id, version: row.version, data: JSON.parse(row.json) as unknown }) as Row<K>,
  )
const rowsAsStored = async () =>
  [...(await server.rowsOfKind('edition')), ...(await server.rowsOfKind('editionItem'))]
    .map(({ id, version, json }) => `${id} ${version} ${json}`)
    .sort()
const codesOf = (outcomes: Awaited<ReturnType<typeof post>>) =>
  outcomes.map((outcome) => (outcome.result === 'rejected' ? outcome.code : outcome.result))

describe('a frozen edition', () => {
  test('JU9 has a number, told in the outcome, and a hash that anybody can count again', async () => {
    const id = server.newId()
    const outcomes = await post(office, [open(id), freeze(id)])
    expect(outcomes[1]).toMatchObject({ result: 'applied', numbers: { [id]: '2026-07' } })
    const [edition] = await parsed('edition')
    expect(edition?.data).toMatchObject({
      number: '2026-07',
      frozenAt: server.clock.at,
      counts: { issues: 2 },
    })
    const content = contentOfEdition(edition?.data as Row<'edition'>['data'], await parsed('editionItem'))
    expect(content.lists.issues.map(({ line }) => line.number)).toEqual(['2026-0001', '2026-0002'])
    expect(edition?.data.hash).toBe(createHash('sha256').update(canonicalJson(content)).digest('hex'))
  })

  test('JU9 corrections are counted per month, a draft that was given up takes no number', async () => {
    const [first, dropped, second, third, other] = Array.from({ length: 5 }, () => server.newId()) as [
      string,
      string,
      string,
      string,
      string,
    ]
    const correcting = (correctsId: string) => ({ correctsId, reason: '漏了', items: [] })
    const outcomes = await post(office, [
      open(first),
      freeze(first),
      open(dropped, correcting(first)),
      { name: 'edition.drop', args: { editionId: dropped, reason: '不用' } },
      open(second, correcting(first)),
      freeze(second),
      open(third, correcting(second)),
      freeze(third),
      open(other, { month: '2026-06' }),
      freeze(other),
    ])
    expect(new Set(codesOf(outcomes))).toEqual(new Set(['applied']))
    const numbers = new Map((await parsed('edition')).map(({ id, data }) => [id, data.number]))
    expect(numbers).toEqual(
      new Map([
        [first, '2026-07'],
        [dropped, null],
        [second, '2026-07-更1'],
        [third, '2026-07-更2'],
        [other, '2026-06'],
      ]),
    )
  })

  test('JU9 keeps every byte, whatever is asked of it and of what it is about', async () => {
    const id = server.newId()
    await post(office, [open(id), freeze(id)])
    const before = await rowsAsStored()
    const [issueId = ''] = issues
    const outcomes = await post(colleague, [
      freeze(id),
      { name: 'edition.note', args: { editionId: id, list: 'issues', refId: issueId, decision: '另议' } },
      { name: 'edition.setHead', args: { editionId: id, changes: { title: '改' } } },
      { name: 'edition.drop', args: { editionId: id, reason: '不要' } },
      { name: 'issue.decline', args: { issueId, reason: '不属本区', toldResident: '说了', handedTo: '' } },
    ])
    expect(codesOf(outcomes)).toEqual([
      'editionFrozen',
      'editionFrozen',
      'editionFrozen',
      'editionFrozen',
      'applied',
    ])
    expect(await rowsAsStored()).toEqual(before)
  })

  test('holds the lines of the server, not of the device that asked', async () => {
    const id = server.newId()
    await post(office, [open(id)])
    await server.act(server.people.office, [
      { name: 'issue.sendBack', args: { issueId: issues[0] ?? '', remark: '补充' } },
    ])
    await post(office, [freeze(id)])
    const states = (await parsed('editionItem')).map(({ data }) => data.line?.state)
    expect(states.sort()).toEqual(['listed', 'needsDetail'])
  })
})

describe('two people at the same moment', () => {
  test('one opens the month, the other is told; what the other sent is kept with the refusal', async () => {
    const answers = await Promise.all([
      post(office, [open(server.newId())]),
      post(colleague, [open(server.newId())]),
    ])
    expect(answers.flatMap(codesOf).sort()).toEqual(['applied', 'monthOpen'])
    expect(await parsed('edition')).toHaveLength(1)
  })

  test('one freezes, the other is told, and there is one number', async () => {
    const id = server.newId()
    await post(office, [open(id)])
    const answers = await Promise.all([post(office, [freeze(id)]), post(colleague, [freeze(id)])])
    expect(answers.flatMap(codesOf).sort()).toEqual(['applied', 'editionFrozen'])
    expect((await parsed('edition')).map(({ data }) => data.number)).toEqual(['2026-07'])
  })
})
