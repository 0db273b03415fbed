/**
 * One history: a server with the real store, some phones with the real engine, a bad network between them, and time
 * that passes only when told. Everything random comes from the seed, so that seed + commit replay it exactly.
 */
import type { CommandRequest } from '../../src/domain/command/registry'
import { uuidV7 } from '../../src/domain/ids'
import type { Row } from '../../src/domain/rows'
import { shanghaiDate } from '../../src/domain/time/shanghai'
import type { OutcomeSigner, Random } from '../../src/server/ports'
import type { Store } from '../../src/server/store/port'
import { createSyncService } from '../../src/server/sync/createSyncService'
import { runCommands } from '../../src/server/sync/runner'
import type { SyncService } from '../../src/server/sync/service'
import { openMemoryStore } from '../../src/app/db/memoryStore'
import { createDevice, type Connection, type SimDevice } from './device'
import { clearSky, createNetwork, createServiceTransport, storm, type Network } from './network'
import type { Operation } from './operations'
import { createRng, type Rng } from './random'
import { createSimVault, simSigner } from './vault'
import { createSimZone, pairingStart, simStart, subjectCreate, type SimPerson, type SimZone } from './zone'

/** What a history went through; the suite proves that it went through everything. */
export interface Seen {
  acknowledged: number
  applied: number
  rejected: number
  held: number
  quarantined: number
  duplicate: number
  payloadConflict: number
  unknown: number
  refusedLocally: number
  failedSaves: number
  restarts: number
  serverRestarts: number
  tombstones: number
  droppedScopes: number
  healed: number
  blocks: number
  conflicts: number
  delivered: number
  unreadable: number
  numbers: number
  /** Pages that end before their scope does. */
  parts: number
  /** Answers to who was shut out. */
  shutOut: number
}

export interface World {
  seed: number
  zone: SimZone
  store: Store
  devices: SimDevice[]
  network: Network
  seen: Seen
  now(): number
  service(): SyncService
  run(operation: Operation): Promise<void>
  bugs: unknown[]
}

/** What carries the messages: straight to the service, or the real HTTP edge with real keys. */
export interface Wire {
  /** A new phone for this person, known to the server. */
  connect(person: SimPerson): Promise<Connection>
}
export interface WireSurroundings {
  store: Store
  tenantId: string
  rng: Rng
  random: Random
  network: Network
  service: () => SyncService
  now: () => number
}
export type WireMaker = (surroundings: WireSurroundings) => Promise<{ wire: Wire; signer: OutcomeSigner }>

export async function createWorld(
  store: Store,
  tenantId: string,
  seed: number,
  makeWire: WireMaker = serviceWire,
): Promise<World> {
  const rng = createRng(seed)
  const serverRng = createRng(seed ^ 0x9e3779b9)
  const random: Random = { hex: (bytes) => Buffer.from(serverRng.bytes(bytes)).toString('hex') }
  let now = simStart + 3_600_000
  const bugs: unknown[] = []
  const zone = await createSimZone(store, tenantId, rng, random)
  const seen = emptySeen()
  const network = createNetwork(rng)
  const { wire, signer } = await makeWire({
    store,
    tenantId,
    rng,
    random,
    network,
    service: () => service,
    now: () => now,
  })
  const startService = () =>
    countOutcomes(
      seen,
      createSyncService({
        store,
        signer,
        clock: { now: () => now },
        random,
        onBug: (error) => bugs.push(error),
        // Small, so that a village of ten households comes in blocks.
        blockSizes: { rows: 6, smallestScope: 14 },
        // In every third history no answer holds all: pages come in parts.
        ...(seed % 3 === 0 && { maxRows: 25 }),
      }),
    )
  let service = startService()
  const devices: SimDevice[] = []
  // One phone each, and a second one for the cadre with both villages.
  for (const person of [...zone.people, zone.people[2]]) {
    if (!person) continue
    const connection = await wire.connect(person)
    devices.push(createDevice(person, { tenantId, rng, connection, now: () => now }))
  }
  const newId = () => uuidV7(now, rng.bytes(10))
  // Everybody signs in with signal; what comes then is the history.
  for (const device of devices) await (await device.tab(0)).sync()

  const world: World = {
    seed,
    zone,
    store,
    devices,
    network,
    seen,
    bugs,
    now: () => now,
    service: () => service,
    async run(operation) {
      now += 1_000
      const device = 'device' in operation ? devices[operation.device % devices.length] : undefined
      await play({ world, operation, device, newId, rng, asAdmin, restartServer, pass })
    },
  }

  function restartServer(): void {
    service = startService()
    seen.serverRestarts += 1
  }
  function pass(ms: number): void {
    now += ms
  }
  /** A desk that is always online: what an administrator does while phones are away. */
  async function asAdmin(request: CommandRequest): Promise<void> {
    const personId = zone.people[4]?.id ?? ''
    const envelope = {
      id: newId(),
      seq: 1,
      name: request.name,
      version: 1,
      args: request.args,
      occurredAt: now,
      clockOffsetMs: 0,
      base: {},
      after: [],
    }
    const submission = {
      identity: { tenantId, personId, deviceId: personId },
      envelope,
      receivedAt: now,
      trusted: 'person' as const,
    }
    await store.write(tenantId, (tx) =>
      runCommands(tx, [submission], { signer, random, onBug: (error) => bugs.push(error) }),
    )
  }
  return world
}

const serviceWire: WireMaker = ({ store, tenantId, rng, network, service, now }) =>
  Promise.resolve({
    signer: simSigner,
    wire: {
      async connect({ id: personId }) {
        const deviceId = uuidV7(now(), rng.bytes(10))
        const times = { registeredAt: now(), seenAt: now(), revokedAt: null }
        await store.write(tenantId, (tx) =>
          tx.putDevice({ deviceId, personId, publicKey: '{}', label: '', ...times }),
        )
        const identity = { tenantId, personId, deviceId }
        return {
          deviceId,
          vault: createSimVault(deviceId),
          transport: (isOnline) => createServiceTransport(network, service, identity, isOnline),
        }
      },
    },
  })

const emptySeen = (): Seen => ({
  acknowledged: 0,
  applied: 0,
  rejected: 0,
  held: 0,
  quarantined: 0,
  duplicate: 0,
  payloadConflict: 0,
  unknown: 0,
  refusedLocally: 0,
  failedSaves: 0,
  restarts: 0,
  serverRestarts: 0,
  tombstones: 0,
  droppedScopes: 0,
  healed: 0,
  blocks: 0,
  conflicts: 0,
  delivered: 0,
  unreadable: 0,
  numbers: 0,
  parts: 0,
  shutOut: 0,
})

function countOutcomes(seen: Seen, service: SyncService): SyncService {
  return {
    ...service,
    async sync(identity, request) {
      const response = await service.sync(identity, request)
      for (const outcome of response.outcomes) {
        seen[outcome.result] += 1
        if (outcome.duplicate) seen.duplicate += 1
      }
      seen.droppedScopes += response.dropped.length
      if (response.shutOut !== undefined) seen.shutOut += 1
      for (const page of response.pages) {
        seen.blocks += page.blocks.length
        if (!page.done) seen.parts += 1
        for (const line of page.lines.split('\n')) if (line.endsWith(' -')) seen.tombstones += 1
      }
      return response
    },
    async deliver(bundles) {
      seen.delivered += bundles.length
      return service.deliver(bundles)
    },
  }
}

interface Play {
  world: World
  operation: Operation
  device: SimDevice | undefined
  newId: () => string
  rng: Rng
  asAdmin: (request: CommandRequest) => Promise<void>
  restartServer: () => void
  pass: (ms: number) => void
}

async function play(scene: Play): Promise<void> {
  const { world, operation, device, newId, asAdmin, restartServer, pass } = scene
  const { zone } = world
  switch (operation.op) {
    case 'pass':
      return pass(operation.minutes * 60_000)
    case 'weather':
      world.network.weather = operation.storm ? { ...storm } : { ...clearSky }
      return
    case 'serverRestart':
      await world.network.settleGhosts()
      return restartServer()
    case 'pairing': {
      const person = zone.people[operation.person]
      const areaId = zone.villages[operation.village]
      if (!person || areaId === undefined) return
      const open = await openPairing(world, person.id, areaId)
      return asAdmin(
        open
          ? { name: 'pairing.end', args: { pairingId: open, endedOn: shanghaiDate(world.now()) } }
          : pairingStart(newId(), person.id, areaId),
      )
    }
    case 'active': {
      const person = zone.people[operation.person]
      if (!person) return
      const [row] = await world.store.read(zone.tenantId, (tx) =>
        tx.rows([{ kind: 'person', id: person.id }]),
      )
      const active = (JSON.parse(row?.json ?? '{}') as { active?: boolean }).active === true
      return asAdmin({ name: 'person.setActive', args: { personId: person.id, active: !active } })
    }
    default:
      if (device) await playOnDevice(scene, device)
  }
}

async function openPairing(world: World, personId: string, areaId: string): Promise<string | undefined> {
  const rows = await world.store.read(world.zone.tenantId, (tx) =>
    tx.related([{ relation: 'pairing.personId', target: personId }]),
  )
  return rows.find((row) => {
    const data = JSON.parse(row.json) as Row<'pairing'>['data']
    return data.areaId === areaId && data.endedOn === null
  })?.id
}

async function playOnDevice({ world, operation, newId, rng }: Play, device: SimDevice): Promise<void> {
  const { zone, seen } = world
  const today = shanghaiDate(world.now())
  const save = async (tab: number, requests: CommandRequest[], settles: string[] = []) => {
    const result = await device.save(tab, requests, settles)
    if (result === 'failed') seen.failedSaves += 1
    else if (!result.saved) seen.refusedLocally += 1
    else {
      seen.acknowledged += result.commandIds.length
      if (result.unknown) seen.unknown += 1
    }
    return result
  }
  switch (operation.op) {
    case 'visit': {
      const client = await device.tab(operation.tab)
      const subject = nth(client.rows('subject'), operation.subject)
      if (!subject) return
      const visit = visitOf(
        newId(),
        subject.id,
        device.person.id,
        operation.bad ? '2099-01-01' : today,
        operation.subject,
      )
      const issues = Array.from({ length: operation.issues }, () =>
        issueOf(zone, newId(), visit.args.visitId, subject, 0, today),
      )
      await save(operation.tab, [visit, ...issues])
      return
    }
    case 'amend': {
      const client = await device.tab(operation.tab)
      const visit = nth(client.rows('visit'), operation.visit)
      if (!visit) return
      await save(operation.tab, [
        { name: 'visit.amend', args: { visitId: visit.id, changes: { narrative: `改${operation.text}` } } },
      ])
      return
    }
    case 'withdraw': {
      const visit = nth((await device.tab(operation.tab)).rows('visit'), operation.visit)
      if (visit)
        await save(operation.tab, [{ name: 'visit.withdraw', args: { visitId: visit.id, reason: '记错了' } }])
      return
    }
    case 'newSubject': {
      const areaId = zone.villages[operation.village] ?? ''
      const subjectId = newId()
      const create = subjectCreate(zone, subjectId, operation.village, '新户', areaId)
      await save(
        operation.tab,
        operation.visitToo ? [create, visitOf(newId(), subjectId, device.person.id, today, 1)] : [create],
      )
      return
    }
    case 'editSubject': {
      const subject = nth((await device.tab(operation.tab)).rows('subject'), operation.subject)
      if (!subject) return
      const value = `值${operation.value}`
      const { campaignId } = zone
      const edits = [
        { subject: { name: value } },
        { subject: { notes: value } },
        { contact: { phone: value } },
        { care: { note: value } },
      ] as const
      const edit = edits[operation.field]
      if (edit)
        await save(operation.tab, [
          { name: 'subject.edit', args: { subjectId: subject.id, campaignId, ...edit } },
        ])
      return
    }
    case 'register': {
      const subject = nth((await device.tab(operation.tab)).rows('subject'), operation.subject)
      if (!subject) return
      const register = issueOf(zone, newId(), null, subject, operation.category, today)
      const solved: CommandRequest = {
        name: 'issue.resolveOnSite',
        args: { issueId: register.args.issueId, measure: '当场修好', result: '', happenedOn: today },
      }
      await save(operation.tab, operation.onSite ? [register, solved] : [register])
      return
    }
    case 'resubmit': {
      const client = await device.tab(operation.tab)
      const returned = [...client.rows('issue')].filter(({ data }) => data.state === 'needsDetail')
      const issue = nth(returned, operation.issue)
      if (!issue) return
      await save(operation.tab, [
        { name: 'issue.resubmit', args: { issueId: issue.id, words: '补充后', reply: '已补' } },
      ])
      return
    }
    case 'decide': {
      const client = await device.tab(operation.tab)
      const open = [...client.rows('issue')].filter(
        ({ data }) => data.state === 'reported' || data.state === 'listed',
      )
      const issue = nth(open, operation.issue)
      if (issue) await save(operation.tab, [decision(issue.id, operation.what)])
      return
    }
    case 'stale':
      return playStale(world, device, operation, save, newId, today)
    case 'twoTabs': {
      const first = await device.tab(0)
      const second = await device.tab(1)
      const subject = nth(first.rows('subject'), operation.subject)
      const other = nth(second.rows('subject'), operation.subject + 1)
      if (!subject || !other) return
      await Promise.all([
        save(0, [visitOf(newId(), subject.id, device.person.id, today, 2)]),
        save(1, [visitOf(newId(), other.id, device.person.id, today, 3)]),
        syncTab(device, 0),
      ])
      return
    }
    case 'move': {
      const subject = nth((await device.tab(0)).rows('subject'), operation.subject)
      const areaId = zone.villages[operation.village] ?? ''
      if (!subject) return
      await save(0, [
        {
          name: 'subject.move',
          args: { subjectId: subject.id, areaId, groupId: zone.groups[operation.village] ?? null },
        },
      ])
      return
    }
    case 'revoke':
      await world.store.write(zone.tenantId, async (tx) => {
        const record = await tx.device(device.id)
        if (record) await tx.putDevice({ ...record, revokedAt: world.now() })
      })
      return
    case 'sync':
      await syncTab(device, operation.tab)
      return
    case 'twoSyncs':
      await Promise.all([syncTab(device, 0), syncTab(device, 1)])
      return
    case 'deliver':
      await device.deliver(operation.skip).catch(() => 0)
      return
    case 'restart':
      device.kill()
      seen.restarts += 1
      await device.tab(0)
      return
    case 'killInSave': {
      const client = await device.tab(0)
      const subject = nth(client.rows('subject'), operation.subject)
      if (!subject) return
      const saving = save(0, [visitOf(newId(), subject.id, device.person.id, today, 4)])
      await turns(rng.int(30))
      device.kill()
      seen.restarts += 1
      await saving
      return
    }
    case 'killInSync': {
      const client = await device.tab(0)
      const syncing = client.sync().catch(() => undefined)
      await turns(operation.after * 3)
      device.kill()
      seen.restarts += 1
      await syncing
      return
    }
    case 'online':
      device.isOnline = !device.isOnline
      return
    case 'skew':
      device.skewMs = operation.years * 365 * 86_400_000
      return
    case 'diskFault':
      device.disk.failNext(
        (['quota', 'lostBeforeCommit', 'lostAfterCommit'] as const)[operation.fault] ?? 'quota',
      )
      return
    case 'rot':
      return rot(device, operation.pick)
    case 'tidy':
      await (await device.tab(0)).tidy().catch(() => false)
      return
    case 'settle': {
      const client = await device.tab(0)
      const refused = client.commands().filter(({ state }) => state === 'rejected' || state === 'quarantined')
      const command = nth(refused, operation.pick)
      if (!command) return
      const { name, args } = command.envelope
      if (operation.retry) await save(0, [{ name, args } as CommandRequest], [command.id])
      else await client.settle(command.id).catch(() => undefined)
      return
    }
    default:
      throw new Error(`not an operation of a device: ${operation.op}`)
  }
}

async function syncTab(device: SimDevice, tab: number): Promise<void> {
  try {
    await (await device.tab(tab)).sync()
  } catch {
    // A storage fault in mid-round: the page tries again later, from what is on disk.
    device.tabs[tab]?.close()
    device.tabs[tab] = undefined
  }
}

async function playStale(
  world: World,
  device: SimDevice,
  operation: Extract<Operation, { op: 'stale' }>,
  save: (tab: number, requests: CommandRequest[]) => Promise<unknown>,
  newId: () => string,
  today: string,
): Promise<void> {
  const { zone } = world
  const client = await device.tab(operation.tab)
  const anywhere = await world.store.read(zone.tenantId, (tx) => tx.rowsOfKind('subject'))
  const subject = nth(anywhere, operation.pick)
  const issue = nth(client.rows('issue'), operation.pick)
  switch (operation.what) {
    case 0:
      // A button that is no longer right, pressed all the same.
      if (issue) await save(operation.tab, [decision(issue.id, operation.pick % 3)])
      return
    case 1:
      // About somebody this phone does not hold: kept for the server to judge.
      if (subject) await save(operation.tab, [visitOf(newId(), subject.id, device.person.id, today, 5)])
      return
    case 2: {
      const held = nth(client.rows('subject'), operation.pick)
      if (!held) return
      const register = issueOf(zone, newId(), null, held, 0, today)
      await save(operation.tab, [{ ...register, args: { ...register.args, categoryId: 'cat-unknown' } }])
      return
    }
    default:
      if (subject)
        await save(operation.tab, [visitOf(newId(), subject.id, device.person.id, '2098-12-31', 6)])
  }
}

/** A byte of one stored record changes behind everyone's back. */
async function rot(device: SimDevice, pick: number): Promise<void> {
  const store = openMemoryStore(device.disk)
  const flip = (sealed: Uint8Array) => void (sealed[20] = (sealed[20] ?? 0) ^ 1)
  const deltas = await store.all('delta')
  const segments = await store.all('segments')
  const delta = nth(deltas, pick)
  const segment = nth(segments, pick)
  const command = nth(
    (await store.all('commands')).filter(({ state }) => state === 'waiting'),
    pick,
  )
  if (pick % 3 === 0 && command) device.disk.tamper('commands', command.id, (record) => flip(record.sealed))
  else if (pick % 2 === 0 && delta) device.disk.tamper('delta', delta.key, (record) => flip(record.sealed))
  else if (segment) device.disk.tamper('segments', segment.id, (record) => flip(record.sealed))
  device.kill()
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve()
}

function nth<T>(items: Iterable<T>, index: number): T | undefined {
  const list = [...items]
  return list.length === 0 ? undefined : list[index % list.length]
}

const decision = (issueId: string, what: number): CommandRequest =>
  what === 0
    ? { name: 'issue.accept', args: { issueId, remark: '' } }
    : what === 1
      ? { name: 'issue.sendBack', args: { issueId, remark: '请补充' } }
      : { name: 'issue.decline', args: { issueId, reason: '不属本区', toldResident: '已告知', handedTo: '' } }

const visitOf = (visitId: string, subjectId: string, personId: string, happenedOn: string, text: number) =>
  ({
    name: 'visit.record',
    args: {
      visitId,
      visitorIds: [personId],
      happenedOn,
      startTime: null,
      endTime: null,
      narrative: `走访${text}`,
      place: '',
      details: { kind: 'household', subjectId },
    },
  }) as const satisfies CommandRequest

const issueOf = (
  zone: SimZone,
  issueId: string,
  visitId: string | null,
  subject: { id: string; data: { areaId: string } },
  category: number,
  raisedOn: string,
) =>
  ({
    name: 'issue.register',
    args: {
      issueId,
      visitId,
      subjectId: subject.id,
      areaId: subject.data.areaId,
      kind: 'demand',
      categoryId: zone.categories[category] ?? 'cat-1',
      title: '路灯不亮',
      words: '门口的灯坏了',
      raisedOn,
      urgent: false,
      confidential: false,
    },
  }) as const satisfies CommandRequest
