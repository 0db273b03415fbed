/** The keys a device makes for itself. Private halves and the data key cannot be exported, not even by our own code. */
import type { PublicKey } from '../../../sync/up'

const signing = { name: 'ECDSA', namedCurve: 'P-256' } as const

export interface SignKey {
  privateKey: CryptoKey
  publicKey: CryptoKey
}

/** Seals everything that lies on this device (AES-256-GCM). */
export const makeDataKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

/** Proves to the server that it is this device, and signs bundles. */
export async function makeSignKey(): Promise<SignKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(signing, false, ['sign', 'verify'])
  return { privateKey, publicKey }
}

/** The public half as it travels: without usage hints, which differ between browsers. */
export async function exportPublicKey(key: CryptoKey): Promise<PublicKey> {
  const { kty = '', crv = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', key)
  return { kty, crv, x, y }
}

export const signBytes = async (privateKey: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes))

export const importVerifyKey = ({ kty, crv, x, y }: PublicKey): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', { kty, crv, x, y }, signing, true, ['verify'])
