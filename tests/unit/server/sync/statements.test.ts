/** "One statement per batch, never a round trip per row": each method of the port is one (SQLite: a few) statements. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Envelope } from '../../../../src/sync/envelope'
import type { SyncRequest } from '../../../../src/sync/up'
import type { ReadTx, Store, WriteTx } from '../../../../src/server/store/port'
import { createSyncService } from '../../../../src/server/sync/createSyncService'
import { runCommands } from '../../../../src/server/sync/runner'
import type { Identity, SyncService } from '../../../../src/server/sync/service'
import { makeEnvelope, makeRequest, makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { simSigner } from '../../../sim/vault'

let server: SyncServer
let phone: Identity
let service: SyncService
let calls: string[]

beforeEach(async () => {
  server = await makeSyncServer()
  phone = await server.register(server.people.bothCadre)
  calls = []
  const { clock, random } = server
  service = createSyncService({
    store: counting(server.store),
    signer: simSigner,
    clock,
    random,
    onBug: () => undefined,
  })
})
afterEach(() => server.store.close())

/** Notes each call of a transaction, so that one per row would show. */
function counting(store: Store): Store {
  const noted = <T extends ReadTx>(tx: T): T =>
    Object.fromEntries(
      Object.entries(tx).map(([name, method]: [string, (...args: never[]) => unknown]) => [
        name,
        (...args: never[]) => {
          calls.push(name)
          return method(...args)
        },
      ]),
    ) as unknown as T
  return {
    ...store,
    read: (tenantId, work) => store.read(tenantId, (tx) => work(noted<ReadTx>(tx))),
    write: (tenantId, work) => store.write(tenantId, (tx) => work(noted<WriteTx>(tx))),
  }
}

async function callsOf(run: () => Promise<unknown>): Promise<number> {
  calls = []
  await run()
  return calls.length
}
const push = (envelopes: Envelope[]) =>
  callsOf(() => service.sync(phone, makeRequest({ envelopes, pushOnly: true })))

describe('a batch', () => {
  const subjects = async () =>
    [...(await server.subjectsOf(0)), ...(await server.subjectsOf(1))].map(({ id }) => id)
  let seq = 0
  const envelope = (request: Parameters<typeof makeEnvelope>[0], after: string[] = []) =>
    makeEnvelope(request, { id: server.newId(), seq: ++seq, after })

  test.each(['visits', 'edits', 'chains'] as const)(
    'of 200 %s takes as many statements as one of 10',
    async (kind) => {
      const ids = await subjects()
      const make = (count: number): Envelope[] => {
        const made: Envelope[] = []
        for (let index = 0; index < count; index++) {
          const subject = ids[index % ids.length] ?? ''
          if (kind === 'visits') made.push(envelope(server.commands.visit(phone.personId, subject)))
          else if (kind === 'edits') made.push(envelope(server.commands.rename(subject, `名${seq}`)))
          else {
            const visit = envelope(server.commands.visit(phone.personId, subject))
            const { visitId } = visit.args as { visitId: string }
            made.push(visit, envelope(server.commands.amend(visitId, '改'), [visit.id]))
            index += 1
          }
        }
        return made
      }
      const few = await push(make(10))
      const many = await push(make(200))
      expect(many).toBe(few)
      expect(many).toBeLessThan(25)
    },
  )

  test('of 200 repeats costs no more than one of 10', async () => {
    const ids = await subjects()
    const all = Array.from({ length: 200 }, (_, index) =>
      envelope(server.commands.visit(phone.personId, ids[index % ids.length] ?? '')),
    )
    await push(all)
    const few = await push(all.slice(0, 10))
    expect(await push(all)).toBe(few)
  })

  test('that sets 200 held commands free takes as many statements as one that frees 10', async () => {
    const ids = await subjects()
    const freeing = async (count: number): Promise<number> => {
      const first = envelope(server.commands.visit(phone.personId, ids[0] ?? ''))
      const { visitId } = first.args as { visitId: string }
      await push(
        Array.from({ length: count }, (_, index) =>
          envelope(server.commands.amend(visitId, `改${index}`), [first.id]),
        ),
      )
      return push([first])
    }
    const few = await freeing(10)
    expect(await freeing(200)).toBe(few)
  })

  test('that frees a long chain takes one statement more per link, not several', async () => {
    const ids = await subjects()
    const freeing = async (length: number): Promise<number> => {
      const first = envelope(server.commands.visit(phone.personId, ids[0] ?? ''))
      const { visitId } = first.args as { visitId: string }
      let before = first.id
      for (let index = 0; index < length; index++) {
        const next = envelope(server.commands.amend(visitId, `改${index}`), [before])
        await push([next])
        before = next.id
      }
      return push([first])
    }
    const few = await freeing(5)
    expect(await freeing(25)).toBe(few + 20)
  })
})

describe('a pull', () => {
  async function forty(): Promise<Identity> {
    const areas = Array.from({ length: 20 }, (_, index) => ({
      id: `W${index}`,
      data: { name: `村${index}`, level: 'village' as const, parentId: 'Z', order: index },
    }))
    const envelopes = [
      makeEnvelope(
        { name: 'zone.install', args: { campaigns: [], categories: [], units: [], areas, people: [] } },
        { id: server.newId() },
      ),
    ]
    const identity = {
      tenantId: server.tenantId,
      personId: server.people.admin.id,
      deviceId: server.people.admin.id,
    }
    await server.store.write(server.tenantId, (tx) =>
      runCommands(
        tx,
        envelopes.map((item) => ({ identity, envelope: item, receivedAt: 0, trusted: 'system' as const })),
        { signer: simSigner, random: server.random, onBug: (error) => expect(error).toBeUndefined() },
      ),
    )
    return server.register(server.people.office)
  }

  test('of 40 unchanged scopes takes as many statements as one of 5, and one more for each that changed', async () => {
    const small = await callsOf(() => service.sync(phone, makeRequest()))
    expect(small).toBeGreaterThan(0)
    const office = await forty()
    const first = await service.sync(office, makeRequest())
    expect(first.grants.length).toBeGreaterThan(40)
    const holds: SyncRequest['holds'] = first.pages.map(({ scope, cursor }) => ({ scope, cursor }))
    const idle = await callsOf(() => service.sync(office, makeRequest({ holds })))
    expect(idle).toBeLessThan(12)
    expect(calls.filter((name) => name === 'lines' || name === 'blocks')).toEqual([])

    const [subject] = await server.subjectsOf(0)
    await server.act(server.people.bothCadre, [server.commands.note(subject?.id ?? '', '改')])
    expect(await callsOf(() => service.sync(office, makeRequest({ holds })))).toBe(idle + 1)
  })

  test('a cut holds the lock of the tenant only while the blocks are put down', async () => {
    const locked: string[] = []
    const { clock, random, store } = server
    const watched: Store = {
      ...store,
      write: (tenantId, work) =>
        store.write(tenantId, (tx) =>
          work({
            ...tx,
            presentLines: (...asked) => {
              locked.push('presentLines')
              return tx.presentLines(...asked)
            },
          }),
        ),
    }
    const cutting = createSyncService({
      store: watched,
      signer: simSigner,
      clock,
      random,
      onBug: () => undefined,
      blockSizes: { rows: 4, packRows: 20, smallestScope: 5 },
    })
    const { pages } = await cutting.sync(phone, makeRequest())
    expect(pages.some(({ blocks }) => blocks.length > 0)).toBe(true)
    expect(locked).toEqual([])
  })

  test('never reads a scope only to count its rows', async () => {
    await callsOf(() => service.sync(phone, makeRequest()))
    const grants = (await service.sync(phone, makeRequest())).grants.length
    await callsOf(() => service.sync(phone, makeRequest()))
    expect(calls.filter((name) => name === 'lines').length).toBeLessThanOrEqual(grants)
  })
})
