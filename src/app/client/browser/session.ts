/**
 * The device's standing with the server: a short-lived token in memory, renewed by proving the device key. No secret
 * that opens anything lies in storage (docs/architecture.md).
 */
import { base64UrlEncode } from '../../../sync/base64url'
import { tokenResponseSchema } from '../../../sync/down'
import { tokenStatement, type TokenRequest } from '../../../sync/up'
import { utf8 } from '../vault/bytes'
import { signBytes } from '../vault/deviceKeys'
import type { KeyRecord } from '../vault/keyRecord'
import type { Clock, TransportResult } from '../ports'
import { packJson, type Http } from './http'

export interface Token {
  token: string
  tokenExpiresMs: number
  serverTimeMs: number
  shutOut?: string | undefined
}

export interface Session {
  /** Why this device may hold nothing any more, as the last token told. */
  shutOut(): string | undefined
  /**
   * Sends with the token. After a 401 that brings a challenge the device key is proved and the request repeated once;
   * several requests share one renewal. `renewFirst`: without a token that is still good, prove the key before
   * sending, so that a large body does not travel twice on a slow line.
   */
  authorized<T>(
    send: (token: string | undefined) => Promise<TransportResult<T>>,
    options?: { renewFirst?: boolean },
  ): Promise<TransportResult<T>>
}

export interface SessionOptions {
  keys: Pick<KeyRecord, 'tenantId' | 'deviceId' | 'signKey'>
  http: Http
  clock: Pick<Clock, 'now'>
  /** From the sign-in that just happened. */
  token?: Token | undefined
}

/** A token this close to its end would expire on the way. */
const marginMs = 60_000
/** Any text that is no challenge makes the server answer with one. */
const noChallenge = 'none'

export function createSession({ keys, http, clock, token: first }: SessionOptions): Session {
  let token: string | undefined
  /** Device clock; only for `renewFirst`, so a clock that jumps costs a round trip and no more. */
  let goodUntilMs = -Infinity
  let shutOut: string | undefined
  let renewal: Promise<TransportResult<null>> | undefined
  const take = (fresh: Token): void => {
    token = fresh.token
    shutOut = fresh.shutOut
    goodUntilMs = clock.now() + (fresh.tokenExpiresMs - fresh.serverTimeMs) - marginMs
  }
  if (first) take(first)

  const renew = (challenge: string): Promise<TransportResult<null>> => {
    renewal ??= prove(challenge).finally(() => (renewal = undefined))
    return renewal
  }

  async function prove(challenge: string): Promise<TransportResult<null>> {
    let result = await askForToken(challenge)
    // The challenge was too old (a phone that slept), or there was none to begin with: the refusal brings a fresh one.
    const fresh = challengeOf(result)
    if (fresh !== undefined && fresh !== challenge) result = await askForToken(fresh)
    return result
  }

  async function askForToken(challenge: string): Promise<TransportResult<null>> {
    const { tenantId, deviceId, signKey } = keys
    const proof = { tenantId, deviceId, challenge }
    const signature = base64UrlEncode(await signBytes(signKey.privateKey, utf8(tokenStatement(proof))))
    const request: TokenRequest = { ...proof, signature }
    const answer = await http.json(tokenResponseSchema, {
      method: 'POST',
      path: '/api/auth/token',
      body: await packJson(request),
    })
    if (!answer.ok) return answer
    take(answer.value)
    return { ok: true, value: null }
  }

  return {
    shutOut: () => shutOut,
    async authorized(send, { renewFirst = true } = {}) {
      if (renewFirst && (token === undefined || clock.now() >= goodUntilMs)) {
        const renewed = await renew(noChallenge)
        if (!renewed.ok) return renewed
      }
      const used = token
      const answer = await send(used)
      const challenge = challengeOf(answer)
      if (challenge === undefined) return answer
      // Somebody else may have renewed it while this request was on its way.
      if (token === used) {
        const renewed = await renew(challenge)
        if (!renewed.ok) return renewed
      }
      return send(token)
    },
  }
}

/** Only `notSignedIn` asks for a proof; a wrong proof is not mended by another one. */
function challengeOf(answer: TransportResult<unknown>): string | undefined {
  if (answer.ok || answer.reason !== 'problem' || answer.problem.code !== 'notSignedIn') return undefined
  return answer.problem.challenge
}
