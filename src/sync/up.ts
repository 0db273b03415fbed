/** Messages from a device to the server. */
import {
  boolean,
  idList,
  instant,
  integer,
  list,
  looseObject,
  nullable,
  optional,
  text,
  uuid,
  type Infer,
} from '../domain/schema'
import { envelopeSchema, scopeName, tenantIdSchema } from './envelope'

/** At most this many envelopes ride in one request; the rest follows in the next round. */
const maxEnvelopes = 200
/** Bytes of a request body after unpacking; a full day of a cadre is some 100 KB. */
export const maxRequestBytes = 4 * 1024 * 1024
/** Bytes of a request body as it arrives. */
export const maxPackedBytes = 1024 * 1024

export const syncRequestSchema = looseObject({
  protocol: integer({ min: 1, max: 1_000_000 }),
  /** The server history this device knows; null before the first contact. */
  epoch: nullable(text({ max: 64, min: 1 })),
  /** Device clock at sending, ms. */
  clockMs: instant,
  /**
   * What is held: the cursor of each scope, null where nothing is held yet. `verify` asks for the scope's checksum
   * even when nothing changed; devices do it for a few scopes in turn.
   */
  holds: list(
    looseObject({
      scope: scopeName,
      cursor: nullable(text({ max: 400, min: 1 })),
      verify: optional(boolean),
    }),
    { max: 2_000 },
  ),
  envelopes: list(envelopeSchema, { max: maxEnvelopes }),
  /** Commands delivered by another way or held: what became of them? */
  ask: idList(uuid, { max: 500 }),
  /** Rows wanted at most in this answer; the server may give fewer. */
  maxRows: optional(integer({ min: 1, max: 20_000 })),
  /** Only send and ask; used below the protocol floor and when storage is short. */
  pushOnly: optional(boolean),
})
export type SyncRequest = Infer<typeof syncRequestSchema>

/** Sealed commands for delivery by whoever carries them (`POST /api/deliver`). */
export const bundleSchema = looseObject({
  tenantId: tenantIdSchema,
  deviceId: uuid,
  commandId: uuid,
  seq: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  /** Key of the tenant it is sealed to. */
  keyId: text({ max: 64, min: 1 }),
  /** Sealed envelope, base64url: ephemeral P-256 point (65 bytes) · nonce (12) · AES-256-GCM ciphertext. */
  sealed: text({ max: 400_000, min: 1 }),
  /** ECDSA P-256 by the device key over `bundleHeader` and the sealed bytes; base64url. */
  signature: text({ max: 200, min: 1 }),
})
export type Bundle = Infer<typeof bundleSchema>

export const deliverRequestSchema = looseObject({
  bundles: list(bundleSchema, { max: maxEnvelopes, min: 1 }),
})
export type DeliverRequest = Infer<typeof deliverRequestSchema>

/** Bound to the sealed bytes as associated data and signed together with them. */
export const bundleHeader = (
  bundle: Pick<Bundle, 'tenantId' | 'deviceId' | 'commandId' | 'seq' | 'keyId'>,
): string =>
  ['minqing-bundle-1', bundle.tenantId, bundle.deviceId, bundle.commandId, bundle.seq, bundle.keyId].join('|')

export const blocksRequestSchema = looseObject({
  /** A block's id: it and those after it in its pack are wanted. */
  from: text({ max: 100, min: 1 }),
})
export type BlocksRequest = Infer<typeof blocksRequestSchema>

/** A public key as browsers export it. */
export const publicKeySchema = looseObject({
  kty: text({ max: 10 }),
  crv: text({ max: 20 }),
  x: text({ max: 100, min: 1 }),
  y: text({ max: 100, min: 1 }),
})
export type PublicKey = Infer<typeof publicKeySchema>

export const signInRequestSchema = looseObject({
  /** Needed only where one deployment serves several zones. */
  tenantId: optional(tenantIdSchema),
  login: text({ max: 60, min: 1 }),
  password: text({ max: 200, min: 1 }),
  /** Made by the device for this person; the private half never leaves the browser. */
  deviceKey: publicKeySchema,
  deviceLabel: text({ max: 100 }),
  /** Signing in again on a device that still has its key: it stays the same device while the server knows that key. */
  deviceId: optional(uuid),
})
export type SignInRequest = Infer<typeof signInRequestSchema>

/** A fresh token for a known device: it signs the challenge that came with a 401. */
export const tokenRequestSchema = looseObject({
  tenantId: tenantIdSchema,
  deviceId: uuid,
  challenge: text({ max: 400, min: 1 }),
  /** ECDSA P-256 over `minqing-token-1|tenantId|deviceId|challenge`; base64url. */
  signature: text({ max: 200, min: 1 }),
})
export type TokenRequest = Infer<typeof tokenRequestSchema>

export const tokenStatement = (request: Pick<TokenRequest, 'tenantId' | 'deviceId' | 'challenge'>): string =>
  ['minqing-token-1', request.tenantId, request.deviceId, request.challenge].join('|')
