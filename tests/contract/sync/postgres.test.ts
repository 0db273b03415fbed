/** The rules of `src/sync/SPEC.md` that lean on the database's locks, on PostgreSQL and with two processes' stores. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSyncService } from '../../../src/server/sync/createSyncService'
import { openPostgresStore } from '../../../src/server/store/postgres'
import type { Store } from '../../../src/server/store/port'
import type { Identity, SyncService } from '../../../src/server/sync/service'
import type { Envelope } from '../../../src/sync/envelope'
import { chainLink, chainStart } from '../../../src/server/sync/chain'
import { makePhone, shownBy } from '../../fixtures/syncPhone'
import { makeEnvelope, makeRequest, makeSyncServer, type SyncServer } from '../../fixtures/syncServer'
import { simSigner } from '../../sim/vault'
import { createTestDatabase, postgresForTests, type TestDatabase } from '../../support/postgres'

const postgres = postgresForTests()
const name = 'sync on PostgreSQL'

if (postgres.state === 'ready') register(postgres.adminUrl)
else {
  describe.skip(`${name} NOT tested: ${postgres.reason}`, () => {
    test('needs PostgreSQL', () => undefined)
  })
}

function register(adminUrl: string): void {
  describe(name, () => {
    let database: TestDatabase
    let stores: Store[]
    let server: SyncServer
    let services: SyncService[]
    let phone: Identity
    let subject: string

    beforeAll(async () => {
      database = await createTestDatabase(adminUrl)
      stores = [
        await openPostgresStore({ url: database.url }),
        await openPostgresStore({ url: database.url }),
      ]
      const [store] = stores as [Store]
      await store.migrate()
      server = await makeSyncServer({ store })
      services = stores.map((each) => {
        const { clock, random } = server
        return createSyncService({
          store: each,
          signer: simSigner,
          clock,
          random,
          onBug: (error) => server.bugs.push(error),
        })
      })
      phone = await server.register(server.people.cadre)
      subject = (await server.subjectsOf(0))[0]?.id ?? ''
    })
    afterAll(async () => {
      await Promise.all(stores.map((store) => store.close()))
      await database.drop()
    })

    const post = async (which: number, identity: Identity, envelopes: Envelope[]) => {
      const service = services[which % services.length] as SyncService
      return (await service.sync(identity, makeRequest({ envelopes, pushOnly: true }))).outcomes
    }
    let seq = 0
    const visit = (identity: Identity, after: string[] = []) =>
      makeEnvelope(server.commands.visit(identity.personId, subject), {
        id: server.newId(),
        seq: ++seq,
        after,
      })

    test('JU1 two hundred posts of one envelope, at the same time and to two servers, have one effect', async () => {
      const once = visit(phone)
      const before = (await server.rowsOfKind('visit')).length
      const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => post(index, phone, [once])))
      const outcomes = answers.flat()
      expect(outcomes.map(({ result }) => result)).toEqual(outcomes.map(() => 'applied'))
      expect(outcomes).toHaveLength(200)
      expect(outcomes.filter(({ duplicate }) => duplicate === undefined)).toHaveLength(1)
      expect((await server.rowsOfKind('visit')).length).toBe(before + 1)
    })

    test('JU4 numbers given by two servers at the same time are unique and without a gap', async () => {
      const issues = Array.from({ length: 24 }, () => server.commands.issue(subject, 0))
      await post(
        0,
        phone,
        issues.map((issue) => makeEnvelope(issue, { id: server.newId(), seq: ++seq })),
      )
      const offices = await Promise.all([
        server.register(server.people.office),
        server.register(server.people.admin),
      ])
      const accepted = await Promise.all(
        issues.map(({ args }, index) =>
          post(index, offices[index % 2] as Identity, [
            makeEnvelope(server.commands.accept(args.issueId), { id: server.newId(), seq: index + 1 }),
          ]),
        ),
      )
      const numbers = accepted
        .flat()
        .flatMap((outcome) => (outcome.result === 'applied' ? Object.values(outcome.numbers) : []))
      expect(numbers.sort()).toEqual(issues.map((_, index) => `2026-${String(index + 1).padStart(4, '0')}`))
    })

    test('JU3 the chain that two servers write at the same time is one unbroken chain', async () => {
      const held = visit(phone, [server.newId()])
      await Promise.all(
        [held, ...Array.from({ length: 20 }, () => visit(phone))].map((envelope, index) =>
          post(index, phone, [envelope]),
        ),
      )
      const { head, log } = await server.store.read(server.tenantId, async (tx) => ({
        head: await tx.head(),
        log: await tx.logPage(-1, 10_000),
      }))
      let chain = chainStart(head.epoch)
      for (const command of log) {
        chain = chainLink(chain, command)
        expect(command.chainHash).toBe(chain)
      }
      expect(chain).toBe(head.chainHash)
    })

    test('OB7 a chain that arrives in pieces, in any order and at two servers, is judged whole', async () => {
      const first = visit(phone)
      const { visitId } = first.args as { visitId: string }
      const all = [first]
      for (let index = 1; index < 12; index++) {
        all.push(
          makeEnvelope(server.commands.amend(visitId, `第${index}次`), {
            id: server.newId(),
            seq: ++seq,
            after: [all.at(-1)?.id ?? ''],
          }),
        )
      }
      const mixed = [5, 0, 11, 3, 8, 1, 10, 2, 7, 4, 9, 6].flatMap((index) => all[index] ?? [])
      await Promise.all(mixed.map((envelope, index) => post(index, phone, [envelope])))
      const asked = await services[0]?.sync(
        phone,
        makeRequest({ ask: all.map(({ id }) => id), pushOnly: true }),
      )
      expect(asked?.outcomes.map(({ result }) => result)).toEqual(all.map(() => 'applied'))
      const row = (await server.rowsOfKind('visit')).find(({ id }) => id === visitId)
      expect(JSON.parse(row?.json ?? '{}')).toMatchObject({ narrative: '第11次' })
    })

    test('PL10 a phone that pulls while two servers write misses nothing', async () => {
      const puller = await makePhone(server, server.people.bothCadre, {
        service: () => services[1] as SyncService,
      })
      const client = await puller.open()
      await client.sync()
      const writes = Array.from({ length: 40 }, (_, index) => post(index, phone, [visit(phone)]))
      const pulls = (async () => {
        for (let round = 0; round < 10; round++) await client.sync()
      })()
      await Promise.all([...writes, pulls])
      await client.sync()
      const fresh = await (
        await makePhone(server, server.people.bothCadre, { service: () => services[0] as SyncService })
      ).open()
      await fresh.sync()
      expect(shownBy(client)).toEqual(shownBy(fresh))
      expect(client.status().healed).toBe(0)
      expect(server.bugs).toEqual([])
    })
  })
}
