import { describe, expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import { roles } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import {
  activityId,
  activityIn,
  actorOf,
  campaignId,
  codeBy,
  doneBy,
  makeActivity,
  planZone,
  unitId,
} from '../../../fixtures/planZone'
import { otherVillage, row, today, village } from '../../../fixtures/rows'

const record = (overrides: Partial<CommandArgs<'activity.record'>> = {}): CommandRequest => ({
  name: 'activity.record',
  args: {
    activityId,
    campaignId,
    unitId,
    actionId: 'action-talk',
    kind: 'talk',
    happenedOn: today,
    areaId: null,
    groupIds: [],
    place: '',
    peopleReached: null,
    householdsReached: null,
    result: '',
    ...overrides,
  },
})
const amend = (changes: CommandArgs<'activity.amend'>['changes']): CommandRequest => ({
  name: 'activity.amend',
  args: { activityId, changes },
})
const withdraw: CommandRequest = { name: 'activity.withdraw', args: { activityId, reason: '记重了' } }
const recorded = () => doneBy(actorOf('cadre'), planZone(), record({ areaId: village }))

describe('who records an activity', () => {
  test.each(roles)('%s of the own unit, and of another one', (role) => {
    const own = ['cadre', 'unit', 'publicity', 'office'].includes(role) ? 'accept' : 'notPermitted'
    expect(codeBy(actorOf(role), record(), planZone())).toBe(own)
    const other = role === 'office' ? 'accept' : 'notPermitted'
    expect(codeBy(actorOf(role, { isOther: true }), record(), planZone())).toBe(other)
  })

  test.each(roles)('%s puts right and withdraws what somebody else of the unit recorded', (role) => {
    const isAllowed = role === 'unit' || role === 'office' ? 'accept' : 'notPermitted'
    const actor = actorOf(role, { personId: id(99) })
    expect(codeBy(actor, amend({ result: '改' }), recorded())).toBe(isAllowed)
    expect(codeBy(actor, withdraw, recorded())).toBe(isAllowed)
  })

  test.each(['cadre', 'unit', 'publicity', 'office'] as const)('%s puts right the own record', (role) => {
    expect(codeBy(actorOf(role), amend({ result: '改' }), recorded())).toBe('accept')
    expect(codeBy(actorOf(role), withdraw, recorded())).toBe('accept')
  })
})

describe('an activity', () => {
  test('needs no place, figure or word about it', () => {
    expect(codeBy(actorOf('cadre'), record(), planZone())).toBe('accept')
  })

  test('is of a key action of the campaign, and of a village with its own groups', () => {
    const by = actorOf('cadre')
    expect(codeBy(by, record({ actionId: 'action-gone' }), planZone())).toBe('unknownAction')
    expect(codeBy(by, record({ areaId: 'V1-01' }), planZone())).toBe('unknownArea')
    expect(codeBy(by, record({ areaId: village, groupIds: ['V1-01'] }), planZone())).toBe('accept')
    expect(codeBy(by, record({ areaId: village, groupIds: ['V2-01'] }), planZone())).toBe('unknownArea')
    expect(codeBy(by, record({ groupIds: ['V1-01'] }), planZone())).toBe('unknownArea')
  })

  test('did not happen tomorrow, nor three years ago; a week ago is ordinary', () => {
    const by = actorOf('cadre')
    expect(codeBy(by, record({ happenedOn: '2026-07-02' }), planZone())).toBe('dateInFuture')
    expect(codeBy(by, record({ happenedOn: '2023-07-01' }), planZone())).toBe('dateTooLongAgo')
    expect(codeBy(by, record({ happenedOn: '2026-06-24' }), planZone())).toBe('accept')
  })

  test('moved to another village leaves its groups, and lies there', () => {
    const by = actorOf('cadre')
    const rows = doneBy(by, planZone(), record({ areaId: village, groupIds: ['V1-01'] }))
    expect(codeBy(by, amend({ areaId: otherVillage }), rows)).toBe('unknownArea')
    const moved = doneBy(by, rows, amend({ areaId: otherVillage, groupIds: [] }))
    expect(scopesOf('activity', activityIn(moved)).sort()).toEqual(
      [
        'area:V2',
        'assessor',
        'discipline',
        'office',
        'publicity',
        'unit:unit-1',
        `user:${by.personId}`,
      ].sort(),
    )
  })

  test('of the whole zone lies in no village', () => {
    const rows = doneBy(actorOf('cadre'), planZone(), record())
    expect(scopesOf('activity', activityIn(rows)).filter((scope) => scope.startsWith('area:'))).toEqual([])
  })

  test('once withdrawn is changed no more', () => {
    const rows = doneBy(actorOf('cadre'), recorded(), withdraw)
    expect(activityIn(rows)).toMatchObject({ state: 'withdrawn', withdrawReason: '记重了' })
    expect(codeBy(actorOf('cadre'), withdraw, rows)).toBe('wrongState')
    expect(codeBy(actorOf('cadre'), amend({ result: '改' }), rows)).toBe('wrongState')
  })

  test('with an id that is taken, and a correction of nothing, are refused', () => {
    const rows = planZone(row('activity', activityId, makeActivity()))
    expect(codeBy(actorOf('cadre'), record(), rows)).toBe('alreadyExists')
    expect(codeBy(actorOf('cadre'), amend({ kind: 'talk' }), rows)).toBe('nothingToChange')
  })
})
