import { audienceOf } from '../access/audience'
import { may } from '../access/may'
import { accept, defineCommand, must, put, reject, related } from '../command/define'
import { conflictEvents, editRow, type RowEdit } from '../mergeFields'
import { codeId, object, optional, uuid } from '../schema'
import { refuseArea } from './check'
import { careChanges, contactChanges, memberChanges, subjectChanges } from './fields'
import { editMembers, memberReads, refuseMembers } from './members'

/**
 * 修改走访对象: only the fields that change, of the subject, its contact, its members and its care groups. Two people's
 * edits of different fields merge; of the same field, server order decides and both are told.
 */
export const subjectEdit = defineCommand('subject.edit@1', {
  args: object({
    subjectId: uuid,
    subject: optional(subjectChanges),
    contact: optional(contactChanges),
    members: optional(memberChanges),
    care: optional(careChanges),
    campaignId: codeId,
  }),
  reads: (args, actor) => [
    must('subject', args.subjectId),
    must('campaign', args.campaignId),
    related('pairing.personId', actor.personId),
    // Relations rather than rows: a household without a contact row is ordinary, not unknown.
    ...(args.contact ? [related('subjectContact.subjectId', args.subjectId)] : []),
    ...(args.members ? memberReads(args.subjectId, args.members) : []),
    ...(args.care ? [related('subjectCare.subjectId', args.subjectId)] : []),
    ...(args.subject?.groupId ? [must('area', args.subject.groupId)] : []),
  ],
  readsMore: (args, rows) => {
    const subject = rows.get('subject', args.subjectId)
    return subject ? [must('area', subject.data.areaId)] : []
  },
  decide(context) {
    const { args, actor, rows, at, commandId } = context
    const subject = rows.get('subject', args.subjectId)
    const pairings = rows.related('pairing.personId', actor.personId)
    if (!subject) return reject('notPermitted')
    const { areaId, pairedWith, knownBy = [] } = subject.data
    const target = { areaId, subjectId: subject.id }
    if (!may(actor, 'subject.edit', target, pairings)) return reject('notPermitted')
    const isSensitive = args.care !== undefined || args.members !== undefined
    if (isSensitive && !may(actor, 'subject.editCare', target, pairings)) return reject('notPermitted')
    const wrongArea = args.subject?.groupId ? refuseArea(rows, areaId, args.subject.groupId) : undefined
    if (wrongArea) return wrongArea
    const careGroups = rows.get('campaign', args.campaignId)?.data.careGroups ?? []
    const unknownGroup = args.care?.groups?.find((id) => !careGroups.some((group) => group.id === id))
    if (unknownGroup !== undefined) return reject('unknownCareGroup', { groupId: unknownGroup })
    const wrongMembers = args.members && refuseMembers(rows, subject.id, args.members)
    if (wrongMembers) return wrongMembers

    const shared = { subjectId: subject.id, areaId, pairedWith }
    const edits: RowEdit[] = []
    if (args.subject) edits.push(editRow(subject, args.subject, context))
    if (args.contact) {
      const [contact] = rows.related('subjectContact.subjectId', subject.id)
      const made = { ...shared, contactName: '', phone: '', ...args.contact }
      edits.push(
        contact
          ? editRow(contact, args.contact, context)
          : {
              changes: [put('subjectContact', subject.id, made)],
              changed: Object.keys(args.contact),
              conflicts: [],
            },
      )
    }
    if (args.members) edits.push(editMembers(context, subject, args.members))
    if (args.care) {
      const [care] = rows.related('subjectCare.subjectId', subject.id)
      const made = { ...shared, knownBy, groups: [], note: '', ...args.care }
      const edit = care
        ? editRow(care, args.care, context)
        : { changes: [put('subjectCare', subject.id, made)], changed: ['care'], conflicts: [] }
      edits.push({ ...edit, changed: edit.changed.length > 0 ? ['care'] : [] })
    }
    const changes = edits.flatMap((edit) => edit.changes)
    if (changes.length === 0) return reject('nothingToChange')
    return accept([
      ...changes,
      put('event', `${commandId}.0`, {
        type: 'subject.edited',
        aboutKind: 'subject',
        aboutId: subject.id,
        actorId: actor.personId,
        // Names of fields only: the village may read this, the values may be for fewer people.
        detail: { fields: edits.flatMap(({ changed }) => changed) },
        audience: audienceOf(areaId, [actor.personId, ...pairedWith]),
        ...at,
      }),
      ...conflictEvents(
        context,
        { kind: 'subject', id: subject.id, areaId },
        edits.flatMap(({ conflicts }) => conflicts),
      ),
    ])
  },
})
