import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../../../src/app/client/engine/client'
import { deliverSealed } from '../../../../src/app/client/engine/deliver'
import type { SyncService } from '../../../../src/server/sync/service'
import { referencesOf, rowKinds } from '../../../../src/domain/rows'
import { chainStart } from '../../../../src/server/sync/chain'
import { createSyncService } from '../../../../src/server/sync/createSyncService'
import type { DeviceRecord, RowWrite, ScopeSum, Store } from '../../../../src/server/store/port'
import { makeSyncServer, openMemoryServerStore, type SyncServer } from '../../../fixtures/syncServer'
import { lost, makePhone, shownBy, type Phone } from '../../../fixtures/syncPhone'
import { createWorld } from '../../../sim/world'
import { checkHealed, heal } from '../../../sim/invariants'
import { operationsOf } from '../../../sim/history'
import { simSigner } from '../../../sim/vault'

let server: SyncServer
let service: SyncService
let phone: Phone
let client: Client

beforeEach(async () => {
  server = await makeSyncServer()
  service = server.service
  phone = await makePhone(server, server.people.cadre, { service: () => service })
  client = await phone.open()
  await client.sync()
})
afterEach(() => server.store.close())

const subjectIn = (of: Client, index = 0) =>
  [...of.rows('subject')].sort((a, b) => (a.data.name < b.data.name ? -1 : 1))[index]?.id ?? ''
const visit = () => server.commands.visit(phone.identity.personId, subjectIn(client))
const save = async (...requests: Parameters<Client['dispatch']>[0][]): Promise<string[]> => {
  const ids: string[] = []
  for (const request of requests) {
    const result = await client.dispatch(request)
    if (!result.saved) throw new Error(`not saved: ${JSON.stringify(result)}`)
    ids.push(...result.commandIds)
  }
  return ids
}
const stateOf = (id: string, of = client) => of.commands().find((command) => command.id === id)?.state

describe('a round', () => {
  test('CO1 one round trip brings up and down', async () => {
    const [id = ''] = await save(visit())
    await server.act(server.people.bothCadre, [server.commands.note(subjectIn(client, 1), '别人写的')])
    const before = phone.line.sent.sync.length
    expect(await client.sync()).toEqual({ result: 'done', rounds: 1, sent: 1 })
    expect(phone.line.sent.sync.length - before).toBe(1)
    expect(stateOf(id)).toBe('applied')
    expect(client.row('subject', subjectIn(client, 1))?.data.notes).toBe('别人写的')
  })

  test('CO1 what is saved while an answer is on its way goes with another round at once', async () => {
    let isFirst = true
    phone.line.sync = async (carry, request) => {
      const answer = await carry(request)
      if (isFirst) {
        isFirst = false
        await save(visit())
      }
      return answer
    }
    await client.sync()
    expect(client.status()).toMatchObject({ waiting: 0 })
    expect(client.commands().map(({ state }) => state)).toEqual(['applied'])
  })

  test('CO1 a save in the midst of a round decides on the rows the round brings, and neither is lost', async () => {
    const subject = subjectIn(client)
    for (let turn = 0; turn < 12; turn++) {
      await server.act(server.people.bothCadre, [server.commands.note(subject, `别人${turn}`)])
      const request = server.commands.rename(subject, `名${turn}`)
      await Promise.all([client.sync(), delayed(turn).then(() => client.dispatch(request)), client.catchUp()])
    }
    await client.sync()
    expect(client.row('subject', subject)?.data).toMatchObject({ name: '名11', notes: '别人11' })
    expect(client.status().waiting).toBe(0)
    expect(shownBy(await phone.open())).toEqual(shownBy(client))
  })
  const delayed = async (turns: number) => {
    for (let turn = 0; turn < turns * 3; turn++) await Promise.resolve()
  }

  test('CO1 a second sync of the same tab says that one is going on', async () => {
    const [first, second] = await Promise.all([client.sync(), client.sync()])
    expect([first.result, second.result].sort()).toEqual(['busy', 'done'])
  })

  test('the page is told the truth: how the last sync ended, since when something waits, when the server was last heard', async () => {
    expect(client.status()).toMatchObject({
      lastResult: 'done',
      lastProblem: null,
      waiting: 0,
      oldestWaitingAt: null,
    })
    phone.clock.at += 1_000
    const savedAt = phone.clock.at
    await save(visit())
    phone.clock.at += 60_000
    await save(visit())
    phone.line.sync = () => Promise.resolve(lost)
    await client.sync()
    expect(client.status()).toMatchObject({
      lastResult: 'offline',
      waiting: 2,
      oldestWaitingAt: savedAt,
      isSyncing: false,
      lastContactAt: server.clock.at,
    })
    phone.line.sync = (carry, request) => carry(request)
    phone.disk.failNext('lostBeforeCommit')
    await expect(client.sync()).rejects.toThrow()
    expect(client.status()).toMatchObject({ lastResult: 'failed', waiting: 2 })
    await client.sync()
    expect(client.status()).toMatchObject({ lastResult: 'done', waiting: 0, oldestWaitingAt: null })
  })
})

describe('clocks', () => {
  test.each([-10, 0, 10])(
    'JU6 a phone %i years off knows by how much after one contact, and says so with each command',
    async (years) => {
      const skewed = await makePhone(server, server.people.cadre)
      skewed.clock.at += years * 365 * 86_400_000
      const own = await skewed.open()
      await own.sync()
      expect(own.status().clockOffsetMs).toBe(server.clock.at - skewed.clock.at)
      const result = await own.dispatch(server.commands.visit(skewed.identity.personId, subjectIn(own)))
      expect(result).toMatchObject({ saved: true })
      expect(own.commands()[0]?.envelope).toMatchObject({
        occurredAt: skewed.clock.at,
        clockOffsetMs: server.clock.at - skewed.clock.at,
      })
      await own.sync()
      expect(own.commands()[0]?.state).toBe('applied')
    },
  )

  test.each([
    ['slept through the request', 8 * 3_600_000],
    ['had its clock set forward meanwhile', 365 * 86_400_000],
    ['had its clock set back meanwhile', -365 * 86_400_000],
  ])('JU6 a phone that %s does not believe that round trip', async (_, jumpMs) => {
    const before = client.status().clockOffsetMs
    phone.line.sync = async (carry, request) => {
      const answer = await carry(request)
      phone.clock.at += jumpMs
      return answer
    }
    await client.sync()
    expect(client.status().clockOffsetMs).toBe(before)
    phone.line.sync = (carry, request) => carry(request)
    await client.sync()
    expect(client.status().clockOffsetMs).toBe(server.clock.at - phone.clock.at)
  })
})

describe('an old program', () => {
  /** As a server answers that serves this version no longer. */
  const floor = () => {
    service = {
      ...server.service,
      sync: (identity, request) => server.service.sync(identity, { ...request, protocol: 0 }),
    }
  }

  test('CO2 below the floor it still sends and delivers, keeps what it holds, and does not ask in a circle', async () => {
    const before = shownBy(client)
    floor()
    const [sent = '', delivered = ''] = await save(visit(), visit())
    await deliverSealed(phone.store(), phone.transport, phone.vault, phone.identity, 1)
    const requests = phone.line.sent.sync.length
    await client.sync()
    expect(phone.line.sent.sync.length - requests).toBe(1)
    expect([stateOf(sent), stateOf(delivered)]).toEqual(['applied', 'applied'])
    for (const key of before.keys()) expect(shownBy(client).has(key)).toBe(true)
    expect(client.status()).toMatchObject({ waiting: 0, delivered: 0, isComplete: true })
  })

  test('CO2 own work stays visible although no page confirms it', async () => {
    floor()
    const request = visit()
    await save(request)
    await client.sync()
    expect(client.row('visit', request.args.visitId)).toBeDefined()
    expect((await phone.open()).row('visit', request.args.visitId)).toBeDefined()
  })
})

describe('another history', () => {
  /** The server's store as it was restored from a backup made before anything was posted. */
  async function restore(): Promise<Store> {
    const copy = await openMemoryServerStore()
    const epoch = 'after the restore'
    await copy.createTenant({
      tenantId: server.tenantId,
      name: '',
      epoch,
      version: 0,
      chainHash: chainStart(epoch),
    })
    const { rows, sums, version } = backup
    await copy.write(server.tenantId, async (tx) => {
      await tx.putRows(rows)
      await tx.putSums(sums)
      for (const device of backup.devices) await tx.putDevice(device)
      await tx.setHead({ version, chainHash: chainStart(epoch) })
    })
    return copy
  }
  let backup: { rows: RowWrite[]; sums: ScopeSum[]; version: number; devices: DeviceRecord[] }

  const makeBackup = async () => {
    backup = await server.store.read(server.tenantId, async (tx) => {
      const rows = (await Promise.all(rowKinds.map((kind) => tx.rowsOfKind(kind)))).flat()
      const scopes = [...new Set(rows.flatMap(({ scopes }) => scopes))]
      const device = await tx.device(phone.identity.deviceId)
      return {
        rows: rows.map((row) => ({
          ...row,
          leftScopes: [],
          references: referencesOf(row.kind, JSON.parse(row.json) as never).map(([field, target]) => ({
            field,
            target,
          })),
        })),
        sums: await tx.sums(scopes),
        version: (await tx.head()).version,
        devices: device ? [device] : [],
      }
    })
  }
  const goBack = async (): Promise<Store> => {
    const store = await restore()
    const { clock, random } = server
    service = createSyncService({
      store,
      signer: simSigner,
      clock,
      random,
      onBug: (error) => server.bugs.push(error),
    })
    return store
  }
  beforeEach(makeBackup)

  test('CO3 everything still kept is offered again, in order, and acts once', async () => {
    const one = visit()
    const ids = await save(
      one,
      server.commands.amend(one.args.visitId, '一'),
      server.commands.amend(one.args.visitId, '二'),
    )
    await client.sync()
    const unsent = await save(visit())
    const store = await goBack()
    await client.sync()
    expect([...ids, ...unsent].map((id) => stateOf(id))).toEqual(['applied', 'applied', 'applied', 'applied'])
    await client.sync()
    const rows = await store.read(server.tenantId, (tx) => tx.rowsOfKind('visit'))
    expect(rows).toHaveLength(2)
    expect(client.row('visit', one.args.visitId)?.data.narrative).toBe('二')
    expect(shownBy(await phone.open())).toEqual(shownBy(client))
    expect(client.status()).toMatchObject({ waiting: 0, held: 0, isComplete: true })
  })

  test('CO3 cursors are void: what the old history had and the new one has not is gone', async () => {
    await server.act(server.people.bothCadre, [server.commands.create(0, '只在旧账里')])
    await client.sync()
    expect([...client.rows('subject')].map(({ data }) => data.name)).toContain('只在旧账里')
    await goBack()
    await client.sync()
    expect([...client.rows('subject')].map(({ data }) => data.name)).not.toContain('只在旧账里')
    expect([...client.rows('subject')]).toHaveLength(3)
  })

  test('CO3 delivered, held and refused ones are offered again as well; what the person has settled is not', async () => {
    const [delivered = ''] = await save(visit())
    await deliverSealed(phone.store(), phone.transport, phone.vault, phone.identity)
    const gone = server.commands.visit(phone.identity.personId, subjectIn(client, 1))
    const settledToo = server.commands.visit(phone.identity.personId, subjectIn(client, 1))
    const [refused = '', settled = ''] = await save(gone, settledToo)
    await server.act(server.people.office, [server.commands.move(subjectIn(client, 1), 1)])
    await client.sync()
    await client.settle([settled])
    expect([stateOf(refused), stateOf(settled)]).toEqual(['rejected', 'settled'])
    const store = await goBack()
    await client.sync()
    await client.sync()
    // In the restored history the household never moved.
    expect([stateOf(delivered), stateOf(refused), stateOf(settled)]).toEqual([
      'applied',
      'applied',
      'settled',
    ])
    expect(await store.read(server.tenantId, (tx) => tx.commands([settled]))).toEqual([])
    expect(client.status()).toMatchObject({ waiting: 0, delivered: 0, held: 0, refused: 0 })
  })

  test('CO3 a command that was decided on one since settled does not wait for ever: that one is offered for it', async () => {
    const one = visit()
    const [first = ''] = await save(one)
    const [second = ''] = await save(server.commands.amend(one.args.visitId, '一'))
    await server.act(server.people.office, [server.commands.move(subjectIn(client), 1)])
    await client.sync()
    expect([stateOf(first), stateOf(second)]).toEqual(['rejected', 'rejected'])
    await client.settle([first])
    await goBack()
    await client.sync()
    await client.sync()
    expect(stateOf(first)).toBe('settled')
    expect(client.status()).toMatchObject({ waiting: 0, held: 0 })
    expect(stateOf(second)).toBe('applied')
  })

  test('CO3 late work that was quarantined is handed over again, for whoever looks through it', async () => {
    await server.act(server.people.admin, [server.commands.setActive(phone.identity.personId, false)])
    await client.catchUp()
    const [late = ''] = await save(visit())
    await client.sync()
    expect(stateOf(late)).toBe('quarantined')
    const store = await goBack()
    await client.sync()
    await client.sync()
    const [logged] = await store.read(server.tenantId, (tx) => tx.commands([late]))
    expect(logged?.result).toBe('applied')
    expect(stateOf(late)).toBe('applied')
  })

  test('CO3 a frozen tab that wakes with an answer of the old history turns nothing back', async () => {
    const [id = ''] = await save(visit())
    const second = await phone.open()
    let release = (): void => undefined
    const frozen = new Promise<void>((resolve) => (release = resolve))
    phone.line.sync = async (carry, request) => {
      const answer = await carry(request)
      await frozen
      return answer
    }
    const sleeping = second.sync()
    while (phone.line.sent.sync.length < 2) await new Promise((resolve) => setTimeout(resolve, 0))
    await new Promise((resolve) => setTimeout(resolve, 5))
    phone.line.sync = (carry, request) => carry(request)
    const store = await goBack()
    // The waking tab's answer says "applied"; the restored server has never seen it.
    phone.clock.at += 60_000
    server.clock.at += 60_000
    phone.line.sync = (carry, request) => carry({ ...request, envelopes: [] })
    await client.sync()
    release()
    phone.line.sync = (carry, request) => carry(request)
    await sleeping
    await client.sync()
    expect(
      (await store.read(server.tenantId, (tx) => tx.commands([id]))).map(({ result }) => result),
    ).toEqual(['applied'])
    expect(stateOf(id)).toBe('applied')
    expect((await phone.store().get('meta', 'epoch'))?.value).toBe('after the restore')
  })
})

describe('after the storm', () => {
  test.each([7, 77, 777])(
    'CO5 within a bounded number of rounds queues are empty and copies equal (seed %i)',
    async (seed) => {
      const store = await openMemoryServerStore()
      const world = await createWorld(store, 'T', seed)
      await world.run({ op: 'weather', storm: true })
      for (const operation of operationsOf(seed)) await world.run(operation)
      await heal(world)
      await checkHealed(world)
      expect(world.seen.acknowledged).toBeGreaterThan(0)
      await store.close()
    },
  )

  test('CO5 ghosts of requests that were given up long ago change nothing', async () => {
    const [id = ''] = await save(visit())
    const bodies = [...phone.line.sent.sync]
    await client.sync()
    const last = phone.line.sent.sync.at(-1)
    const before = await server.head()
    for (const body of [...bodies, ...(last ? [last] : [])]) await server.service.sync(phone.identity, body)
    expect(await server.head()).toEqual(before)
    await client.sync()
    expect(stateOf(id)).toBe('applied')
  })
})

describe('two tabs', () => {
  test('a save in one tab is decided on what the other has saved', async () => {
    const second = await phone.open()
    const one = visit()
    await save(one)
    expect(await second.dispatch(server.commands.amend(one.args.visitId, '另一页'))).toMatchObject({
      saved: true,
      unknown: false,
    })
    expect(second.commands().map(({ seq }) => seq)).toEqual([1, 2])
    await Promise.all([client.sync(), second.sync()])
    await client.catchUp()
    expect(client.row('visit', one.args.visitId)?.data.narrative).toBe('另一页')
    expect(await server.rowsOfKind('visit')).toHaveLength(1)
  })

  test('many saves in both at once have numbers of their own and all arrive', async () => {
    const second = await phone.open()
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? client : second).dispatch(visit())),
    )
    await client.catchUp()
    expect(client.commands().map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
    await Promise.all([client.sync(), second.sync(), client.sync()])
    await client.sync()
    await client.sync()
    expect(await server.rowsOfKind('visit')).toHaveLength(20)
  })

  test('a frozen tab that wakes with an old answer takes nothing back', async () => {
    const second = await phone.open()
    let release = (): void => undefined
    const frozen = new Promise<void>((resolve) => (release = resolve))
    phone.line.sync = async (carry, request) => {
      const answer = await carry(request)
      await frozen
      return answer
    }
    const sleeping = second.sync()
    while (phone.line.sent.sync.length < 2) await new Promise((resolve) => setTimeout(resolve, 0))
    await new Promise((resolve) => setTimeout(resolve, 5))
    phone.line.sync = (carry, request) => carry(request)
    server.clock.at += 3_600_000
    phone.clock.at += 3_600_000
    await server.act(server.people.admin, [server.commands.pair(phone.identity.personId, 1)])
    await client.sync()
    const before = client.status()
    expect([...client.rows('subject')]).toHaveLength(6)
    release()
    await sleeping
    await client.catchUp()
    expect([...client.rows('subject')]).toHaveLength(6)
    expect(client.status()).toMatchObject({
      lastContactAt: before.lastContactAt,
      clockOffsetMs: before.clockOffsetMs,
      scopesGranted: before.scopesGranted,
    })
  })
})

describe('shut out', () => {
  const revoke = () =>
    server.store.write(server.tenantId, async (tx) => {
      const device = await tx.device(phone.identity.deviceId)
      if (device) await tx.putDevice({ ...device, revokedAt: server.clock.at })
    })
  const switchOff = () =>
    server.act(server.people.admin, [server.commands.setActive(phone.identity.personId, false)])

  test.each([
    ['deviceRevoked', revoke],
    ['personInactive', switchOff],
  ])(
    'CO8 %s: work is handed over and kept, all else leaves, and the page knows why',
    async (reason, shut) => {
      const [before = ''] = await save(visit())
      await client.sync()
      const [late = ''] = await save(visit())
      await shut()
      await client.sync()
      const again = await phone.open()
      for (const tab of [client, again]) {
        expect(shownBy(tab)).toEqual(new Map())
        expect(stateOf(before, tab)).toBe('applied')
        expect(stateOf(late, tab)).toBe('quarantined')
        expect(tab.status()).toMatchObject({ lastProblem: reason, waiting: 0, isComplete: true })
      }
    },
  )

  test('CO8 who is let in again is filled anew and told nothing any more', async () => {
    const shown = shownBy(client)
    await switchOff()
    await client.sync()
    await server.act(server.people.admin, [server.commands.setActive(phone.identity.personId, true)])
    await client.sync()
    expect(shownBy(client).size).toBe(shown.size)
    expect(client.status().lastProblem).toBeNull()
  })
})

describe('a wiped phone', () => {
  test('is told as a loss with both counts, and numbers go on after the lost ones', async () => {
    await save(visit(), visit())
    await client.sync()
    await save(visit())
    phone.disk.wipe()
    const again = await phone.open()
    expect(again.status().loss).toEqual({ saved: 3, unsent: 1 })
    await again.sync()
    const result = await again.dispatch(server.commands.visit(phone.identity.personId, subjectIn(again)))
    expect(result).toMatchObject({ saved: true })
    expect(again.commands().map(({ seq }) => seq)).toEqual([4])
    await again.sync()
    expect(again.commands()[0]?.state).toBe('applied')
  })

  test('a phone that only restarted has lost nothing', async () => {
    await save(visit(), visit())
    phone.disk.crash()
    expect((await phone.open()).status().loss).toBeNull()
  })
})

describe('tidying', () => {
  test('forgets what is over for 90 days by the server’s clock, and nothing else', async () => {
    const [applied = ''] = await save(visit())
    const [refused = ''] = await save(server.commands.visit(phone.identity.personId, subjectIn(client, 1)))
    await server.act(server.people.office, [server.commands.move(subjectIn(client, 1), 1)])
    await client.sync()
    await client.tidy()
    expect([stateOf(applied), stateOf(refused)]).toEqual(['applied', 'rejected'])
    // The phone's own clock counts for nothing.
    phone.clock.at += 365 * 86_400_000
    await client.tidy()
    expect(stateOf(applied)).toBe('applied')
    server.clock.at += 91 * 86_400_000
    const [waiting = ''] = await save(visit())
    await client.tidy()
    expect(stateOf(applied)).toBe('applied')
    await client.sync()
    await client.tidy()
    expect([stateOf(applied), stateOf(refused), stateOf(waiting)]).toEqual([undefined, 'rejected', 'applied'])
    const again = await phone.open()
    expect(again.commands().map(({ id }) => id)).toEqual([refused, waiting])
    expect(again.status().loss).toBeNull()
    expect(shownBy(again)).toEqual(shownBy(client))
    await client.settle([refused])
    await client.tidy()
    expect(client.commands().map(({ id }) => id)).toEqual([waiting])
  })

  test('folds a scope of many single rows into segments, and everything stays what it was', async () => {
    const subjects = Array.from({ length: 300 }, (_, index) => server.commands.create(0, `户${index}`))
    await server.act(server.people.bothCadre, subjects)
    await client.sync()
    const before = shownBy(client)
    expect(await phone.store().count('delta')).toBeGreaterThan(600)
    const second = await phone.open()
    expect(await client.tidy()).toBe(true)
    expect(await phone.store().count('segments')).toBeGreaterThan(0)
    expect((await phone.store().all('delta')).filter(({ scope }) => scope === 'area:V1')).toEqual([])
    await second.catchUp()
    for (const of of [client, second, await phone.open()]) {
      expect(shownBy(of)).toEqual(before)
      await of.sync()
      expect(of.status().healed).toBe(0)
    }
  })
})
