/** A phone's keys, written with Node's crypto: what it signs and seals is checked against the server's own code. */
import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto'
import {
  bundleHeader,
  tokenStatement,
  type Bundle,
  type PublicKey,
  type TokenRequest,
} from '../../../../src/sync/up'
import type { SignedIn } from './makeEdge'

export interface TestDevice {
  publicKey: PublicKey
  privateKey: KeyObject
}

export function makeDevice(): TestDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty = '', crv = '', x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return { privateKey, publicKey: { kty, crv, x, y } }
}

const signWith = ({ privateKey }: TestDevice, bytes: Buffer): string =>
  sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')

export function makeTokenRequest({ tenantId, deviceId, device }: SignedIn, challenge: string): TokenRequest {
  const request = { tenantId, deviceId, challenge }
  return { ...request, signature: signWith(device, Buffer.from(tokenStatement(request), 'utf8')) }
}

export interface BundleContent {
  commandId: string
  seq: number
  plain: string
}

/** `override` changes header fields before sealing and signing, as a forger could. */
export function makeBundle(
  from: SignedIn,
  { commandId, seq, plain }: BundleContent,
  override: Partial<Bundle> = {},
): Bundle {
  const header = {
    tenantId: from.tenantId,
    deviceId: from.deviceId,
    commandId,
    seq,
    keyId: from.tenantKey.keyId,
    ...override,
  }
  const recipient = createPublicKey({ key: from.tenantKey.publicKey, format: 'jwk' })
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const point = toPoint(ephemeral.publicKey)
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient })
  const key = Buffer.from(
    hkdfSync('sha256', secret, Buffer.concat([point, toPoint(recipient)]), 'minqing-bundle-1', 32),
  )
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(bundleHeader(header), 'utf8'))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const sealed = Buffer.concat([point, nonce, text])
  const signature = signWith(
    from.device,
    Buffer.concat([Buffer.from(`${bundleHeader(header)}\n`, 'utf8'), sealed]),
  )
  return { ...header, sealed: sealed.toString('base64url'), signature, ...override }
}

function toPoint(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}
