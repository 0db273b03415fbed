import { describe, expect, test } from 'vitest'
import { accessTable, may, type Permission } from '../../../src/domain/access/may'
import { grantsOf } from '../../../src/domain/access/scopes'
import { commandDefinitions } from '../../../src/domain/command/registry'
import { roles } from '../../../src/domain/zone/rows'
import { id } from '../../fixtures/ids'
import { makeActor, makePairing, row, village } from '../../fixtures/rows'

describe('the access table', () => {
  test('names every command', () => {
    expect(Object.keys(accessTable)).toEqual(expect.arrayContaining(Object.keys(commandDefinitions)))
  })
  test.each(Object.keys(accessTable) as Permission[])(
    '%s is refused to somebody switched off, whatever the role',
    (permission) => {
      const actor = makeActor({ roles: [...roles, 'system'], active: false })
      expect(
        may(actor, permission, { authorId: actor.personId, areaId: village }, [
          row('pairing', id(10), makePairing()),
        ]),
      ).toBe(false)
    },
  )
  test.each([
    ['discipline', ['issue.recordReturnVisit', 'draw.make', 'notice.withdraw']],
    [
      'assessor',
      ['issue.recordReturnVisit', 'draw.make', 'urge.order', 'unitPlan.approve', 'unitPlan.return'],
    ],
    [
      'publicity',
      [
        'notice.compose',
        'notice.edit',
        'notice.editLine',
        'notice.omitLine',
        'notice.restoreLine',
        'notice.submit',
        'notice.refuse',
        'notice.approve',
        'notice.withdraw',
        'notice.drop',
        'modelCase.write',
        'modelCase.submit',
        'modelCase.publish',
        'modelCase.return',
        'modelCase.withdraw',
        'press.record',
        'press.amend',
        'press.withdraw',
      ],
    ],
  ] as const)('%s looks on, but for %j', (role, allowed) => {
    const actor = makeActor({ roles: [role] })
    const found = (Object.keys(accessTable) as Permission[]).filter((permission) =>
      may(actor, permission, { areaId: village }),
    )
    expect(found).toEqual(allowed)
  })
  test('a device never acts as the system', () => {
    expect(may(makeActor({ roles: ['admin', 'office'] }), 'zone.install', {})).toBe(false)
  })
  test('an ended pairing and a pairing of somebody else give nothing', () => {
    const ended = row('pairing', id(10), makePairing({ endedOn: '2026-06-30' }))
    const other = row('pairing', id(11), makePairing({ personId: id(2) }))
    expect(may(makeActor(), 'visit.record', { areaId: village }, [ended, other])).toBe(false)
  })
  test('a pairing with one subject opens that subject only', () => {
    const single = row('pairing', id(10), makePairing({ areaId: null, subjectId: id(20) }))
    expect(may(makeActor(), 'visit.record', { areaId: village, subjectId: id(20) }, [single])).toBe(true)
    expect(may(makeActor(), 'visit.record', { areaId: village, subjectId: id(21) }, [single])).toBe(false)
    expect(may(makeActor(), 'visit.record', { areaId: village, subjectId: null }, [single])).toBe(false)
  })
})

describe('scopes granted', () => {
  test('nobody switched off holds anything', () => {
    expect(grantsOf(makeActor({ active: false, roles: ['office'] }), [], [village])).toEqual([])
  })
  test('no role gets care groups or members by role alone', () => {
    for (const role of roles) {
      const granted = grantsOf(makeActor({ roles: [role] }), [], [village])
      expect(
        granted.filter((scope) => /^(care|member):/.test(scope)),
        role,
      ).toEqual([])
    }
  })
  test('publicity holds reference data, its own things and what its group keeps: no village', () => {
    const actor = makeActor({ roles: ['publicity'] })
    expect(grantsOf(actor, [], [village])).toEqual(['tenant', `user:${actor.personId}`, 'publicity'])
  })
})
