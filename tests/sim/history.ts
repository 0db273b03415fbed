/** Runs whole histories, shortens those that fail, and adds up what was seen. */
import { openSqliteStore } from '../../src/server/store/sqlite'
import type { Store } from '../../src/server/store/port'
import { checkDevice, checkHealed, checkView, heal } from './invariants'
import { makeOperations, type Operation } from './operations'
import { createRng } from './random'
import type { Seen } from './seen'
import { themeOf } from './steps/families'
import { createWorld, type WireMaker } from './world'
import { deviceCount } from './zone'
import type { createDevice } from './device'

export interface Failure {
  seed: number
  message: string
  operations: Operation[]
}

/** Steps of a history; phones and tabs take turns in them. */
const stepsPerHistory = 66
/** Histories that share one database in memory, each with a tenant of its own: opening one costs as much as ten steps. */
const perStore = 50

let shared: { store: Store; used: number } | undefined

async function freshTenant(): Promise<{ store: Store; tenantId: string }> {
  if (!shared || shared.used >= perStore) {
    await shared?.store.close()
    const store = await openSqliteStore({ file: ':memory:' })
    await store.migrate()
    shared = { store, used: 0 }
  }
  shared.used += 1
  return { store: shared.store, tenantId: `T${shared.used}` }
}

export const operationsOf = (seed: number): Operation[] =>
  makeOperations(createRng(seed ^ 0x51ed270b), {
    count: stepsPerHistory,
    devices: deviceCount,
    theme: themeOf(seed),
  })

/** Plays the operations; throws a Violation (or whatever the code under test threw) with nothing caught. */
export async function playHistory(
  seed: number,
  operations: readonly Operation[],
  wire?: WireMaker,
): Promise<Seen> {
  const { store, tenantId } = await freshTenant()
  const world = await createWorld(store, tenantId, seed, wire)
  for (const [step, operation] of operations.entries()) {
    await world.run(operation)
    for (const device of world.devices) {
      const [client] = device.tabs
      if (!client || (operation.op !== 'restart' && step % 10 !== 9)) continue
      await client.catchUp()
      checkDevice(device, client)
    }
    const watched = world.devices[seed % world.devices.length]
    if (step % 30 === 29 && watched) await compareViews([watched])
  }
  await heal(world)
  await checkHealed(world)
  await compareViews(world.devices)
  for (const device of world.devices) for (const tab of device.tabs) tab?.close()
  return world.seen
}

async function compareViews(devices: ReturnType<typeof createDevice>[]): Promise<void> {
  for (const device of devices) {
    const [open] = device.tabs
    if (!open) continue
    device.tabs[0] = undefined
    const fresh = await device.tab(0)
    device.tabs[0] = open
    try {
      await checkView(device, open, fresh)
    } finally {
      fresh.close()
    }
  }
}

/** Undefined when all invariants hold. A failing history is shortened as long as it keeps failing. */
export async function tryHistory(
  seed: number,
  { seen, wire }: { seen?: (history: Seen) => void; wire?: WireMaker } = {},
): Promise<Failure | undefined> {
  const operations = operationsOf(seed)
  const message = await failureOf(seed, operations, seen, wire)
  return message === undefined ? undefined : shorten({ seed, message, operations }, wire)
}

async function failureOf(
  seed: number,
  operations: readonly Operation[],
  seen: ((history: Seen) => void) | undefined,
  wire: WireMaker | undefined,
): Promise<string | undefined> {
  try {
    const history = await playHistory(seed, operations, wire)
    seen?.(history)
    return undefined
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

async function shorten(failure: Failure, wire: WireMaker | undefined): Promise<Failure> {
  let best = failure
  for (let size = Math.ceil(best.operations.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < best.operations.length; ) {
      const operations = [...best.operations.slice(0, start), ...best.operations.slice(start + size)]
      const message = await failureOf(best.seed, operations, undefined, wire)
      if (message === undefined) start += size
      else best = { seed: best.seed, message, operations }
    }
  }
  return best
}
