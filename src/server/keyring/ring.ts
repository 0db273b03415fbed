/**
 * What the key ring holds: all secrets of a deployment, apart from the database, so that neither a copied database nor
 * a copied key ring is enough. Each key has an id; the first of a list is used for new work, all of them for reading.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import {
  dictionary,
  instant,
  integer,
  list,
  nullable,
  object,
  parse,
  text,
  type Infer,
} from '../../domain/schema'
import type { PublicKey } from '../../sync/up'

const keyId = text({ max: 64, min: 1 })
const secretSchema = object({ keyId, madeAt: instant, secret: text({ max: 200, min: 1 }) })
const privateKeySchema = object({
  keyId,
  madeAt: instant,
  /** PKCS #8, base64. */
  privateKey: text({ max: 1000, min: 1 }),
})
const ringSchema = object({
  format: integer({ min: 1, max: 1 }),
  tokenSecrets: list(secretSchema, { max: 10, min: 1 }),
  challengeSecret: secretSchema,
  outcomeKeys: list(privateKeySchema, { max: 10, min: 1 }),
  tenants: dictionary(
    object({
      /** Id of the server history these keys were made for; null until that history exists. */
      epoch: nullable(text({ max: 64, min: 1 })),
      sealingKeys: list(privateKeySchema, { max: 10, min: 1 }),
    }),
    { max: 10_000 },
  ),
})
export type Ring = Infer<typeof ringSchema>
type Secret = Infer<typeof secretSchema>
type PrivateKey = Infer<typeof privateKeySchema>

/** Undefined when the text is not a ring of this format. */
export function readRing(content: string): Ring | undefined {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    return undefined
  }
  const parsed = parse(ringSchema, value)
  return parsed.ok ? parsed.value : undefined
}

export function makeRing(madeAt: number): Ring {
  return {
    format: 1,
    tokenSecrets: [makeSecret('token', madeAt)],
    challengeSecret: makeSecret('challenge', madeAt),
    outcomeKeys: [makePrivateKey('outcome', madeAt)],
    tenants: {},
  }
}

const newKeyId = (use: string): string => `${use}-${randomBytes(6).toString('hex')}`

const makeSecret = (use: string, madeAt: number): Secret => ({
  keyId: newKeyId(use),
  madeAt,
  secret: randomBytes(32).toString('base64'),
})

/** P-256 for both uses: ECDSA and ECDH are the curves that every browser's WebCrypto has. */
export function makePrivateKey(use: string, madeAt: number): PrivateKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    keyId: newKeyId(use),
    madeAt,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }
}

export const toKeyObject = ({ privateKey }: PrivateKey): KeyObject =>
  createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })

export function toPublicKey(privateKey: KeyObject): PublicKey {
  const { kty = '', crv = '', x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { kty, crv, x, y }
}
