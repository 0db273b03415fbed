import { describe, expect, test } from 'vitest'
import type { Row } from '../../../../src/domain/rows'
import { dueVisits } from '../../../../src/domain/visit/due'
import type { Visit } from '../../../../src/domain/visit/rows'
import type { Pairing } from '../../../../src/domain/zone/rows'

const me = '0199aaaa-0000-7000-8000-000000000001'
const other = '0199aaaa-0000-7000-8000-000000000002'
const village = '421303499200'
const otherVillage = '421303499201'
const today = '2026-07-20'

let made = 0
const nextId = (): string => `0199bbbb-0000-7000-8000-${String(++made).padStart(12, '0')}`

const makePairing = (fields: Partial<Pairing> = {}): Row<'pairing'> => ({
  kind: 'pairing',
  id: nextId(),
  version: 1,
  data: {
    kind: 'contact',
    personId: me,
    areaId: village,
    subjectId: null,
    visitEveryDays: 30,
    since: '2026-06-01',
    endedOn: null,
    ...fields,
  },
})
const makeSubject = (areaId = village): Row<'subject'> => ({
  kind: 'subject',
  id: nextId(),
  version: 1,
  data: {
    kind: 'household',
    name: '龚德明',
    areaId,
    groupId: null,
    address: '',
    tags: [],
    notes: '',
    pairedWith: [],
  },
})
const makeVisit = (fields: Partial<Visit>): Row<'visit'> => ({
  kind: 'visit',
  id: nextId(),
  version: 1,
  data: {
    kind: 'household',
    subjectId: null,
    areaId: village,
    visitorIds: [me],
    happenedOn: today,
    endedOn: null,
    startTime: null,
    endTime: null,
    narrative: '',
    place: '',
    participants: null,
    topic: '',
    villagesReached: null,
    householdsReached: null,
    state: 'recorded',
    withdrawReason: null,
    recordedBy: me,
    audience: { areaId: village, people: [me], confidential: false },
    recordedAt: 0,
    clockOffsetMs: 0,
    receivedAt: 0,
    ...fields,
  },
})

interface Held {
  pairings?: Row<'pairing'>[]
  subjects?: Row<'subject'>[]
  visits?: Row<'visit'>[]
  on?: string
}
const due = ({ pairings = [makePairing()], subjects = [], visits = [], on = today }: Held) =>
  dueVisits({ personId: me, today: on, pairings, subjects, visits })

describe('due visits', () => {
  test('a household never visited is due one rhythm after the pairing began, on that very day', () => {
    const subjects = [makeSubject()]
    expect(due({ subjects, on: '2026-06-30' })).toEqual([])
    expect(due({ subjects, on: '2026-07-01' })).toMatchObject([
      { subjectId: subjects[0]?.id, dueOn: '2026-07-01', lastVisitOn: null },
    ])
  })

  test('the rhythm runs from the last visit, whichever order visits come in', () => {
    const subject = makeSubject()
    const visits = ['2026-06-10', '2026-06-25', '2026-06-02'].map((happenedOn) =>
      makeVisit({ subjectId: subject.id, happenedOn }),
    )
    expect(due({ subjects: [subject], visits, on: '2026-07-24' })).toEqual([])
    expect(due({ subjects: [subject], visits, on: '2026-07-25' })).toMatchObject([
      { lastVisitOn: '2026-06-25', dueOn: '2026-07-25' },
    ])
  })

  test('a withdrawn visit does not put it off', () => {
    const subject = makeSubject()
    const visits = [makeVisit({ subjectId: subject.id, happenedOn: '2026-07-15', state: 'withdrawn' })]
    expect(due({ subjects: [subject], visits })).toHaveLength(1)
  })

  test("a colleague's visit to the household satisfies a contact pairing", () => {
    const subject = makeSubject()
    const visits = [makeVisit({ subjectId: subject.id, happenedOn: '2026-07-15', visitorIds: [other] })]
    expect(due({ subjects: [subject], visits })).toEqual([])
  })

  test("a leader's pairing with an enterprise asks for the leader's own visit", () => {
    const subject = makeSubject(otherVillage)
    const pairings = [makePairing({ kind: 'leader', areaId: null, subjectId: subject.id })]
    const byOther = makeVisit({ subjectId: subject.id, visitorIds: [other] })
    const byMe = makeVisit({ subjectId: subject.id, visitorIds: [other, me] })
    expect(due({ pairings, subjects: [subject], visits: [byOther] })).toHaveLength(1)
    expect(due({ pairings, subjects: [subject], visits: [byMe] })).toEqual([])
  })

  test("a leader's pairing with a village is one due visit, not one per household", () => {
    const pairings = [makePairing({ kind: 'leader' })]
    const subjects = [makeSubject(), makeSubject()]
    expect(due({ pairings, subjects })).toMatchObject([{ subjectId: null, areaId: village }])
    const meeting = makeVisit({ kind: 'meeting', happenedOn: '2026-07-01' })
    expect(due({ pairings, subjects, visits: [meeting] })).toEqual([])
  })

  test('a meeting in the village does not count as a visit to its households', () => {
    const visits = [makeVisit({ kind: 'meeting' })]
    expect(due({ subjects: [makeSubject()], visits })).toHaveLength(1)
  })

  test('a stay counts from its last day', () => {
    const pairings = [makePairing({ kind: 'leader' })]
    const visits = [makeVisit({ kind: 'stay', happenedOn: '2026-06-10', endedOn: '2026-06-25' })]
    expect(due({ pairings, visits, on: '2026-07-24' })).toEqual([])
    expect(due({ pairings, visits, on: '2026-07-25' })).toMatchObject([{ lastVisitOn: '2026-06-25' }])
  })

  test.each([
    ['ended', { endedOn: '2026-07-01' }],
    ['without a rhythm', { visitEveryDays: null }],
    ["another person's", { personId: other }],
    ['of a village elsewhere', { areaId: otherVillage }],
    ['not begun yet', { since: '2026-08-01', visitEveryDays: 1 }],
  ] as const)('a pairing that is %s makes nothing due', (_what, fields) => {
    expect(due({ pairings: [makePairing(fields)], subjects: [makeSubject()] })).toEqual([])
  })

  test('a household under two pairings is due once, by the stricter one', () => {
    const subject = makeSubject()
    const strict = makePairing({ kind: 'care', areaId: null, subjectId: subject.id, visitEveryDays: 10 })
    expect(due({ pairings: [makePairing(), strict], subjects: [subject] })).toMatchObject([
      { pairingId: strict.id, pairingKind: 'care', dueOn: '2026-06-11' },
    ])
    expect(due({ pairings: [strict, makePairing()], subjects: [subject] })).toMatchObject([
      { pairingId: strict.id },
    ])
  })

  test('the longest overdue comes first', () => {
    const [late, later] = [makeSubject(), makeSubject()]
    const visits = [
      makeVisit({ subjectId: late.id, happenedOn: '2026-06-15' }),
      makeVisit({ subjectId: later.id, happenedOn: '2026-06-12' }),
    ]
    expect(due({ subjects: [late, later], visits }).map(({ subjectId }) => subjectId)).toEqual([
      later.id,
      late.id,
    ])
  })
})
