import { audienceOf, type Audience } from '../access/audience'
import { knowsHouseholds } from '../access/knowing'
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  ifHeld,
  must,
  mustIf,
  patch,
  put,
  reject,
  related,
  type Change,
  type DecideContext,
  type Read,
  type Rows,
} from '../command/define'
import type { PersonId, SubjectId } from '../ids'
import type { Row } from '../rows'
import { calendarDate, object, uuid } from '../schema'
import { fieldChanges, settingsEvent, type Fields } from '../settings/history'
import { refuseFutureDates } from '../time/check'
import { bestNow } from '../time/honest'
import { shanghaiDate } from '../time/shanghai'
import type { Pairing } from './rows'
import { pairingSchema } from './schemas'

/** 结对/包保/联系: gives a person a village or one subject; the scopes follow at the next contact. */
export const pairingStart = defineCommand('pairing.start@1', {
  args: object({ pairingId: uuid, pairing: pairingSchema }),
  reads: ({ pairingId, pairing }) => [
    fresh('pairing', pairingId),
    must('person', pairing.personId),
    ...mustIf('area', pairing.areaId),
    ...mustIf('subject', pairing.subjectId),
    ...(pairing.subjectId
      ? [
          ...registerReads(pairing.subjectId),
          related('visit.subjectId', pairing.subjectId),
          related('issue.subjectId', pairing.subjectId),
        ]
      : []),
  ],
  readsMore: ({ pairing }, rows) => (pairing.subjectId ? historyReads(rows, pairing.subjectId) : []),
  decide(context) {
    const { args, actor, rows } = context
    const { pairingId, pairing } = args
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
    const begun = { ...pairing, endedOn: null }
    const { subjectId, personId } = pairing
    return accept([
      put('pairing', pairingId, begun),
      ...(subjectId
        ? [
            ...shareRegister(rows, subjectId, [...openPairings(rows, subjectId), begun]),
            ...shareHistory(rows, subjectId, personId),
          ]
        : []),
      pairingEvent(context, 'settings.created', { id: pairingId, data: begun }, {}, termsOf(begun)),
    ])
  },
})

/** Ends a pairing: the rows leave the person's phone after unsent work was handed over. Rejections: wrongState, the dates. */
export const pairingEnd = defineCommand('pairing.end@1', {
  args: object({ pairingId: uuid, endedOn: calendarDate }),
  reads: ({ pairingId }) => [must('pairing', pairingId)],
  readsMore: ({ pairingId }, rows) => {
    const pairing = rows.get('pairing', pairingId)?.data
    if (!pairing) return []
    const { personId, areaId, subjectId } = pairing
    return [
      ifHeld('person', personId),
      ...(areaId ? [ifHeld('area', areaId)] : []),
      ...(subjectId ? [must('subject', subjectId), ...registerReads(subjectId)] : []),
    ]
  },
  decide(context) {
    const { args, actor, rows, at } = context
    const pairing = rows.get('pairing', args.pairingId)
    if (!pairing || !may(actor, 'pairing.end', {})) return reject('notPermitted')
    if (pairing.data.endedOn !== null) return reject('wrongState', { state: 'ended' })
    const future = refuseFutureDates({ endedOn: args.endedOn }, at)
    if (future) return future
    const { since, subjectId } = pairing.data
    // One that has not begun yet is called off before its start.
    const hasBegun = since <= shanghaiDate(bestNow(at))
    if (hasBegun && args.endedOn < since) return reject('endBeforeStart', { field: 'endedOn' })
    return accept([
      patch('pairing', pairing.id, { endedOn: args.endedOn }),
      // What was written while paired stays readable to its author through the audience; the register does not.
      ...(subjectId ? shareRegister(rows, subjectId, openPairings(rows, subjectId, pairing.id)) : []),
      pairingEvent(context, 'settings.changed', pairing, { endedOn: null }, { endedOn: args.endedOn }),
    ])
  },
})

const termsOf = ({ kind, visitEveryDays, since }: Pairing): Fields => ({ kind, visitEveryDays, since })

/** Held by those who keep the pairings. A household is told by its id alone: administrators do not hold the register. */
function pairingEvent(
  context: Pick<DecideContext<unknown>, 'commandId' | 'actor' | 'at' | 'rows'>,
  type: 'settings.created' | 'settings.changed',
  { id, data }: Pick<Row<'pairing'>, 'id' | 'data'>,
  before: Fields,
  after: Fields,
): Change {
  const { rows } = context
  const place = data.areaId === null ? undefined : rows.get('area', data.areaId)?.data.name
  const name = [rows.get('person', data.personId)?.data.name, place].filter(Boolean).join(' ')
  return settingsEvent(
    context,
    type,
    { kind: 'pairing', id, name },
    {
      changes: fieldChanges(before, after),
      ...(data.subjectId === null ? {} : { subjectId: data.subjectId }),
    },
  )
}

/** Rows that follow from who is paired with the subject. */
const registerReads = (subjectId: SubjectId): Read[] => [
  related('pairing.subjectId', subjectId),
  related('subjectContact.subjectId', subjectId),
  related('subjectMember.subjectId', subjectId),
  related('subjectCare.subjectId', subjectId),
]
const historyReads = (rows: Rows, subjectId: SubjectId): Read[] => [
  related('event.aboutId', subjectId),
  ...rows.related('visit.subjectId', subjectId).map((row) => related('event.aboutId', row.id)),
  ...rows
    .related('issue.subjectId', subjectId)
    .flatMap((row) => [related('event.aboutId', row.id), related('effect.issueId', row.id)]),
]

const openPairings = (rows: Rows, subjectId: SubjectId, but?: string): Pairing[] =>
  rows
    .related('pairing.subjectId', subjectId)
    .filter(({ id, data }) => id !== but && data.endedOn === null)
    .map(({ data }) => data)

const peopleOf = (pairings: readonly Pairing[]): PersonId[] =>
  [...new Set(pairings.map(({ personId }) => personId))].sort()

/**
 * Gives the register's rows of a subject to the people of its open pairings. Always made from all of them: somebody
 * with two pairings keeps what the other one gives.
 */
function shareRegister(rows: Rows, subjectId: SubjectId, open: readonly Pairing[]): Change[] {
  const subject = rows.get('subject', subjectId)
  if (!subject) return []
  const pairedWith = peopleOf(open)
  const knownBy = peopleOf(open.filter(knowsHouseholds))
  const isSame = (now: readonly PersonId[] = [], then: readonly PersonId[]): boolean =>
    now.join() === then.join()
  if (isSame(subject.data.pairedWith, pairedWith) && isSame(subject.data.knownBy, knownBy)) return []
  return [
    patch('subject', subjectId, { pairedWith, knownBy }),
    ...rows
      .related('subjectContact.subjectId', subjectId)
      .map((row) => patch('subjectContact', row.id, { pairedWith })),
    ...rows
      .related('subjectMember.subjectId', subjectId)
      .map((row) => patch('subjectMember', row.id, { pairedWith, knownBy })),
    ...rows
      .related('subjectCare.subjectId', subjectId)
      .map((row) => patch('subjectCare', row.id, { pairedWith, knownBy })),
  ]
}

/** Gives the visits and issues so far to somebody newly paired. */
function shareHistory(rows: Rows, subjectId: SubjectId, personId: PersonId): Change[] {
  const wider = ({ areaId, people, confidential }: Audience): Audience =>
    audienceOf(areaId, [...people, personId], confidential)
  const visits = rows.related('visit.subjectId', subjectId)
  // A confidential issue was told to the office alone; a later pairing does not open it.
  const issues = rows.related('issue.subjectId', subjectId).filter((row) => !row.data.audience.confidential)
  return [
    ...visits.map((row) => patch('visit', row.id, { audience: wider(row.data.audience) })),
    ...issues.map((row) => patch('issue', row.id, { audience: wider(row.data.audience) })),
    ...issues
      .flatMap((issue) => rows.related('effect.issueId', issue.id))
      .map((row) => patch('effect', row.id, { audience: wider(row.data.audience) })),
    ...[subjectId, ...visits.map((row) => row.id), ...issues.map((row) => row.id)]
      .flatMap((id) => rows.related('event.aboutId', id))
      .filter((row) => !row.data.audience.confidential)
      .map((row) => patch('event', row.id, { audience: wider(row.data.audience) })),
  ]
}
