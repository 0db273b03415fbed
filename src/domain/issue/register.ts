import { may } from '../access/may'
import { accept, defineCommand, fresh, must, mustIf, put, reject, related } from '../command/define'
import { boolean, calendarDate, choice, codeId, freeText, nullable, object, uuid } from '../schema'
import { refuseFutureDates } from '../time/check'
import { categoryReads, refuseCategory } from './category'
import { isConfidential, issueAudience } from './confidential'
import { issueEvent } from './events'
import { issueKinds, urgentKinds } from './rows'
import { nextIssueState } from './transitions'

/** What a cadre types about an issue; the same limits when it is corrected later. */
export const issueFields = {
  kind: choice(issueKinds),
  categoryId: codeId,
  title: freeText({ max: 60, min: 1 }),
  words: freeText({ max: 2000, min: 1 }),
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
    ...categoryReads(args.categoryId),
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
    const wrongCategory = refuseCategory(rows, args.categoryId)
    if (wrongCategory) return wrongCategory
    if (args.urgent && !urgentKinds.includes(args.kind)) return reject('notUrgentKind', { kind: args.kind })
    const refused = refuseFutureDates({ raisedOn: args.raisedOn }, at)
    if (refused) return refused

    const confidential = isConfidential(args.confidential, args.kind, rows.get('category', args.categoryId))
    const registeredBy = actor.personId
    const audience = issueAudience({ areaId, registeredBy, confidential }, subject?.data.pairedWith)
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
        registeredBy,
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
