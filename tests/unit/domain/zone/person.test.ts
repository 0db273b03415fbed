import { describe, expect, test } from 'vitest'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import type { RowTypes } from '../../../../src/domain/rows'
import { roles, type Role } from '../../../../src/domain/zone/rows'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import { makeActor, makeZoneRows, officeActor, persons, row } from '../../../fixtures/rows'

const admin = makeActor({ personId: persons.admin, roles: ['admin'], deviceId: id(104) })
const newcomer = id(60)

const zone = (): Rows =>
  new Rows([
    ...makeZoneRows(),
    row('unit', 'unit-1', { name: '民政办', kind: 'department', areaId: null }),
    row('unit', 'unit-2', { name: '组织办', kind: 'department', areaId: null }),
  ])
const code = (request: CommandRequest, { rows = zone(), actor = admin } = {}): string =>
  codeOf(tryCommand(request, rows, { actor }))
const personAfter = (request: CommandRequest, personId: string): RowTypes['person'] | undefined => {
  const after = zone()
    .after(tryCommand(request, zone(), { actor: admin }))
    .get('person', personId)
  return after && after !== 'notHeld' ? (after.data as RowTypes['person']) : undefined
}

const create = (overrides: { name?: string; roles?: Role[]; unitId?: string; personId?: string } = {}) =>
  ({
    name: 'person.create',
    args: { personId: newcomer, name: '新来的', roles: ['cadre'], unitId: 'unit-1', ...overrides },
  }) as const satisfies CommandRequest
const setRoles = (personId: string, given: Role[]): CommandRequest => ({
  name: 'person.setRoles',
  args: { personId, roles: given },
})
const setActive = (personId: string, active: boolean): CommandRequest => ({
  name: 'person.setActive',
  args: { personId, active },
})

describe('person.create', () => {
  test('makes an active person with the roles in their usual order', () => {
    expect(personAfter(create({ roles: ['admin', 'cadre'] }), newcomer)).toEqual({
      name: '新来的',
      roles: ['cadre', 'admin'],
      unitId: 'unit-1',
      active: true,
    })
  })
  test('refuses a used id, a unit that is not here, no role, a role twice and a blank name', () => {
    expect(code(create({ personId: persons.cadre }))).toBe('alreadyExists')
    expect(code(create({ unitId: 'unit-9' }))).toBe('unknownUnit')
    expect(code(create({ roles: [] }))).toBe('invalidArgs')
    expect(code(create({ roles: ['cadre', 'cadre'] }))).toBe('invalidArgs')
    expect(code(create({ name: '  ' }))).toBe('invalidArgs')
  })
  test('is for administrators alone', () => {
    for (const role of roles.filter((each) => each !== 'admin'))
      expect(code(create(), { actor: makeActor({ roles: [role] }) })).toBe('notPermitted')
  })
})

describe('changing a person', () => {
  test('the name, the unit, the roles', () => {
    const edit: CommandRequest = { name: 'person.edit', args: { personId: persons.cadre, name: '改名' } }
    const move: CommandRequest = { name: 'person.move', args: { personId: persons.cadre, unitId: 'unit-2' } }
    expect(personAfter(edit, persons.cadre)?.name).toBe('改名')
    expect(personAfter(move, persons.cadre)?.unitId).toBe('unit-2')
    expect(personAfter(setRoles(persons.cadre, ['office', 'cadre']), persons.cadre)?.roles).toEqual([
      'cadre',
      'office',
    ])
  })
  test('to what it is already is nothing; to a unit that is not here is refused', () => {
    expect(code({ name: 'person.edit', args: { personId: persons.cadre, name: '甲' } })).toBe(
      'nothingToChange',
    )
    expect(code({ name: 'person.move', args: { personId: persons.cadre, unitId: 'unit-1' } })).toBe(
      'nothingToChange',
    )
    expect(code(setRoles(persons.cadre, ['cadre']))).toBe('nothingToChange')
    expect(code({ name: 'person.move', args: { personId: persons.cadre, unitId: 'unit-9' } })).toBe(
      'unknownUnit',
    )
  })
  test('the office may not, and someone who is not here is told alike', () => {
    expect(code(setRoles(persons.cadre, ['office']), { actor: officeActor() })).toBe('notPermitted')
    expect(code(setRoles(id(99), ['office']))).toBe('notPermitted')
  })
  test('waits for the server where the person is not held', () => {
    const verdict = tryCommand(setRoles(persons.cadre, ['office']), new Rows([], false), { actor: admin })
    expect(verdict.verdict).toBe('unknown')
  })
})

describe('an administrator always remains', () => {
  test('nobody switches themself off or gives up their own role', () => {
    expect(code(setActive(persons.admin, false))).toBe('ownAccess')
    expect(code(setRoles(persons.admin, ['cadre']))).toBe('ownAccess')
    expect(code(setRoles(persons.admin, ['cadre', 'admin']))).toBe('accept')
  })
  test('of two who switch each other off, the one judged later is refused', () => {
    const second = makeActor({ personId: newcomer, roles: ['admin'] })
    const two = zone().after(tryCommand(create({ roles: ['admin'] }), zone(), { actor: admin }))
    const after = two.after(tryCommand(setActive(newcomer, false), two, { actor: admin }))
    expect(code(setActive(persons.admin, false), { rows: after, actor: { ...second, active: false } })).toBe(
      'notPermitted',
    )
  })
  test('a colleague is switched off and on again', () => {
    const off = zone().after(tryCommand(setActive(persons.cadre, false), zone(), { actor: admin }))
    expect(code(setActive(persons.cadre, false), { rows: off })).toBe('nothingToChange')
    expect(code(setActive(persons.cadre, true), { rows: off })).toBe('accept')
  })
})
