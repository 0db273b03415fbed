/** The vault of a signed-in person on this device: WebCrypto with keys that cannot be exported. */
import { base64UrlDecode } from '../../../sync/base64url'
import { canonicalJson } from '../../../sync/canonical'
import { signedPart } from '../../../sync/outcome'
import type { Vault } from '../ports'
import { ownBytes, utf8 } from './bytes'
import { importVerifyKey } from './deviceKeys'
import type { KeyRecord } from './keyRecord'
import { openText, sealText } from './sealedFormat'
import { createTenantSealer, importRecipient, signBundle } from './tenantSeal'

/** @throws when the record's public keys are none: the sign-in gave them, so the record was damaged. */
export async function createWebCryptoVault({
  dataKey,
  signKey,
  tenantKey,
  serverKey,
}: KeyRecord): Promise<Vault> {
  const sealToTenant = createTenantSealer(await importRecipient(tenantKey.publicKey))
  const verifyKey = await importVerifyKey(serverKey.publicKey)

  return {
    tenantKeyId: tenantKey.keyId,
    seal: (plain, context) => sealText(dataKey, plain, context),
    open: (sealed, context) => openText(dataKey, sealed, context),
    async sealForTenant(plain, header) {
      const sealed = await sealToTenant(plain, header)
      return { sealed, signature: await signBundle(signKey.privateKey, header, sealed) }
    },
    async verifyOutcome(outcome) {
      const signature = base64UrlDecode(outcome.signature)
      if (outcome.keyId !== serverKey.keyId || signature?.length !== 64) return false
      const signed = utf8(canonicalJson(signedPart(outcome)))
      return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, verifyKey, ownBytes(signature), signed)
    },
    async sha256Hex(bytes) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', ownBytes(bytes)))
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
    },
  }
}
