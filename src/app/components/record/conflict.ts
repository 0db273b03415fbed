/** 两人改了同一处: who wrote what, and the edit that puts one's own value back. */
import type { Row } from '../../../domain/rows'
import type { FormRequest } from '../../composables/useFormSave'

export interface ConflictView {
  field: string
  aboutKind: 'subject' | 'visit' | 'issue'
  aboutId: string
  mine: unknown
  theirs: unknown
  theirPersonId: string
}

export function conflictView({ data }: Row<'event'>, me: string): ConflictView {
  const { aboutKind, aboutId, actorId, detail } = data
  const field = String(detail['field'])
  const [later, earlier] = [valueOf(field, detail['mine']), valueOf(field, detail['theirs'])]
  // The event is written from the side of the one who came later.
  return actorId === me
    ? { field, aboutKind, aboutId, mine: later, theirs: earlier, theirPersonId: String(detail['other']) }
    : { field, aboutKind, aboutId, mine: earlier, theirs: later, theirPersonId: actorId }
}

const texts = new Set([
  'name',
  'address',
  'notes',
  'note',
  'contactName',
  'phone',
  'narrative',
  'place',
  'topic',
])

/** Events hold texts as they are and everything else as JSON. */
function valueOf(field: string, stored: unknown): unknown {
  if (typeof stored !== 'string' || texts.has(field)) return stored
  try {
    return JSON.parse(stored) as unknown
  } catch {
    return stored
  }
}

const subjectParts: Readonly<Record<string, 'subject' | 'contact' | 'care'>> = {
  name: 'subject',
  groupId: 'subject',
  address: 'subject',
  tags: 'subject',
  notes: 'subject',
  contactName: 'contact',
  phone: 'contact',
  groups: 'care',
  note: 'care',
}

/** The new edit with this person's value; undefined where there is no command for the field. */
export function revertRequest(
  { field, aboutKind, aboutId, mine }: ConflictView,
  campaignId: string,
): FormRequest | undefined {
  const part = subjectParts[field]
  if (aboutKind === 'subject' && part) {
    return {
      name: 'subject.edit',
      args: { subjectId: aboutId, [part]: { [field]: mine }, campaignId },
      fieldOf: () => undefined,
    }
  }
  if (aboutKind !== 'visit') return undefined
  return {
    name: 'visit.amend',
    args: { visitId: aboutId, changes: { [field]: mine } },
    fieldOf: () => undefined,
  }
}
