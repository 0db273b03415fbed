/** What a change of settings leaves behind: who, when, and each field before and after. */
import type { Audience } from '../access/audience'
import { put, type Change, type DecideContext } from '../command/define'
import type { EventRow, EventType, SettingKind } from '../event'

const settingsAudience: Audience = { areaId: '', people: [], confidential: false, settings: true }

export type SettingEvent = Extract<EventType, `settings.${string}`>

/** Values as the row has them, never locale text: ids, dates, numbers, what people wrote. */
type Value = string | number | boolean | null | undefined
export type Fields = Readonly<Record<string, Value>>

/**
 * Field, before, after, field, before, after …: a flat list, since a detail holds no lists of lists. Fields that stay as
 * they are are left out.
 */
export function fieldChanges(before: Fields, after: Fields): string[] {
  const word = (value: Value): string => (value === null || value === undefined ? '' : String(value))
  return Object.keys(after).flatMap((field) =>
    word(before[field]) === word(after[field]) ? [] : [field, word(before[field]), word(after[field])],
  )
}

export interface FieldChange {
  field: string
  before: string
  after: string
}

/** Back out of an event's detail. */
export function readFieldChanges({ changes }: EventRow['detail']): FieldChange[] {
  const flat = Array.isArray(changes) ? changes : []
  const found: FieldChange[] = []
  for (let at = 0; at + 2 < flat.length; at += 3)
    found.push({ field: flat[at] ?? '', before: flat[at + 1] ?? '', after: flat[at + 2] ?? '' })
  return found
}

export const settingsEvent = (
  { commandId, actor, at }: Pick<DecideContext<unknown>, 'commandId' | 'actor' | 'at'>,
  type: SettingEvent,
  about: { kind: SettingKind; id: string; name: string },
  detail: EventRow['detail'] = {},
  /** Among the events of the command, where it makes several. */
  place = 0,
): Change =>
  put('event', `${commandId}.${place}`, {
    type,
    aboutKind: about.kind,
    aboutId: about.id,
    actorId: actor.personId,
    // As it was called then: a history is not rewritten by a later name.
    detail: { name: about.name, ...detail },
    audience: settingsAudience,
    ...at,
  })
