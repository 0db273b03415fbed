import { describe, expect, test } from 'vitest'
import { currentCampaign } from '../../../../src/domain/campaign/current'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { readFieldChanges } from '../../../../src/domain/settings/history'
import { dueVisits } from '../../../../src/domain/visit/due'
import type { Campaign } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { codeOf, type Rows, tryCommand } from '../../../fixtures/judge'
import { makeActor, makePairing, makeSubject, persons, row } from '../../../fixtures/rows'
import {
  afterAdmin,
  allButAdmin,
  byAdmin,
  codeByAdmin,
  dataIn,
  eventsIn,
  refusedRoles,
  settingsZone,
} from '../../../fixtures/settings'

const campaign = (overrides: Partial<Campaign> = {}): Campaign => ({
  name: '民情大走访',
  year: 2026,
  operator: '',
  filingNumber: '',
  phases: [
    { id: 'p1', name: '动员', from: '2026-06-01', to: '2026-06-30' },
    { id: 'p2', name: '巩固', from: '2026-07-01', to: '2026-12-31' },
  ],
  keyActions: [{ id: 'k1', name: '百日攻坚', leadUnitId: 'unit-1' }],
  careGroups: [{ id: 'care-alone', name: '独居老人' }],
  groups: [{ id: 'g1', name: '综合协调组', unitId: 'unit-1' }],
  ...overrides,
})
const zone = (overrides: Partial<Campaign> = {}): Rows =>
  settingsZone(row('campaign', 'campaign-1', campaign(overrides)))
const create = (overrides: object = {}): CommandRequest => ({
  name: 'campaign.create',
  args: {
    campaignId: 'campaign-2',
    copyOf: 'campaign-1',
    name: '民情大走访（2027）',
    year: 2027,
    ...overrides,
  },
})
const edit = (fields: object): CommandRequest => ({
  name: 'campaign.edit',
  args: { campaignId: 'campaign-1', ...fields },
})
const close = (closedOn: string | null): CommandRequest => ({
  name: 'campaign.close',
  args: { campaignId: 'campaign-1', closedOn },
})
const campaignsOf = (rows: Rows) =>
  [...rows.held.values()].flatMap((each) => (each.kind === 'campaign' ? [each] : []))
const currentOn = (rows: Rows, today: string): string | undefined =>
  currentCampaign(campaignsOf(rows), today)?.id

describe('the history of a campaign', () => {
  test('says on which day it was ended', () => {
    const [event] = eventsIn(afterAdmin(zone(), close('2026-06-30')), 'campaign-1')
    expect(event).toMatchObject({
      type: 'settings.disabled',
      detail: { changes: ['closedOn', '', '2026-06-30'] },
    })
  })
})

describe('the next campaign', () => {
  test('is led by the successor of a unit that was dissolved after the last one had ended', () => {
    const dissolve: CommandRequest = {
      name: 'unit.dissolve',
      args: { unitId: 'unit-1', successorId: 'unit-2', campaignIds: [] },
    }
    const led = zone({
      keyActions: [{ id: 'a', name: '百日攻坚', leadUnitId: 'unit-1' }],
      groups: [{ id: 'g', name: '综合协调组', unitId: 'unit-1' }],
    })
    const rows = afterAdmin(led, dissolve, create())
    expect(dataIn(rows, 'campaign', 'campaign-1').keyActions[0]?.leadUnitId).toBe('unit-1')
    expect(dataIn(rows, 'campaign', 'campaign-2')).toMatchObject({
      keyActions: [{ leadUnitId: 'unit-2' }],
      groups: [{ unitId: 'unit-2' }],
    })
  })
})

describe('campaigns', () => {
  test('are kept by administrators alone', () => {
    for (const request of [create(), edit({ name: '新名' }), close('2026-07-01')])
      expect(refusedRoles(request, zone()), request.name).toEqual(allButAdmin)
  })
  test('the next one begins as a copy, its days a year later', () => {
    const rows = afterAdmin(zone(), create())
    expect(dataIn(rows, 'campaign', 'campaign-2')).toEqual({
      ...campaign(),
      name: '民情大走访（2027）',
      year: 2027,
      phases: [
        { id: 'p1', name: '动员', from: '2027-06-01', to: '2027-06-30' },
        { id: 'p2', name: '巩固', from: '2027-07-01', to: '2027-12-31' },
      ],
      closedOn: null,
    })
    expect(dataIn(rows, 'campaign', 'campaign-1')).toEqual(campaign())
    expect(codeByAdmin(create(), rows)).toBe('alreadyExists')
    expect(codeByAdmin(create({ copyOf: 'none' }), zone())).toBe('notPermitted')
  })
  test('29 February has its day in other years too', () => {
    const leap = zone({ year: 2028, phases: [{ id: 'p', name: '年', from: '2028-02-29', to: '2028-12-31' }] })
    const rows = afterAdmin(leap, create({ year: 2029 }))
    expect(dataIn(rows, 'campaign', 'campaign-2').phases[0]?.from).toBe('2029-02-28')
  })
  test('an edit changes what it names and tells before and after', () => {
    const rows = afterAdmin(zone(), edit({ operator: '园区党工委', filingNumber: '鄂-1' }))
    expect(dataIn(rows, 'campaign', 'campaign-1')).toEqual(
      campaign({ operator: '园区党工委', filingNumber: '鄂-1' }),
    )
    expect(readFieldChanges(eventsIn(rows, 'campaign-1')[0]?.detail ?? {})).toEqual([
      { field: 'operator', before: '', after: '园区党工委' },
      { field: 'filingNumber', before: '', after: '鄂-1' },
    ])
    expect(codeByAdmin(edit({ name: campaign().name }), zone())).toBe('nothingToChange')
  })
  const phase = (phaseId: string, from: string, to: string) => ({ id: phaseId, name: phaseId, from, to })
  test.each<[string, object, string]>([
    [
      'a phase that ends before it begins',
      { phases: [phase('a', '2026-06-30', '2026-06-01')] },
      'phaseOrder',
    ],
    [
      'phases that overlap, in whatever order they come',
      { phases: [phase('b', '2026-07-01', '2026-08-01'), phase('a', '2026-06-01', '2026-07-01')] },
      'phaseOrder',
    ],
    ['no phase', { phases: [] }, 'invalidArgs'],
    ['a care group taken out', { careGroups: [{ id: 'care-new', name: '新' }] }, 'careGroupKept'],
    ['a unit that is none', { keyActions: [{ id: 'k', name: '行动', leadUnitId: 'unit-8' }] }, 'unknownUnit'],
    [
      'two of one id',
      {
        careGroups: [
          { id: 'care-alone', name: '甲' },
          { id: 'care-alone', name: '乙' },
        ],
      },
      'invalidArgs',
    ],
  ])('refuses %s', (_, fields, code) => {
    expect(codeByAdmin(edit(fields), zone())).toBe(code)
  })
  test('a unit that was dissolved may stay where it stood and is taken for nothing new', () => {
    const off = settingsZone(
      row('campaign', 'campaign-1', campaign()),
      row('unit', 'unit-1', { name: '党政办', kind: 'department', areaId: null, active: false }),
    )
    const more = { id: 'k2', name: '另一个' }
    const [kept] = campaign().keyActions
    expect(codeByAdmin(edit({ keyActions: [kept, { ...more, leadUnitId: 'unit-2' }] }), off)).toBe('accept')
    expect(codeByAdmin(edit({ groups: [{ id: 'g2', name: '新组', unitId: 'unit-1' }] }), off)).toBe('accept')
    const led = settingsZone(
      row('campaign', 'campaign-1', campaign({ keyActions: [], groups: [] })),
      row('unit', 'unit-1', { name: '党政办', kind: 'department', areaId: null, active: false }),
    )
    expect(codeByAdmin(edit({ keyActions: [{ ...more, leadUnitId: 'unit-1' }] }), led)).toBe('unitInactive')
  })
})

describe('which campaign counts', () => {
  const two = afterAdmin(zone(), create())
  test.each([
    ['before the first, the first', '2026-01-01', 'campaign-1'],
    ['in its days, it', '2026-08-01', 'campaign-1'],
    ['between the two, the one that was last', '2027-03-01', 'campaign-1'],
    ['from its first day, the next', '2027-06-01', 'campaign-2'],
    ['after both, the last', '2028-03-01', 'campaign-2'],
  ])('%s', (_, today, expected) => {
    expect(currentOn(two, today)).toBe(expected)
  })
  test('one that was closed leaves the days to another that runs', () => {
    const both = afterAdmin(zone(), create({ year: 2026, name: '另一个' }))
    expect(currentOn(both, '2026-08-01')).toBe('campaign-2')
    const closed = afterAdmin(both, {
      name: 'campaign.close',
      args: { campaignId: 'campaign-2', closedOn: '2026-07-01' },
    })
    expect(currentOn(closed, '2026-08-01')).toBe('campaign-1')
  })
  test('closed too early it goes on again; no day to come closes it', () => {
    const closed = afterAdmin(zone(), close('2026-07-01'))
    expect(currentOn(closed, '2026-08-01')).toBe('campaign-1')
    expect(codeByAdmin(close('2026-07-01'), closed)).toBe('nothingToChange')
    expect(dataIn(afterAdmin(closed, close(null)), 'campaign', 'campaign-1').closedOn).toBeNull()
    expect(byAdmin(close('2026-07-02'), zone())).toMatchObject({ rejection: { code: 'dateInFuture' } })
  })
  test('care groups of households stay valid in the next', () => {
    const request: CommandRequest = {
      name: 'subject.edit',
      args: { subjectId: id(20), campaignId: 'campaign-2', care: { groups: ['care-alone'] } },
    }
    const off = afterAdmin(two, {
      name: 'campaign.edit',
      args: {
        campaignId: 'campaign-2',
        careGroups: [{ id: 'care-alone', name: '独居老人', active: false }],
      },
    })
    for (const rows of [two, off])
      expect(codeOf(tryCommand(request, rows, { actor: makeActor() }))).toBe('accept')
  })
})

describe('due visits follow the campaign', () => {
  const due = (today: string, from = '2026-06-01') =>
    dueVisits({
      personId: persons.cadre,
      today,
      pairings: [row('pairing', id(10), makePairing({ since: '2025-06-01', visitEveryDays: 30 }))],
      subjects: [row('subject', id(20), makeSubject())],
      visits: [],
      campaign: { from, to: '2026-12-31' },
    })
  test('nothing is due before it and after it', () => {
    expect(due('2026-05-31')).toEqual([])
    expect(due('2027-01-01')).toEqual([])
  })
  test('a new one begins without arrears of months', () => {
    expect(due('2026-06-02').map(({ dueOn }) => dueOn)).toEqual(['2026-06-01'])
  })
})
