/**
 * What became of a command: a closed union, stored and signed by the server. A repeat of the same command gets the
 * stored one, marked `duplicate`. Everything but `held` is final.
 */
import {
  choice,
  dictionary,
  instant,
  integer,
  literal,
  openObject,
  optional,
  text,
  uuid,
  variant,
  type Infer,
} from '../domain/schema'

/** Late work of someone without access any more: kept for a supervisor, not acted on. */
export const quarantineReasons = ['personInactive', 'deviceRevoked'] as const
export type QuarantineReason = (typeof quarantineReasons)[number]

const base = {
  commandId: uuid,
  epoch: text({ max: 64, min: 1 }),
  /** The tenant's version after it was judged; rows of an applied command are ≤ it. */
  version: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  /** Server clock, ms. */
  receivedAt: instant,
  duplicate: optional(literal('yes')),
  keyId: text({ max: 64, min: 1 }),
  /** ECDSA P-256 over the canonical JSON of everything but `duplicate`, `keyId` and this; base64url. */
  signature: text({ max: 200, min: 1 }),
}
const params = dictionary(text({ max: 500 }), { max: 20 })

export const outcomeSchema = variant('result', [
  /** `numbers`: numbers given by the server, by id of the issue or edition. */
  openObject({ ...base, result: literal('applied'), numbers: dictionary(text({ max: 20 }), { max: 500 }) }),
  openObject({ ...base, result: literal('rejected'), code: text({ max: 60, min: 1 }), params }),
  openObject({ ...base, result: literal('held'), heldFor: uuid }),
  openObject({ ...base, result: literal('quarantined'), reason: choice(quarantineReasons) }),
  openObject({ ...base, result: literal('payloadConflict') }),
])
export type Outcome = Infer<typeof outcomeSchema>
export type OutcomeResult = Outcome['result']

/** An outcome as the command runner makes it, before it is signed. */
type WithoutSignature<O> = O extends unknown
  ? { [K in keyof O as K extends 'keyId' | 'signature' | 'duplicate' ? never : K]: O[K] }
  : never
export type UnsignedOutcome = WithoutSignature<Outcome>

/** The bytes' meaning under the signature. */
export const signedPart = (outcome: Outcome | UnsignedOutcome): UnsignedOutcome => {
  const rest: Partial<Outcome> = { ...outcome }
  delete rest.duplicate
  delete rest.keyId
  delete rest.signature
  return rest as UnsignedOutcome
}
