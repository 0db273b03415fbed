/**
 * What must hold, checked against what was promised and not against the engine's own idea of it: A no saved command is
 * missing; B none acts twice; C a tab shows what its disk says; D after healing queues are empty and copies equal;
 * E nothing is held beyond the granted scopes; G the history is complete and unbroken; H every refusal keeps its reason.
 * What the rows of a zone must be like whoever wrote them stands in `invariants/`, one promise a file.
 */
import { canonicalJson } from '../../src/sync/canonical'
import { grantsOf } from '../../src/domain/access/scopes'
import { rowKey, rowKinds } from '../../src/domain/rows'
import { chainLink, chainStart } from '../../src/server/sync/chain'
import { readActor } from '../../src/server/sync/pull'
import type { LoggedCommand, ReadTx } from '../../src/server/store/port'
import type { Client } from '../../src/app/client/engine/client'
import type { SimDevice } from './device'
import { checkDuties } from './invariants/duties'
import { checkEditions } from './invariants/editions'
import { checkIssues, countIssues } from './invariants/issues'
import { checkKept } from './invariants/kept'
import { checkApprovals, checkPrivacy } from './invariants/notices'
import { checkNumbers } from './invariants/numbers'
import { readPast, type Past } from './invariants/past'
import { checkNoticesServed, checkSlipsServed } from './invariants/served'
import { checkSettings } from './invariants/settings'
import { checkUnits } from './invariants/units'
import { demand } from './invariants/violation'
import { clearSky } from './network'
import { addCounts, playedOf, type Seen } from './seen'
import type { World } from './world'

/** A: what the screen called saved is on the device, in a known state, as it was typed. */
export function checkDevice(device: SimDevice, client: Client): void {
  const unreadable = client.status().unreadable
  const commands = new Map(client.commands().map((command) => [command.id, command]))
  const missing = device.acknowledged.filter(({ id }) => !commands.has(id))
  demand(
    missing.length <= unreadable,
    'A',
    () => `${missing.length} saved commands are gone from ${device.id}`,
  )
  for (const { id, request } of device.acknowledged) {
    const command = commands.get(id)
    if (!command) continue
    demand(command.envelope.name === request.name, 'A', () => `${id} is another command`)
    demand(
      canonicalJson(command.envelope.args) === canonicalJson(request.args),
      'A',
      () => `${id} was changed`,
    )
    if (command.state === 'rejected' || command.state === 'quarantined') {
      const { outcome } = command
      demand(
        outcome !== null && outcome.result !== 'applied',
        'H',
        () => `${id} was refused without a reason`,
      )
    }
  }
}

/** C: what a tab shows is what a fresh start from the same disk would show. */
export async function checkView(device: SimDevice, client: Client, fresh: Client): Promise<void> {
  await client.catchUp()
  const shown = snapshot(client)
  const expected = snapshot(fresh)
  for (const [key, row] of expected) {
    demand(
      shown.get(key) === row,
      'C',
      () => `${device.id} shows ${key} as ${shown.get(key)}, its disk says ${row}`,
    )
  }
  for (const key of shown.keys())
    demand(expected.has(key), 'C', () => `${device.id} shows ${key}, its disk does not`)
}

function snapshot(client: Client): Map<string, string> {
  const rows = new Map<string, string>()
  for (const kind of rowKinds) {
    for (const row of client.rows(kind))
      rows.set(rowKey(kind, row.id), `${row.version} ${canonicalJson(row.data)}`)
  }
  return rows
}

/** D: the network heals; within a bounded number of rounds queues are empty and copies equal. */
export async function heal(world: World): Promise<void> {
  world.network.weather = { ...clearSky }
  await world.network.settleGhosts()
  for (const device of world.devices) {
    device.isOnline = true
    device.kill()
  }
  const maxRounds = 8
  const version = () => world.store.read(world.zone.tenantId, async (tx) => (await tx.head()).version)
  for (let round = 1; ; round++) {
    const before = await version()
    for (const device of world.devices) {
      const client = await openAgain(device)
      await client.sync().catch(() => undefined)
      await world.remember()
    }
    demand(world.bugs.length === 0, 'bug', () => String((world.bugs[0] as Error).stack))
    const busy = world.devices.filter((device) => !isQuiet(device.tabs[0]))
    // Done when a whole round changed nothing on either side.
    if (busy.length === 0 && (await version()) === before) return
    demand(
      round < maxRounds,
      'D',
      () =>
        `${busy.length} devices are not done after ${maxRounds} rounds: ${JSON.stringify(busy[0]?.tabs[0]?.status())}`,
    )
  }
}

/** Disk faults still queued up from the history are met now, one by one. */
async function openAgain(device: SimDevice): Promise<Client> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await device.tab(0)
    } catch {
      device.kill()
    }
  }
  return device.tab(0)
}

function isQuiet(client: Client | undefined): boolean {
  if (!client) return false
  const { waiting, delivered, held, isComplete, lastResult } = client.status()
  return waiting === 0 && delivered === 0 && held === 0 && isComplete && lastResult === 'done'
}

/** Everything else on the healed world. */
export async function checkHealed(world: World): Promise<void> {
  demand(world.bugs.length === 0, 'bug', () => String((world.bugs[0] as Error).stack))
  const { seen, store, zone } = world
  const past = await store.read(zone.tenantId, async (tx) => {
    const links = await checkChain(tx)
    seen.held += links.filter(({ result }) => result === 'held').length
    const log = new Map(links.map((link) => [link.commandId, link]))
    for (const device of world.devices) await checkAgainstServer(tx, device, log)
    await checkKept(tx, world.kept)
    return readPast(tx, links)
  })
  checkEffects(past)
  checkIssues(past)
  checkDuties(past)
  checkUnits(past)
  checkApprovals(past)
  checkPrivacy(past)
  seen.numbers += checkNumbers(past)
  seen.settingsChanged += checkSettings(past)
  addCounts(seen, checkEditions(past))
  // Ids come from the seed, and a history that is played again lies in another zone of the same store.
  const ownStore = { ...store, tenants: () => ownHead(world), tenantsWith: async () => [zone.tenantId] }
  addCounts(seen, await checkNoticesServed(ownStore, past.rows('notice'), world.now()))
  await checkSlipsServed(ownStore, past.rows('issue'))
  countIssues(past, seen)
  countPlayed(past, seen)
  for (const device of world.devices) {
    const client = device.tabs[0]
    demand(client !== undefined, 'D', () => 'a device without a page')
    checkDevice(device, client)
    seen.healed += client.status().healed
    seen.unreadable += client.status().unreadable
  }
}

const ownHead = ({ store, zone }: World) => store.read(zone.tenantId, async (tx) => [await tx.head()])

function countPlayed({ commands, rows }: Past, seen: Seen): void {
  for (const { name, result } of commands) {
    if (result === 'applied') playedOf(seen, name).applied += 1
    if (result === 'rejected') playedOf(seen, name).refused += 1
  }
  seen.handedOver += rows('event').filter(({ data }) => data.type === 'task.unitDissolved').length
}

/** G: the history is complete and unbroken. Answers all of its links. */
async function checkChain(tx: ReadTx): Promise<LoggedCommand[]> {
  const head = await tx.head()
  const links: LoggedCommand[] = []
  let chain = chainStart(head.epoch)
  for (let position = -1; ; ) {
    const page = await tx.logPage(position, 500)
    for (const command of page) {
      chain = chainLink(chain, command)
      demand(chain === command.chainHash, 'G', () => `the chain breaks at ${command.commandId}`)
      position = command.position
    }
    links.push(...page)
    if (page.length === 0) break
  }
  demand(chain === head.chainHash, 'G', () => 'the chain does not end at the head')
  return links
}

/** Commands that write into the timeline whenever they act; a slip that is given twice is one slip. */
const leavesEvent =
  /^((issue|visit|subject|task|urge|notice|activity|unit|category|rules|calendar|campaign|noticeTexts)\.|edition\.(open|addItems|removeItems|freeze|drop)$|(unitPlan|modelCase)\.(submit|approve|return|publish|withdraw)$|draw\.recordVisit$)/
const mayChangeNothing: ReadonlySet<string> = new Set(['issue.giveSlip', 'issue.takeBackSlip'])

/** B: each applied command acted once, each refused one not at all. */
function checkEffects({ commands, eventsOf }: Past): void {
  for (const { commandId, result, name } of commands) {
    const acted = eventsOf(commandId).length > 0
    const mustAct = leavesEvent.test(name) && !mayChangeNothing.has(name) && result === 'applied'
    const mayAct = result === 'applied'
    demand(
      acted ? mayAct : !mustAct,
      'B',
      () => `${name} ${commandId} is ${result}, its event is ${acted ? '' : 'not '}there`,
    )
  }
}

async function checkAgainstServer(
  tx: ReadTx,
  device: SimDevice,
  log: Map<string, LoggedCommand>,
): Promise<void> {
  for (const { id } of device.acknowledged) {
    const logged = log.get(id)
    demand(logged !== undefined, 'A', () => `${id} was saved and never arrived`)
    demand(logged?.deviceId === device.id, 'A', () => `${id} arrived as somebody else's`)
  }
  const client = device.tabs[0]
  demand(client !== undefined, 'D', () => 'a device without a page')
  for (const command of client.commands()) {
    const logged = log.get(command.id)
    if (command.state === 'settled') continue
    demand(
      logged?.result === command.state,
      'D',
      () => `${command.id} is ${command.state} here and ${logged?.result} there`,
    )
  }
  const { actor, pairings } = await readActor(tx, {
    tenantId: '',
    personId: device.person.id,
    deviceId: device.id,
  })
  const villages = (await tx.rowsOfKind('area')).filter((row) => row.json.includes('"level":"village"'))
  const grants = grantsOf(
    actor,
    pairings,
    villages.map(({ id }) => id),
  )
  const expected = new Map<string, string>()
  for (const scope of grants) {
    for (const line of await tx.lines(scope, 0, Number.MAX_SAFE_INTEGER, 1_000_000)) {
      if (line.json !== null) expected.set(rowKey(line.kind, line.id), `${line.version} ${line.json}`)
    }
  }
  const shown = snapshot(client)
  for (const [key, row] of expected) {
    demand(
      shown.get(key) === row,
      'D',
      () => `${device.person.name} shows ${key} as ${shown.get(key)}, the server has ${row}`,
    )
  }
  for (const key of shown.keys())
    demand(expected.has(key), 'E', () => `${device.person.name} still holds ${key}`)
}
