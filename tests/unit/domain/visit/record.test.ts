import { describe, expect, test } from 'vitest'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import { typedVisitKinds } from '../../../../src/domain/visit/rows'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { Row } from '../../../../src/domain/rows'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import {
  makeActor,
  makeSubject,
  makeVisit,
  makeZoneRows,
  noon,
  persons,
  row,
  today,
} from '../../../fixtures/rows'

type Args = CommandArgs<'visit.record'>
const visitId = id(40)
const record = (overrides: Partial<Args> = {}): CommandRequest => ({
  name: 'visit.record',
  args: {
    visitId,
    visitorIds: [persons.cadre],
    happenedOn: today,
    startTime: null,
    endTime: null,
    narrative: '',
    place: '',
    details: { kind: 'household', subjectId: id(20) },
    ...overrides,
  },
})
const details: Record<(typeof typedVisitKinds)[number], Args['details']> = {
  household: { kind: 'household', subjectId: id(20) },
  enterprise: { kind: 'enterprise', subjectId: id(21) },
  meeting: { kind: 'meeting', areaId: 'V1', participants: 23 },
  stay: { kind: 'stay', areaId: 'V1', endedOn: today },
  talk: { kind: 'talk', areaId: 'V1', topic: '医保政策', villagesReached: 1, householdsReached: 40 },
}
const zone = () =>
  new Rows([...makeZoneRows(), row('subject', id(21), makeSubject({ kind: 'enterprise', name: '某厂' }))])

describe('recording a visit', () => {
  test.each(typedVisitKinds)(
    'a visit of kind %s without place, times or pictures is a full visit',
    (kind) => {
      const rows = zone()
      const visit = rows
        .after(tryCommand(record({ details: details[kind] }), rows))
        .get('visit', visitId) as Row<'visit'>
      expect(visit.data).toMatchObject({ kind, state: 'recorded', areaId: 'V1', recordedBy: persons.cadre })
    },
  )

  test('keeps all three times as they are', () => {
    const rows = zone()
    const at = { recordedAt: noon - 999, clockOffsetMs: 5_000, receivedAt: noon }
    const visit = rows.after(tryCommand(record(), rows, { at })).get('visit', visitId) as Row<'visit'>
    expect(visit.data).toMatchObject({ happenedOn: today, ...at })
  })

  test('several visitors all hold it, wherever they belong', () => {
    const rows = zone()
    const visitorIds = [persons.cadre, persons.otherCadre]
    const visit = rows.after(tryCommand(record({ visitorIds }), rows)).get('visit', visitId) as Row<'visit'>
    expect(scopesOf('visit', visit.data)).toEqual(
      expect.arrayContaining(visitorIds.map((person) => `user:${person}`)),
    )
  })

  test('late entry, months after, is ordinary', () => {
    expect(codeOf(tryCommand(record({ happenedOn: '2026-01-05' }), zone()))).toBe('accept')
  })

  test('a campaign and the one before may be entered, older dates are taken for slips', () => {
    expect(codeOf(tryCommand(record({ happenedOn: '2024-07-01' }), zone()))).toBe('accept')
    expect(tryCommand(record({ happenedOn: '1926-07-01' }), zone())).toMatchObject({
      rejection: { code: 'dateTooLongAgo', params: { field: 'happenedOn', date: '1926-07-01' } },
    })
  })

  test('a stay lasts a quarter at most', () => {
    const stay = (happenedOn: string) =>
      tryCommand(record({ happenedOn, details: { kind: 'stay', areaId: 'V1', endedOn: today } }), zone())
    expect(codeOf(stay('2026-04-01'))).toBe('accept')
    expect(stay('2026-03-31')).toMatchObject({
      rejection: { code: 'stayTooLong', params: { field: 'endedOn', days: 93, max: 92 } },
    })
  })

  const refusals: [string, Partial<Args>, string][] = [
    ['a date after today', { happenedOn: '2026-07-02' }, 'dateInFuture'],
    ['a date of another century', { happenedOn: '1926-07-01' }, 'dateTooLongAgo'],
    ['an end before its start', { startTime: '16:00', endTime: '15:59' }, 'endBeforeStart'],
    [
      'a stay that ends before it began',
      { details: { kind: 'stay', areaId: 'V1', endedOn: '2026-06-30' } },
      'endBeforeStart',
    ],
    ['an unknown visitor', { visitorIds: [id(999)] }, 'unknownPerson'],
    [
      'an enterprise visit to a household',
      { details: { kind: 'enterprise', subjectId: id(20) } },
      'kindMismatch',
    ],
    [
      'a household visit to an enterprise',
      { details: { kind: 'household', subjectId: id(21) } },
      'kindMismatch',
    ],
    [
      'a meeting in a village group',
      { details: { kind: 'meeting', areaId: 'V1-01', participants: 3 } },
      'notPermitted',
    ],
    [
      'a village of somebody else',
      { details: { kind: 'meeting', areaId: 'V2', participants: 3 } },
      'notPermitted',
    ],
    ['a household nobody knows', { details: { kind: 'household', subjectId: id(998) } }, 'notPermitted'],
    ['an identity-card number', { narrative: '身份证 11010519491231002X 请查' }, 'identityNumber'],
    ['over-long text', { narrative: '长'.repeat(4_001) }, 'invalidArgs'],
    ['a date that does not exist', { happenedOn: '2026-02-30' }, 'invalidArgs'],
    ['the same visitor twice', { visitorIds: [persons.cadre, persons.cadre] }, 'invalidArgs'],
  ]
  test.each(refusals)('%s is refused precisely', (_, overrides, code) => {
    expect(codeOf(tryCommand(record(overrides), zone()))).toBe(code)
  })

  test('a refusal of arguments names the place and the reason', () => {
    const verdict = tryCommand(record({ narrative: '长'.repeat(4_001) }), zone())
    expect(verdict).toMatchObject({
      rejection: { params: { path: 'narrative', issue: 'tooLong', max: '4000' } },
    })
  })

  test('the phone judges today by the offset it knows, the server by its own clock', () => {
    const yearAhead = {
      recordedAt: noon + 365 * 86_400_000,
      clockOffsetMs: -365 * 86_400_000,
      receivedAt: null,
    }
    expect(codeOf(tryCommand(record(), zone(), { at: yearAhead }))).toBe('accept')
    expect(codeOf(tryCommand(record({ happenedOn: '2027-07-01' }), zone(), { at: yearAhead }))).toBe(
      'dateInFuture',
    )
    const wrongPhone = { recordedAt: noon + 365 * 86_400_000, clockOffsetMs: null, receivedAt: noon }
    expect(codeOf(tryCommand(record({ happenedOn: '2027-07-01' }), zone(), { at: wrongPhone }))).toBe(
      'dateInFuture',
    )
  })

  test('a device that does not hold the household can not judge and says so', () => {
    const device = new Rows(
      makeZoneRows().filter(({ kind }) => kind !== 'subject'),
      false,
    )
    expect(codeOf(tryCommand(record(), device))).toBe('unknown')
  })
})

describe('amending and withdrawing', () => {
  const amend = (changes: CommandArgs<'visit.amend'>['changes']): CommandRequest => ({
    name: 'visit.amend',
    args: { visitId, changes },
  })
  const withVisit = (overrides: Parameters<typeof makeVisit>[0] = {}) =>
    new Rows([...makeZoneRows(), row('visit', visitId, makeVisit(overrides))])

  test('changes only what differs', () => {
    const verdict = tryCommand(amend({ narrative: '补记', place: '' }), withVisit())
    const patched = verdict.verdict === 'accept' ? verdict.changes.filter(({ op }) => op === 'patch') : []
    expect(patched).toMatchObject([{ fields: { narrative: '补记' }, track: true }])
  })
  test('someone who neither recorded it nor came along is refused', () => {
    const actor = makeActor({ personId: persons.otherCadre })
    expect(codeOf(tryCommand(amend({ narrative: 'x' }), withVisit(), { actor }))).toBe('notPermitted')
  })
  test('a field of another kind of visit is refused', () => {
    expect(codeOf(tryCommand(amend({ participants: 5 }), withVisit()))).toBe('invalidArgs')
  })
  test.each([
    ['to a day long ago', { happenedOn: '2006-06-30' }, {}, 'dateTooLongAgo'],
    ['to a day to come', { happenedOn: '2206-06-30' }, {}, 'invalidArgs'],
    ['to a day after today', { happenedOn: '2106-06-30' }, {}, 'dateInFuture'],
    [
      'to a stay of a year',
      { happenedOn: '2025-07-01' },
      { kind: 'stay', subjectId: null, endedOn: today },
      'stayTooLong',
    ],
  ] as const)('is not moved %s', (_, changes, before, code) => {
    expect(codeOf(tryCommand(amend(changes), withVisit(before)))).toBe(code)
  })
  test('words are put right in a visit of long ago', () => {
    const old = withVisit({ happenedOn: '2019-05-01' })
    expect(codeOf(tryCommand(amend({ narrative: '补记' }), old))).toBe('accept')
  })
  test('a withdrawn visit stays with its reason and can not be amended', () => {
    const rows = withVisit()
    const withdrawn = rows.after(
      tryCommand({ name: 'visit.withdraw', args: { visitId, reason: '记错了户' } }, rows),
    )
    expect((withdrawn.get('visit', visitId) as Row<'visit'>).data).toMatchObject({
      state: 'withdrawn',
      withdrawReason: '记错了户',
      narrative: '拉家常',
    })
    expect(codeOf(tryCommand(amend({ narrative: 'x' }), withdrawn))).toBe('wrongState')
  })
})
