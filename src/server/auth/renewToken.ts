import type { TokenResponse } from '../../sync/down'
import type { QuarantineReason } from '../../sync/outcome'
import { tokenStatement, type PublicKey, type TokenRequest } from '../../sync/up'
import type { ServerClock } from '../ports'
import { StorageFull, type DeviceRecord, type Store } from '../store/port'
import { answer, refuse, type Answer } from './answer'
import type { Challenges } from './challenges'
import { isSignedBy, readDeviceKey } from './deviceKey'
import type { Tokens } from './tokens'

export interface RenewTokenPorts {
  store: Store
  tokens: Tokens
  challenges: Challenges
  clock: ServerClock
}

/**
 * A fresh token for a device that proves its key. An unknown device and a wrong signature answer alike. A device that
 * was revoked, or whose person was switched off, still gets one: late work must reach quarantine, and the sync service
 * tells it to drop what it holds.
 */
export async function renewToken(
  request: TokenRequest,
  ports: RenewTokenPorts,
): Promise<Answer<TokenResponse>> {
  const { challenges, tokens, clock } = ports
  if (!challenges.isFresh(request.challenge)) return refuse('notSignedIn', { challenge: challenges.make() })

  const device = await findDevice(ports.store, request.tenantId, request.deviceId)
  const key = device && deviceKeyOf(device)
  if (!device || !key || !isSignedBy(key, tokenStatement(request), request.signature)) {
    return refuse('wrongProof', { challenge: challenges.make() })
  }
  await noteContact(device, request.tenantId, ports)

  const identity = { tenantId: request.tenantId, personId: device.personId, deviceId: device.deviceId }
  const { token, expiresMs } = await tokens.issue(identity)
  const isRevoked = device.revokedAt !== null
  return answer({
    token,
    tokenExpiresMs: expiresMs,
    serverTimeMs: clock.now(),
    ...(isRevoked && { shutOut: 'deviceRevoked' satisfies QuarantineReason }),
  })
}

/** Last contact, to the hour: who looks after lost phones needs no more, and each note is a write. */
const contactEveryMs = 3_600_000

async function noteContact(
  { deviceId, seenAt }: DeviceRecord,
  tenantId: string,
  ports: RenewTokenPorts,
): Promise<void> {
  const now = ports.clock.now()
  if (Math.abs(now - seenAt) < contactEveryMs) return
  try {
    await ports.store.write(tenantId, async (tx) => {
      // Read again under the lock: it may have been revoked meanwhile.
      const device = await tx.device(deviceId)
      if (device) await tx.putDevice({ ...device, seenAt: now })
    })
  } catch (error) {
    // On a full disk pulling goes on, and that needs a token.
    if (!(error instanceof StorageFull)) throw error
  }
}

/** Undefined also for a tenant that is not here: the store is asked for its tenants first. */
export async function findDevice(
  store: Store,
  tenantId: string,
  deviceId: string,
): Promise<DeviceRecord | undefined> {
  const tenants = await store.tenants()
  if (!tenants.some((tenant) => tenant.tenantId === tenantId)) return undefined
  return store.read(tenantId, (tx) => tx.device(deviceId))
}

export const deviceKeyOf = (device: DeviceRecord) =>
  readDeviceKey(JSON.parse(device.publicKey) as PublicKey)?.key
