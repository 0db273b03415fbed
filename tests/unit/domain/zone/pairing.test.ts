import { describe, expect, test } from 'vitest'
import { may } from '../../../../src/domain/access/may'
import { grantsOf, scopesOf } from '../../../../src/domain/access/scopes'
import { audienceOf } from '../../../../src/domain/access/audience'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import type { AnyRow, Row, RowKind } from '../../../../src/domain/rows'
import type { Pairing } from '../../../../src/domain/zone/rows'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import {
  honest,
  makeActor,
  makeIssue,
  makePairing,
  makeVisit,
  makeZoneRows,
  officeActor,
  otherVillage,
  persons,
  row,
  today,
  village,
} from '../../../fixtures/rows'

const subjectId = id(20)
const visitId = id(40)
const issueId = id(30)
const secretId = id(31)
const colleague = persons.otherCadre
const actor = officeActor()

/** The household with all that hangs on it: contact, member, care groups, a visit, an issue and a confidential one. */
function household(): Rows {
  const shared = { subjectId, areaId: village, pairedWith: [], knownBy: [] }
  const secret = audienceOf(village, [persons.cadre], true)
  const event = (aboutKind: 'visit' | 'issue', aboutId: string, audience = audienceOf(village, [])) =>
    row('event', `${aboutId}.0`, {
      type: aboutKind === 'visit' ? 'visit.recorded' : 'issue.registered',
      aboutKind,
      aboutId,
      actorId: persons.cadre,
      detail: {},
      audience,
      ...honest,
    })
  const rows: AnyRow[] = [
    ...makeZoneRows(),
    row('subjectContact', subjectId, { ...shared, contactName: '甲', phone: '1' }),
    row('subjectMember', id(50), { ...shared, name: '甲女', relation: '女儿', birthYear: 2015 }),
    row('subjectCare', subjectId, { ...shared, groups: ['care-alone'], note: '' }),
    row('visit', visitId, makeVisit()),
    event('visit', visitId),
    row('issue', issueId, makeIssue()),
    event('issue', issueId),
    row('issue', secretId, makeIssue({ confidential: true, audience: secret })),
    event('issue', secretId, secret),
  ]
  return new Rows(rows)
}

const start = (
  overrides: Partial<Pairing>,
  pairingId = id(11),
): Extract<CommandRequest, { name: 'pairing.start' }> => {
  const { endedOn: _, ...pairing } = makePairing({
    personId: colleague,
    areaId: null,
    subjectId,
    ...overrides,
  })
  return { name: 'pairing.start', args: { pairingId, pairing } }
}
const end = (pairingId = id(11), endedOn = today): CommandRequest => ({
  name: 'pairing.end',
  args: { pairingId, endedOn },
})
const run = (rows: Rows, ...requests: CommandRequest[]): Rows =>
  requests.reduce((now, request) => now.after(tryCommand(request, now, { actor })), rows)
const code = (request: CommandRequest, rows = household()): string =>
  codeOf(tryCommand(request, rows, { actor }))

/** What lies in the colleague's own scope, as `kind id`. */
const heldBy = (rows: Rows, personId = colleague): string[] =>
  [...rows.held.values()]
    .filter(({ kind, data }) => scopesOf(kind, data as never).includes(`user:${personId}`))
    .map(({ kind, id: rowId }) => `${kind} ${rowId}`)
    .sort()
const kindsHeldBy = (rows: Rows): RowKind[] =>
  [...new Set(heldBy(rows).map((each) => each.split(' ')[0] as RowKind))].sort()

const pairingsOf = (rows: Rows): Row<'pairing'>[] =>
  [...rows.held.values()].flatMap((each) =>
    each.kind === 'pairing' && each.data.personId === colleague ? [each] : [],
  )

describe('a pairing with one subject', () => {
  test.each(['contact', 'care'] as const)('of kind %s gives the household whole', (kind) => {
    expect(kindsHeldBy(run(household(), start({ kind })))).toEqual([
      'event',
      'issue',
      'pairing',
      'subject',
      'subjectCare',
      'subjectContact',
      'subjectMember',
      'visit',
    ])
  })

  test('of kind leader gives whom to call and what was raised, neither care groups nor members', () => {
    expect(kindsHeldBy(run(household(), start({ kind: 'leader' })))).toEqual([
      'event',
      'issue',
      'pairing',
      'subject',
      'subjectContact',
      'visit',
    ])
  })

  test.each(['leader', 'contact', 'care'] as const)('of kind %s never opens a confidential issue', (kind) => {
    const held = heldBy(run(household(), start({ kind })))
    expect(held).toContain(`issue ${issueId}`)
    expect(held).not.toContain(`issue ${secretId}`)
    expect(held).not.toContain(`event ${secretId}.0`)
  })

  test.each(['leader', 'contact', 'care'] as const)(
    'of kind %s is held exactly as it may be written: one truth for table and scopes',
    (kind) => {
      const rows = run(household(), start({ kind }))
      const target = { areaId: village, subjectId }
      const mayWrite = may(makeActor({ personId: colleague }), 'subject.editCare', target, pairingsOf(rows))
      expect(kindsHeldBy(rows).includes('subjectMember')).toBe(mayWrite)
      expect(kindsHeldBy(rows).includes('subjectCare')).toBe(mayWrite)
    },
  )

  test('reaches members and care groups that are written down later', () => {
    const edit: CommandRequest = {
      name: 'subject.edit',
      args: {
        subjectId,
        campaignId: 'campaign-1',
        members: { put: [{ id: id(51), name: '甲儿' }], remove: [] },
        care: { note: '行动不便' },
      },
    }
    const bare = new Rows(makeZoneRows())
    const knowing = run(bare, start({ kind: 'care' }))
    const led = run(bare, start({ kind: 'leader' }))
    expect(kindsHeldBy(knowing.after(tryCommand(edit, knowing)))).toEqual(
      expect.arrayContaining(['subjectCare', 'subjectMember']),
    )
    const after = kindsHeldBy(led.after(tryCommand(edit, led)))
    expect(after).not.toContain('subjectCare')
    expect(after).not.toContain('subjectMember')
  })

  test('that ends takes the register back; visits and issues of that time stay readable', () => {
    const after = run(household(), start({ kind: 'care' }), end())
    expect(kindsHeldBy(after)).toEqual(['event', 'issue', 'pairing', 'visit'])
  })

  test('that ends beside another one of the same person takes nothing', () => {
    const both = run(household(), start({ kind: 'care' }), start({ kind: 'contact' }, id(12)))
    expect(heldBy(run(both, end()))).toEqual(heldBy(both))
  })

  test('of the kind that knows the household ends: a leader of the same keeps the contact only', () => {
    const both = run(household(), start({ kind: 'care' }), start({ kind: 'leader' }, id(12)))
    expect(kindsHeldBy(both)).toContain('subjectCare')
    const kinds = kindsHeldBy(run(both, end()))
    expect(kinds).toContain('subjectContact')
    expect(kinds).not.toContain('subjectCare')
    expect(kinds).not.toContain('subjectMember')
  })

  test('the last of two that ends takes all', () => {
    const both = run(household(), start({ kind: 'care' }), start({ kind: 'contact' }, id(12)))
    expect(kindsHeldBy(run(both, end(), end(id(12))))).not.toContain('subject')
  })

  test('that ends leaves the others of the household alone', () => {
    const both = run(household(), start({ kind: 'care' }), start({ personId: persons.leader }, id(12)))
    expect(heldBy(run(both, end()), persons.leader)).toEqual(heldBy(both, persons.leader))
  })
})

describe('a pairing with a village', () => {
  const start1 = start({ kind: 'leader', areaId: otherVillage, subjectId: null }, id(12))
  const grants = (rows: Rows) =>
    grantsOf(makeActor({ personId: colleague }), pairingsOf(rows), [village, otherVillage])

  test.each([
    ['contact', true],
    ['care', true],
    ['leader', false],
  ] as const)('of kind %s opens members and care groups: %s', (kind, knows) => {
    const rows = run(household(), start({ kind, areaId: otherVillage, subjectId: null }))
    const granted = grants(rows)
    expect(granted).toEqual(expect.arrayContaining([`area:${otherVillage}`, `contact:${otherVillage}`]))
    for (const scope of [`member:${otherVillage}`, `care:${otherVillage}`])
      expect(granted.includes(scope), scope).toBe(knows)
    const target = { areaId: otherVillage }
    expect(may(makeActor({ personId: colleague }), 'subject.editCare', target, pairingsOf(rows))).toBe(knows)
  })

  test('that ends beside another one of the same village leaves what the other gives', () => {
    const rows = run(household(), start({ areaId: otherVillage, subjectId: null }), start1, end())
    expect(grants(rows)).toEqual(expect.arrayContaining([`area:${otherVillage}`, `contact:${otherVillage}`]))
    expect(grants(rows)).not.toContain(`care:${otherVillage}`)
  })

  test('that ends, the only one, takes the village', () => {
    const rows = run(household(), start({ areaId: otherVillage, subjectId: null }), end())
    expect(grants(rows)).toEqual(['tenant', `user:${colleague}`])
  })
})

describe('what can not be', () => {
  test.each<[string, Partial<Pairing>, string]>([
    ['with a group', { areaId: 'V1-01', subjectId: null }, 'unknownArea'],
    ['with the zone', { areaId: 'Z', subjectId: null }, 'unknownArea'],
    ['with a village and a subject at once', { areaId: village }, 'invalidArgs'],
    ['with nothing', { subjectId: null }, 'invalidArgs'],
    ['with a subject nobody knows', { subjectId: id(998) }, 'notPermitted'],
    ['of a person nobody knows', { personId: id(999) }, 'unknownPerson'],
  ])('a pairing %s is refused', (_, overrides, expected) => {
    expect(code(start(overrides))).toBe(expected)
  })

  test.each(['cadre', 'unit', 'assessor', 'publicity', 'discipline'] as const)(
    'a %s pairs nobody and ends no pairing',
    (role) => {
      const by = { actor: makeActor({ roles: [role] }) }
      expect(codeOf(tryCommand(start({}), household(), by))).toBe('notPermitted')
      expect(codeOf(tryCommand(end(id(10)), household(), by))).toBe('notPermitted')
    },
  )

  test('a pairing is not made twice, nor ended twice', () => {
    const once = run(household(), start({}))
    expect(code(start({}), once)).toBe('alreadyExists')
    expect(code(end(), run(once, end()))).toBe('wrongState')
    expect(code(end(id(997)), once)).toBe('notPermitted')
  })

  test('it ends neither after today nor before it began', () => {
    const rows = run(household(), start({ since: '2026-06-01' }))
    expect(code(end(id(11), '2026-07-02'), rows)).toBe('dateInFuture')
    expect(code(end(id(11), '2026-05-31'), rows)).toBe('endBeforeStart')
    expect(code(end(id(11), '2026-06-01'), rows)).toBe('accept')
    expect(code(end(id(11), today), rows)).toBe('accept')
  })

  test('one that was to begin later can be called off today', () => {
    const rows = run(household(), start({ since: '2026-08-01' }))
    expect(code(end(), rows)).toBe('accept')
  })
})
