import { audienceOf } from '../access/audience'
import { may } from '../access/may'
import { accept, defineCommand, must, patch, put, reject, related, type Change } from '../command/define'
import { conflictEvents, mergeFields } from '../mergeFields'
import { codeId, object, optional, uuid } from '../schema'
import { refuseArea, refuseIdentityNumber } from './check'
import { careChanges, contactChanges, subjectChanges } from './fields'

/**
 * 修改走访对象: only the fields that change, of the subject, its contact and its care groups. Two people's edits of
 * different fields merge; of the same field, server order decides and both are told.
 */
export const subjectEdit = defineCommand('subject.edit@1', {
  args: object({
    subjectId: uuid,
    subject: optional(subjectChanges),
    contact: optional(contactChanges),
    care: optional(careChanges),
    campaignId: codeId,
  }),
  reads: (args, actor) => [
    must('subject', args.subjectId),
    must('campaign', args.campaignId),
    related('pairing.personId', actor.personId),
    // Relations rather than rows: a household without a contact row is ordinary, not unknown.
    ...(args.contact ? [related('subjectContact.subjectId', args.subjectId)] : []),
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
    const { areaId, pairedWith } = subject.data
    const target = { areaId, subjectId: subject.id }
    if (!may(actor, 'subject.edit', target, pairings)) return reject('notPermitted')
    if (args.care && !may(actor, 'subject.editCare', target, pairings)) return reject('notPermitted')
    const wrongArea = args.subject?.groupId ? refuseArea(rows, areaId, args.subject.groupId) : undefined
    if (wrongArea) return wrongArea
    const careGroups = rows.get('campaign', args.campaignId)?.data.careGroups ?? []
    const unknownGroup = args.care?.groups?.find((id) => !careGroups.some((group) => group.id === id))
    if (unknownGroup !== undefined) return reject('unknownCareGroup', { groupId: unknownGroup })
    const identity = refuseIdentityNumber({
      notes: args.subject?.notes,
      phone: args.contact?.phone,
      'care.note': args.care?.note,
    })
    if (identity) return identity

    const shared = { subjectId: subject.id, areaId, pairedWith }
    const changes: Change[] = []
    const changed: string[] = []
    const conflicts = []
    if (args.subject) {
      const merged = mergeFields(subject, args.subject, context)
      if (Object.keys(merged.fields).length > 0)
        changes.push(patch('subject', subject.id, merged.fields, true))
      changed.push(...Object.keys(merged.fields))
      conflicts.push(...merged.conflicts)
    }
    if (args.contact) {
      const [contact] = rows.related('subjectContact.subjectId', subject.id)
      if (contact) {
        const merged = mergeFields(contact, args.contact, context)
        if (Object.keys(merged.fields).length > 0)
          changes.push(patch('subjectContact', contact.id, merged.fields, true))
        changed.push(...Object.keys(merged.fields))
        conflicts.push(...merged.conflicts)
      } else {
        changes.push(
          put('subjectContact', subject.id, { ...shared, contactName: '', phone: '', ...args.contact }),
        )
        changed.push(...Object.keys(args.contact))
      }
    }
    if (args.care) {
      const [care] = rows.related('subjectCare.subjectId', subject.id)
      if (care) {
        const merged = mergeFields(care, args.care, context)
        if (Object.keys(merged.fields).length > 0)
          changes.push(patch('subjectCare', care.id, merged.fields, true))
        if (Object.keys(merged.fields).length > 0) changed.push('care')
        conflicts.push(...merged.conflicts)
      } else {
        changes.push(put('subjectCare', subject.id, { ...shared, groups: [], note: '', ...args.care }))
        changed.push('care')
      }
    }
    if (changes.length === 0) return reject('nothingToChange')
    return accept([
      ...changes,
      put('event', `${commandId}.0`, {
        type: 'subject.edited',
        aboutKind: 'subject',
        aboutId: subject.id,
        actorId: actor.personId,
        // Names of fields only: the village may read this, the values may be for fewer people.
        detail: { fields: changed },
        audience: audienceOf(areaId, [actor.personId, ...pairedWith]),
        ...at,
      }),
      ...conflictEvents(context, { kind: 'subject', id: subject.id, areaId }, conflicts),
    ])
  },
})
