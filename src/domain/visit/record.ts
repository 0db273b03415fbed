import { audienceOf } from '../access/audience'
import { may } from '../access/may'
import { accept, defineCommand, fresh, must, put, reject, related } from '../command/define'
import type { Infer } from '../schema'
import { refuseDays, refuseEndBeforeStart, refuseKindMismatch, refuseVisitors } from './check'
import { recordArgs } from './fields'
import type { Visit } from './rows'

/**
 * 记走访, of any kind. Issues raised in it are commands of their own (`issue.register`), saved in the same stroke.
 * Place, times of day and pictures are never required.
 */
export const visitRecord = defineCommand('visit.record@1', {
  args: recordArgs,
  reads: (args, actor) => [
    fresh('visit', args.visitId),
    ...('subjectId' in args.details
      ? [must('subject', args.details.subjectId)]
      : [must('area', args.details.areaId)]),
    ...args.visitorIds.map((id) => must('person', id)),
    related('pairing.personId', actor.personId),
  ],
  decide({ args, actor, rows, at, commandId }) {
    const { details } = args
    const pairings = rows.related('pairing.personId', actor.personId)
    const subject = 'subjectId' in details ? rows.get('subject', details.subjectId) : undefined
    if ('subjectId' in details && !subject) return reject('notPermitted')
    const areaId = 'subjectId' in details ? (subject?.data.areaId ?? '') : details.areaId
    if (!may(actor, 'visit.record', { areaId, subjectId: subject?.id ?? null }, pairings))
      return reject('notPermitted')
    if (rows.get('visit', args.visitId)) return reject('alreadyExists')
    if (!subject && rows.get('area', areaId)?.data.level !== 'village')
      return reject('unknownArea', { areaId })
    const endedOn = details.kind === 'stay' ? details.endedOn : null
    const refused =
      (subject && refuseKindMismatch(details.kind, subject.data.kind)) ??
      refuseVisitors(rows, args.visitorIds) ??
      refuseDays({ happenedOn: args.happenedOn, endedOn }, at) ??
      refuseEndBeforeStart({ ...args, endedOn })
    if (refused) return refused

    const audience = audienceOf(areaId, [
      actor.personId,
      ...args.visitorIds,
      ...(subject?.data.pairedWith ?? []),
    ])
    return accept([
      put('visit', args.visitId, {
        ...detailsOf(details),
        areaId,
        visitorIds: args.visitorIds,
        happenedOn: args.happenedOn,
        endedOn,
        startTime: args.startTime,
        endTime: args.endTime,
        narrative: args.narrative,
        place: args.place,
        state: 'recorded',
        withdrawReason: null,
        recordedBy: actor.personId,
        audience,
        ...at,
      }),
      put('event', `${commandId}.0`, {
        type: 'visit.recorded',
        aboutKind: 'visit',
        aboutId: args.visitId,
        actorId: actor.personId,
        detail: {},
        audience,
        ...at,
      }),
    ])
  },
})

type Details = Infer<typeof recordArgs>['details']
type KindFields = Pick<
  Visit,
  'kind' | 'subjectId' | 'participants' | 'topic' | 'villagesReached' | 'householdsReached'
>

const detailsOf = (details: Details): KindFields => ({
  kind: details.kind,
  subjectId: 'subjectId' in details ? details.subjectId : null,
  participants: details.kind === 'meeting' ? details.participants : null,
  topic: details.kind === 'talk' ? details.topic : '',
  villagesReached: details.kind === 'talk' ? details.villagesReached : null,
  householdsReached: details.kind === 'talk' ? details.householdsReached : null,
})
