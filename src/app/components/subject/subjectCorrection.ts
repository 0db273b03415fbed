/** A refused change of the register as the subject form again: the new subject, and what was edited in it since. */
import type { CommandArgs } from '../../../domain/command/registry'
import type { OwnCommand } from '../../client/engine/state'
import type { CorrectionContext } from '../record/correctionContext'
import { argsOf, freshIfTaken } from '../record/ownCommand'
import { textOf } from '../visit/visitDraft'
import { draftOfMember, emptyMember, type MemberDraft } from './memberDraft'
import { draftOfSubject, emptySubjectDraft, type SubjectDraft } from './subjectDraft'

/** `commands` are about one subject, oldest first; undefined when there is no subject to stand on. */
export function subjectCorrection(
  commands: readonly OwnCommand[],
  { row, related }: CorrectionContext,
): SubjectDraft | undefined {
  let draft: SubjectDraft | undefined
  for (const command of commands) {
    const created = argsOf(command, 'subject.create')
    if (created) draft = ofCreated(created, freshIfTaken(created.subjectId, command))
    const edited = argsOf(command, 'subject.edit')
    if (!edited) continue
    const subject = draft ? undefined : row('subject', edited.subjectId)
    if (subject) {
      const contact = row('subjectContact', subject.id)?.data
      const members = related('subjectMember.subjectId', subject.id)
      draft = draftOfSubject(subject, contact, row('subjectCare', subject.id)?.data, members)
    }
    if (draft)
      draft = { ...draft, ...editedFields(edited), members: editedMembers(draft.members, edited.members) }
  }
  return draft && { ...draft, settles: commands.map(({ id }) => id) }
}

function ofCreated(args: CommandArgs<'subject.create'>, subjectId: string): SubjectDraft {
  const { kind, areaId, groupId, name, address, tags, notes, contact, members, care } = args
  return {
    ...emptySubjectDraft(),
    ...{ kind, areaId, groupId, name, address, notes },
    subjectId,
    tags: tags.join(' '),
    contactName: contact?.contactName ?? '',
    phone: contact?.phone ?? '',
    members: members.map(({ id, ...data }) => draftOfMember({ id, data })),
    careGroups: care?.groups ?? [],
    careNote: care?.note ?? '',
  }
}

function editedFields({ subject, contact, care }: CommandArgs<'subject.edit'>): Partial<SubjectDraft> {
  const { tags, ...texts } = subject ?? {}
  return {
    ...texts,
    ...(tags && { tags: tags.join(' ') }),
    ...contact,
    ...(care?.groups && { careGroups: care.groups }),
    ...(care?.note !== undefined && { careNote: care.note }),
  }
}

/** The members with what was typed of them; one that is gone meanwhile is added again, and one to be removed is marked. */
function editedMembers(
  members: readonly MemberDraft[],
  edited: CommandArgs<'subject.edit'>['members'],
): MemberDraft[] {
  const { put = [], remove = [] } = edited ?? {}
  const marked = members.map((member) => ({ ...member, removed: remove.includes(member.id) }))
  const added = put.filter(({ id }) => !members.some((member) => member.id === id))
  const typed = new Map(
    put.map(({ birthYear, ...texts }) => [
      texts.id,
      { ...texts, ...(birthYear === undefined ? {} : { birthYear: textOf(birthYear) }) },
    ]),
  )
  return [...marked, ...added.map(({ id }) => ({ ...emptyMember(), id }))].map((member) => ({
    ...member,
    ...typed.get(member.id),
  }))
}
