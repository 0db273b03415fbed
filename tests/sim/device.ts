/** A simulated phone: one disk, up to two tabs, a clock that is wrong, and what the oracle remembers of it. */
import type { CommandRequest } from '../../src/domain/command/registry'
import { uuidV7 } from '../../src/domain/ids'
import { openClient, type Client } from '../../src/app/client/engine/client'
import type { SaveResult } from '../../src/app/client/engine/dispatch'
import { deliverSealed } from '../../src/app/client/engine/deliver'
import type { Locks, Transport, Vault, Witness, WitnessRecord } from '../../src/app/client/ports'
import { createMemoryDisk, openMemoryStore, type MemoryDisk } from '../../src/app/db/memoryStore'
import type { Rng } from './random'
import type { SimPerson } from './zone'

export interface Acknowledged {
  id: string
  request: CommandRequest
}

export interface SimDevice {
  id: string
  person: SimPerson
  disk: MemoryDisk
  tabs: (Client | undefined)[]
  isOnline: boolean
  /** Device clock minus true time, ms. */
  skewMs: number
  /** Every command for which the screen said "saved". */
  acknowledged: Acknowledged[]
  /** Opens the tab if it is closed. */
  tab(index: number): Promise<Client>
  save(index: number, requests: CommandRequest[], settles?: string[]): Promise<SaveResult | 'failed'>
  deliver(skip: number): Promise<number>
  /** The browser dies: all tabs are gone, the disk stays. */
  kill(): void
}

/** How this phone reaches the server, and what it seals with. */
export interface Connection {
  deviceId: string
  vault: Vault
  transport(isOnline: () => boolean): Transport
}

export interface DeviceSurroundings {
  tenantId: string
  rng: Rng
  connection: Connection
  now: () => number
}

export function createDevice(
  person: SimPerson,
  { tenantId, rng, connection, now }: DeviceSurroundings,
): SimDevice {
  const { deviceId: id, vault } = connection
  const yieldSome = async () => {
    for (let turns = rng.int(4); turns > 0; turns--) await Promise.resolve()
  }
  const disk = createMemoryDisk({ pause: yieldSome })
  const identity = { tenantId, personId: person.id, deviceId: id }
  const transport = connection.transport(() => device.isOnline)
  let witnessed: WitnessRecord | undefined
  const witness: Witness = { read: () => witnessed, write: (record) => void (witnessed = record) }

  const device: SimDevice = {
    id,
    person,
    disk,
    tabs: [undefined, undefined],
    isOnline: true,
    skewMs: 0,
    acknowledged: [],
    async tab(index) {
      const open = device.tabs[index]
      if (open) return open
      const client = await openClient({
        store: openMemoryStore(disk),
        vault,
        transport,
        clock: { now: () => now() + device.skewMs, after: () => () => undefined },
        ids: { next: () => uuidV7(now(), rng.bytes(10)) },
        locks: noLocks,
        hints: { tell: () => undefined, onTold: () => () => undefined },
        witness,
        signedIn: identity,
        rest: yieldSome,
      })
      await client.opened()
      device.tabs[index] = client
      return client
    },
    async save(index, requests, settles = []) {
      const client = await device.tab(index)
      let result: SaveResult
      try {
        result = await client.dispatch(requests, { settles })
      } catch {
        // Told as not saved. It may be on disk all the same: then it is sent, and nothing was promised.
        device.kill()
        return 'failed'
      }
      if (result.saved) {
        result.commandIds.forEach((commandId, position) => {
          const request = requests[position]
          if (request) device.acknowledged.push({ id: commandId, request: structuredClone(request) })
        })
      }
      return result
    },
    async deliver(skip) {
      return deliverSealed(openMemoryStore(disk), transport, vault, identity, skip)
    },
    kill() {
      disk.crash()
      device.tabs = [undefined, undefined]
    },
  }
  return device
}

/**
 * No mutual exclusion at all, as in a browser without Web Locks: everything must rest on the comparison of revisions
 * and on the server acting once.
 */
const noLocks: Locks = {
  exclusive: (_, run) => run(),
  ifFree: (_, run) => run(),
}
