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
import { fillLoop, fillWork, freezeMonth } from './beginnings'
import { createDevice, type Connection, type SimDevice } from './device'
import { clearSky, createNetwork, createServiceTransport, storm, type Network, type Weather } from './network'
import type { Operation } from './operations'
import { createRng, type Rng } from './random'
import { playOnDevice, type DeviceScene } from './playOnDevice'
import { countOutcomes, emptySeen, type Seen } from './seen'
import { createSimVault, simSigner } from './vault'
import { rememberKept, type Kept } from './invariants/kept'
import { themeOf } from './steps/families'
import { createSimZone, pairingStart, simStart, type SimPerson, type SimZone } from './zone'

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
  /** What may never change any more, as it was when it became so. */
  kept: Kept
  /** Takes note of it. */
  remember(): Promise<void>
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
export interface Wiring {
  wire: Wire
  signer: OutcomeSigner
  /** What the history begins with once everybody has signed in; the operations change it. */
  weather?: Weather
}
export type WireMaker = (surroundings: WireSurroundings) => Promise<Wiring>

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
  const theme = themeOf(seed)
  const isOfNotices = theme === 'notice'
  // Every other history begins with nothing, as a zone does.
  if (seed % 2 === 0 || isOfNotices) await fillLoop(store, zone, rng, random)
  // And some with a month that is frozen already, half of them with its correction begun.
  if (seed % 4 === 0 || isOfNotices)
    await freezeMonth(store, zone, {
      rng,
      random,
      isCorrected: seed % 8 === 0,
      ...(isOfNotices && {
        notice: (['submitted', 'submitted', 'none', 'posted'] as const)[seed % 4] ?? 'none',
      }),
    })
  if (theme === 'work' && seed % 2 === 1) await fillWork(store, zone, rng, random)
  const seen = emptySeen()
  const network = createNetwork(rng, seen)
  const { wire, signer, weather } = await makeWire({
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
        blockSizes: { rows: 6, packRows: 20, smallestScope: 14 },
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
  if (weather) network.weather = { ...weather }

  const world: World = {
    seed,
    zone,
    store,
    devices,
    network,
    seen,
    bugs,
    kept: { version: -1, texts: new Map() },
    remember: () => store.read(tenantId, (tx) => rememberKept(tx, world.kept)),
    now: () => now,
    service: () => service,
    async run(operation) {
      now += 1_000
      const device = 'device' in operation ? devices[operation.device % devices.length] : undefined
      await play({ world, operation, device, newId, rng, asAdmin, restartServer, pass })
      await world.remember()
    },
  }
  await world.remember()

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

interface Play extends DeviceScene {
  device: SimDevice | undefined
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
