/**
 * Field edits by two people. Different fields merge; the same field changed by two is a conflict: server order
 * decides the value, both values stay in the history, and both authors see it (an event in their own scope).
 */
import type { DecideContext } from './command/define'
import { patch, put, type Change } from './command/define'
import { rowKey, type FieldEdits, type Row, type RowKind, type RowTypes } from './rows'
import type { EventRow } from './event'
import { audienceOf, type Audience } from './access/audience'

export interface FieldConflict {
  field: string
  theirs: unknown
  mine: unknown
  otherPersonId: string
}

/** What an edit of one row comes to. */
export interface RowEdit {
  changes: Change[]
  changed: string[]
  conflicts: FieldConflict[]
}

/** The patch of the fields that really differ, if any does. */
export function editRow<K extends RowKind>(
  row: Row<K>,
  wanted: Partial<RowTypes[K]>,
  context: Pick<DecideContext<unknown>, 'base' | 'actor'>,
): RowEdit {
  const { fields, conflicts } = mergeFields(row, wanted, context)
  const changed = Object.keys(fields)
  return { changes: changed.length > 0 ? [patch(row.kind, row.id, fields, true)] : [], changed, conflicts }
}

/** The changed fields that really differ, and which of them somebody else changed after `base`. */
export function mergeFields<K extends RowKind>(
  row: Row<K>,
  wanted: Partial<RowTypes[K]>,
  { base, actor }: Pick<DecideContext<unknown>, 'base' | 'actor'>,
): { fields: Partial<RowTypes[K]>; conflicts: FieldConflict[] } {
  const current = row.data as unknown as Record<string, unknown>
  const edits = (current['edits'] ?? {}) as FieldEdits
  // A device that decided on a row it made itself has no base: nobody else can have changed what it had not sent.
  const seen = base[rowKey(row.kind, row.id)] ?? 0
  const fields: Record<string, unknown> = {}
  const conflicts: FieldConflict[] = []
  for (const [field, mine] of Object.entries(wanted)) {
    if (sameValue(current[field], mine)) continue
    fields[field] = mine
    const last = edits[field]
    if (last && last.v > seen && last.device !== actor.deviceId) {
      conflicts.push({ field, theirs: current[field], mine, otherPersonId: last.person })
    }
  }
  return { fields: fields as Partial<RowTypes[K]>, conflicts }
}

/** Plain JSON values, as rows hold them. */
const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** One event per conflict, held by both authors only. */
export function conflictEvents(
  context: DecideContext<unknown>,
  about: { kind: EventRow['aboutKind']; id: string; areaId: string },
  conflicts: readonly FieldConflict[],
): Change[] {
  const { actor } = context
  const audienceWith = (otherId: string): Audience => ({
    ...audienceOf(about.areaId, [actor.personId, otherId], true),
    peopleOnly: true,
  })
  return conflicts.map((conflict, index) =>
    put('event', `${context.commandId}.c${index}`, {
      type: 'field.conflict',
      aboutKind: about.kind,
      aboutId: about.id,
      actorId: actor.personId,
      detail: {
        field: conflict.field,
        theirs: displayValue(conflict.theirs),
        mine: displayValue(conflict.mine),
        other: conflict.otherPersonId,
      },
      // The values may be of care groups or family members, which office and village do not hold.
      audience: audienceWith(conflict.otherPersonId),
      ...context.at,
    }),
  )
}

const displayValue = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null)
