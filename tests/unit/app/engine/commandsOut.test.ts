import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Client } from '../../../../src/app/client/engine/client'
import { deliverSealed } from '../../../../src/app/client/engine/deliver'
import { sealContext } from '../../../../src/app/client/engine/unseal'
import { commandDefinitions } from '../../../../src/domain/command/registry'
import type { Envelope } from '../../../../src/sync/envelope'
import type { SyncResponse } from '../../../../src/sync/down'
import { createSyncService } from '../../../../src/server/sync/createSyncService'
import { makeEnvelope, makeRequest, makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { gate, lost, makePhone, refused, type Phone } from '../../../fixtures/syncPhone'
import { simSigner } from '../../../sim/vault'

let server: SyncServer
let phone: Phone
let client: Client

beforeEach(async () => {
  server = await makeSyncServer()
  phone = await makePhone(server, server.people.cadre)
  client = await phone.open()
  await client.sync()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server.store.close()
})

const subjectIn = (of: Client, index = 0): string =>
  [...of.rows('subject')].sort((a, b) => (a.data.name < b.data.name ? -1 : 1))[index]?.id ?? ''
const visit = (narrative = '拉家常') =>
  server.commands.visit(phone.identity.personId, subjectIn(client), { narrative })
const save = async (...requests: Parameters<Client['dispatch']>[0][]) => {
  const ids: string[] = []
  for (const request of requests) {
    const result = await client.dispatch(request)
    if (!result.saved) throw new Error(`not saved: ${JSON.stringify(result)}`)
    ids.push(...result.commandIds)
  }
  return ids
}
const stateOf = (id: string, of = client) => of.commands().find((command) => command.id === id)?.state
const onServer = (ids: string[]) => server.store.read(server.tenantId, (tx) => tx.commands(ids))
const bend = (change: (response: SyncResponse) => SyncResponse) => {
  phone.line.sync = async (carry, request) => {
    const answer = await carry(request)
    return answer.ok ? { ok: true, value: change(answer.value) } : answer
  }
}

describe('saved', () => {
  test('OB1 a save for which there is no room is never told as saved, and leaves nothing', async () => {
    phone.disk.failNext('quota')
    await expect(client.dispatch(visit())).rejects.toThrow('no room')
    expect(client.commands()).toEqual([])
    expect([...client.rows('visit')]).toEqual([])
    expect(client.status().waiting).toBe(0)
    expect(await phone.store().count('commands')).toBe(0)
    await save(visit())
  })

  test('OB1 saved is told only after the transaction is complete', async () => {
    const door = gate()
    const slow = await makePhone(server, server.people.cadre, {
      disk: { pause: (step) => (step === 'afterCommit' && isHeld ? door.promise : Promise.resolve()) },
    })
    let isHeld = false
    const own = await slow.open()
    await own.sync()
    isHeld = true
    let told = false
    const saving = own
      .dispatch(server.commands.visit(slow.identity.personId, subjectIn(own)))
      .then(() => (told = true))
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    expect(told).toBe(false)
    expect([...own.rows('visit')]).toEqual([])
    isHeld = false
    door.open()
    await saving
    expect([...own.rows('visit')]).toHaveLength(1)
  })

  test('OB1 it lies there sealed for this device and sealed for the tenant, and neither shows what was typed', async () => {
    const [id = ''] = await save(visit('张三家的话'))
    const [record] = await phone.store().all('commands')
    expect(
      JSON.parse(await phone.vault.open(record?.sealed ?? new Uint8Array(), sealContext.command(id))),
    ).toMatchObject({ id })
    await expect(
      phone.vault.open(record?.sealed ?? new Uint8Array(), sealContext.command('another')),
    ).rejects.toThrow()
    expect(record?.bundle.sealed.length).toBeGreaterThan(0)
    expect(record?.state).toBe('waiting')
  })

  test('OB1 a connection that died after the commit is neither a lost nor a double save', async () => {
    phone.disk.failNext('lostAfterCommit')
    const [id = ''] = await save(visit())
    expect(client.commands().map((command) => command.id)).toEqual([id])
    phone.disk.failNext('lostBeforeCommit')
    await save(visit())
    expect(client.commands()).toHaveLength(2)
    await client.sync()
    expect(await server.rowsOfKind('visit')).toHaveLength(2)
  })

  test('OB2 commands of one stroke are saved together with consecutive numbers', async () => {
    const one = visit()
    const issues = [1, 2].map(() =>
      server.commands.issue(subjectIn(client), 0, { visitId: one.args.visitId }),
    )
    await client.dispatch([one, ...issues])
    await save(visit())
    expect(client.commands().map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(new Set((await phone.store().all('commands')).map(({ revision }) => revision)).size).toBe(2)
  })

  test.each(['quota', 'lostBeforeCommit'] as const)(
    'OB2 of a stroke that fails (%s) nothing is there',
    async (fault) => {
      for (let times = 0; times < 4; times++) phone.disk.failNext(fault)
      const one = visit()
      await expect(
        client.dispatch([one, server.commands.issue(subjectIn(client), 0, { visitId: one.args.visitId })]),
      ).rejects.toThrow()
      expect(await phone.store().count('commands')).toBe(0)
    },
  )

  test('OB2 when the second command would be refused the first is not saved either', async () => {
    const late = server.commands.visit(phone.identity.personId, subjectIn(client), {
      happenedOn: '2099-01-01',
    })
    expect(await client.dispatch([visit(), late])).toMatchObject({
      saved: false,
      index: 1,
      rejection: { code: 'dateInFuture' },
    })
    expect(client.commands()).toEqual([])
  })

  test('OB2 the draft goes in the same stroke, and stays when the save fails', async () => {
    await client.saveDraft({ id: 'd', form: 'visit', content: { a: 1 } })
    phone.disk.failNext('quota')
    await expect(client.dispatch(visit(), { draftId: 'd' })).rejects.toThrow()
    expect(await client.drafts()).toMatchObject([{ id: 'd', content: { a: 1 } }])
    await client.dispatch(visit(), { draftId: 'd' })
    expect(await client.drafts()).toEqual([])
  })
})

describe('leaving the queue', () => {
  test('OB3 a command waits until its outcome is stored: a lost answer, a full disk and a crash change nothing', async () => {
    const [id = ''] = await save(visit())
    phone.line.sync = async (carry, request) => {
      await carry(request)
      return lost
    }
    expect(await client.sync()).toEqual({ result: 'offline' })
    expect(stateOf(id)).toBe('waiting')
    phone.line.sync = (carry, request) => carry(request)
    phone.disk.failNext('quota')
    phone.disk.failNext('quota')
    await expect(client.sync()).rejects.toThrow('no room')
    expect(stateOf(id)).toBe('waiting')
    phone.disk.failNext('lostBeforeCommit')
    await expect(client.sync()).rejects.toThrow()
    const again = await phone.open()
    expect(stateOf(id, again)).toBe('waiting')
    await again.sync()
    expect(stateOf(id, again)).toBe('applied')
    expect(await server.rowsOfKind('visit')).toHaveLength(1)
  })

  test('CO7 outcomes are stored even where pages find no room, so that nothing is sent for ever', async () => {
    const [id = ''] = await save(visit())
    await server.act(server.people.bothCadre, [server.commands.note(subjectIn(client), '别人写的')])
    phone.disk.failNext('quota')
    await expect(client.sync()).rejects.toThrow('no room')
    expect(stateOf(id)).toBe('applied')
    expect(client.status().lastResult).toBe('failed')
    expect(client.row('subject', subjectIn(client))?.data.notes).toBe('')
    await client.sync()
    expect(client.row('subject', subjectIn(client))?.data.notes).toBe('别人写的')
  })

  test('OB3 a receipt is stored before the command counts as delivered', async () => {
    const [id = ''] = await save(visit())
    phone.disk.failNext('lostBeforeCommit')
    await expect(deliverSealed(phone.store(), phone.transport, phone.vault, phone.identity)).rejects.toThrow()
    expect(stateOf(id)).toBe('waiting')
    expect(await deliverSealed(phone.store(), phone.transport, phone.vault, phone.identity)).toBe(1)
    await client.catchUp()
    expect(stateOf(id)).toBe('delivered')
    expect(client.status()).toMatchObject({ waiting: 0, delivered: 1 })
    await client.sync()
    expect(stateOf(id)).toBe('applied')
  })

  test('OB3 what was delivered and lost by the server waits again', async () => {
    const [id = ''] = await save(visit())
    phone.line.deliver = async (carry, request) => {
      void carry
      const sha256 = await phone.vault.sha256Hex(
        (await phone.store().all('commands'))[0]?.bundle.sealed ?? new Uint8Array(),
      )
      return {
        ok: true,
        value: {
          receipts: request.bundles.map(({ commandId }) => ({
            commandId,
            receipt: 'stored' as const,
            sha256,
          })),
          serverTimeMs: 0,
        },
      }
    }
    await deliverSealed(phone.store(), phone.transport, phone.vault, phone.identity)
    await client.sync()
    expect(stateOf(id)).toBe('applied')
    expect(
      phone.line.sent.sync
        .map(({ ask, envelopes }) => [ask, envelopes.map((envelope) => envelope.id)])
        .slice(-2),
    ).toEqual([
      [[id], []],
      [[], [id]],
    ])
  })
})

describe('belief', () => {
  const forgeries: [string, (response: SyncResponse) => SyncResponse][] = [
    [
      'a changed result',
      (response) => ({
        ...response,
        outcomes: response.outcomes.map(
          (outcome) => ({ ...outcome, result: 'rejected', code: 'notPermitted', params: {} }) as never,
        ),
      }),
    ],
    [
      'another signature',
      (response) => ({
        ...response,
        outcomes: response.outcomes.map((outcome) => ({ ...outcome, signature: 'forged' })),
      }),
    ],
    [
      'a signed outcome of another command',
      (response) => ({
        ...response,
        outcomes: response.outcomes.map((outcome) => ({ ...outcome, commandId: server.newId() })),
      }),
    ],
  ]
  test.each(forgeries)('OB4 %s is not believed, and the command is sent again', async (_, forge) => {
    const [id = ''] = await save(visit())
    bend(forge)
    const before = phone.line.sent.sync.length
    await client.sync()
    expect(stateOf(id)).toBe('waiting')
    // Not asked for ever either.
    expect(phone.line.sent.sync.length - before).toBeLessThan(5)
    bend((response) => response)
    await client.sync()
    expect(stateOf(id)).toBe('applied')
    expect(await server.rowsOfKind('visit')).toHaveLength(1)
  })

  test("OB4 a signed outcome of somebody else's command changes nothing here", async () => {
    await save(visit())
    const colleague = await server.register(server.people.bothCadre)
    const theirs = makeEnvelope(server.commands.visit(colleague.personId, subjectIn(client)), {
      id: server.newId(),
    })
    const [foreign] = await server.post(colleague, [theirs])
    bend((response) => ({ ...response, outcomes: [...response.outcomes, ...(foreign ? [foreign] : [])] }))
    await client.sync()
    expect(client.commands()).toHaveLength(1)
  })

  test.each([
    ['another hash', (sha256: string) => ({ receipt: 'stored' as const, sha256: sha256.replace(/^./, 'x') })],
    ['a refusal', (sha256: string) => ({ receipt: 'refused' as const, code: 'malformed', sha256 })],
  ])('OB4 a receipt with %s leaves the command waiting', async (_, forge) => {
    const [id = ''] = await save(visit())
    phone.line.deliver = async (carry, request) => {
      const answer = await carry(request)
      if (!answer.ok) return answer
      const receipts = answer.value.receipts.map(({ commandId, sha256 }) => ({ commandId, ...forge(sha256) }))
      return { ok: true, value: { ...answer.value, receipts } }
    }
    expect(await deliverSealed(phone.store(), phone.transport, phone.vault, phone.identity)).toBe(0)
    await client.catchUp()
    expect(stateOf(id)).toBe('waiting')
  })
})

describe('refused', () => {
  const refuse = async (): Promise<string> => {
    const [id = ''] = await save(visit('写了很久的话'))
    await server.act(server.people.office, [server.commands.move(subjectIn(client), 1)])
    await client.sync()
    expect(stateOf(id)).toBe('rejected')
    return id
  }

  test('OB5 a refused command stays with its arguments and the reason, over restarts and further rounds', async () => {
    const id = await refuse()
    for (let round = 0; round < 3; round++) await client.sync()
    const again = await phone.open()
    const command = again.commands().find((item) => item.id === id)
    expect(command).toMatchObject({
      state: 'rejected',
      outcome: { result: 'rejected', code: 'notPermitted' },
      envelope: { args: { narrative: '写了很久的话' } },
    })
    expect(again.status().refused).toBe(1)
  })

  test('OB5 it leaves only when the person settles it, and stays settled whatever comes later', async () => {
    const id = await refuse()
    await client.settle([id])
    expect(stateOf(id)).toBe('settled')
    expect(client.status().refused).toBe(0)
    bend((response) => ({ ...response, outcomes: [...response.outcomes, ...late] }))
    const outcome = client.commands().find((command) => command.id === id)?.outcome
    const late = outcome
      ? [outcome, simSigner.sign({ ...outcome, result: 'applied', numbers: {} } as never)]
      : []
    await client.sync()
    expect(stateOf(id)).toBe('settled')
    expect(stateOf(id, await phone.open())).toBe('settled')
  })

  test('OB5 settling can be taken back, over a restart too, and only settling', async () => {
    const id = await refuse()
    await client.settle([id])
    const again = await phone.open()
    await again.unsettle([id])
    expect(stateOf(id, again)).toBe('rejected')
    expect(stateOf(id, await phone.open())).toBe('rejected')
    const [waiting = ''] = await save(visit())
    await client.unsettle([waiting])
    expect(stateOf(waiting)).toBe('waiting')
  })

  test('OB5 a correction settles the refused one in the same stroke, or not at all', async () => {
    const id = await refuse()
    const better = server.commands.visit(phone.identity.personId, subjectIn(client, 0))
    phone.disk.failNext('quota')
    await expect(client.dispatch(better, { settles: [id] })).rejects.toThrow()
    expect(stateOf(id)).toBe('rejected')
    await client.dispatch(better, { settles: [id] })
    expect(stateOf(id)).toBe('settled')
  })

  test('OB5 only what is refused can be settled', async () => {
    const [id = ''] = await save(visit())
    await client.settle([id])
    expect(stateOf(id)).toBe('waiting')
  })

  test('a final answer is not replaced by one that was overtaken', async () => {
    const [id = ''] = await save(visit())
    await client.sync()
    const outcome = client.commands().find((command) => command.id === id)?.outcome
    const held = simSigner.sign({ ...outcome, result: 'held', heldFor: server.newId() } as never)
    bend((response) => ({ ...response, outcomes: [...response.outcomes, held] }))
    await client.sync()
    expect(stateOf(id)).toBe('applied')
  })
})

describe('poisoned', () => {
  const poison = (id: string, code = 'malformed', status = 400) => {
    phone.line.sync = (carry, request) =>
      request.envelopes.some((envelope) => envelope.id === id)
        ? Promise.resolve(refused(code, status))
        : carry(request)
  }
  const manyVisits = async (count: number): Promise<string[]> =>
    save(...Array.from({ length: count }, (_, index) => visit(`第${index}户`)))

  test.each([0, 7, 39])(
    'OB6 of 40 commands the one (at %i) for which requests are refused delays no other, nor what comes down',
    async (at) => {
      const ids = await manyVisits(40)
      const bad = ids[at] ?? ''
      poison(bad)
      await server.act(server.people.bothCadre, [server.commands.note(subjectIn(client, 1), '别人写的')])
      for (let sync = 0; sync < 3; sync++) {
        expect(await client.sync()).toMatchObject({ result: 'refused', code: 'malformed' })
      }
      expect(
        client
          .commands()
          .filter(({ state }) => state !== 'applied')
          .map(({ id }) => id),
      ).toEqual([bad])
      expect(client.row('subject', subjectIn(client, 1))?.data.notes).toBe('别人写的')
      expect(client.status()).toMatchObject({ waiting: 1, lastResult: 'refused', lastProblem: 'malformed' })
      // Once the server takes it, it goes like any other.
      phone.line.sync = (carry, request) => carry(request)
      expect(await client.sync()).toMatchObject({ result: 'done' })
      expect(stateOf(bad)).toBe('applied')
    },
  )

  test('OB6 finding it takes a handful of requests, and later rounds ask for it once each', async () => {
    const [first = ''] = await manyVisits(100)
    poison(first)
    const before = phone.line.sent.sync.length
    await client.sync()
    expect(phone.line.sent.sync.length - before).toBeLessThan(20)
    const later = phone.line.sent.sync.length
    await client.sync()
    expect(phone.line.sent.sync.slice(later).map(({ envelopes }) => envelopes.length)).toEqual([0, 1])
  })

  test('OB6 a server that refuses everything is not asked once per command', async () => {
    await manyVisits(60)
    phone.line.sync = (carry, request) =>
      request.envelopes.length > 0 ? Promise.resolve(refused('malformed')) : carry(request)
    await server.act(server.people.bothCadre, [server.commands.note(subjectIn(client), '别人写的')])
    const before = phone.line.sent.sync.length
    expect(await client.sync()).toMatchObject({ result: 'refused', code: 'malformed' })
    expect(phone.line.sent.sync.length - before).toBeLessThan(25)
    expect(client.status().waiting).toBe(60)
    expect(client.row('subject', subjectIn(client))?.data.notes).toBe('别人写的')
    phone.line.sync = (carry, request) => carry(request)
    for (let sync = 0; sync < 3; sync++) await client.sync()
    expect(client.status().waiting).toBe(0)
  })

  test('OB6 a server that falls over at one command is left alone for a while each time, and the rest arrives', async () => {
    const ids = await manyVisits(10)
    poison(ids[0] ?? '', 'unavailable', 503)
    const requests: number[] = []
    for (let sync = 0; sync < 12; sync++) {
      const before = phone.line.sent.sync.length
      await client.sync()
      requests.push(phone.line.sent.sync.length - before)
    }
    expect(requests.slice(0, 3)).toEqual([1, 1, 1])
    expect(
      client
        .commands()
        .filter(({ state }) => state !== 'applied')
        .map(({ id }) => id),
    ).toEqual(ids.slice(0, 1))
  })

  test('OB6 a command that gets no outcome is sent last, and delays only what depends on it', async () => {
    const issue = server.commands.issue(subjectIn(client), 0)
    const [broken = ''] = await save(issue)
    const [dependent = ''] = await save({
      name: 'issue.resolveOnSite',
      args: { issueId: issue.args.issueId, measure: '修好', result: '', happenedOn: '2026-07-01' },
    })
    const others = await manyVisits(3)
    vi.spyOn(commandDefinitions['issue.register'], 'decide').mockImplementation(() => {
      throw new Error('a bug')
    })
    await client.sync()
    vi.restoreAllMocks()
    expect([stateOf(broken), stateOf(dependent), ...others.map((id) => stateOf(id))]).toEqual([
      'waiting',
      'held',
      'applied',
      'applied',
      'applied',
    ])
    expect(phone.line.sent.sync.at(-1)?.envelopes.map(({ id }) => id)).toEqual([broken])
    await client.sync()
    expect([stateOf(broken), stateOf(dependent)]).toEqual(['applied', 'applied'])
  })

  test('OB6 a refusal that says nothing about the content does not make requests smaller', async () => {
    await manyVisits(10)
    phone.line.sync = () => Promise.resolve(refused('tooMany', 429, 60))
    expect(await client.sync()).toMatchObject({ result: 'refused', code: 'tooMany', retryAfterS: 60 })
    phone.line.sync = (carry, request) => carry(request)
    await client.sync()
    expect(phone.line.sent.sync.at(-1)?.envelopes).toHaveLength(10)
  })

  test('OB6 a line that breaks in the midst gets smaller pieces, and larger ones again when it holds', async () => {
    await manyVisits(60)
    phone.line.sync = () => {
      phone.clock.at += 40_000
      return Promise.resolve(lost)
    }
    for (let sync = 0; sync < 6; sync++) await client.sync()
    const small = phone.line.sent.sync.at(-1)
    expect(small?.envelopes.length).toBeLessThan(20)
    expect(small?.maxRows).toBeLessThan(500)
    phone.line.sync = (carry, request) => carry(request)
    await client.sync()
    expect(client.status().waiting).toBe(0)
    await client.sync()
    await client.sync()
    expect(phone.line.sent.sync.at(-1)?.maxRows).toBeGreaterThan(small?.maxRows ?? 0)
  })

  test('OB6 without any network pieces stay as they are', async () => {
    await manyVisits(30)
    phone.line.sync = () => Promise.resolve(lost)
    for (let sync = 0; sync < 20; sync++) await client.sync()
    expect(phone.line.sent.sync.at(-1)).toMatchObject({ maxRows: 3_000 })
    expect(phone.line.sent.sync.at(-1)?.envelopes).toHaveLength(30)
  })

  test('CO7 while the server has no room for new work, pulling goes on', async () => {
    await manyVisits(2)
    await server.act(server.people.bothCadre, [server.commands.note(subjectIn(client), '别人写的')])
    phone.line.sync = (carry, request) =>
      request.envelopes.length > 0 ? Promise.resolve(refused('storageFull', 507)) : carry(request)
    expect(await client.sync()).toMatchObject({ result: 'refused', code: 'storageFull' })
    expect(client.row('subject', subjectIn(client))?.data.notes).toBe('别人写的')
    expect(client.status().waiting).toBe(2)
  })

  test('OB6 long texts travel in several requests, each below what a slow line bears', async () => {
    const long = '长'.repeat(2_000)
    await save(
      ...Array.from({ length: 100 }, () =>
        server.commands.visit(phone.identity.personId, subjectIn(client), { narrative: long }),
      ),
    )
    const before = phone.line.sent.sync.length
    await client.sync()
    const sizes = phone.line.sent.sync.slice(before).map(({ envelopes }) => JSON.stringify(envelopes).length)
    expect(client.status().waiting).toBe(0)
    for (const size of sizes) expect(size).toBeLessThan(420_000)
  })
})

describe('order', () => {
  test('OB7 `after` names the own unconfirmed command whose row a command was decided on, and none other', async () => {
    const one = visit()
    const [first = ''] = await save(one)
    await save(visit('别的'))
    await save(server.commands.amend(one.args.visitId, '改'))
    expect(client.commands().map(({ envelope }) => envelope.after)).toEqual([[], [], [first]])
    await client.sync()
    await save(server.commands.amend(one.args.visitId, '再改'))
    expect(client.commands().at(-1)?.envelope.after).toEqual([])
    expect(client.commands().at(-1)?.envelope.base).toHaveProperty([`visit:${one.args.visitId}`])
  })

  test('OB7 a chain delivered from its end is judged from its beginning', async () => {
    const one = visit()
    await save(
      one,
      server.commands.amend(one.args.visitId, '一'),
      server.commands.amend(one.args.visitId, '二'),
    )
    for (const skip of [2, 1, 0])
      await deliverSealed(phone.store(), phone.transport, phone.vault, phone.identity, skip)
    await client.sync()
    expect(client.commands().map(({ state }) => state)).toEqual(['applied', 'applied', 'applied'])
    expect(client.row('visit', one.args.visitId)?.data.narrative).toBe('二')
  })

  test('OB7 what is saved about a row that this phone can not judge comes after the command that makes it', async () => {
    // Not filled yet: the phone knows who it is and little else.
    const fresh = await makePhone(server, server.people.cadre)
    const early = await fresh.open()
    await early.sync()
    const elsewhere = (await server.subjectsOf(1))[0]?.id ?? ''
    const away = server.commands.visit(fresh.identity.personId, elsewhere)
    const issue = server.commands.issue(elsewhere, 1, { visitId: away.args.visitId })
    expect(await early.dispatch([away, issue])).toMatchObject({ saved: true, unknown: true })
    const [first, second] = early.commands()
    expect(second?.envelope.after).toEqual([first?.id])
    await server.act(server.people.admin, [server.commands.pair(fresh.identity.personId, 1)])
    for (const skip of [1, 0])
      await deliverSealed(fresh.store(), fresh.transport, fresh.vault, fresh.identity, skip)
    await early.sync()
    expect(early.commands().map(({ state }) => state)).toEqual(['applied', 'applied'])
  })

  test('what came in while a form was open is not what was decided on: both authors are told of the conflict', async () => {
    const target = subjectIn(client)
    const opened = client.row('subject', target)?.version ?? 0
    const colleague = await makePhone(server, server.people.office)
    const other = await colleague.open()
    for (let round = 0; round < 2; round++) await other.sync()
    await other.dispatch(server.commands.rename(target, '王大山'))
    await other.sync()
    await client.sync()
    expect(client.row('subject', target)?.data.name).toBe('王大山')
    await client.dispatch(server.commands.rename(target, '王大杉'), {
      seen: { [`subject:${target}`]: opened },
    })
    expect(client.commands().at(-1)?.envelope.base).toEqual({ [`subject:${target}`]: opened })
    for (let round = 0; round < 2; round++) {
      await client.sync()
      await other.sync()
    }
    for (const one of [client, other]) {
      const told = [...one.rows('event')].filter(({ data }) => data.type === 'field.conflict')
      expect(told.map(({ data }) => data.detail)).toMatchObject([{ theirs: '王大山', mine: '王大杉' }])
    }
  })

  test('OB7 a household with a long history can still be moved: the envelope travels', async () => {
    const office = await makePhone(server, server.people.office)
    const target = subjectIn(client)
    const colleague = await server.register(server.people.bothCadre)
    for (let batch = 0; batch < 2; batch++) {
      const visits = Array.from({ length: 150 }, (_, index) =>
        makeEnvelope(server.commands.visit(colleague.personId, target), {
          id: server.newId(),
          seq: batch * 150 + index + 1,
        }),
      )
      await server.post(colleague, visits)
    }
    const desk = await office.open()
    await desk.sync()
    await desk.sync()
    expect(await desk.dispatch(server.commands.move(target, 1))).toMatchObject({
      saved: true,
      unknown: false,
    })
    expect(Object.keys(desk.commands()[0]?.envelope.base ?? {})).toHaveLength(200)
    expect(desk.commands()[0]?.envelope.base).toHaveProperty([`subject:${target}`])
    await desk.sync()
    expect(desk.commands()[0]?.state).toBe('applied')
  })

  test('OB7 a command that touches more than a hundred own unconfirmed ones names the latest hundred', async () => {
    const both = await makePhone(server, server.people.office)
    const desk = await both.open()
    await desk.sync()
    const target = subjectIn(client)
    const colleague = await server.register(server.people.bothCadre)
    const issues = Array.from({ length: 120 }, () => server.commands.issue(target, 0))
    await server.post(
      colleague,
      issues.map((issue, index) => makeEnvelope(issue, { id: server.newId(), seq: index + 1 })),
    )
    await desk.sync()
    for (const { args } of issues) await desk.dispatch(server.commands.accept(args.issueId))
    const accepted = desk.commands().map(({ id }) => id)
    expect(await desk.dispatch(server.commands.move(target, 1))).toMatchObject({ saved: true })
    expect(desk.commands().at(-1)?.envelope.after).toEqual(accepted.slice(-100))
    await desk.sync()
    expect(new Set(desk.commands().map(({ state }) => state))).toEqual(new Set(['applied']))
  })

  test('OB7 a held command is asked after until it is judged', async () => {
    const one = visit()
    await save(one, server.commands.amend(one.args.visitId, '一'))
    await deliverSealed(phone.store(), phone.transport, phone.vault, phone.identity, 1)
    phone.line.sync = (carry, request) => carry({ ...request, envelopes: [] })
    await client.sync()
    expect(client.status()).toMatchObject({ waiting: 1, held: 1 })
    phone.line.sync = (carry, request) => carry(request)
    await client.sync()
    expect(client.status()).toMatchObject({ waiting: 0, held: 0 })
  })
})

describe('rotten', () => {
  const spoil = (id: string, what: 'sealed' | 'sealedOutcome') =>
    phone.disk.tamper('commands', id, (record) => {
      const bytes = record[what]
      if (bytes) bytes[20] = (bytes[20] ?? 0) ^ 1
    })

  test('OB8 what does not open any more is delivered by its bundle, and until then counts as not sent', async () => {
    const [id = ''] = await save(visit())
    const [other = ''] = await save(visit())
    spoil(id, 'sealed')
    const again = await phone.open()
    expect(again.status()).toMatchObject({ unreadable: 1, waiting: 2 })
    phone.line.deliver = () => Promise.resolve(lost)
    await again.sync()
    expect(again.status()).toMatchObject({ waiting: 1, unreadable: 1 })
    expect(phone.witness.record).toMatchObject({ unsent: 1 })
    phone.line.deliver = (carry, request) => carry(request)
    await again.sync()
    expect(again.status()).toMatchObject({ waiting: 0, unreadable: 1 })
    expect((await onServer([id, other])).map(({ result }) => result)).toEqual(['applied', 'applied'])
  })

  test('OB8 many of them go in as many portions as it takes, in one sync', async () => {
    const ids = await save(...Array.from({ length: 120 }, () => visit()))
    for (const id of ids) spoil(id, 'sealed')
    const again = await phone.open()
    await again.sync()
    expect(again.status().waiting).toBe(0)
    expect(await server.rowsOfKind('visit')).toHaveLength(120)
  })

  test('OB8 an outcome that no longer opens is asked for again, and the command stays readable', async () => {
    const [id = ''] = await save(visit())
    await client.sync()
    spoil(id, 'sealedOutcome')
    const again = await phone.open()
    expect(again.status().unreadable).toBe(0)
    expect(again.commands()).toHaveLength(1)
    await again.sync()
    expect(stateOf(id, again)).toBe('applied')
    expect((await phone.open()).commands()[0]?.outcome).toMatchObject({ result: 'applied' })
  })

  test('OB8 a draft that no longer opens does not hide the others', async () => {
    await client.saveDraft({ id: 'a', form: 'visit', content: 1 })
    await client.saveDraft({ id: 'b', form: 'visit', content: 2 })
    phone.disk.tamper('drafts', 'a', ({ sealed }) => void (sealed[20] = (sealed[20] ?? 0) ^ 1))
    expect((await client.drafts()).map(({ id }) => id)).toEqual(['b'])
  })

  test('a draft for which there is no room is told as not saved, and the last one stays', async () => {
    await client.saveDraft({ id: 'a', form: 'visit', content: 1 })
    phone.disk.failNext('quota')
    await expect(client.saveDraft({ id: 'a', form: 'visit', content: 2 })).rejects.toThrow('no room')
    expect(await client.drafts()).toMatchObject([{ content: 1 }])
  })
})

test('a bug in one own command does not keep the app from opening, nor the others from being shown', async () => {
  const issue = server.commands.issue(subjectIn(client), 0)
  await save(issue)
  const one = visit()
  await save(one)
  vi.spyOn(commandDefinitions['issue.register'], 'decide').mockImplementation(() => {
    throw new Error('a bug')
  })
  const again = await phone.open()
  expect(again.commands()).toHaveLength(2)
  expect(again.row('issue', issue.args.issueId)).toBeUndefined()
  expect(again.row('visit', one.args.visitId)).toBeDefined()
})

describe('shut out', () => {
  test.each(['notSignedIn', 'wrongProof'])(
    'CO6 who is refused (%s) still hands over what was sealed',
    async (code) => {
      const ids = await save(...Array.from({ length: 60 }, () => visit()))
      phone.line.sync = () => Promise.resolve(refused(code, 403))
      expect(await client.sync()).toMatchObject({ result: 'refused', code })
      expect(client.status()).toMatchObject({ waiting: 0, delivered: 60, lastProblem: code })
      expect(await onServer(ids)).toHaveLength(60)
    },
  )

  test('CO6 delivering needs no key: only the bundles as they lie on disk', async () => {
    const ids = await save(visit(), visit())
    const keyless = { sha256Hex: (bytes: Uint8Array) => phone.vault.sha256Hex(bytes) }
    expect(await deliverSealed(phone.store(), phone.transport, keyless, phone.identity)).toBe(2)
    expect((await onServer(ids)).map(({ result }) => result)).toEqual(['applied', 'applied'])
  })

  test("CO6 a courier's device carries bundles of others, as their author's work", async () => {
    const [id = ''] = await save(visit())
    const [record] = await phone.store().all('commands')
    const plain = JSON.stringify(client.commands()[0]?.envelope)
    const { receipts } = await server.service.deliver([
      { identity: phone.identity, commandId: id, seq: record?.seq ?? 0, plain, sha256: 'aa' },
    ])
    expect(receipts).toEqual([{ commandId: id, receipt: 'stored', sha256: 'aa' }])
    expect(await onServer([id])).toMatchObject([
      { actorId: phone.identity.personId, deviceId: phone.identity.deviceId },
    ])
  })

  test.each([
    ['no JSON', 'x'],
    ['another id', (of: Envelope) => JSON.stringify({ ...of, id: server.newId() })],
    ['another number', (of: Envelope) => JSON.stringify({ ...of, seq: of.seq + 1 })],
    ['no envelope', '{"id":1}'],
  ] as [string, string | ((of: Envelope) => string)][])(
    'CO6 a bundle that holds %s is refused, the others of the request are taken',
    async (_, plain) => {
      await save(visit(), visit())
      const bundles = client.commands().map(({ id, seq, envelope }, index) => ({
        identity: phone.identity,
        commandId: id,
        seq,
        plain: index === 1 ? JSON.stringify(envelope) : typeof plain === 'string' ? plain : plain(envelope),
        sha256: 'aa',
      }))
      const { receipts } = await server.service.deliver(bundles)
      expect(receipts.map(({ receipt, code }) => [receipt, code])).toEqual([
        ['refused', 'malformed'],
        ['stored', undefined],
      ])
    },
  )
})

test('a service can be asked by several servers of one store without harm', async () => {
  const { store, clock, random } = server
  const other = createSyncService({ store, signer: simSigner, clock, random, onBug: () => undefined })
  await save(visit())
  const envelope = client.commands()[0]?.envelope as Envelope
  await Promise.all([
    server.post(phone.identity, [envelope]),
    other.sync(phone.identity, makeRequest({ envelopes: [envelope] })),
  ])
  expect(await server.rowsOfKind('visit')).toHaveLength(1)
})
