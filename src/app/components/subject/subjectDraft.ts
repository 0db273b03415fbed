/** The one object behind the subject form, as it is kept in `drafts`, and the commands it becomes. */
import type { Row } from '../../../domain/rows'
import {
  subjectKinds,
  type Subject,
  type SubjectCare,
  type SubjectContact,
  type SubjectKind,
} from '../../../domain/subject/rows'
import { newId } from '../../composables/newId'
import type { FormRequest } from '../../composables/useFormSave'
import { familyOrder } from './familyOrder'
import {
  draftOfMember,
  emptyMember,
  memberArgs,
  memberChanges,
  memberFieldAt,
  type MemberDraft,
} from './memberDraft'

interface SubjectFields {
  kind: SubjectKind
  areaId: string | null
  groupId: string | null
  name: string
  address: string
  contactName: string
  phone: string
  members: MemberDraft[]
  careGroups: string[]
  careNote: string
  /** Parted by blanks or commas while they are typed. */
  tags: string
  notes: string
}

export interface SubjectDraft extends SubjectFields {
  subjectId: string
  /** The fields as they were when editing began; null for a new subject. */
  before: SubjectFields | null
  /** `before` has the members: they were all held when editing began, and may be shown and changed. */
  knowsMembers: boolean
  settles: string[]
  /** Where to go back to with the new subject: the visit form that asked for it. */
  returnTo: string | null
}

export function emptySubjectDraft(): SubjectDraft {
  return {
    subjectId: newId(),
    before: null,
    knowsMembers: true,
    settles: [],
    returnTo: null,
    ...emptyFields(),
  }
}

const emptyFields = (): SubjectFields => ({
  kind: 'household',
  areaId: null,
  groupId: null,
  name: '',
  address: '',
  contactName: '',
  phone: '',
  members: [],
  careGroups: [],
  careNote: '',
  tags: '',
  notes: '',
})

/** 修改: the rows held of a subject as a form; `members` undefined: they are not all held here. */
export function draftOfSubject(
  subject: Row<'subject'>,
  contact: SubjectContact | undefined,
  care: SubjectCare | undefined,
  members?: readonly Row<'subjectMember'>[],
): SubjectDraft {
  const listed = (members ?? []).filter(({ data }) => !data.removed)
  const fields: SubjectFields = {
    ...emptyFields(),
    ...fieldsOf(subject.data),
    contactName: contact?.contactName ?? '',
    phone: contact?.phone ?? '',
    members: listed.sort(familyOrder(subject.data.name)).map(draftOfMember),
    careGroups: [...(care?.groups ?? [])],
    careNote: care?.note ?? '',
  }
  return {
    subjectId: subject.id,
    before: structuredClone(fields),
    knowsMembers: members !== undefined,
    settles: [],
    returnTo: null,
    ...fields,
  }
}

const fieldsOf = ({ kind, areaId, groupId, name, address, tags, notes }: Subject) => ({
  kind,
  areaId,
  groupId,
  name,
  address,
  tags: tags.join(' '),
  notes,
})

export function isEmptySubject(draft: SubjectDraft): boolean {
  if (draft.settles.length > 0) return false
  if (draft.before) return JSON.stringify(draft.before) === JSON.stringify(pickFields(draft))
  const { name, address, contactName, phone, careNote, tags, notes, members, careGroups } = draft
  const typed = [name, address, contactName, phone, careNote, tags, notes]
  return members.length === 0 && careGroups.length === 0 && typed.every((text) => text === '')
}

const pickFields = (draft: SubjectDraft): SubjectFields => {
  const { subjectId: _, before: __, knowsMembers: ___, settles: ____, returnTo: _____, ...fields } = draft
  return fields
}

/** Reads what this or an older build saved. */
export function readSubjectDraft(saved: unknown): SubjectDraft | undefined {
  if (!isObject(saved) || typeof saved['subjectId'] !== 'string') return undefined
  const known = saved as Partial<SubjectDraft>
  const kind = subjectKinds.find((each) => each === known.kind) ?? 'household'
  const members = Array.isArray(known.members) ? known.members.filter(isObject) : []
  return {
    ...emptySubjectDraft(),
    // An edit begun by a build that did not know them yet.
    ...(known.before ? { knowsMembers: false } : {}),
    ...known,
    kind,
    members: members.map((member) => ({ ...emptyMember(), ...member })),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

export interface SubjectSurroundings {
  campaignId: string
  /** Whether members and care groups may be written (docs/domain.md §5); what may not is not sent. */
  mayCare: boolean
}

export function subjectRequest(draft: SubjectDraft, surroundings: SubjectSurroundings): FormRequest {
  return draft.before ? editRequest(draft, draft.before, surroundings) : createRequest(draft, surroundings)
}

function createRequest(draft: SubjectDraft, { campaignId, mayCare }: SubjectSurroundings): FormRequest {
  const hasContact = draft.contactName !== '' || draft.phone !== ''
  const isHousehold = draft.kind === 'household' && mayCare
  const hasCare = isHousehold && (draft.careGroups.length > 0 || draft.careNote !== '')
  return {
    name: 'subject.create',
    args: {
      subjectId: draft.subjectId,
      kind: draft.kind,
      ...(draft.areaId === null ? {} : { areaId: draft.areaId }),
      name: draft.name,
      groupId: draft.groupId,
      address: draft.address,
      tags: tagsOf(draft.tags),
      notes: draft.notes,
      contact: hasContact ? { contactName: draft.contactName, phone: draft.phone } : null,
      members: isHousehold ? draft.members.map(memberArgs) : [],
      care: hasCare ? { groups: draft.careGroups, note: draft.careNote } : null,
      campaignId,
    },
    fieldOf: (path) => memberFieldAt(draft.members, 'members.', path) ?? fields[path.replace(/\.\d+$/u, '')],
  }
}

/** Only the fields that differ from what was there when editing began: two people's edits of different fields merge. */
function editRequest(
  draft: SubjectDraft,
  before: SubjectFields,
  { campaignId, mayCare }: SubjectSurroundings,
): FormRequest {
  const subject = {
    ...changed('name', draft.name, before.name),
    ...changed('groupId', draft.groupId, before.groupId),
    ...changed('address', draft.address, before.address),
    ...(draft.tags === before.tags ? {} : { tags: tagsOf(draft.tags) }),
    ...changed('notes', draft.notes, before.notes),
  }
  const contact = {
    ...changed('contactName', draft.contactName, before.contactName),
    ...changed('phone', draft.phone, before.phone),
  }
  const care = mayCare
    ? {
        ...(JSON.stringify(draft.careGroups) === JSON.stringify(before.careGroups)
          ? {}
          : { groups: draft.careGroups }),
        ...changed('note', draft.careNote, before.careNote),
      }
    : {}
  const mayMembers = mayCare && draft.knowsMembers
  const members = memberChanges(mayMembers ? draft.members : [], before.members)
  return {
    name: 'subject.edit',
    args: {
      subjectId: draft.subjectId,
      ...some('subject', subject),
      ...some('contact', contact),
      ...(members.put.length + members.remove.length > 0 ? { members } : {}),
      ...some('care', care),
      campaignId,
    },
    fieldOf: (path) =>
      memberFieldAt(members.put, 'members.put.', path) ??
      fields[path.replace(/^subject\./u, '').replace(/\.\d+$/u, '')],
  }
}

const changed = <V>(field: string, now: V, before: V): Record<string, V> =>
  now === before ? {} : { [field]: now }
const some = (name: string, part: object): Record<string, object> =>
  Object.keys(part).length > 0 ? { [name]: part } : {}

export const tagsOf = (text: string): string[] => [...new Set(text.split(/[\s,，、;；]+/u).filter(Boolean))]

const fields: Record<string, string | undefined> = {
  kind: 'kind',
  areaId: 'area',
  groupId: 'group',
  name: 'name',
  address: 'address',
  notes: 'notes',
  tags: 'tags',
  phone: 'phone',
  'contact.contactName': 'contactName',
  'contact.phone': 'phone',
  members: 'members',
  'care.groups': 'careGroups',
  'care.note': 'careNote',
}
