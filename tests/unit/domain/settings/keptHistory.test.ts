/** People, areas and pairings leave a history as the other settings do. */
import { expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { readFieldChanges } from '../../../../src/domain/settings/history'
import { id } from '../../../fixtures/ids'
import { makePairing, makeSubject, persons, row } from '../../../fixtures/rows'
import { admin, afterAdmin, eventsIn, settingsZone } from '../../../fixtures/settings'

const lineOf = (aboutId: string, ...requests: CommandRequest[]) => {
  const rows = afterAdmin(settingsZone(row('subject', id(20), makeSubject())), ...requests)
  const event = eventsIn(rows, aboutId).at(-1)
  if (!event) throw new Error(`no event about ${aboutId}`)
  expect(event.actorId).toBe(admin.personId)
  expect(scopesOf('event', event)).toEqual(['admin', 'office'])
  const changes = readFieldChanges(event.detail).map(({ field, before, after }) => [field, before, after])
  return { type: event.type, name: event.detail['name'], changes, detail: event.detail }
}
const { endedOn: _, ...terms } = makePairing({
  personId: persons.otherCadre,
  areaId: 'V2',
  visitEveryDays: 60,
})
const start = (overrides: object = {}): CommandRequest => ({
  name: 'pairing.start',
  args: { pairingId: id(11), pairing: { ...terms, ...overrides } },
})

const cases: [string, string, CommandRequest[], string, (string | string[])[]][] = [
  [
    'a new person',
    id(60),
    [
      {
        name: 'person.create',
        args: { personId: id(60), name: '新来的', roles: ['cadre'], unitId: 'unit-1' },
      },
    ],
    'settings.created',
    [],
  ],
  [
    'other roles',
    persons.cadre,
    [{ name: 'person.setRoles', args: { personId: persons.cadre, roles: ['office', 'cadre'] } }],
    'settings.changed',
    [['roles', 'cadre', 'cadre office']],
  ],
  [
    'another unit',
    persons.cadre,
    [{ name: 'person.move', args: { personId: persons.cadre, unitId: 'unit-2' } }],
    'settings.changed',
    [['unitId', 'unit-1', 'unit-2']],
  ],
  [
    'a person who is switched off',
    persons.cadre,
    [{ name: 'person.setActive', args: { personId: persons.cadre, active: false } }],
    'settings.disabled',
    [],
  ],
  [
    'a new group',
    'V1-09',
    [{ name: 'area.create', args: { areaId: 'V1-09', name: '新湾', parentId: 'V1' } }],
    'settings.created',
    [['areaId', '', 'V1']],
  ],
  [
    'another name of a village',
    'V2',
    [{ name: 'area.rename', args: { areaId: 'V2', name: '新乙村' } }],
    'settings.changed',
    [['name', '乙村', '新乙村']],
  ],
  [
    'a village that is switched off',
    'V2',
    [{ name: 'area.setActive', args: { areaId: 'V2', active: false } }],
    'settings.disabled',
    [],
  ],
  [
    'a pairing that begins',
    id(11),
    [start()],
    'settings.created',
    [
      ['kind', '', 'contact'],
      ['visitEveryDays', '', '60'],
      ['since', '', '2026-06-01'],
    ],
  ],
  [
    'a pairing that ends',
    id(11),
    [start(), { name: 'pairing.end', args: { pairingId: id(11), endedOn: '2026-06-30' } }],
    'settings.changed',
    [['endedOn', '', '2026-06-30']],
  ],
]
test.each(cases)('%s is told with who, before and after', (_, aboutId, requests, type, changes) => {
  expect(lineOf(aboutId, ...requests)).toMatchObject({ type, changes })
})

test('a pairing says whose and of which village, and of a household only which row it is', () => {
  expect(lineOf(id(11), start()).name).toMatch(/^\S+ 乙村$/)
  const single = lineOf(id(11), start({ areaId: null, subjectId: id(20) }))
  expect(single.detail['subjectId']).toBe(id(20))
  expect(JSON.stringify(single.detail)).not.toContain('户主甲')
})
