import { errors, jwtVerify, SignJWT } from 'jose'
import type { ServerClock } from '../ports'
import type { Identity } from '../sync/service'

/** A token is a convenience: 15 minutes of not asking the device key again. The key, not the token, is the sign-in. */
const tokenLifeMs = 15 * 60_000

export interface TokenSecret {
  keyId: string
  secret: Uint8Array
}

export interface Tokens {
  issue(identity: Identity): Promise<{ token: string; expiresMs: number }>
  /** Undefined for everything that is not a valid token of this server. */
  read(token: string): Promise<{ identity: Identity; expiresMs: number } | undefined>
}

const issuer = 'minqing'
const audience = 'minqing-device'

/** HS256: issuer and reader are the same process family. The first secret signs, all of them are accepted. */
export function createTokens(secrets: readonly [TokenSecret, ...TokenSecret[]], clock: ServerClock): Tokens {
  const secretOf = (keyId: string | undefined) =>
    secrets.find((candidate) => candidate.keyId === keyId)?.secret

  return {
    async issue({ tenantId, personId, deviceId }) {
      const [{ keyId, secret }] = secrets
      const issuedS = Math.floor(clock.now() / 1000)
      const expiresS = issuedS + tokenLifeMs / 1000
      const token = await new SignJWT({ tenant: tenantId, device: deviceId })
        .setProtectedHeader({ alg: 'HS256', kid: keyId })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(personId)
        .setIssuedAt(issuedS)
        .setExpirationTime(expiresS)
        .sign(secret)
      return { token, expiresMs: expiresS * 1000 }
    },

    async read(token) {
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const secret = secretOf(kid)
            if (!secret) throw new errors.JWKSNoMatchingKey()
            return secret
          },
          {
            issuer,
            audience,
            algorithms: ['HS256'],
            currentDate: new Date(clock.now()),
            requiredClaims: ['sub', 'exp', 'tenant', 'device'],
          },
        )
        const { sub, exp, tenant, device } = payload
        if (typeof sub !== 'string' || typeof tenant !== 'string' || typeof device !== 'string')
          return undefined
        return {
          identity: { tenantId: tenant, personId: sub, deviceId: device },
          expiresMs: (exp ?? 0) * 1000,
        }
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined
        throw error
      }
    },
  }
}
