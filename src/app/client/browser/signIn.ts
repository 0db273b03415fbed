/**
 * Signing in on this device: makes its key, registers it with name and password, and keeps the key record only after
 * the server has agreed.
 */
import { signInResponseSchema, type Problem, type SignInResponse } from '../../../sync/down'
import type { QuarantineReason } from '../../../sync/outcome'
import type { SignInRequest } from '../../../sync/up'
import type { Clock } from '../ports'
import { exportPublicKey, makeDataKey, makeSignKey } from '../vault/deviceKeys'
import type { KeyRecord } from '../vault/keyRecord'
import type { KeyStore } from '../vault/keyStore'
import { packJson, type Http } from './http'
import { createSession, type Session } from './session'

export interface SignInInput {
  /** Only where one deployment serves several zones. */
  tenantId?: string
  login: string
  password: string
  /** How the person recognises this device in the list of their devices. */
  deviceLabel: string
}

export interface SignInPorts {
  http: Http
  keyStore: KeyStore
  clock: Clock
}

export type SignInResult =
  | { ok: true; keys: KeyRecord; session: Session; answer: SignInResponse }
  | { ok: false; reason: 'network' }
  /** `problem.code` is a locale key under `problem.*`: wrongCredentials, personInactive, tooMany … */
  | { ok: false; reason: 'problem'; problem: Problem; status: number }

/**
 * Who signs in again on a device stays the same device, since their unsent work is sealed and signed as that device;
 * only when the server knows it no longer (revoked, wiped) does it become a new one.
 * @throws KeyStoreUnusable, DeviceFull when the keys can't be kept here.
 */
export async function signIn(
  input: SignInInput,
  { http, keyStore, clock }: SignInPorts,
): Promise<SignInResult> {
  const login = input.login.trim().toLowerCase()
  const known = (await keyStore.list()).find(
    (record) => record.login === login && (input.tenantId ?? record.tenantId) === record.tenantId,
  )
  const signKey = known?.signKey ?? (await makeSignKey())
  const request: SignInRequest = {
    ...(input.tenantId !== undefined && { tenantId: input.tenantId }),
    login,
    password: input.password,
    deviceKey: await exportPublicKey(signKey.publicKey),
    deviceLabel: input.deviceLabel,
    ...(known && { deviceId: known.deviceId }),
  }
  const body = await packJson(request)
  const result = await http.json(signInResponseSchema, { method: 'POST', path: '/api/auth/sign-in', body })
  if (!result.ok) return result

  const answer = result.value
  const { tenantId, personId, deviceId, tenantKey, serverKey, tenantName, personName, roles, unitId } = answer
  const existing = await keyStore.get({ tenantId, personId })
  const fresh: KeyRecord = {
    ...{ tenantId, personId, deviceId, tenantKey, serverKey, tenantName, personName, roles, unitId },
    login,
    dataKey: existing?.dataKey ?? (await makeDataKey()),
    signKey,
    signedInAt: clock.now(),
  }
  if (existing && existing.deviceId !== deviceId) {
    const kept = { ...fresh, deviceId: existing.deviceId, signKey: existing.signKey }
    const session = createSession({ keys: kept, http, clock })
    if (await isStillKnown(session)) return { ok: true, keys: await keyStore.put(kept), session, answer }
  }
  const keys = await keyStore.put(fresh)
  return { ok: true, keys, session: createSession({ keys, http, clock, token: answer }), answer }
}

/** No answer counts as known: nothing may be given up because the line broke. */
async function isStillKnown(session: Session): Promise<boolean> {
  const renewed = await session.authorized(() => Promise.resolve({ ok: true as const, value: null }))
  if (renewed.ok) return session.shutOut() !== ('deviceRevoked' satisfies QuarantineReason)
  return renewed.reason === 'network' || !gone.has(renewed.problem.code)
}
const gone = new Set(['wrongProof', 'notFound'])
