import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import { addLine, emptySum, formatSum } from '../../../../src/sync/checksum'
import { parseLine } from '../../../../src/sync/line'
import type { Page, SyncResponse } from '../../../../src/sync/down'
import type { SyncRequest } from '../../../../src/sync/up'
import { formatCursor, readCursor } from '../../../../src/server/sync/cursor'
import type { Identity } from '../../../../src/server/sync/service'
import { makeEnvelope, makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'

let server: SyncServer
let phone: Identity

beforeEach(async () => {
  server = await makeSyncServer()
  phone = await server.register(server.people.cadre)
})
afterEach(() => server.store.close())

const linesOf = ({ lines }: Pick<Page, 'lines'>) => (lines === '' ? [] : lines.split('\n'))
const parsedOf = (page: Page) => linesOf(page).map((line) => parseLine(line))
const pageOf = (response: SyncResponse, scope: string) => response.pages.find((page) => page.scope === scope)
const holdsOf = (response: SyncResponse): SyncRequest['holds'] =>
  response.pages.map(({ scope, cursor }) => ({ scope, cursor }))

/** What a device would hold after these pages, by scope. */
class Held {
  readonly scopes = new Map<string, { cursor: string; lines: Map<string, string> }>()

  take(response: SyncResponse): void {
    for (const scope of response.dropped) this.scopes.delete(scope)
    for (const page of response.pages) {
      const before = page.reset ? undefined : this.scopes.get(page.scope)
      const lines = before?.lines ?? new Map<string, string>()
      for (const line of linesOf(page)) {
        const parsed = parseLine(line)
        if (!parsed) throw new Error(`no line: ${line}`)
        if (parsed.json === null) lines.delete(`${parsed.kind}:${parsed.id}`)
        else lines.set(`${parsed.kind}:${parsed.id}`, line)
      }
      this.scopes.set(page.scope, { cursor: page.cursor, lines })
      if (page.sum !== null) expect(formatSum([...lines.values()].reduce(addLine, emptySum))).toBe(page.sum)
    }
  }

  get holds(): SyncRequest['holds'] {
    return [...this.scopes].map(([scope, { cursor }]) => ({ scope, cursor }))
  }

  /** Until nothing more comes. Returns the number of round trips. */
  async fill(identity: Identity, request: Partial<SyncRequest> = {}): Promise<number> {
    for (let rounds = 1; rounds < 2_000; rounds++) {
      const response = await server.pull(identity, { holds: this.holds, ...request })
      this.take(response)
      if (!response.more) return rounds
    }
    throw new Error('never done')
  }

  get all() {
    return [...this.scopes].map(([scope, { lines }]) => [scope, [...lines.values()].sort()] as const).sort()
  }
}

describe('who is given what', () => {
  test('PL1 a device receives rows of the scopes it is granted at that moment, and no others', async () => {
    for (const person of Object.values(server.people)) {
      const identity = await server.register(person)
      const { grants, pages } = await server.pull(identity)
      expect(pages.map(({ scope }) => scope)).toEqual(grants)
      for (const page of pages) {
        for (const line of parsedOf(page)) {
          if (!line?.json) throw new Error('a first fill has no tombstones')
          expect(scopesOf(line.kind as 'subject', JSON.parse(line.json) as never)).toContain(page.scope)
        }
      }
    }
    expect((await server.pull(phone)).grants).not.toContain('area:V2')
  })

  test('PL1 a pairing that starts or ends counts from the next contact on', async () => {
    const pairingId = server.newId()
    await server.act(server.people.admin, [server.commands.pair(phone.personId, 1, pairingId)])
    const held = new Held()
    await held.fill(phone)
    expect([...held.scopes.keys()]).toContain('care:V2')
    await server.act(server.people.admin, [server.commands.endPairing(pairingId)])
    const { dropped, grants } = await server.pull(phone, { holds: held.holds })
    expect(dropped.sort()).toEqual(['area:V2', 'care:V2', 'contact:V2', 'member:V2'])
    expect(grants).not.toContain('area:V2')
  })

  test('PL1 without access nothing is given and everything held is to be dropped', async () => {
    const { pages } = await server.pull(phone)
    const holds = pages.map(({ scope, cursor }) => ({ scope, cursor }))
    await server.act(server.people.admin, [server.commands.setActive(phone.personId, false)])
    expect(await server.pull(phone, { holds })).toMatchObject({
      grants: [],
      pages: [],
      dropped: holds.map(({ scope }) => scope),
    })
  })

  test("PL1 a scope that was asked for but is somebody else's is named as dropped, and nothing of it is given", async () => {
    const answer = await server.pull(phone, {
      holds: [
        { scope: 'office', cursor: null },
        { scope: 'area:V2', cursor: null },
      ],
    })
    expect(answer.dropped).toEqual(['office', 'area:V2'])
    expect(answer.pages.map(({ scope }) => scope)).not.toContain('office')
  })
})

describe('pages', () => {
  test('PL3 pulling in pieces of any size gives the same lines as pulling at once', async () => {
    const whole = new Held()
    await whole.fill(phone)
    for (const maxRows of [1, 2, 3, 7, 50]) {
      const pieces = new Held()
      const rounds = await pieces.fill(phone, { maxRows })
      expect(pieces.all).toEqual(whole.all)
      if (maxRows === 1) expect(rounds).toBeGreaterThan(10)
    }
  })

  test('PL3 changes between the pieces do not get lost, nor do rows that leave meanwhile', async () => {
    const subjects = await server.subjectsOf(0)
    const pieces = new Held()
    for (let step = 0; step < 200; step++) {
      const answer = await server.pull(phone, { holds: pieces.holds, maxRows: 2 })
      pieces.take(answer)
      if (!answer.more && step > 8) break
      const subject = subjects[step % subjects.length]?.id ?? ''
      if (step === 3) await server.act(server.people.office, [server.commands.move(subject, 1)])
      if (step === 6) await server.act(server.people.office, [server.commands.move(subjects[1]?.id ?? '', 1)])
      if (step < 8 && step !== 3 && step !== 6)
        await server.act(server.people.bothCadre, [server.commands.note(subject, `第${step}步`)])
    }
    const whole = new Held()
    await whole.fill(phone)
    expect(pieces.all).toEqual(whole.all)
  })

  test('PL4 lines of a scope come in version order, each version once', async () => {
    const subject = (await server.subjectsOf(0))[0]?.id ?? ''
    for (let turn = 0; turn < 5; turn++)
      await server.act(server.people.bothCadre, [server.commands.note(subject, `${turn}`)])
    for (const page of (await server.pull(phone)).pages) {
      const versions = parsedOf(page).map((line) => line?.version ?? 0)
      expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
    }
  })

  test('PL5 a row that leaves a scope leaves a tombstone there, and comes back as a row', async () => {
    const subject = (await server.subjectsOf(0))[0]?.id ?? ''
    const first = await server.pull(phone)
    const holds = holdsOf(first)
    await server.act(server.people.office, [server.commands.move(subject, 1)])
    const gone = await server.pull(phone, { holds })
    expect(pageOf(gone, 'area:V1')?.lines).toContain(`subject ${subject} `)
    expect(parsedOf(pageOf(gone, 'area:V1') as Page).find((line) => line?.id === subject)?.json).toBeNull()
    await server.act(server.people.office, [server.commands.move(subject, 0)])
    const back = await server.pull(phone, { holds })
    expect(parsedOf(pageOf(back, 'area:V1') as Page).find((line) => line?.id === subject)?.json).toContain(
      '"areaId":"V1"',
    )
  })

  test('PL5 a first fill carries no tombstones of rows that the device never had', async () => {
    const subject = (await server.subjectsOf(0))[0]?.id ?? ''
    await server.act(server.people.office, [server.commands.move(subject, 1)])
    for (const page of (await server.pull(phone)).pages)
      for (const line of parsedOf(page)) expect(line?.json).not.toBeNull()
  })

  test('PL8 a page that is done carries the checksum of the whole scope, one that is not carries none', async () => {
    const { pages } = await server.pull(phone, { maxRows: 1 })
    expect(pages[0]).toMatchObject({ done: false, sum: null })
    const held = new Held()
    // `take` compares the sums.
    await held.fill(phone, { maxRows: 4 })
    const subject = (await server.subjectsOf(0))[1]?.id ?? ''
    await server.act(server.people.office, [server.commands.move(subject, 1)])
    await held.fill(phone)
  })

  test('PL8 a device may ask for the checksum although nothing changed', async () => {
    const { pages } = await server.pull(phone)
    const holds = pages.map(({ scope, cursor }) => ({ scope, cursor, verify: scope === 'area:V1' }))
    const answer = await server.pull(phone, { holds })
    expect(answer.pages).toHaveLength(1)
    expect(answer.pages[0]).toMatchObject({
      scope: 'area:V1',
      lines: '',
      sum: pageOf({ pages } as SyncResponse, 'area:V1')?.sum,
    })
  })

  test('PL9 a granted and held scope without a page is unchanged up to the version of the answer', async () => {
    const first = await server.pull(phone)
    const subject = (await server.subjectsOf(0))[0]?.id ?? ''
    await server.act(server.people.bothCadre, [server.commands.note(subject, '只动一处')])
    const next = await server.pull(phone, { holds: holdsOf(first) })
    expect(next.pages.map(({ scope }) => scope)).toEqual(['area:V1'])
    expect(next.version).toBe((await server.head()).version)
    const lines = await server.store.read(server.tenantId, (tx) =>
      tx.lines('tenant', first.version, next.version, 10),
    )
    expect(lines).toEqual([])
  })

  test('PL10 versions grow without a gap while people write at the same time, so a puller at any moment misses nothing', async () => {
    const writers = await Promise.all([0, 1, 2, 3].map(() => server.register(server.people.bothCadre)))
    const subjects = await server.subjectsOf(0)
    const held = new Held()
    await held.fill(phone)
    const before = (await server.head()).version
    const pulls: Promise<void>[] = []
    const writes = writers.flatMap((writer, who) =>
      subjects.map(async (subject, index) => {
        const request = server.commands.visit(writer.personId, subject.id)
        await server.post(writer, [
          makeEnvelope(request, { id: server.newId(), seq: index + 1, occurredAt: who }),
        ])
        pulls.push(server.pull(phone, { holds: held.holds }).then((answer) => held.take(answer)))
      }),
    )
    await Promise.all(writes)
    await Promise.all(pulls)
    await held.fill(phone)
    const whole = new Held()
    await whole.fill(phone)
    expect(held.all).toEqual(whole.all)
    // A visit and its event each.
    expect((await server.head()).version).toBe(before + writers.length * subjects.length * 2)
  })
})

describe('cursors', () => {
  const owner = { epoch: 'e', scope: 'area:V1', deviceId: 'd' }

  test('PL7 a cursor reads back for its owner only', () => {
    const cursor = formatCursor(owner, 12)
    expect(readCursor(cursor, owner)).toBe(12)
    for (const other of [{ epoch: 'f' }, { scope: 'area:V2' }, { deviceId: 'c' }]) {
      expect(readCursor(cursor, { ...owner, ...other })).toBeUndefined()
    }
  })

  test.each([
    '',
    'c1',
    'c1.x.3',
    'c2.ZQ.3',
    'null',
    '1',
    formatCursor(owner, -1),
    formatCursor(owner, 1.5),
    formatCursor(owner, Number.NaN),
  ])('PL7 %j is no cursor', (text) => {
    expect(readCursor(text, owner)).toBeUndefined()
  })

  test("PL7 another device's, another scope's, another history's and a made-up cursor answer a reset with the whole scope", async () => {
    const colleague = await server.register(server.people.cadre)
    const { pages: theirs } = await server.pull(colleague)
    const { pages: own } = await server.pull(phone)
    const cursorOf = (pages: Page[], scope: string) =>
      pages.find((page) => page.scope === scope)?.cursor ?? ''
    const { epoch, version } = await server.head()
    const ahead = formatCursor({ epoch, scope: 'area:V1', deviceId: phone.deviceId }, version + 1)
    const oldEpoch = formatCursor(
      { epoch: 'before the restore', scope: 'area:V1', deviceId: phone.deviceId },
      99,
    )
    for (const cursor of [
      cursorOf(theirs, 'area:V1'),
      cursorOf(own, 'contact:V1'),
      oldEpoch,
      ahead,
      'nonsense',
    ]) {
      const { pages } = await server.pull(phone, { holds: [{ scope: 'area:V1', cursor }] })
      const page = pages.find(({ scope }) => scope === 'area:V1')
      expect(page).toMatchObject({ reset: true, lines: own.find(({ scope }) => scope === 'area:V1')?.lines })
    }
    const { pages } = await server.pull(phone, {
      holds: [{ scope: 'area:V1', cursor: cursorOf(own, 'area:V1') }],
    })
    expect(pages.map(({ scope }) => scope)).not.toContain('area:V1')
  })

  test('PL7 a reset that no longer fits into the answer says so and starts at the beginning', async () => {
    const answer = await server.pull(phone, { holds: [{ scope: 'care:V1', cursor: 'nonsense' }], maxRows: 1 })
    const page = pageOf(answer, 'care:V1')
    expect(page).toMatchObject({ reset: true, lines: '', done: false, upTo: 0 })
    const next = await server.pull(phone, { holds: [{ scope: 'care:V1', cursor: page?.cursor ?? '' }] })
    expect(linesOf(pageOf(next, 'care:V1') as Page).length).toBeGreaterThan(0)
  })
})

test('CO2 below the oldest served version outcomes are given and nothing is pulled', async () => {
  const subject = (await server.subjectsOf(0))[0]?.id ?? ''
  const envelope = makeEnvelope(server.commands.visit(phone.personId, subject), { id: server.newId() })
  const answer = await server.pull(phone, {
    protocol: 0,
    envelopes: [envelope],
    holds: [{ scope: 'office', cursor: null }],
  })
  expect(answer).toMatchObject({
    pullServed: false,
    pages: [],
    grants: [],
    dropped: [],
    more: false,
    outcomes: [{ result: 'applied' }],
  })
})

test('CO1 one round trip brings envelopes up, and their outcomes and rows down', async () => {
  const subject = (await server.subjectsOf(0))[0]?.id ?? ''
  const first = await server.pull(phone)
  const request = server.commands.visit(phone.personId, subject)
  const envelope = makeEnvelope(request, { id: server.newId() })
  const answer = await server.pull(phone, { holds: holdsOf(first), envelopes: [envelope] })
  expect(answer.outcomes).toMatchObject([{ commandId: envelope.id, result: 'applied' }])
  expect(pageOf(answer, 'area:V1')?.lines).toContain(`visit ${request.args.visitId} `)
  expect(answer.more).toBe(false)
})

test('deliveries of care groups and members are written to the audit log, others are not', async () => {
  await server.pull(phone)
  const entries = await auditOfDeliveries()
  expect(entries.map(({ detail }) => detail['scope'])).toEqual(expect.arrayContaining(['care:V1']))
  expect(entries.map(({ detail }) => detail['scope'])).not.toContain('area:V1')
})

test('a household that comes by its own pairing is written to the audit log as well', async () => {
  const colleague = await server.register(server.people.otherCadre)
  const { personId, deviceId } = colleague
  const own = async () =>
    (await auditOfDeliveries()).filter(({ detail }) => detail['scope'] === `user:${personId}`)
  await server.pull(colleague)
  expect(await own()).toEqual([])
  const subject = (await server.subjectsOf(0))[0]?.id ?? ''
  await server.act(server.people.admin, [server.commands.pairWithSubject(personId, subject, 'care')])
  await server.pull(colleague)
  expect(await own()).toMatchObject([{ actorId: personId, deviceId, detail: { rows: 1 } }])
})

async function auditOfDeliveries() {
  const entries = await server.store.read(server.tenantId, (tx) => tx.audit(100))
  return entries.filter(({ action }) => action === 'pull.sensitive')
}
