import { may } from '../../domain/access/may'
import { boolean, instant, list, object, text, uuid, type Infer } from '../../domain/schema'
import type { ServerClock } from '../ports'
import type { ReadTx, Store } from '../store/port'
import { readActor } from '../sync/pull'
import type { Identity } from '../sync/service'
import { personOf } from './accounts'
import { answer, refuse, type Answer } from './answer'

/** More phones than anybody has; somebody who signs in anew each day leaves a row each time. */
const mostListed = 50

export const devicesRequestSchema = object({ personId: uuid })
export type DevicesRequest = Infer<typeof devicesRequestSchema>
/** What it takes to tell a lost phone from the others: no address, no count, and the last contact to the hour. */
export const devicesResponseSchema = object({
  devices: list(object({ deviceId: uuid, label: text({ max: 100 }), seenAt: instant, isRevoked: boolean }), {
    max: mostListed,
  }),
})
export type DevicesResponse = Infer<typeof devicesResponseSchema>

export const revokeRequestSchema = object({ deviceId: uuid })
export type RevokeRequest = Infer<typeof revokeRequestSchema>
export const revokeResponseSchema = object({ deviceId: uuid })
export type RevokeResponse = Infer<typeof revokeResponseSchema>

/** The devices of a person of the administrator's zone. Absent and forbidden answer alike. */
export async function lookAtDevices(
  { personId }: DevicesRequest,
  identity: Identity,
  store: Store,
): Promise<Answer<DevicesResponse>> {
  return store.read(identity.tenantId, async (tx) => {
    if (!(await mayRevoke(tx, identity)) || !(await personOf(tx, personId))) return refuse('notFound')
    const devices = await tx.devicesOf(personId, mostListed)
    return answer({
      devices: devices.map(({ deviceId, label, seenAt, revokedAt }) => ({
        deviceId,
        label,
        seenAt,
        isRevoked: revokedAt !== null,
      })),
    })
  })
}

/**
 * Takes a lost device out of use, for good: at its next contact it hands over unsent work for checking and drops what
 * it held. The password stays; whoever has it can register the device anew. A second time changes nothing.
 */
export async function revokeDevice(
  { deviceId }: RevokeRequest,
  identity: Identity,
  { store, clock }: { store: Store; clock: ServerClock },
): Promise<Answer<RevokeResponse>> {
  return store.write(identity.tenantId, async (tx) => {
    const device = (await mayRevoke(tx, identity)) ? await tx.device(deviceId) : undefined
    if (!device) return refuse('notFound')
    if (device.revokedAt === null) {
      const at = clock.now()
      await tx.putDevice({ ...device, revokedAt: at })
      const detail = { personId: device.personId, deviceId }
      await tx.appendAudit([
        { at, actorId: identity.personId, deviceId: identity.deviceId, action: 'device.revoked', detail },
      ])
    }
    return answer({ deviceId })
  })
}

async function mayRevoke(tx: ReadTx, identity: Identity): Promise<boolean> {
  return may((await readActor(tx, identity)).actor, 'device.revoke', {})
}
