/** Messages from the server to a device. */
import {
  boolean,
  choice,
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
import { roles } from '../domain/zone/rows'
import { scopeName, tenantIdSchema } from './envelope'
import { outcomeSchema } from './outcome'
import { publicKeySchema } from './up'

const versionNumber = integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
/** `count:16 hex digits`, see `checksum.ts`. */
const sumText = text({ max: 40, min: 1 })

/** A cut of one scope and kind that never changes, fetched from `/api/blocks` with those compressed together with it. */
export const blockRefSchema = looseObject({
  id: text({ max: 100, min: 1 }),
  kind: text({ max: 40, min: 1 }),
  fromVersion: versionNumber,
  toVersion: versionNumber,
  rows: integer({ min: 0, max: 1_000_000 }),
  /** Of its lines, UTF-8: where the next block of the pack begins, after one newline. */
  bytes: integer({ min: 1, max: 100_000_000 }),
  /** Blocks of one pack stand one after the other and come in one answer. */
  packId: text({ max: 100, min: 1 }),
  /** SHA-256 of the lines' UTF-8 bytes, hex. */
  sha256: text({ max: 64, min: 1 }),
})
export type BlockRef = Infer<typeof blockRefSchema>

export const pageSchema = looseObject({
  scope: scopeName,
  /** What the device holds of this scope is not usable (new epoch, foreign or lost cursor): drop it, then take this. */
  reset: boolean,
  /** Fetch and store these before `lines`; only at the start of a scope. */
  blocks: list(blockRefSchema, { max: 10_000 }),
  /** Row lines in version order, joined by newlines. */
  lines: text({ max: 50_000_000 }),
  /** To be stored in the same transaction as the rows. Opaque. */
  cursor: text({ max: 400, min: 1 }),
  /** All changes of the scope up to this version are then held. */
  upTo: versionNumber,
  /** False: more pages of this scope are waiting. */
  done: boolean,
  /** Checksum of the whole scope at `upTo`; only when done. */
  sum: nullable(sumText),
})
export type Page = Infer<typeof pageSchema>

export const syncResponseSchema = looseObject({
  protocol: integer({ min: 1, max: 1_000_000 }),
  epoch: text({ max: 64, min: 1 }),
  serverTimeMs: instant,
  /** Scopes this person may hold now, in the order in which they should be filled. */
  grants: list(scopeName, { max: 5_000 }),
  /** Held, but no longer granted: hand over unsent work, then drop. */
  dropped: list(scopeName, { max: 5_000 }),
  outcomes: list(outcomeSchema, { max: 2_000 }),
  /** Of `ask`: commands the server has never seen; they are waiting again. */
  unknownAsked: idList(uuid, { max: 500 }),
  /** The tenant's version when the pages were read: a held scope without a page is unchanged up to it. */
  version: versionNumber,
  pages: list(pageSchema, { max: 5_000 }),
  /** True: ask again at once. */
  more: boolean,
  /** False: below the protocol floor; nothing was pulled, deliveries were taken. */
  pullServed: boolean,
  /** Why nothing is granted any more: a `QuarantineReason`, which is also what becomes of work that still comes. */
  shutOut: optional(text({ max: 60, min: 1 })),
})
export type SyncResponse = Infer<typeof syncResponseSchema>

export const receiptSchema = looseObject({
  commandId: uuid,
  /** `stored`: the server has it. `refused`: it can never be taken as it is (see code). */
  receipt: choice(['stored', 'refused']),
  code: optional(text({ max: 60 })),
  /** SHA-256 of the sealed bytes as received, hex: the device compares before it believes. */
  sha256: text({ max: 64 }),
})
export type Receipt = Infer<typeof receiptSchema>
export const deliverResponseSchema = looseObject({
  receipts: list(receiptSchema, { max: 1_000 }),
  serverTimeMs: instant,
})
export type DeliverResponse = Infer<typeof deliverResponseSchema>

export const signInResponseSchema = looseObject({
  tenantId: tenantIdSchema,
  tenantName: text({ max: 100 }),
  personId: uuid,
  personName: text({ max: 100 }),
  roles: list(choice(roles), { max: 10 }),
  unitId: text({ max: 64 }),
  deviceId: uuid,
  token: text({ max: 4000, min: 1 }),
  tokenExpiresMs: instant,
  serverTimeMs: instant,
  epoch: text({ max: 64, min: 1 }),
  /** Everything that is saved is also sealed to this key. */
  tenantKey: looseObject({ keyId: text({ max: 64, min: 1 }), publicKey: publicKeySchema }),
  /** Outcomes are signed with this key. */
  serverKey: looseObject({ keyId: text({ max: 64, min: 1 }), publicKey: publicKeySchema }),
})
export type SignInResponse = Infer<typeof signInResponseSchema>

export const tokenResponseSchema = looseObject({
  token: text({ max: 4000, min: 1 }),
  tokenExpiresMs: instant,
  serverTimeMs: instant,
  /** As in `SyncResponse`: the token is good for handing over, not for pulling. */
  shutOut: optional(text({ max: 60, min: 1 })),
})
export type TokenResponse = Infer<typeof tokenResponseSchema>

/** Every refusal of a whole request: a status and this body; `code` is a locale key under `problem.*`. */
export const problemSchema = looseObject({
  problem: looseObject({
    code: text({ max: 60, min: 1 }),
    /** Present with 401: to be signed for a fresh token. */
    challenge: optional(text({ max: 400 })),
    /** Seconds to wait, with 429 and 503. */
    retryAfterS: optional(integer({ min: 0, max: 86_400 })),
    path: optional(text({ max: 200 })),
  }),
})
export type Problem = Infer<typeof problemSchema>['problem']
