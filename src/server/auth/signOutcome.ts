import { sign, type KeyObject } from 'node:crypto'
import { base64UrlEncode } from '../../sync/base64url'
import { canonicalJson } from '../../sync/canonical'
import { signedPart, type Outcome, type UnsignedOutcome } from '../../sync/outcome'

/** Signs outcomes, so that a device can prove after years, also to a restored server, what it was answered. */
export interface OutcomeSigner {
  readonly keyId: string
  sign(outcome: UnsignedOutcome): Outcome
}

/** ECDSA P-256 with SHA-256 over the canonical JSON, 64 bytes r‖s as WebCrypto reads them. */
export const createOutcomeSigner = ({
  privateKey,
  keyId,
}: {
  privateKey: KeyObject
  keyId: string
}): OutcomeSigner => ({
  keyId,
  sign(outcome) {
    const signed = Buffer.from(canonicalJson(signedPart(outcome)), 'utf8')
    const signature = sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    return { ...outcome, keyId, signature: base64UrlEncode(signature) }
  },
})
