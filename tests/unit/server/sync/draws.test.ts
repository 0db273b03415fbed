import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { drawSample, hashOfPool, type Candidate } from '../../../../src/domain/draw/sample'
import type { Row } from '../../../../src/domain/rows'
import type { Identity } from '../../../../src/server/sync/service'
import { makeEnvelope, makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'

let server: SyncServer
let drawer: Identity
let issues: string[]
let subjects: { id: string; name: string }[]

const onTheSpot = (issueId: string): CommandRequest => ({
  name: 'issue.resolveOnSite',
  args: { issueId, measure: '换了灯', result: '', happenedOn: '2026-07-01' },
})
const make = (drawId: string, size = 5): CommandRequest => ({
  name: 'draw.make',
  args: { drawId, from: '2026-06-01', to: '2026-07-01', size },
})
const post = (requests: CommandRequest[], who = drawer) =>
  server.post(
    who,
    requests.map((request, index) => makeEnvelope(request, { id: server.newId(), seq: index + 1 })),
  )
async function rowOf<K extends 'draw' | 'drawContact'>(kind: K, id: string): Promise<Row<K>['data']> {
  const found = (await server.rowsOfKind(kind)).find((row) => row.id === id)
  if (!found) throw new Error(`no ${kind}`)
  return JSON.parse(found.json) as Row<K>['data']
}
async function scopesOf(kind: 'draw' | 'drawContact', id: string): Promise<string[]> {
  return (await server.rowsOfKind(kind)).find((row) => row.id === id)?.scopes ?? []
}

beforeEach(async () => {
  server = await makeSyncServer()
  subjects = [...(await server.subjectsOf(0)), ...(await server.subjectsOf(1))]
  issues = subjects.map(() => server.newId())
  const register = subjects.flatMap(({ id }, at): CommandRequest[] => [
    server.commands.issue(id, 0, { issueId: issues[at] ?? '' }),
    onTheSpot(issues[at] ?? ''),
  ])
  await server.act(server.people.bothCadre, register)
  drawer = await server.register(server.people.office)
})
afterEach(() => server.store.close())

describe('a draw on the server', () => {
  test('is numbered, seeded by the server and can be drawn again by anybody', async () => {
    const drawId = server.newId()
    const [outcome] = await post([make(drawId, 2)])
    expect(outcome).toMatchObject({ result: 'applied', numbers: { [drawId]: '2026-抽1' } })
    const draw = await rowOf('draw', drawId)
    expect(draw).toMatchObject({ number: '2026-抽1', pool: { count: issues.length } })
    expect(draw.seed).toMatch(/^[0-9a-f]{32}$/)
    expect(draw.items).toHaveLength(2)
    const stored = (await server.rowsOfKind('issue')).map(({ id, json }): Candidate => {
      const data = JSON.parse(json) as Row<'issue'>['data']
      return { issueId: id, areaId: data.areaId, household: data.subjectId ?? '', reopened: false }
    })
    expect(draw.pool?.hash).toBe(hashOfPool(stored))
    expect(drawSample(stored, 2, draw.seed ?? '').map(({ issueId }) => issueId)).toEqual(
      draw.items.map(({ issueId }) => issueId),
    )
  })
  test('drawing again is another number with another seed, and the first one stays', async () => {
    const [first, second] = [server.newId(), server.newId()]
    await post([make(first), make(second)])
    const [one, other] = [await rowOf('draw', first), await rowOf('draw', second)]
    expect([one.number, other.number]).toEqual(['2026-抽1', '2026-抽2'])
    expect(one.seed).not.toBe(other.seed)
  })
  test('the same request sent twice is one draw', async () => {
    const drawId = server.newId()
    const envelope = makeEnvelope(make(drawId), { id: server.newId() })
    await server.post(drawer, [envelope])
    const before = await rowOf('draw', drawId)
    const [again] = await server.post(drawer, [envelope])
    expect(again).toMatchObject({ result: 'applied', duplicate: 'yes' })
    expect(await rowOf('draw', drawId)).toEqual(before)
  })
  test('brings whom to go to along, for the one who drew alone', async () => {
    const drawId = server.newId()
    await post([make(drawId)])
    const { items, drawnBy } = await rowOf('draw', drawId)
    const { parties, personId } = await rowOf('drawContact', drawId)
    expect(parties.map(({ issueId }) => issueId).sort()).toEqual(items.map(({ issueId }) => issueId).sort())
    expect(personId).toBe(drawnBy)
    expect(await scopesOf('drawContact', drawId)).toEqual([`user:${drawnBy}`])
    expect((await scopesOf('draw', drawId)).sort()).toEqual(['discipline', 'office', `user:${drawnBy}`])
  })
  test('draws nothing that the one who draws has handled', async () => {
    const both = await server.register(server.people.bothCadre)
    await server.act(server.people.admin, [
      {
        name: 'person.setRoles',
        args: { personId: server.people.bothCadre.id, roles: ['cadre', 'assessor'] },
      },
    ])
    const drawId = server.newId()
    await post([make(drawId)], both)
    expect(await rowOf('draw', drawId)).toMatchObject({ items: [], pool: { count: 0 } })
  })
  test('what happened earlier in the same delivery counts', async () => {
    const drawId = server.newId()
    await post([
      { name: 'issue.refuseStrikeOff', args: { issueId: issues[0] ?? '', remark: '没有换' } },
      make(drawId, 20),
    ])
    const { items } = await rowOf('draw', drawId)
    expect(items.map(({ issueId }) => issueId)).not.toContain(issues[0])
    expect(items).toHaveLength(issues.length - 1)
  })
  test('leaves confidential matters to those who know of them anyway', async () => {
    const secret = server.newId()
    const { args } = server.commands.issue(subjects[0]?.id ?? '', 0, { issueId: secret })
    await server.act(server.people.bothCadre, [
      { name: 'issue.register', args: { ...args, confidential: true } },
      onTheSpot(secret),
    ])
    const drawn = async (who: Identity): Promise<number | undefined> => {
      const drawId = server.newId()
      await post([make(drawId, 20)], who)
      return (await rowOf('draw', drawId)).pool?.count
    }
    expect(await drawn(drawer)).toBe(issues.length + 1)
    await server.act(server.people.admin, [
      { name: 'person.setRoles', args: { personId: server.people.otherCadre.id, roles: ['assessor'] } },
    ])
    expect(await drawn(await server.register(server.people.otherCadre))).toBe(issues.length)
  })
})
