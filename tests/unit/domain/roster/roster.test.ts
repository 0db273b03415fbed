import { describe, expect, test } from 'vitest'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { rosterChange } from '../../../../src/domain/roster/change'
import { daysOf, isListed, rosterCoverage, visitedSubjects } from '../../../../src/domain/roster/coverage'
import { parse } from '../../../../src/domain/schema'
import type { Subject } from '../../../../src/domain/subject/rows'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import {
  makeActor,
  makeSubject,
  makeVisit,
  makeZoneRows,
  officeActor,
  otherVillage,
  persons,
  row,
  village,
} from '../../../fixtures/rows'

const campaignId = 'campaign-1'
const subject = (number: number, overrides: Partial<Subject> = {}) =>
  row('subject', id(number), makeSubject(overrides))
const zone = (...subjects: ReturnType<typeof subject>[]): Rows => new Rows([...makeZoneRows(), ...subjects])
const change = (
  listed: string[],
  unlisted: string[] = [],
): Extract<CommandRequest, { name: 'roster.change' }> => ({
  name: 'roster.change',
  args: { campaignId, listed, unlisted },
})

describe('roster.change', () => {
  const old = subject(60)
  const listed = subject(61, { rosters: [campaignId] })
  const elsewhere = subject(62, { rosters: ['campaign-0'] })

  test('lists and takes off in one stroke; what other campaigns list stays', () => {
    const decision = tryCommand(change([id(60), id(62)], [id(61)]), zone(old, listed, elsewhere), {
      actor: officeActor(),
    })
    expect(decision).toMatchObject({
      verdict: 'accept',
      changes: [
        { op: 'patch', id: id(60), fields: { rosters: [campaignId] } },
        { op: 'patch', id: id(62), fields: { rosters: ['campaign-0', campaignId] } },
        { op: 'patch', id: id(61), fields: { rosters: [] } },
      ],
    })
  })

  test('said again changes nothing, and a chunk that is partly known changes only the rest', () => {
    expect(codeOf(tryCommand(change([id(61)], [id(60)]), zone(old, listed), { actor: officeActor() }))).toBe(
      'nothingToChange',
    )
    const decision = tryCommand(change([id(60), id(61)]), zone(old, listed), { actor: officeActor() })
    expect(decision).toMatchObject({ verdict: 'accept', changes: [{ id: id(60) }] })
  })

  test('is the office’s alone', () => {
    for (const roles of [['cadre'], ['admin'], ['assessor'], ['discipline']] as const)
      expect(codeOf(tryCommand(change([id(60)]), zone(old), { actor: makeActor({ roles }) }))).toBe(
        'notPermitted',
      )
  })

  test('of a subject or a campaign that is not there is refused as if forbidden', () => {
    expect(codeOf(tryCommand(change([id(99)]), zone(old), { actor: officeActor() }))).toBe('notPermitted')
    const without = new Rows([...makeZoneRows().filter(({ kind }) => kind !== 'campaign'), old])
    expect(codeOf(tryCommand(change([id(60)]), without, { actor: officeActor() }))).toBe('notPermitted')
  })

  test('on a device that does not hold one of them is left to the server', () => {
    const held = new Rows([...makeZoneRows(), old], false)
    expect(codeOf(tryCommand(change([id(60), id(99)]), held, { actor: officeActor() }))).toBe('unknown')
  })

  test('that lists and takes off the same one is refused, and so is a chunk of 501', () => {
    expect(codeOf(tryCommand(change([id(60)], [id(60)]), zone(old), { actor: officeActor() }))).toBe(
      'invalidArgs',
    )
    const chunk = (count: number) => Array.from({ length: count }, (_, number) => id(1_000 + number))
    expect(parse(rosterChange.args, change(chunk(500)).args).ok).toBe(true)
    expect(parse(rosterChange.args, change(chunk(501)).args).ok).toBe(false)
  })
})

describe('coverage', () => {
  const rosters = [campaignId]
  const subjects = [
    subject(60, { rosters }),
    subject(61, { rosters }),
    subject(62, { rosters, groupId: null }),
    subject(63),
    subject(64, { rosters, areaId: otherVillage, groupId: 'V2-01', kind: 'enterprise' }),
  ]
  const visit = (number: number, overrides: Parameters<typeof makeVisit>[0] = {}) => ({
    data: makeVisit({ subjectId: id(number), ...overrides }),
  })
  const june = { from: '2026-06-01', to: '2026-06-30' }

  test('counts by village and group; a row from before there was a roster is on none', () => {
    const visited = new Set([id(60), id(62), id(63)])
    expect(rosterCoverage({ campaignId, subjects, visited })).toEqual({
      total: { listed: 4, visited: 2, unlisted: 1 },
      villages: [
        {
          areaId: village,
          listed: 3,
          visited: 2,
          unlisted: 1,
          groups: [
            { groupId: 'V1-01', listed: 2, visited: 1, unlisted: 1 },
            { groupId: null, listed: 1, visited: 1, unlisted: 0 },
          ],
        },
        {
          areaId: otherVillage,
          listed: 1,
          visited: 0,
          unlisted: 0,
          groups: [{ groupId: 'V2-01', listed: 1, visited: 0, unlisted: 0 }],
        },
      ],
    })
    expect(isListed(makeSubject(), campaignId)).toBe(false)
  })

  test('can be asked of one kind of subject', () => {
    const { total, villages } = rosterCoverage({
      campaignId,
      subjects,
      visited: new Set(),
      kinds: ['enterprise'],
    })
    expect(total.listed).toBe(1)
    expect(villages.map(({ areaId }) => areaId)).toEqual([otherVillage])
  })

  test('takes a visit by whomever, on a day of the campaign, that was not withdrawn', () => {
    const visited = visitedSubjects(
      [
        visit(60, { happenedOn: '2026-06-01', visitorIds: [persons.otherCadre] }),
        visit(61, { happenedOn: '2026-05-31' }),
        visit(62, { happenedOn: '2026-07-01' }),
        visit(63, { happenedOn: '2026-06-10', state: 'withdrawn' }),
        visit(64, { happenedOn: '2026-06-30' }),
        { data: makeVisit({ kind: 'meeting', subjectId: null, happenedOn: '2026-06-10' }) },
      ],
      june,
    )
    expect([...visited]).toEqual([id(60), id(64)])
  })

  test('is the same whoever went: no person enters it (docs/domain.md §5)', () => {
    const by = (personId: string) => {
      const visits = [visit(60, { visitorIds: [personId], recordedBy: personId, happenedOn: '2026-06-10' })]
      return rosterCoverage({ campaignId, subjects, visited: visitedSubjects(visits, june) })
    }
    expect(by(persons.cadre)).toEqual(by(persons.leader))
    for (const personId of Object.values(persons))
      expect(JSON.stringify(by(personId))).not.toContain(personId)
  })

  test('of a campaign runs from its first phase to its last, or over its year', () => {
    const phases = [
      { id: 'b', name: '', from: '2026-06-08', to: '2026-06-30' },
      { id: 'a', name: '', from: '2026-06-01', to: '2026-06-07' },
    ]
    expect(daysOf({ year: 2026, phases })).toEqual(june)
    expect(daysOf({ year: 2026, phases: [] })).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  })
})
