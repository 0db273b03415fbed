import {
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  verify,
  type KeyObject,
} from 'node:crypto'
import { base64UrlDecode, base64UrlEncode } from '../../sync/base64url'
import { bundleHeader, type Bundle } from '../../sync/up'

/** Uncompressed P-256 point (0x04 · x · y), GCM nonce, GCM tag; see `bundleSchema.sealed`. */
const pointBytes = 65
const nonceBytes = 12
const tagBytes = 16

/** Thrown for a bundle that was not sealed to this key, or was changed after sealing. */
export class BundleUnreadable extends Error {
  constructor(options?: { cause?: unknown }) {
    super('a bundle that does not open', options)
    this.name = 'BundleUnreadable'
  }
}

/**
 * The plain envelope text of a bundle that a device sealed to the tenant's public key: ephemeral ECDH on P-256, a key
 * by HKDF-SHA-256 (salt: both public points), AES-256-GCM with the header as associated data.
 * `privateKey` belongs to `bundle.keyId`. @throws BundleUnreadable
 */
export function openBundle({ bundle, privateKey }: { bundle: Bundle; privateKey: KeyObject }): string {
  const sealed = base64UrlDecode(bundle.sealed)
  if (!sealed || sealed.length < pointBytes + nonceBytes + tagBytes) throw new BundleUnreadable()
  const ephemeral = sealed.subarray(0, pointBytes)
  const nonce = sealed.subarray(pointBytes, pointBytes + nonceBytes)
  const text = sealed.subarray(pointBytes + nonceBytes, -tagBytes)
  try {
    const secret = diffieHellman({ privateKey, publicKey: pointToKey(ephemeral) })
    const salt = Buffer.concat([ephemeral, keyToPoint(createPublicKey(privateKey))])
    const key = Buffer.from(hkdfSync('sha256', secret, salt, 'minqing-bundle-1', 32))
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(bundleHeader(bundle), 'utf8'))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new BundleUnreadable({ cause })
  }
}

/** True when the device signed exactly this header and these sealed bytes. False for anything malformed. */
export function verifyBundleSignature({
  bundle,
  devicePublicKey,
}: {
  bundle: Bundle
  devicePublicKey: KeyObject
}): boolean {
  const sealed = base64UrlDecode(bundle.sealed)
  const signature = base64UrlDecode(bundle.signature)
  if (!sealed || signature?.length !== 64) return false
  const signed = Buffer.concat([Buffer.from(`${bundleHeader(bundle)}\n`, 'utf8'), sealed])
  return verify('sha256', signed, { key: devicePublicKey, dsaEncoding: 'ieee-p1363' }, signature)
}

/** Throws for bytes that are not a point on the curve: OpenSSL checks it. The form byte counts through the salt. */
function pointToKey(point: Uint8Array): KeyObject {
  const x = base64UrlEncode(point.subarray(1, 33))
  const y = base64UrlEncode(point.subarray(33))
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
}

function keyToPoint(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}
