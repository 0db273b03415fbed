/**
 * How sealed bytes look on this device: version (1 byte) · random nonce (12) · AES-256-GCM ciphertext with tag. The
 * version leaves room for another cipher; buyers may ask for SM4. Random nonces are safe for some 2^32 seals under one
 * key, a phone makes fewer than 2^24 a year.
 */
import { Unsealable } from '../ports'
import { joinBytes, ownBytes, randomBytes, utf8 } from './bytes'

const sealedVersion = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes

export async function sealText(
  key: CryptoKey,
  plain: string | Uint8Array,
  context: string,
): Promise<Uint8Array> {
  const nonce = randomBytes(nonceBytes)
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8(context) }
  const ciphertext = await crypto.subtle.encrypt(
    algorithm,
    key,
    typeof plain === 'string' ? utf8(plain) : ownBytes(plain),
  )
  return joinBytes(Uint8Array.of(sealedVersion), nonce, new Uint8Array(ciphertext))
}

/** @throws Unsealable when the bytes were changed, belong elsewhere or were sealed with another key or format. */
export async function openText(key: CryptoKey, sealed: Uint8Array, context: string): Promise<string> {
  if (sealed[0] !== sealedVersion || sealed.length < headBytes + tagBytes) throw new Unsealable()
  const bytes = ownBytes(sealed)
  const algorithm = { name: 'AES-GCM', iv: bytes.subarray(1, headBytes), additionalData: utf8(context) }
  try {
    const plain = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(headBytes))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)
  } catch (cause) {
    throw new Unsealable({ cause })
  }
}
