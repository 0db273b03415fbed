import { audienceOf } from '../access/audience'
import { may } from '../access/may'
import { accept, defineCommand, must, patch, put, reject } from '../command/define'
import { conflictEvents, mergeFields } from '../mergeFields'
import { object, uuid } from '../schema'
import { refuseDays, refuseEndBeforeStart, refuseVisitors } from './check'
import { amendChanges } from './fields'
import type { Visit, VisitKind } from './rows'

/** Fields that only visits of this kind have. */
const fieldsOfKind: Record<VisitKind, readonly (keyof Visit)[]> = {
  household: [],
  enterprise: [],
  meeting: ['participants'],
  stay: ['endedOn'],
  talk: ['topic', 'villagesReached', 'householdsReached'],
  return: [],
}
const ownFields = new Set<string>(Object.values(fieldsOfKind).flat())

/** 更正走访: changed fields only; the first version stays in the history. Rejections: notPermitted, wrongState, the checks. */
export const visitAmend = defineCommand('visit.amend@1', {
  args: object({ visitId: uuid, changes: amendChanges }),
  reads: (args) => [
    must('visit', args.visitId),
    ...(args.changes.visitorIds ?? []).map((id) => must('person', id)),
  ],
  decide(context) {
    const { args, actor, rows, at, commandId } = context
    const visit = rows.get('visit', args.visitId)
    const target = visit && { authorId: visit.data.recordedBy, visitorIds: visit.data.visitorIds }
    if (!visit || !target || !may(actor, 'visit.amend', target)) return reject('notPermitted')
    if (visit.data.kind === 'return') return reject('returnVisitStays')
    if (visit.data.state !== 'recorded') return reject('wrongState', { state: visit.data.state })
    const foreign = Object.keys(args.changes).find(
      (field) => ownFields.has(field) && !fieldsOfKind[visit.data.kind].includes(field as keyof Visit),
    )
    if (foreign !== undefined) {
      return reject('invalidArgs', { path: `changes.${foreign}`, issue: 'unknownField' })
    }
    const after = { ...visit.data, ...args.changes }
    const refused =
      refuseVisitors(rows, args.changes.visitorIds ?? []) ??
      refuseDays(after, at, args.changes) ??
      refuseEndBeforeStart(after)
    if (refused) return refused

    const { fields, conflicts } = mergeFields(visit, args.changes, context)
    if (Object.keys(fields).length === 0) return reject('nothingToChange')
    const { areaId, audience, visitorIds } = visit.data
    // Who came along keeps the visit, whoever is later struck from the list: they may have shown it to someone.
    const widened = audienceOf(
      areaId,
      [...audience.people, ...(fields.visitorIds ?? visitorIds)],
      audience.confidential,
    )
    const touched: Partial<Visit> = fields.visitorIds ? { audience: widened } : {}
    return accept([
      patch('visit', visit.id, fields, true),
      ...(fields.visitorIds ? [patch('visit', visit.id, touched)] : []),
      put('event', `${commandId}.0`, {
        type: 'visit.amended',
        aboutKind: 'visit',
        aboutId: visit.id,
        actorId: actor.personId,
        detail: { fields: Object.keys(fields) },
        audience: widened,
        ...at,
      }),
      ...conflictEvents(context, { kind: 'visit', id: visit.id, areaId }, conflicts),
    ])
  },
})
