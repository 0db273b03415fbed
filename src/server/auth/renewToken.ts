import type { TokenResponse } from '../../sync/down'
import { tokenStatement, type PublicKey, type TokenRequest } from '../../sync/up'
import type { ServerClock } from '../ports'
import type { DeviceRecord, Store } from '../store/port'
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
 * A fresh token for a device that proves its key. An unknown device and a wrong signature answer alike. A person whose
 * account was switched off still gets a token: late work must reach quarantine; the sync service answers no pages.
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
  if (device.revokedAt !== null) return refuse('deviceRevoked')

  const identity = { tenantId: request.tenantId, personId: device.personId, deviceId: device.deviceId }
  const { token, expiresMs } = await tokens.issue(identity)
  return answer({ token, tokenExpiresMs: expiresMs, serverTimeMs: clock.now() })
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
