/** 两人改了同一处: who wrote what, and the edit that puts one's own value back. */
import { editionLists, itemIdOf, type EditionList } from '../../../domain/edition/rows'
import type { EventRow } from '../../../domain/event'
import type { Row } from '../../../domain/rows'
import type { FormRequest } from '../../composables/useFormSave'

export interface ConflictView {
  field: string
  aboutKind: EventRow['aboutKind']
  aboutId: string
  mine: unknown
  theirs: unknown
  theirPersonId: string
  /** Of a monthly edition: the line whose 研究意见 or 备注 it is; its head has none. */
  line?: { list: EditionList; refId: string; itemId: string }
}

export function conflictView({ data }: Row<'event'>, me: string): ConflictView {
  const { aboutKind, aboutId, actorId, detail } = data
  const field = String(detail['field'])
  const [later, earlier] = [valueOf(field, detail['mine']), valueOf(field, detail['theirs'])]
  const list = editionLists.find((known) => known === detail['list'])
  const refId = detail['refId']
  const line =
    aboutKind === 'edition' && list && typeof refId === 'string'
      ? { line: { list, refId, itemId: itemIdOf(aboutId, list, refId) } }
      : {}
  // The event is written from the side of the one who came later.
  return actorId === me
    ? {
        field,
        aboutKind,
        aboutId,
        mine: later,
        theirs: earlier,
        theirPersonId: String(detail['other']),
        ...line,
      }
    : { field, aboutKind, aboutId, mine: earlier, theirs: later, theirPersonId: actorId, ...line }
}

/** `members.<id>.<field>` is a field of a family member. */
export function memberOf(field: string): { memberId: string; field: string } | undefined {
  const [, memberId, name] = /^members\.([^.]+)\.(\w+)$/u.exec(field) ?? []
  return memberId !== undefined && name !== undefined ? { memberId, field: name } : undefined
}

const texts = new Set([
  'name',
  'relation',
  'address',
  'notes',
  'note',
  'contactName',
  'phone',
  'narrative',
  'place',
  'topic',
  'title',
  'heldOn',
  'decision',
  'remark',
  'issuesRemark',
  'tasksRemark',
  'effectsRemark',
])

/** Events hold texts as they are and everything else as JSON. */
function valueOf(field: string, stored: unknown): unknown {
  if (typeof stored !== 'string' || texts.has(memberOf(field)?.field ?? field)) return stored
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
  { field, aboutKind, aboutId, mine, line }: ConflictView,
  campaignId: string,
): FormRequest | undefined {
  const request = (change: object): FormRequest => ({
    name: 'subject.edit',
    args: { subjectId: aboutId, ...change, campaignId },
    fieldOf: () => undefined,
  })
  const part = subjectParts[field]
  if (aboutKind === 'subject' && part) {
    return request({ [part]: { [field]: mine } })
  }
  const member = memberOf(field)
  if (member) {
    const members = revertMember(member, mine)
    return members && request({ members })
  }
  if (aboutKind === 'edition') {
    const { list, refId } = line ?? {}
    return line
      ? {
          name: 'edition.note',
          args: { editionId: aboutId, list, refId, [field]: mine },
          fieldOf: () => undefined,
        }
      : {
          name: 'edition.setHead',
          args: { editionId: aboutId, changes: { [field]: mine } },
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

/** Somebody who was taken off the list is no longer held here, and can only be written down anew. */
function revertMember(
  { memberId, field }: { memberId: string; field: string },
  mine: unknown,
): object | undefined {
  if (field !== 'removed') return { put: [{ id: memberId, [field]: mine }], remove: [] }
  return mine === true ? { put: [], remove: [memberId] } : undefined
}
