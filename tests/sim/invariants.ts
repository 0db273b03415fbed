/**
 * What must hold, checked against what was promised and not against the engine's own idea of it: A no saved command is
 * missing; B none acts twice; C a tab shows what its disk says; D after healing queues are empty and copies equal;
 * E nothing is held beyond the granted scopes; G the history is complete and unbroken; H every refusal keeps its reason;
 * J an issue never skips a step of its life; L what is frozen stays as it was (`editions.ts`).
 */
import { canonicalJson } from '../../src/sync/canonical'
import { grantsOf } from '../../src/domain/access/scopes'
import { rowKey, rowKinds, type Row } from '../../src/domain/rows'
import { isOpenTask } from '../../src/domain/task/rows'
import { chainLink, chainStart } from '../../src/server/sync/chain'
import { readActor } from '../../src/server/sync/pull'
import type { LoggedCommand, ReadTx } from '../../src/server/store/port'
import type { Client } from '../../src/app/client/engine/client'
import { checkEditions, rememberFrozen } from './editions'
import type { SimDevice } from './device'
import { clearSky } from './network'
import type { World } from './world'

class Violation extends Error {
  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`)
    this.name = 'Violation'
  }
}

const demand = (holds: boolean, invariant: string, detail: () => string): void => {
  if (!holds) throw new Violation(invariant, detail())
}

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
      await world.store.read(world.zone.tenantId, (tx) => rememberFrozen(tx, world.frozen))
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

/** A, B, D, E, G, H, J on the healed world. */
export async function checkHealed(world: World): Promise<void> {
  demand(world.bugs.length === 0, 'bug', () => String((world.bugs[0] as Error).stack))
  const log = new Map<string, LoggedCommand>()
  await world.store.read(world.zone.tenantId, async (tx) => {
    world.seen.held += await checkChain(tx, log)
    await checkIssues(tx, world)
    for (const device of world.devices) await checkAgainstServer(tx, device, log)
    await checkEffects(tx, log)
    await checkEditions(tx, world.frozen, { seen: world.seen, demand })
  })
  for (const device of world.devices) {
    const client = device.tabs[0]
    if (!client) throw new Violation('D', 'a device without a page')
    checkDevice(device, client)
    world.seen.healed += client.status().healed
    world.seen.unreadable += client.status().unreadable
  }
}

/** G: the history is complete and unbroken. */
async function checkChain(tx: ReadTx, log: Map<string, LoggedCommand>): Promise<number> {
  let held = 0
  const head = await tx.head()
  let chain = chainStart(head.epoch)
  for (let position = -1; ; ) {
    const page = await tx.logPage(position, 500)
    for (const command of page) {
      chain = chainLink(chain, command)
      demand(chain === command.chainHash, 'G', () => `the chain breaks at ${command.commandId}`)
      log.set(command.commandId, command)
      if (command.result === 'held') held += 1
      position = command.position
    }
    if (page.length === 0) break
  }
  demand(chain === head.chainHash, 'G', () => 'the chain does not end at the head')
  return held
}

/** B: each applied command acted once, each refused one not at all. */
async function checkEffects(tx: ReadTx, log: Map<string, LoggedCommand>): Promise<void> {
  const events = new Set((await tx.rowsOfKind('event')).map((row) => row.id))
  const made = [...log.values()].filter(({ name }) =>
    /^((issue|visit|subject|task|urge)\.|edition\.(open|addItems|removeItems|freeze|drop)$)/.test(name),
  )
  for (const { commandId, result, name } of made) {
    const acted = events.has(`${commandId}.0`)
    demand(
      acted === (result === 'applied'),
      'B',
      () => `${name} ${commandId} is ${result}, its event is ${acted ? '' : 'not '}there`,
    )
  }
}

/** J and the numbers: unique, consecutive, never without a command that gave them. */
async function checkIssues(tx: ReadTx, world: World): Promise<void> {
  const issues = (await tx.rowsOfKind('issue')).map((row) => ({
    id: row.id,
    data: JSON.parse(row.json) as Row<'issue'>['data'],
  }))
  const numbers = issues.flatMap(({ data }) => (data.number === null ? [] : [data.number])).sort()
  world.seen.numbers += numbers.length
  demand(new Set(numbers).size === numbers.length, 'numbers', () => `repeated: ${numbers.join(' ')}`)
  numbers.forEach((number, index) => {
    demand(
      number.endsWith(`-${String(index + 1).padStart(4, '0')}`),
      'numbers',
      () => `a gap: ${numbers.join(' ')}`,
    )
  })
  const events = (await tx.rowsOfKind('event')).map((row) => JSON.parse(row.json) as Row<'event'>['data'])
  world.seen.conflicts += events.filter(({ type }) => type === 'field.conflict').length
  for (const { id, data } of issues) {
    const types = events.filter(({ aboutId }) => aboutId === id).map(({ type }) => type)
    const count = (type: string) => types.filter((item) => item === type).length
    demand(
      count('issue.registered') === (data.splitFromId === undefined ? 1 : 0),
      'J',
      () => `issue ${id} was registered ${count('issue.registered')} times`,
    )
    demand(
      data.sentBackCount === count('issue.sentBack'),
      'J',
      () => `issue ${id} counts its returns wrongly`,
    )
    demand(
      data.number === null ||
        ['issue.accepted', 'issue.struckOff', 'issue.split', 'issue.reopened'].some(
          (type) => count(type) > 0,
        ),
      'J',
      () => `issue ${id} has a number without being listed`,
    )
    demand(
      count('issue.resubmitted') <= count('issue.sentBack'),
      'J',
      () => `issue ${id} was resubmitted too often`,
    )
  }
  checkLoop(
    issues,
    (await tx.rowsOfKind('task')).map((row) => JSON.parse(row.json) as Row<'task'>['data']),
    world,
  )
}

/** The closed loop: duties are apart, open tasks belong to issues being handled, an end is one end. */
function checkLoop(
  issues: readonly { id: string; data: Row<'issue'>['data'] }[],
  tasks: readonly Row<'task'>['data'][],
  world: World,
): void {
  for (const { id, data } of issues) {
    demand(
      (data.state === 'struckOff') === Boolean(data.struckOff),
      'J',
      () => `issue ${id} is ${data.state}, its strike-off says otherwise`,
    )
    demand(
      (data.state === 'merged') === Boolean(data.masterId),
      'J',
      () => `issue ${id} merged without master`,
    )
    if (data.state === 'struckOff') {
      world.seen.struckOff += 1
      const judge = data.struckOff?.by ?? ''
      demand(data.outcome !== null, 'J', () => `issue ${id} ended without an outcome`)
      demand(data.number !== null, 'J', () => `issue ${id} was struck off without a number`)
      demand(
        !data.handledBy?.includes(judge) && data.returnVisit?.by !== judge,
        'J',
        () => `issue ${id} was struck off by one who had handled it or called on the resident`,
      )
    }
    world.seen.reopened += data.reopenedCount ?? 0
  }
  const handled = new Set(issues.filter(({ data }) => data.state === 'handling').map(({ id }) => id))
  for (const { state, issueIds, title } of tasks) {
    const serves = issueIds.some((id) => handled.has(id))
    demand(!isOpenTask(state) || serves, 'J', () => `task ${title} is ${state}, and nothing is handled by it`)
  }
  world.seen.tasksDone += tasks.filter(({ state }) => state === 'done').length
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
  if (!client) throw new Violation('D', 'a device without a page')
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
