import { audienceOf } from '../access/audience'
import { may } from '../access/may'
import { accept, defineCommand, fresh, must, mustIf, put, reject, related } from '../command/define'
import { boolean, calendarDate, choice, codeId, nullable, object, text, uuid } from '../schema'
import { refuseIdentityNumber } from '../subject/check'
import { refuseFutureDates } from '../visit/check'
import { issueEvent } from './events'
import { issueKinds, urgentKinds } from './rows'
import { nextIssueState } from './transitions'

/** What a cadre types about an issue; the same limits when it is corrected later. */
export const issueFields = {
  kind: choice(issueKinds),
  categoryId: codeId,
  title: text({ max: 60, min: 1 }),
  words: text({ max: 2000, min: 1 }),
}

/** 登记问题, as said by the resident; in a visit, about a subject, or of a whole village. */
export const issueRegister = defineCommand('issue.register@1', {
  args: object({
    issueId: uuid,
    visitId: nullable(uuid),
    subjectId: nullable(uuid),
    areaId: codeId,
    ...issueFields,
    raisedOn: calendarDate,
    urgent: boolean,
    confidential: boolean,
  }),
  reads: (args, actor) => [
    fresh('issue', args.issueId),
    ...mustIf('visit', args.visitId),
    ...mustIf('subject', args.subjectId),
    must('area', args.areaId),
    must('category', args.categoryId),
    related('pairing.personId', actor.personId),
  ],
  decide(context) {
    const { args, actor, rows, at } = context
    const subject = args.subjectId === null ? undefined : rows.get('subject', args.subjectId)
    const visit = args.visitId === null ? undefined : rows.get('visit', args.visitId)
    if ((args.subjectId !== null && !subject) || (args.visitId !== null && !visit))
      return reject('notPermitted')
    const areaId = subject?.data.areaId ?? visit?.data.areaId ?? args.areaId
    const pairings = rows.related('pairing.personId', actor.personId)
    if (!may(actor, 'issue.register', { areaId, subjectId: subject?.id ?? null }, pairings))
      return reject('notPermitted')
    if (subject && visit && visit.data.subjectId !== null && visit.data.subjectId !== subject.id) {
      return reject('notPermitted')
    }
    // With a subject or a visit the village is theirs, which may have changed since this was written.
    if (!subject && !visit && rows.get('area', areaId)?.data.level !== 'village')
      return reject('unknownArea', { areaId })
    if (rows.get('issue', args.issueId)) return reject('alreadyExists')
    const category = rows.get('category', args.categoryId)
    if (!category) return reject('unknownCategory', { categoryId: args.categoryId })
    if (args.urgent && !urgentKinds.includes(args.kind)) return reject('notUrgentKind', { kind: args.kind })
    const refused =
      refuseFutureDates({ raisedOn: args.raisedOn }, at) ??
      refuseIdentityNumber({ title: args.title, words: args.words })
    if (refused) return refused

    const confidential = args.confidential || args.kind === 'petition' || category.data.confidential
    const audience = audienceOf(areaId, [actor.personId, ...(subject?.data.pairedWith ?? [])], confidential)
    return accept([
      put('issue', args.issueId, {
        number: null,
        kind: args.kind,
        categoryId: args.categoryId,
        title: args.title,
        words: args.words,
        subjectId: args.subjectId,
        visitId: args.visitId,
        areaId,
        raisedOn: args.raisedOn,
        urgent: args.urgent,
        confidential,
        state: nextIssueState('issue.register', '(new)') ?? 'reported',
        outcome: null,
        registeredBy: actor.personId,
        officeRemark: null,
        sentBackCount: 0,
        toldResident: null,
        handedTo: null,
        audience,
        ...at,
      }),
      issueEvent(context, 'issue.registered', { id: args.issueId, audience }),
    ])
  },
})
