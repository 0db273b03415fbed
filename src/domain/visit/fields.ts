/** Arguments of a visit by kind, shared by recording and amending. */
import {
  calendarDate,
  clockTime,
  freeText,
  idList,
  integer,
  literal,
  nullable,
  object,
  optional,
  uuid,
  codeId,
  variant,
} from '../schema'

const common = {
  visitorIds: idList(uuid, { max: 20, min: 1 }),
  happenedOn: calendarDate,
  startTime: nullable(clockTime),
  endTime: nullable(clockTime),
  /** What was seen and said. 4,000 characters are two pages; more is a report, not a visit. */
  narrative: freeText({ max: 4000 }),
  place: freeText({ max: 120 }),
}

/** What only this kind of visit has; `what` in the envelope tells the kinds apart. */
const visitDetails = variant('kind', [
  object({ kind: literal('household'), subjectId: uuid }),
  object({ kind: literal('enterprise'), subjectId: uuid }),
  object({ kind: literal('meeting'), areaId: codeId, participants: integer({ min: 1, max: 10_000 }) }),
  object({ kind: literal('stay'), areaId: codeId, endedOn: calendarDate }),
  object({
    kind: literal('talk'),
    areaId: codeId,
    topic: freeText({ max: 200, min: 1 }),
    villagesReached: integer({ min: 0, max: 1_000 }),
    householdsReached: integer({ min: 0, max: 100_000 }),
  }),
])

export const recordArgs = object({ visitId: uuid, ...common, details: visitDetails })

/** 更正: everything but the kind and whom it was paid to; a visit to somebody else is withdrawn and recorded anew. */
export const amendChanges = object({
  visitorIds: optional(common.visitorIds),
  happenedOn: optional(common.happenedOn),
  endedOn: optional(calendarDate),
  startTime: optional(common.startTime),
  endTime: optional(common.endTime),
  narrative: optional(common.narrative),
  place: optional(common.place),
  participants: optional(integer({ min: 1, max: 10_000 })),
  topic: optional(freeText({ max: 200, min: 1 })),
  villagesReached: optional(integer({ min: 0, max: 1_000 })),
  householdsReached: optional(integer({ min: 0, max: 100_000 })),
})
