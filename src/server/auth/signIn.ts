import { uuidV7 } from '../../domain/ids'
import type { Person } from '../../domain/zone/rows'
import type { SignInResponse } from '../../sync/down'
import type { SignInRequest } from '../../sync/up'
import type { Keyring } from '../keyring/keyring'
import type { Random, ServerClock } from '../ports'
import type { Account, ReadTx, Store, TenantHead } from '../store/port'
import { answer, refuse, toRetryAfterS, type Answer } from './answer'
import { readDeviceKey } from './deviceKey'
import { codeOf } from './firstCode'
import type { PasswordChecker } from './passwords'
import type { SignInLimits } from './signInLimits'
import type { Tokens } from './tokens'

export interface SignInPorts {
  store: Store
  keyring: Keyring
  tokens: Tokens
  passwords: PasswordChecker
  limits: SignInLimits
  clock: ServerClock
  random: Random
  /** Passwords that open nothing here, whoever's they are: the published one of the demo accounts. */
  refusedPasswords: ReadonlySet<string>
}

interface Found {
  account: Account
  person: Person
}

/**
 * Name and password once per device: registers the device's public key and answers the first token. Absent tenant,
 * unknown name and wrong password answer alike, after the same work. `personInactive` is told only to someone who
 * knows the password.
 */
export async function signIn(
  request: SignInRequest,
  address: string,
  ports: SignInPorts,
): Promise<Answer<SignInResponse>> {
  const { keyring, tokens, passwords, limits, clock } = ports
  const deviceKey = readDeviceKey(request.deviceKey)
  if (!deviceKey) return refuse('malformed', { path: 'deviceKey' })

  const login = request.login.trim().toLowerCase()
  const head = await findTenant(request.tenantId, ports.store)
  // The tenant as found, so that naming it or not does not give a second set of tries.
  const account = `${head?.tenantId ?? ''}/${login}`
  const waitMs = limits.take(account, address)
  if (waitMs > 0) return refuse('tooMany', { retryAfterS: toRetryAfterS(waitMs) })

  const found = head && (await findAccount(head, login, ports.store))
  // Who was given a code has no password yet; told to nobody.
  const passwordHash = found && codeOf(found.account) === undefined ? found.account.passwordHash : undefined
  const fits = await passwords.matches(passwordHash, request.password)
  if (!head || !found || !fits || ports.refusedPasswords.has(request.password))
    return refuse('wrongCredentials')
  limits.succeeded(account, address)
  if (!found.person.active) return refuse('personInactive')

  const { tenantId } = head
  const { person } = found
  const { personId } = found.account
  const now = clock.now()
  const fresh = uuidV7(now, Buffer.from(ports.random.hex(10), 'hex'))
  const publicKey = JSON.stringify(deviceKey.jwk)
  const tenantKey = keyring.sealingKey(tenantId)
  if (!tenantKey) throw new Error('a tenant without sealing keys')
  const deviceId = await ports.store.write(tenantId, async (tx) => {
    const known = request.deviceId === undefined ? undefined : await tx.device(request.deviceId)
    const isSame = known?.personId === personId && known.publicKey === publicKey && known.revokedAt === null
    const device = isSame
      ? known
      : { deviceId: fresh, personId, publicKey, registeredAt: now, revokedAt: null }
    await tx.putDevice({ ...device, label: request.deviceLabel, seenAt: now })
    await tx.appendAudit([
      { at: now, actorId: personId, deviceId: device.deviceId, action: 'signIn', detail: {} },
    ])
    return device.deviceId
  })
  const { token, expiresMs } = await tokens.issue({ tenantId, personId, deviceId })
  return answer({
    tenantId,
    tenantName: head.name,
    personId,
    personName: person.name,
    roles: person.roles,
    unitId: person.unitId,
    deviceId,
    token,
    tokenExpiresMs: expiresMs,
    serverTimeMs: clock.now(),
    epoch: head.epoch,
    tenantKey: { keyId: tenantKey.keyId, publicKey: tenantKey.publicKey },
    serverKey: { keyId: keyring.outcomeKey.keyId, publicKey: keyring.outcomeKey.publicKey },
  })
}

/** Without a tenant in the request it is the only one; several zones must be told apart. */
export async function findTenant(
  tenantId: string | undefined,
  store: Store,
): Promise<TenantHead | undefined> {
  const tenants = await store.tenants()
  if (tenantId !== undefined) return tenants.find((tenant) => tenant.tenantId === tenantId)
  const [only, ...others] = tenants
  return others.length === 0 ? only : undefined
}

async function findAccount(head: TenantHead, login: string, store: Store): Promise<Found | undefined> {
  return store.read(head.tenantId, async (tx) => {
    const account = await tx.accountByLogin(login)
    const person = account && (await readPerson(tx, account.personId))
    return account && person ? { account, person } : undefined
  })
}

async function readPerson(tx: ReadTx, personId: string): Promise<Person | undefined> {
  const [row] = await tx.rows([{ kind: 'person', id: personId }])
  return row && (JSON.parse(row.json) as Person)
}
