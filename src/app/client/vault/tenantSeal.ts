/**
 * Sealing to the tenant's public key: whoever carries the bytes can't read them, only the server can. An ephemeral
 * P-256 key agrees with the tenant's; HKDF-SHA-256 over both public points makes an AES-256-GCM key; the header is
 * bound as associated data. Out come ephemeral point (65 bytes) · nonce (12) · ciphertext with tag.
 * The other half is `src/server/auth/openBundle.ts`.
 */
import type { PublicKey } from '../../../sync/up'
import { joinBytes, randomBytes, utf8 } from './bytes'
import { signBytes } from './deviceKeys'

const agreement = { name: 'ECDH', namedCurve: 'P-256' } as const
const info = utf8('minqing-bundle-1')

/** A tenant's public key, imported once. */
export interface Recipient {
  key: CryptoKey
  /** Uncompressed point. */
  point: Uint8Array<ArrayBuffer>
}

export async function importRecipient({ kty, crv, x, y }: PublicKey): Promise<Recipient> {
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, agreement, true, [])
  return { key, point: new Uint8Array(await crypto.subtle.exportKey('raw', key)) }
}

/** What one message is sealed with. Used once. */
interface Ephemeral {
  point: Uint8Array<ArrayBuffer>
  key: CryptoKey
}

async function makeEphemeral(recipient: Recipient): Promise<Ephemeral> {
  const ephemeral = await crypto.subtle.generateKey(agreement, false, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', ephemeral.publicKey))
  const secret = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: recipient.key },
    ephemeral.privateKey,
    256,
  )
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: joinBytes(point, recipient.point), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  return { point, key }
}

/**
 * Seals each message with an ephemeral key of its own. Making one is five steps of the browser's key service, so the
 * next is made ahead while nobody waits for it.
 */
export function createTenantSealer(
  recipient: Recipient,
): (plain: string, header: string) => Promise<Uint8Array> {
  let spare: Promise<Ephemeral> | undefined
  const prepare = (): void => {
    const made = makeEphemeral(recipient)
    // One that can't be made now is tried again when it is needed.
    made.catch(() => spare === made && (spare = undefined))
    spare = made
  }
  prepare()
  return async (plain, header) => {
    const taken = spare ?? makeEphemeral(recipient)
    spare = undefined
    const { point, key } = await taken
    const nonce = randomBytes(12)
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8(header) }
    const ciphertext = await crypto.subtle.encrypt(algorithm, key, utf8(plain))
    if (!spare) prepare()
    return joinBytes(point, nonce, new Uint8Array(ciphertext))
  }
}

/** The device's signature over header, newline and sealed bytes: 64 bytes r‖s. */
export const signBundle = (privateKey: CryptoKey, header: string, sealed: Uint8Array): Promise<Uint8Array> =>
  signBytes(privateKey, joinBytes(utf8(`${header}\n`), sealed))
