/** A command as it travels. Tenant, person and device come from the sign-in and never stand in here. */
import {
  codeId,
  dictionary,
  idList,
  instant,
  integer,
  json,
  looseObject,
  nullable,
  text,
  uuid,
  type Infer,
} from '../domain/schema'

export const envelopeSchema = looseObject({
  /** UUIDv7 made on the device = the idempotency key. */
  id: uuid,
  /** Per-device sequence number, from 1, without gaps. */
  seq: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  name: text({ max: 60, min: 1 }),
  version: integer({ min: 0, max: 1_000_000 }),
  args: json,
  /** Device clock when it was saved, ms since 1970 UTC. */
  occurredAt: instant,
  /** Server clock minus device clock as known then, ms; null when never measured. */
  clockOffsetMs: nullable(instant),
  /** Versions of the confirmed rows it was decided on, by row key. */
  base: dictionary(integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), { max: 200 }),
  /** Own commands whose unconfirmed rows it was decided on: it is held until they are judged. */
  after: idList(uuid, { max: 100 }),
})
export type Envelope = Infer<typeof envelopeSchema>

/** What the payload hash covers: everything a person meant. Not the sequence number, which only the device needs. */
export const payloadOf = (envelope: Envelope) => ({
  name: envelope.name,
  version: envelope.version,
  args: envelope.args,
  occurredAt: envelope.occurredAt,
  clockOffsetMs: envelope.clockOffsetMs,
  base: envelope.base,
  after: envelope.after,
})

export const scopeName = text({ max: 120, min: 1 })
export const tenantIdSchema = codeId
