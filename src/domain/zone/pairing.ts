import { audienceOf, type Audience } from '../access/audience'
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  must,
  mustIf,
  patch,
  put,
  reject,
  related,
  type Change,
  type Read,
  type Rows,
} from '../command/define'
import type { PersonId, SubjectId } from '../ids'
import { calendarDate, object, uuid } from '../schema'
import { pairingSchema } from './schemas'

/** 结对/包保/联系: gives a person a village or one subject; the scopes follow at the next contact. */
export const pairingStart = defineCommand('pairing.start@1', {
  args: object({ pairingId: uuid, pairing: pairingSchema }),
  reads: ({ pairingId, pairing }) => [
    fresh('pairing', pairingId),
    must('person', pairing.personId),
    ...mustIf('area', pairing.areaId),
    ...mustIf('subject', pairing.subjectId),
    ...(pairing.subjectId ? subjectReads(pairing.subjectId) : []),
  ],
  readsMore: ({ pairing }, rows) => (pairing.subjectId ? deeperReads(rows, pairing.subjectId) : []),
  decide({ args: { pairingId, pairing }, actor, rows }) {
    if (!may(actor, 'pairing.start', {})) return reject('notPermitted')
    if (rows.get('pairing', pairingId)) return reject('alreadyExists')
    if (rows.get('person', pairing.personId)?.data.active !== true) {
      return reject('unknownPerson', { personId: pairing.personId })
    }
    // Exactly one of village and subject.
    if ((pairing.areaId === null) === (pairing.subjectId === null)) {
      return reject('invalidArgs', { path: 'pairing.areaId', issue: 'wrongType' })
    }
    if (pairing.areaId !== null && rows.get('area', pairing.areaId)?.data.level !== 'village') {
      return reject('unknownArea', { areaId: pairing.areaId })
    }
    if (pairing.subjectId !== null && !rows.get('subject', pairing.subjectId)) return reject('notPermitted')
    return accept([
      put('pairing', pairingId, { ...pairing, endedOn: null }),
      ...(pairing.subjectId
        ? sharing(rows, pairing.subjectId, (people) => [...new Set([...people, pairing.personId])].sort())
        : []),
    ])
  },
})

/** Ends a pairing: the rows leave the person's phone after unsent work was handed over. */
export const pairingEnd = defineCommand('pairing.end@1', {
  args: object({ pairingId: uuid, endedOn: calendarDate }),
  reads: ({ pairingId }) => [must('pairing', pairingId)],
  readsMore: ({ pairingId }, rows) => {
    const subjectId = rows.get('pairing', pairingId)?.data.subjectId
    return subjectId ? [must('subject', subjectId), ...subjectReads(subjectId)] : []
  },
  decide({ args, actor, rows }) {
    const pairing = rows.get('pairing', args.pairingId)
    if (!pairing || !may(actor, 'pairing.end', {})) return reject('notPermitted')
    if (pairing.data.endedOn !== null) return reject('wrongState', { state: 'ended' })
    const { subjectId, personId } = pairing.data
    return accept([
      patch('pairing', pairing.id, { endedOn: args.endedOn }),
      // What was written while paired stays readable to its author through the audience; the register does not.
      ...(subjectId
        ? sharing(rows, subjectId, (people) => people.filter((id) => id !== personId), false)
        : []),
    ])
  },
})

const subjectReads = (subjectId: SubjectId): Read[] => [
  related('subjectContact.subjectId', subjectId),
  related('subjectMember.subjectId', subjectId),
  related('subjectCare.subjectId', subjectId),
  related('visit.subjectId', subjectId),
  related('issue.subjectId', subjectId),
]
const deeperReads = (rows: Rows, subjectId: SubjectId): Read[] => [
  related('event.aboutId', subjectId),
  ...rows.related('visit.subjectId', subjectId).map((row) => related('event.aboutId', row.id)),
  ...rows
    .related('issue.subjectId', subjectId)
    .flatMap((row) => [related('event.aboutId', row.id), related('effect.issueId', row.id)]),
]

/** Gives or takes the subject's rows to the people paired with it; with `history`, visits and issues as well. */
function sharing(
  rows: Rows,
  subjectId: SubjectId,
  change: (people: PersonId[]) => PersonId[],
  history = true,
): Change[] {
  const subject = rows.get('subject', subjectId)
  if (!subject) return []
  const pairedWith = change(subject.data.pairedWith)
  const wider = (audience: Audience): Audience =>
    audienceOf(audience.areaId, change(audience.people), audience.confidential)
  const visits = history ? rows.related('visit.subjectId', subjectId) : []
  // A confidential issue was told to the office alone; a later pairing does not open it.
  const issues = history
    ? rows.related('issue.subjectId', subjectId).filter((row) => !row.data.audience.confidential)
    : []
  const about = history ? [subjectId, ...visits.map((row) => row.id), ...issues.map((row) => row.id)] : []
  return [
    patch('subject', subjectId, { pairedWith }),
    ...rows
      .related('subjectContact.subjectId', subjectId)
      .map((row) => patch('subjectContact', row.id, { pairedWith })),
    ...rows
      .related('subjectMember.subjectId', subjectId)
      .map((row) => patch('subjectMember', row.id, { pairedWith })),
    ...rows
      .related('subjectCare.subjectId', subjectId)
      .map((row) => patch('subjectCare', row.id, { pairedWith })),
    ...visits.map((row) => patch('visit', row.id, { audience: wider(row.data.audience) })),
    ...issues.map((row) => patch('issue', row.id, { audience: wider(row.data.audience) })),
    ...issues
      .flatMap((issue) => rows.related('effect.issueId', issue.id))
      .map((row) => patch('effect', row.id, { audience: wider(row.data.audience) })),
    ...about
      .flatMap((id) => rows.related('event.aboutId', id))
      .filter((row) => !row.data.audience.confidential)
      .map((row) => patch('event', row.id, { audience: wider(row.data.audience) })),
  ]
}
