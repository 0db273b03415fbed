import { audienceOf, type Audience } from '../access/audience'
import { may } from '../access/may'
import { accept, defineCommand, must, patch, put, reject, related, type Change } from '../command/define'
import { codeId, nullable, object, uuid } from '../schema'
import { areaReads, refuseArea } from './check'

/**
 * 迁移: a household goes to another village with its whole history. What lies in the old village's scopes leaves the
 * old cadre's phone at its next contact; what that cadre wrote stays in the own scope.
 */
export const subjectMove = defineCommand('subject.move@1', {
  args: object({ subjectId: uuid, areaId: codeId, groupId: nullable(codeId) }),
  reads: (args) => [
    must('subject', args.subjectId),
    ...areaReads(args.areaId, args.groupId),
    related('subjectContact.subjectId', args.subjectId),
    related('subjectMember.subjectId', args.subjectId),
    related('subjectCare.subjectId', args.subjectId),
    related('visit.subjectId', args.subjectId),
    related('issue.subjectId', args.subjectId),
    related('event.aboutId', args.subjectId),
  ],
  readsMore: (args, rows) => [
    ...rows.related('visit.subjectId', args.subjectId).map((row) => related('event.aboutId', row.id)),
    ...rows
      .related('issue.subjectId', args.subjectId)
      .flatMap((row) => [related('event.aboutId', row.id), related('effect.issueId', row.id)]),
  ],
  decide({ args, actor, rows, at, commandId }) {
    const subject = rows.get('subject', args.subjectId)
    if (!subject || !may(actor, 'subject.move', {})) return reject('notPermitted')
    const wrongArea = refuseArea(rows, args.areaId, args.groupId)
    if (wrongArea) return wrongArea
    if (subject.data.areaId === args.areaId) return reject('nothingToChange')

    const { areaId } = args
    const moved = (audience: Audience): Audience => ({ ...audience, areaId })
    const visits = rows.related('visit.subjectId', subject.id)
    const issues = rows.related('issue.subjectId', subject.id)
    const about = [subject.id, ...visits.map((row) => row.id), ...issues.map((row) => row.id)]
    const changes: Change[] = [
      patch('subject', subject.id, { areaId, groupId: args.groupId }),
      ...rows
        .related('subjectContact.subjectId', subject.id)
        .map((row) => patch('subjectContact', row.id, { areaId })),
      ...rows
        .related('subjectMember.subjectId', subject.id)
        .map((row) => patch('subjectMember', row.id, { areaId })),
      ...rows
        .related('subjectCare.subjectId', subject.id)
        .map((row) => patch('subjectCare', row.id, { areaId })),
      ...visits.map((row) => patch('visit', row.id, { areaId, audience: moved(row.data.audience) })),
      ...issues.map((row) => patch('issue', row.id, { areaId, audience: moved(row.data.audience) })),
      ...issues
        .flatMap((issue) => rows.related('effect.issueId', issue.id))
        .map((row) => patch('effect', row.id, { audience: moved(row.data.audience) })),
      ...about
        .flatMap((id) => rows.related('event.aboutId', id))
        .map((row) => patch('event', row.id, { audience: moved(row.data.audience) })),
      put('event', `${commandId}.0`, {
        type: 'subject.moved',
        aboutKind: 'subject',
        aboutId: subject.id,
        actorId: actor.personId,
        detail: { from: subject.data.areaId, to: areaId },
        audience: audienceOf(areaId, [actor.personId, ...subject.data.pairedWith]),
        ...at,
      }),
    ]
    return accept(changes)
  },
})
