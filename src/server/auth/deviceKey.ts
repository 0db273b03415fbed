import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { PublicKey } from '../../sync/up'

const coordinate = /^[A-Za-z0-9_-]{43}$/

/**
 * A device's public key, or undefined when it is not a point on P-256. Extra fields (a private part, key usage) are
 * left out of what is kept.
 */
export function readDeviceKey({ kty, crv, x, y }: PublicKey): { key: KeyObject; jwk: PublicKey } | undefined {
  if (kty !== 'EC' || crv !== 'P-256' || !coordinate.test(x) || !coordinate.test(y)) return undefined
  const jwk = { kty, crv, x, y }
  try {
    // OpenSSL refuses coordinates that are not on the curve.
    return { key: createPublicKey({ key: jwk, format: 'jwk' }), jwk }
  } catch {
    return undefined
  }
}

/** ECDSA P-256 with SHA-256 as browsers make it: 64 bytes r‖s, base64url. */
export function isSignedBy(key: KeyObject, statement: string, signature: string): boolean {
  if (!/^[A-Za-z0-9_-]{86}$/.test(signature)) return false
  const bytes = Buffer.from(signature, 'base64url')
  return verify('sha256', Buffer.from(statement, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }, bytes)
}
