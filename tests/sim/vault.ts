/**
 * Cheap sealing for mass runs: what matters here is that everything goes through it, that a context mismatch or a
 * changed byte does not open, and that bundles open only on the server. Real keys are proved in the vault's own tests.
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../../src/sync/canonical'
import { hashLine } from '../../src/sync/checksum'
import { signedPart, type Outcome, type UnsignedOutcome } from '../../src/sync/outcome'
import { Unsealable, type Vault } from '../../src/app/client/ports'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const mark = (text: string): string => {
  const { high, low } = hashLine(text)
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}

function sealText(key: string, given: string | Uint8Array, context: string): Uint8Array {
  const plain = typeof given === 'string' ? given : decoder.decode(given)
  return encoder.encode(mark(`${key}\n${context}\n${plain}`) + plain)
}

function openText(key: string, sealed: Uint8Array, context: string): string {
  const text = decoder.decode(sealed)
  const plain = text.slice(16)
  if (text.slice(0, 16) !== mark(`${key}\n${context}\n${plain}`)) throw new Unsealable()
  return plain
}

const serverSeal = { keyId: 'sim-tenant-key', key: 'tenant' }

export const openSimBundle = (sealed: Uint8Array, header: string): string =>
  openText(serverSeal.key, sealed, header)

const signatureOf = (outcome: Outcome | UnsignedOutcome): string =>
  mark(`server ${canonicalJson(signedPart(outcome))}`)

export const simSigner = {
  sign: (outcome: UnsignedOutcome): Outcome => ({
    ...outcome,
    keyId: 'sim',
    signature: signatureOf(outcome),
  }),
}

export function createSimVault(deviceKey: string): Vault {
  return {
    tenantKeyId: serverSeal.keyId,
    seal: (plain, context) => Promise.resolve(sealText(deviceKey, plain, context)),
    open(sealed, context) {
      try {
        return Promise.resolve(openText(deviceKey, sealed, context))
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Unsealable({ cause: error }))
      }
    },
    sealForTenant: (plain, header) =>
      Promise.resolve({
        sealed: sealText(serverSeal.key, plain, header),
        signature: encoder.encode(mark(deviceKey)),
      }),
    verifyOutcome: (outcome) => Promise.resolve(outcome.signature === signatureOf(outcome)),
    sha256Hex: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
  }
}
