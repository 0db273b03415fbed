import type { SignInResponse, TokenResponse } from '../../sync/down'
import type { Bundle, SignInRequest, TokenRequest } from '../../sync/up'
import type { Keyring } from '../keyring/keyring'
import type { SetUpTokens } from '../keyring/setUpToken'
import type { Random, ServerClock } from '../ports'
import type { Store } from '../store/port'
import type { Identity } from '../sync/service'
import {
  issueCode,
  lookAtAccount,
  setFirstPassword,
  type AccountRequest,
  type AccountResponse,
  type CodeRequest,
  type CodeResponse,
  type FirstPasswordRequest,
  type FirstPasswordResponse,
} from './accounts'
import { refuse, toRetryAfterS, type Answer } from './answer'
import { createBudget } from './attempts'
import { createChallenges } from './challenges'
import {
  lookAtDevices,
  revokeDevice,
  type DevicesRequest,
  type DevicesResponse,
  type RevokeRequest,
  type RevokeResponse,
} from './devices'
import { openDelivery, type DeliveredBundle } from './openDelivery'
import { argon2Checker, type PasswordChecker } from './passwords'
import { renewToken } from './renewToken'
import { setUp, type SetUpRequest, type SetUpResponse } from './setUp'
import { findTenant, signIn } from './signIn'
import { createSignInLimits, type SignInLimits } from './signInLimits'
import { createTokens } from './tokens'

/** Everything about who is calling; HTTP knows nothing of keys and hashes. */
export interface Auth {
  signIn(request: SignInRequest, address: string): Promise<Answer<SignInResponse>>
  renewToken(request: TokenRequest): Promise<Answer<TokenResponse>>
  setUp(request: SetUpRequest, address: string): Promise<Answer<SetUpResponse>>
  lookAtAccount(request: AccountRequest, identity: Identity): Promise<Answer<AccountResponse>>
  issueCode(request: CodeRequest, identity: Identity): Promise<Answer<CodeResponse>>
  setFirstPassword(request: FirstPasswordRequest, address: string): Promise<Answer<FirstPasswordResponse>>
  lookAtDevices(request: DevicesRequest, identity: Identity): Promise<Answer<DevicesResponse>>
  revokeDevice(request: RevokeRequest, identity: Identity): Promise<Answer<RevokeResponse>>
  /** Of an `Authorization: Bearer` header; undefined for everything that is no valid token. */
  identify(authorization: string | null): Promise<{ identity: Identity; expiresMs: number } | undefined>
  /** To be signed for a token. */
  makeChallenge(): string
  openDelivery(bundles: readonly Bundle[]): Promise<DeliveredBundle[]>
}

export interface AuthPorts {
  store: Store
  keyring: Keyring
  clock: ServerClock
  random: Random
  /** Passwords that open nothing here; the published demo password on a server that others can reach. */
  refusedPasswords?: ReadonlySet<string>
  /** One-time links; without them nothing can be set up over HTTP. */
  setUpTokens?: SetUpTokens
  passwords?: PasswordChecker
  limits?: SignInLimits
}

export function createAuth(ports: AuthPorts): Auth {
  const { store, keyring, clock, setUpTokens } = ports
  const tokens = createTokens(keyring.tokenSecrets, clock)
  const challenges = createChallenges(keyring.challengeSecret, ports)
  const limits = ports.limits ?? createSignInLimits(clock)
  const passwords = ports.passwords ?? argon2Checker
  const refusedPasswords = ports.refusedPasswords ?? new Set<string>()

  const accounts = { store, clock, random: ports.random, passwords, refusedPasswords }
  // A township's two hundred people in one morning, by hand; each costs a hash.
  const codes = createBudget({ clock, burst: 60, perSecond: 1 / 5, maxKeys: 1_000 })

  return {
    signIn: (request, address) =>
      signIn(request, address, { ...ports, tokens, passwords, limits, refusedPasswords }),
    renewToken: (request) => renewToken(request, { store, tokens, challenges, clock }),
    async setUp(request, address) {
      const waitMs = limits.take('set-up', address)
      if (waitMs > 0) return refuse('tooMany', { retryAfterS: toRetryAfterS(waitMs) })
      if (!setUpTokens) return refuse('notFound')
      const result = await setUp(request, { ...ports, setUpTokens, refusedPasswords })
      if (result.ok) limits.succeeded('set-up', address)
      return result
    },
    lookAtAccount: (request, identity) => lookAtAccount(request, identity, accounts),
    async issueCode(request, identity) {
      const waitMs = codes.take(identity.personId)
      if (waitMs > 0) return refuse('tooMany', { retryAfterS: toRetryAfterS(waitMs) })
      return issueCode(request, identity, accounts)
    },
    async setFirstPassword(request, address) {
      // The same tries as at the sign-in: a code is no second way to guess an account open.
      const head = await findTenant(request.tenantId, store)
      const account = `${head?.tenantId ?? ''}/${request.login.trim().toLowerCase()}`
      const waitMs = limits.take(account, address)
      if (waitMs > 0) return refuse('tooMany', { retryAfterS: toRetryAfterS(waitMs) })
      if (!head) return refuse('wrongCredentials')
      const result = await setFirstPassword(request, head.tenantId, accounts)
      if (result.ok) limits.succeeded(account, address)
      return result
    },
    lookAtDevices: (request, identity) => lookAtDevices(request, identity, store),
    revokeDevice: (request, identity) => revokeDevice(request, identity, { store, clock }),
    async identify(authorization) {
      const match = /^Bearer ([\w.-]{1,4000})$/.exec(authorization ?? '')
      return match?.[1] === undefined ? undefined : tokens.read(match[1])
    },
    makeChallenge: () => challenges.make(),
    openDelivery: (bundles) => openDelivery(bundles, { store, keyring }),
  }
}
