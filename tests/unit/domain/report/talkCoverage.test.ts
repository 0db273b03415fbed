import { expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import { talkCoverage } from '../../../../src/domain/talk/coverage'
import type { Row } from '../../../../src/domain/rows'
import { id } from '../../../fixtures/ids'
import { makeActivity } from '../../../fixtures/planZone'
import { makeVisit, makeZoneRows, row, village } from '../../../fixtures/rows'

const days = { from: '2026-06-01', to: '2026-12-31' }
const areas = makeZoneRows().flatMap((each): Row<'area'>[] => (each.kind === 'area' ? [each] : []))
const talk = (number: number, overrides = {}) =>
  row('visit', id(number), makeVisit({ kind: 'talk', subjectId: null, householdsReached: 12, ...overrides }))

test('villages, groups and households reached, of visits and activities of kind 宣讲 on the days of the campaign', () => {
  const coverage = talkCoverage(days, {
    areas,
    visits: [
      talk(50),
      talk(51, { state: 'withdrawn' }),
      talk(52, { happenedOn: '2026-05-31' }),
      talk(53, { kind: 'meeting' }),
    ],
    activities: [
      row('activity', id(80), makeActivity({ groupIds: ['V1-01'], householdsReached: 8 })),
      row('activity', id(81), makeActivity({ groupIds: ['V1-01'] })),
      row('activity', id(82), makeActivity({ areaId: null, householdsReached: 5 })),
      row('activity', id(83), makeActivity({ kind: 'caring', areaId: 'V2' })),
      row('activity', id(84), makeActivity({ areaId: 'V2', state: 'withdrawn' })),
    ],
  })
  expect(coverage).toEqual({
    talks: 4,
    households: 25,
    elsewhere: 1,
    villagesReached: 1,
    groupsReached: 1,
    groups: 2,
    villages: [
      { areaId: 'V1', talks: 3, households: 20, groupIds: ['V1-01'], groups: 1 },
      { areaId: 'V2', talks: 0, households: 0, groupIds: [], groups: 1 },
    ],
  })
})

test('a talk lies with 宣传报道组 as well, no other visit does', () => {
  expect(scopesOf('visit', makeVisit({ kind: 'talk', subjectId: null }))).toContain('publicity')
  for (const kind of ['household', 'enterprise', 'meeting', 'stay'] as const)
    expect(scopesOf('visit', makeVisit({ kind, areaId: village }))).not.toContain('publicity')
})
