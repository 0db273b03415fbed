import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { commandDefinitions, type CommandRequest } from '../../../../src/domain/command/registry'
import type { Envelope } from '../../../../src/sync/envelope'
import { chainLink, chainStart } from '../../../../src/server/sync/chain'
import { createSyncService } from '../../../../src/server/sync/createSyncService'
import type { Identity } from '../../../../src/server/sync/service'
import type { Store, WriteTx } from '../../../../src/server/store/port'
import {
  makeEnvelope,
  makeRequest,
  makeSyncServer,
  openMemoryServerStore,
  type SyncServer,
} from '../../../fixtures/syncServer'
import { simSigner } from '../../../sim/vault'

let server: SyncServer
let phone: Identity
let subject: string

beforeEach(async () => {
  server = await makeSyncServer()
  phone = await server.register(server.people.cadre)
  subject = (await server.subjectsOf(0))[0]?.id ?? ''
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server.store.close()
})

const envelope = (request: CommandRequest, overrides: Partial<Envelope> = {}): Envelope =>
  makeEnvelope(request, { id: server.newId(), ...overrides })

const visit = (overrides: Partial<Envelope> = {}) =>
  envelope(server.commands.visit(phone.personId, subject), overrides)
const resultsOf = (outcomes: readonly { result: string }[]) => outcomes.map(({ result }) => result)
const visits = async () => (await server.rowsOfKind('visit')).length

describe('acting once', () => {
  test('JU1 a repeat gets the stored outcome, marked duplicate, and acts no second time', async () => {
    const once = visit()
    const [first] = await server.post(phone, [once])
    const head = await server.head()
    server.clock.at += 60_000
    const [again] = await server.post(phone, [once])
    expect(first?.result).toBe('applied')
    expect(again).toEqual({ ...first, duplicate: 'yes' })
    expect(await server.head()).toEqual(head)
  })

  test('JU1 two hundred posts of one envelope at the same time have one effect', async () => {
    const once = visit()
    const answers = await Promise.all(Array.from({ length: 200 }, () => server.post(phone, [once])))
    const outcomes = answers.flat()
    expect(resultsOf(outcomes)).toEqual(Array.from({ length: 200 }, () => 'applied'))
    expect(outcomes.filter((outcome) => outcome.duplicate === undefined)).toHaveLength(1)
    expect(await visits()).toBe(1)
  })

  test('JU1 the same envelope twice in one request acts once', async () => {
    const once = visit()
    const [first, second] = await server.post(phone, [once, once])
    expect(second).toEqual({ ...first, duplicate: 'yes' })
    expect(await visits()).toBe(1)
  })

  test('JU1 a bundle that was synced already, and the reverse, act once', async () => {
    const once = visit()
    const bundle = {
      identity: phone,
      commandId: once.id,
      seq: once.seq,
      plain: JSON.stringify(once),
      sha256: 'aa',
    }
    await server.post(phone, [once])
    const { receipts } = await server.service.deliver([bundle, bundle])
    expect(receipts.map(({ receipt }) => receipt)).toEqual(['stored', 'stored'])
    expect(await visits()).toBe(1)
  })

  test.each([
    [
      'other arguments',
      (first: Envelope): Partial<Envelope> => ({ args: { ...(first.args as object), narrative: '别的' } }),
    ],
    ['another sequence number', (): Partial<Envelope> => ({ seq: 2 })],
    ['another time', (first: Envelope): Partial<Envelope> => ({ occurredAt: first.occurredAt + 1 })],
    ['other predecessors', (): Partial<Envelope> => ({ after: [server.newId()] })],
  ])('JU2 the same id with %s is a conflict, and the first stays as it is', async (_, change) => {
    const first = visit()
    const [applied] = await server.post(phone, [first])
    const head = await server.head()
    const [answer] = await server.post(phone, [{ ...first, ...change(first) }])
    expect(answer?.result).toBe('payloadConflict')
    expect(answer).not.toHaveProperty('duplicate')
    expect(await server.head()).toEqual(head)
    expect((await server.post(phone, [first]))[0]).toEqual({ ...applied, duplicate: 'yes' })
  })

  test('JU2 the same id with another payload in the very same request is a conflict', async () => {
    const first = visit()
    const other = { ...first, args: { ...(first.args as object), narrative: '别的' } }
    expect(resultsOf(await server.post(phone, [first, other]))).toEqual(['applied', 'payloadConflict'])
    expect(await visits()).toBe(1)
  })

  test("JU2 somebody else's id, with the very same payload, is a conflict", async () => {
    const first = visit()
    await server.post(phone, [first])
    const colleague = await server.register(server.people.bothCadre)
    expect(resultsOf(await server.post(colleague, [first]))).toEqual(['payloadConflict'])
    expect(await visits()).toBe(1)
  })

  test('JU1 what a browser sent before it signed in anew as another device acts once, and is answered', async () => {
    const first = visit()
    const [applied] = await server.post(phone, [first])
    const signedInAnew = await server.register(server.people.cadre)
    expect(await server.post(signedInAnew, [first])).toEqual([{ ...applied, duplicate: 'yes' }])
    expect(await visits()).toBe(1)
  })

  test('JU2 a held command sent again with another payload is a conflict, and the held one is judged later', async () => {
    const before = visit()
    const held = envelope(server.commands.amend((before.args as { visitId: string }).visitId, '一'), {
      seq: 2,
      after: [before.id],
    })
    const other = { ...held, args: { ...(held.args as object), changes: { narrative: '二' } } }
    expect(resultsOf(await server.post(phone, [held]))).toEqual(['held'])
    expect(resultsOf(await server.post(phone, [other]))).toEqual(['payloadConflict'])
    await server.post(phone, [before])
    const [row] = await server.rowsOfKind('visit')
    expect(JSON.parse(row?.json ?? '{}')).toMatchObject({ narrative: '一' })
  })
})

describe('one transaction', () => {
  /** A store whose every write dies just before its commit. */
  const dying = (store: Store): Store => ({
    ...store,
    write: <T>(tenantId: string, work: (tx: WriteTx) => Promise<T>) =>
      store.write<T>(tenantId, async (tx) => {
        await work(tx)
        throw new Error('killed before the commit')
      }),
  })

  test('JU3 a crash before the commit leaves nothing: no rows, no outcome, no payload, no link, the head as it was', async () => {
    const once = visit()
    const head = await server.head()
    const { store, clock, random } = server
    const doomed = createSyncService({
      store: dying(store),
      signer: simSigner,
      clock,
      random,
      onBug: () => undefined,
    })
    await expect(doomed.sync(phone, makeRequest({ envelopes: [once] }))).rejects.toThrow('killed')
    expect(await visits()).toBe(0)
    const left = await store.read(server.tenantId, async (tx) => ({
      head: await tx.head(),
      commands: await tx.commands([once.id]),
      payloads: await tx.payloads([once.id]),
    }))
    expect(left).toEqual({ head, commands: [], payloads: [] })
    expect(resultsOf(await server.post(phone, [once]))).toEqual(['applied'])
  })

  test('JU3 the chain runs unbroken from the start of the history to the head, held links included', async () => {
    const before = visit()
    const after = envelope(server.commands.amend((before.args as { visitId: string }).visitId, '一'), {
      seq: 2,
      after: [before.id],
    })
    await server.post(phone, [after])
    await server.post(phone, [before, visit({ seq: 3 })])
    const { head, log } = await server.store.read(server.tenantId, async (tx) => ({
      head: await tx.head(),
      log: await tx.logPage(-1, 1_000),
    }))
    let chain = chainStart(head.epoch)
    for (const command of log) {
      chain = chainLink(chain, command)
      expect(command.chainHash).toBe(chain)
    }
    expect(chain).toBe(head.chainHash)
    expect(log.filter(({ commandId }) => commandId === after.id).map(({ result }) => result)).toEqual([
      'held',
      'applied',
    ])
  })

  test('JU3 a statement that fails is no bug of a command: nothing is kept, and the store may try again', async () => {
    let fails = true
    const flaky: Store = {
      ...server.store,
      write: (tenantId, work) =>
        server.store.write(tenantId, (tx) =>
          work({
            ...tx,
            rows: (references) => {
              if (fails && references.some(({ kind }) => kind === 'area')) throw new Error('40001')
              return tx.rows(references)
            },
          }),
        ),
    }
    const { clock, random } = server
    const bugs: unknown[] = []
    const service = createSyncService({
      store: flaky,
      signer: simSigner,
      clock,
      random,
      onBug: (error) => bugs.push(error),
    })
    // The village is read in the second step only, in the midst of the judgement.
    const rename = envelope(server.commands.rename(subject, '新名'))
    await expect(service.sync(phone, makeRequest({ envelopes: [rename], pushOnly: true }))).rejects.toThrow(
      '40001',
    )
    expect(bugs).toEqual([])
    fails = false
    expect(
      (await service.sync(phone, makeRequest({ envelopes: [rename], pushOnly: true }))).outcomes,
    ).toMatchObject([{ result: 'applied' }])
  })
})

describe('numbers', () => {
  const register = async (count: number) => {
    const issues = Array.from({ length: count }, () => server.commands.issue(subject, 0))
    await server.post(
      phone,
      issues.map((issue, index) => envelope(issue, { seq: index + 1 })),
    )
    return issues.map(({ args }) => args.issueId)
  }
  const numbersOf = async () => {
    const rows = await server.rowsOfKind('issue')
    return new Map(rows.map((row) => [row.id, (JSON.parse(row.json) as { number: string | null }).number]))
  }

  test('JU4 numbers come in commit order without a gap, also within one request', async () => {
    const office = await server.register(server.people.office)
    const [a = '', b = '', c = ''] = await register(3)
    const [first] = await server.post(office, [envelope(server.commands.accept(c))])
    await server.post(
      office,
      [a, b].map((id, index) => envelope(server.commands.accept(id), { seq: index + 2 })),
    )
    expect(await numbersOf()).toEqual(
      new Map([
        [c, '2026-0001'],
        [a, '2026-0002'],
        [b, '2026-0003'],
      ]),
    )
    expect(first).toMatchObject({ result: 'applied', numbers: { [c]: '2026-0001' } })
  })

  test('JU4 their year is the Shanghai year of receipt, whatever the phone believes', async () => {
    const office = await server.register(server.people.office)
    const [a = '', b = ''] = await register(2)
    server.clock.at = Date.UTC(2026, 11, 31, 15, 59, 59)
    await server.post(office, [envelope(server.commands.accept(a), { occurredAt: Date.UTC(2031, 0, 1) })])
    server.clock.at = Date.UTC(2026, 11, 31, 16, 0, 0)
    await server.post(office, [
      envelope(server.commands.accept(b), { seq: 2, occurredAt: Date.UTC(2020, 0, 1) }),
    ])
    expect(await numbersOf()).toEqual(
      new Map([
        [a, '2026-0001'],
        [b, '2027-0001'],
      ]),
    )
  })

  test('JU4 a refused or broken command takes no number with it', async () => {
    const office = await server.register(server.people.office)
    const [a = '', b = ''] = await register(2)
    await server.post(office, [envelope(server.commands.accept(a))])
    await server.post(office, [envelope(server.commands.accept(a), { seq: 2 })])
    const { decide } = commandDefinitions['issue.accept']
    vi.spyOn(commandDefinitions['issue.accept'], 'decide').mockImplementationOnce((context) => {
      const decision = decide(context)
      if (decision.verdict === 'accept')
        decision.additions.push({ add: 'issueNumber', issueId: 'not changed here' })
      return decision
    })
    const [broken] = await server.post(office, [envelope(server.commands.accept(b), { seq: 3 })])
    expect(broken).toBeUndefined()
    await server.post(office, [envelope(server.commands.accept(b), { seq: 4 })])
    expect(await numbersOf()).toEqual(
      new Map([
        [a, '2026-0001'],
        [b, '2026-0002'],
      ]),
    )
  })

  test('JU4 two offices at the same moment never get the same number', async () => {
    const office = await server.register(server.people.office)
    const other = await server.register(server.people.admin)
    const ids = await register(20)
    await Promise.all(
      ids.map((id, index) =>
        server.post(index % 2 ? office : other, [envelope(server.commands.accept(id), { seq: index + 1 })]),
      ),
    )
    const numbers = [...(await numbersOf()).values()].sort()
    expect(numbers).toEqual(ids.map((_, index) => `2026-${String(index + 1).padStart(4, '0')}`))
  })
})

describe('access at the moment of judgement', () => {
  const storedPayload = (id: string) => server.store.read(server.tenantId, (tx) => tx.payloads([id]))

  test('JU5 late work of a person without access is kept whole and acts on nothing', async () => {
    await server.act(server.people.admin, [server.commands.setActive(phone.personId, false)])
    const late = visit()
    expect(await server.post(phone, [late])).toMatchObject([
      { result: 'quarantined', reason: 'personInactive' },
    ])
    expect(await visits()).toBe(0)
    const [kept] = await storedPayload(late.id)
    expect(JSON.parse(kept?.payload ?? '{}')).toMatchObject({ args: late.args })
  })

  test('JU5 work of a revoked device is quarantined, and stays so after a repeat', async () => {
    await server.store.write(server.tenantId, async (tx) => {
      const device = await tx.device(phone.deviceId)
      if (device) await tx.putDevice({ ...device, revokedAt: 1 })
    })
    const late = visit()
    const [first] = await server.post(phone, [late])
    expect(first).toMatchObject({ result: 'quarantined', reason: 'deviceRevoked' })
    expect(await server.post(phone, [late])).toEqual([{ ...first, duplicate: 'yes' }])
  })

  test('JU5 what a person may do is looked at anew for each command of a request', async () => {
    const admin = await server.register(server.people.admin)
    const narrowed = envelope(
      { name: 'person.setRoles', args: { personId: admin.personId, roles: ['admin'] } },
      { seq: 2 },
    )
    const away = envelope(server.commands.move(subject, 1))
    const back = envelope(server.commands.move(subject, 0), { seq: 3 })
    expect(await server.post(admin, [away, narrowed, back])).toMatchObject([
      { result: 'applied' },
      { result: 'applied' },
      { result: 'rejected', code: 'notPermitted' },
    ])
  })

  test('JU5 what was held while there was access is quarantined when it is judged without', async () => {
    const before = visit()
    const held = envelope(server.commands.amend((before.args as { visitId: string }).visitId, '一'), {
      seq: 2,
      after: [before.id],
    })
    await server.post(phone, [held])
    await server.act(server.people.admin, [server.commands.setActive(phone.personId, false)])
    await server.post(phone, [before])
    expect(await server.pull(phone, { ask: [held.id, before.id], pushOnly: true })).toMatchObject({
      outcomes: expect.arrayContaining([
        expect.objectContaining({ commandId: held.id, result: 'quarantined' }),
        expect.objectContaining({ commandId: before.id, result: 'quarantined' }),
      ]) as unknown,
    })
  })
})

describe('time', () => {
  test('JU6 a phone ten years off neither changes the order nor the receipt', async () => {
    const early = visit({ occurredAt: Date.UTC(2036, 0, 1), clockOffsetMs: -300_000_000_000 })
    const late = visit({ seq: 2, occurredAt: Date.UTC(2016, 0, 1), clockOffsetMs: 330_000_000_000 })
    const [first, second] = await server.post(phone, [early, late])
    expect(second?.version).toBeGreaterThan(first?.version ?? 0)
    expect([first?.receivedAt, second?.receivedAt]).toEqual([server.clock.at, server.clock.at])
    const { visitId } = early.args as { visitId: string }
    const row = (await server.rowsOfKind('visit')).find(({ id }) => id === visitId)
    expect(JSON.parse(row?.json ?? '{}')).toMatchObject({
      receivedAt: server.clock.at,
      recordedAt: early.occurredAt,
      clockOffsetMs: early.clockOffsetMs,
    })
  })
})

describe('a bug in one command', () => {
  const amendOf = (other: Envelope, seq: number) =>
    envelope(server.commands.amend((other.args as { visitId: string }).visitId, '改'), { seq })

  async function expectOnlyOneHarmed(spoil: () => void) {
    const first = visit()
    await server.post(phone, [first])
    spoil()
    const broken = amendOf(first, 2)
    const outcomes = await server.post(phone, [visit({ seq: 3 }), broken, visit({ seq: 4 })])
    expect(resultsOf(outcomes)).toEqual(['applied', 'applied'])
    expect(outcomes.map(({ commandId }) => commandId)).not.toContain(broken.id)
    expect(server.bugs).toHaveLength(1)
    expect(await visits()).toBe(3)
    // Mended, the same envelope is judged.
    vi.restoreAllMocks()
    expect(resultsOf(await server.post(phone, [broken]))).toEqual(['applied'])
  }

  test('JU7 a decision that throws gives no outcome and harms no other envelope', () =>
    expectOnlyOneHarmed(() =>
      vi.spyOn(commandDefinitions['visit.amend'], 'decide').mockImplementation(() => {
        throw new Error('a bug')
      }),
    ))

  test('JU7 reads that throw harm no other envelope', () =>
    expectOnlyOneHarmed(() =>
      vi.spyOn(commandDefinitions['visit.amend'], 'reads').mockImplementation(() => {
        throw new Error('a bug')
      }),
    ))

  test.each([
    ['a number that JSON cannot hold', { narrative: NaN }],
    ['an audience that is none', { audience: undefined }],
  ])('JU7 a row with %s harms no other envelope', (_, fields) =>
    expectOnlyOneHarmed(() => {
      const { decide } = commandDefinitions['visit.amend']
      vi.spyOn(commandDefinitions['visit.amend'], 'decide').mockImplementation((context) => {
        const decision = decide(context)
        if (decision.verdict === 'accept') {
          const { visitId } = context.args
          decision.changes.push({ op: 'patch', kind: 'visit', id: visitId, fields: fields as never })
        }
        return decision
      })
    }),
  )

  test('JU7 half of what a broken command changed is never seen by the next one', async () => {
    const first = visit()
    await server.post(phone, [first])
    const { decide } = commandDefinitions['visit.amend']
    vi.spyOn(commandDefinitions['visit.amend'], 'decide').mockImplementationOnce((context) => {
      const decision = decide(context)
      if (decision.verdict === 'accept')
        decision.changes.push({ op: 'patch', kind: 'visit', id: 'absent', fields: {} })
      return decision
    })
    const outcomes = await server.post(phone, [amendOf(first, 2), amendOf(first, 3)])
    expect(resultsOf(outcomes)).toEqual(['applied'])
    const events = (await server.rowsOfKind('event')).filter(({ json }) => json.includes('visit.amended'))
    expect(events).toHaveLength(1)
  })

  test('JU7 arguments that have no canonical form harm no other envelope', async () => {
    const endless = visit({ args: JSON.parse('{"visitId":1e999}') as unknown })
    const outcomes = await server.post(phone, [endless, visit({ seq: 2 })])
    expect(resultsOf(outcomes)).toEqual(['applied'])
  })

  test('JU7 a held command that met a bug when its predecessor came is judged once it is asked after again', async () => {
    const first = visit()
    const held = { ...amendOf(first, 2), after: [first.id] }
    await server.post(phone, [held])
    vi.spyOn(commandDefinitions['visit.amend'], 'decide').mockImplementation(() => {
      throw new Error('a bug')
    })
    await server.post(phone, [first])
    const ask = () => server.post(phone, [], { ask: [held.id] })
    expect(resultsOf(await ask())).toEqual(['held'])
    vi.restoreAllMocks()
    expect(resultsOf(await ask())).toEqual(['applied'])
  })

  test('JU7 a delivered bundle that meets a bug is not receipted; the others of the request are', async () => {
    vi.spyOn(commandDefinitions['visit.amend'], 'decide').mockImplementation(() => {
      throw new Error('a bug')
    })
    const good = visit()
    const broken = amendOf(good, 2)
    const bundle = (of: Envelope) => ({
      identity: phone,
      commandId: of.id,
      seq: of.seq,
      plain: JSON.stringify(of),
      sha256: 'aa',
    })
    const { receipts } = await server.service.deliver([bundle(good), bundle(broken)])
    expect(receipts).toEqual([{ commandId: good.id, receipt: 'stored', sha256: 'aa' }])
  })
})

describe('two people at the same field', () => {
  const edits = async () => {
    const other = await server.register(server.people.bothCadre)
    const [row] = await server.store.read(server.tenantId, (tx) =>
      tx.rows([{ kind: 'subject', id: subject }]),
    )
    return { other, base: { [`subject:${subject}`]: row?.version ?? 0 } }
  }
  const conflictsOf = async () =>
    (await server.rowsOfKind('event')).filter(({ json }) => json.includes('field.conflict'))

  test('JU8 different fields merge, and nobody is told of a conflict', async () => {
    const { other, base } = await edits()
    await server.post(phone, [envelope(server.commands.rename(subject, '新名'), { base })])
    await server.post(other, [envelope(server.commands.note(subject, '新注'), { base })])
    const [row] = await server.store.read(server.tenantId, (tx) =>
      tx.rows([{ kind: 'subject', id: subject }]),
    )
    expect(JSON.parse(row?.json ?? '{}')).toMatchObject({ name: '新名', notes: '新注' })
    expect(await conflictsOf()).toEqual([])
  })

  test('JU8 of the same field the later to arrive stands, and both authors hold both values', async () => {
    const { other, base } = await edits()
    await server.post(phone, [envelope(server.commands.rename(subject, '先到'), { base, occurredAt: 2_000 })])
    await server.post(other, [envelope(server.commands.rename(subject, '后到'), { base, occurredAt: 1_000 })])
    const [row] = await server.store.read(server.tenantId, (tx) =>
      tx.rows([{ kind: 'subject', id: subject }]),
    )
    expect(JSON.parse(row?.json ?? '{}')).toMatchObject({ name: '后到' })
    const [conflict] = await conflictsOf()
    expect(JSON.parse(conflict?.json ?? '{}')).toMatchObject({
      detail: { field: 'name', theirs: '先到', mine: '后到' },
    })
    expect(conflict?.scopes).toEqual(
      expect.arrayContaining([`user:${phone.personId}`, `user:${other.personId}`]),
    )
  })

  test('JU8 who had seen the other value overwrites it without a conflict', async () => {
    const { other, base } = await edits()
    await server.post(phone, [envelope(server.commands.rename(subject, '先到'), { base })])
    const [row] = await server.store.read(server.tenantId, (tx) =>
      tx.rows([{ kind: 'subject', id: subject }]),
    )
    await server.post(other, [
      envelope(server.commands.rename(subject, '后到'), {
        base: { [`subject:${subject}`]: row?.version ?? 0 },
      }),
    ])
    expect(await conflictsOf()).toEqual([])
  })
})

describe('order between commands (OB7)', () => {
  const chain = (length: number) => {
    const first = visit()
    const { visitId } = first.args as { visitId: string }
    const all = [first]
    while (all.length < length) {
      const before = all.at(-1)
      all.push(
        envelope(server.commands.amend(visitId, `第${all.length}次`), {
          seq: all.length + 1,
          after: before ? [before.id] : [],
        }),
      )
    }
    return all
  }
  const asked = async (ids: string[]) => {
    const { outcomes } = await server.pull(phone, { ask: ids, pushOnly: true })
    return new Map(outcomes.map((outcome) => [outcome.commandId, outcome]))
  }

  test('OB7 a command waits until all it names are judged, across requests', async () => {
    const [first, second, third] = chain(3) as [Envelope, Envelope, Envelope]
    expect(await server.post(phone, [third])).toMatchObject([{ result: 'held', heldFor: second.id }])
    expect(await server.post(phone, [second])).toMatchObject([{ result: 'held', heldFor: first.id }])
    expect(await visits()).toBe(0)
    await server.post(phone, [first])
    const answers = await asked([second.id, third.id])
    expect([...answers.values()].map(({ result }) => result)).toEqual(['applied', 'applied'])
    const [row] = await server.rowsOfKind('visit')
    expect(JSON.parse(row?.json ?? '{}')).toMatchObject({ narrative: '第2次' })
  })

  test('OB7 a hundred commands in reverse order are all judged at once, and the answer says so', async () => {
    const commands = chain(100)
    expect(resultsOf(await server.post(phone, commands.toReversed()))).toEqual(commands.map(() => 'applied'))
    const [row] = await server.rowsOfKind('visit')
    expect(JSON.parse(row?.json ?? '{}')).toMatchObject({ narrative: '第99次' })
  })

  test('OB7 a repeat of a held command in the request that frees it is answered with the judgement', async () => {
    const [first, second] = chain(2) as [Envelope, Envelope]
    await server.post(phone, [second])
    expect(resultsOf(await server.post(phone, [second, first]))).toEqual(['applied', 'applied'])
  })

  test('OB7 what builds on a refused command says which one it was', async () => {
    const [first, second] = chain(2) as [Envelope, Envelope]
    const refused = { ...first, args: { ...(first.args as object), happenedOn: '2099-01-01' } }
    await server.post(phone, [second])
    await server.post(phone, [refused])
    expect((await asked([second.id])).get(second.id)).toMatchObject({
      result: 'rejected',
      code: 'dependencyRejected',
      params: { commandId: first.id },
    })
  })

  test('OB7 a command that names itself is judged as if it did not', async () => {
    const self = visit()
    expect(resultsOf(await server.post(phone, [{ ...self, after: [self.id] }]))).toEqual(['applied'])
    const refusedSelf = visit({ seq: 2 })
    const args = { ...(refusedSelf.args as object), happenedOn: '2099-01-01' }
    expect(await server.post(phone, [{ ...refusedSelf, args, after: [refusedSelf.id] }])).toMatchObject([
      { code: 'dateInFuture' },
    ])
  })

  test.each([2, 3, 7])(
    'OB7 %i commands that wait for each other in a circle are all judged',
    async (length) => {
      const circle = Array.from({ length }, (_, index) => visit({ seq: index + 1 }))
      const closed = circle.map((item, index) => ({
        ...item,
        after: [circle[(index + 1) % length]?.id ?? ''],
      }))
      for (const item of closed) await server.post(phone, [item])
      const answers = await asked(closed.map(({ id }) => id))
      expect([...answers.values()].map(({ result }) => result)).toEqual(closed.map(() => 'applied'))
    },
  )

  test('OB7 a circle within one request is judged at once', async () => {
    const [a, b] = [visit(), visit({ seq: 2 })]
    expect(
      resultsOf(
        await server.post(phone, [
          { ...a, after: [b.id] },
          { ...b, after: [a.id] },
        ]),
      ),
    ).toEqual(['applied', 'applied'])
  })

  test('OB7 a command may wait for a hundred others', async () => {
    const many = Array.from({ length: 100 }, (_, index) => visit({ seq: index + 1 }))
    const last = visit({ seq: 101, after: many.map(({ id }) => id) })
    expect(resultsOf(await server.post(phone, [last]))).toEqual(['held'])
    await server.post(phone, many.slice(1).toReversed())
    expect((await asked([last.id])).get(last.id)).toMatchObject({ result: 'held', heldFor: many[0]?.id })
    await server.post(phone, many.slice(0, 1))
    expect((await asked([last.id])).get(last.id)?.result).toBe('applied')
  })

  test("OB7 a colleague's refused command is not blamed", async () => {
    const colleague = await server.register(server.people.bothCadre)
    const theirs = envelope(server.commands.visit(colleague.personId, subject, { happenedOn: '2099-01-01' }))
    await server.post(colleague, [theirs])
    const mine = visit({ after: [theirs.id] })
    const args = { ...(mine.args as object), happenedOn: '2099-01-01' }
    expect(await server.post(phone, [{ ...mine, args }])).toMatchObject([{ code: 'dateInFuture' }])
  })

  test('OB7 a command whose predecessor never comes is told as held each time it is asked after', async () => {
    const missing = server.newId()
    const waiting = visit({ after: [missing] })
    await server.post(phone, [waiting])
    for (let round = 0; round < 3; round++) {
      expect((await asked([waiting.id])).get(waiting.id)).toMatchObject({ result: 'held', heldFor: missing })
    }
  })
})

test('a store can be shared by servers without one seeing the other', async () => {
  const store = await openMemoryServerStore()
  const [a, b] = [await makeSyncServer({ store }), await makeSyncServer({ store })]
  const cadre = await a.register(a.people.cadre)
  const [home] = await a.subjectsOf(0)
  await a.post(cadre, [makeEnvelope(a.commands.visit(cadre.personId, home?.id ?? ''), { id: a.newId() })])
  expect((await b.rowsOfKind('visit')).length).toBe(0)
  await store.close()
})
