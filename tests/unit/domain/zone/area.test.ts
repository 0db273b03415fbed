import { describe, expect, test } from 'vitest'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import type { AnyRow, RowTypes } from '../../../../src/domain/rows'
import { isActiveArea } from '../../../../src/domain/zone/rows'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import { makeActor, makeZoneRows, officeActor, otherVillage, persons, village } from '../../../fixtures/rows'

const admin = makeActor({ personId: persons.admin, roles: ['admin'] })
const emptied = (): Rows => new Rows(makeZoneRows().filter(({ kind }: AnyRow) => kind !== 'subject'))
const code = (request: CommandRequest, rows = new Rows(makeZoneRows()), actor = admin): string =>
  codeOf(tryCommand(request, rows, { actor }))
const run = (rows: Rows, ...requests: CommandRequest[]): Rows =>
  requests.reduce((now, request) => now.after(tryCommand(request, now, { actor: admin })), rows)
const area = (rows: Rows, areaId: string): RowTypes['area'] | undefined => {
  const found = rows.get('area', areaId)
  return found && found !== 'notHeld' ? (found.data as RowTypes['area']) : undefined
}

const create = (areaId: string, name: string, parentId: string): CommandRequest => ({
  name: 'area.create',
  args: { areaId, name, parentId },
})
const rename = (areaId: string, name: string): CommandRequest => ({
  name: 'area.rename',
  args: { areaId, name },
})
const move = (areaId: string, parentId: string, order = 5): CommandRequest => ({
  name: 'area.move',
  args: { areaId, parentId, order },
})
const setActive = (areaId: string, active: boolean): CommandRequest => ({
  name: 'area.setActive',
  args: { areaId, active },
})

describe('area.create', () => {
  test('makes a village in the zone and a group in the village, each the last of its like', () => {
    const after = run(new Rows(makeZoneRows()), create('V3', '丙村', 'Z'), create(id(70), '新湾', village))
    expect(area(after, 'V3')).toEqual({ name: '丙村', level: 'village', parentId: 'Z', order: 3 })
    expect(area(after, id(70))).toEqual({ name: '新湾', level: 'group', parentId: village, order: 2 })
  })
  test('refuses a used id, a name of its neighbour, a place within a group or within nothing', () => {
    expect(code(create(village, '丙村', 'Z'))).toBe('alreadyExists')
    expect(code(create('V3', ' 甲村', 'Z'))).toBe('nameTaken')
    expect(code(create('V3', '丙', 'V1-01'))).toBe('unknownArea')
    expect(code(create('V3', '丙', 'nowhere'))).toBe('unknownArea')
  })
  test('the same name in another village is no matter', () => {
    expect(
      code(create('V2-09', '新湾', otherVillage), run(emptied(), create('V1-09', '新湾', village))),
    ).toBe('accept')
  })
  test('refuses a group in a village that is switched off', () => {
    expect(code(create('V1-09', '新湾', village), run(emptied(), setActive(village, false)))).toBe(
      'areaInactive',
    )
  })
  test('is for administrators alone', () => {
    expect(code(create('V3', '丙村', 'Z'), new Rows(makeZoneRows()), officeActor())).toBe('notPermitted')
  })
})

describe('area.rename', () => {
  test('changes the name and nothing else', () => {
    const before = area(emptied(), village)
    expect(area(run(emptied(), rename(village, '新甲村')), village)).toEqual({ ...before, name: '新甲村' })
  })
  test('refuses the neighbour’s name, its own, and the zone', () => {
    expect(code(rename(village, '乙村'))).toBe('nameTaken')
    expect(code(rename(village, '甲村'))).toBe('nothingToChange')
    expect(code(rename('Z', '新区'))).toBe('notPermitted')
  })
})

describe('area.move', () => {
  test('changes the order, and takes an empty group to another village', () => {
    expect(area(run(emptied(), move(village, 'Z', 7)), village)?.order).toBe(7)
    const after = run(emptied(), rename('V1-01', '东湾'), move('V1-01', otherVillage, 3))
    expect(area(after, 'V1-01')).toMatchObject({ parentId: otherVillage, order: 3 })
  })
  test('a group in which a household is registered stays with its village, and says how many', () => {
    const verdict = tryCommand(move('V1-01', otherVillage), new Rows(makeZoneRows()), { actor: admin })
    expect(verdict).toEqual({ verdict: 'reject', rejection: { code: 'areaInUse', params: { count: 1 } } })
    // Its order among its like is no matter of households.
    expect(code(move('V1-01', village))).toBe('accept')
  })
  test('refuses a village within a village, a name that is taken there, and a village that is switched off', () => {
    expect(code(move(village, otherVillage), emptied())).toBe('unknownArea')
    expect(code(move('V1-01', otherVillage), emptied())).toBe('nameTaken')
    expect(code(move('V1-01', otherVillage), run(emptied(), setActive(otherVillage, false)))).toBe(
      'areaInactive',
    )
    expect(code(move(village, 'Z', 1), emptied())).toBe('nothingToChange')
  })
  test('waits for the server where the village’s subjects are not held', () => {
    const device = emptied()
    const partly = Object.assign(new Rows([...device.held.values()]), {
      related: (relation: Parameters<Rows['related']>[0], target: string) =>
        relation === 'subject.areaId' ? ('incomplete' as const) : device.related(relation, target),
    })
    expect(code(move('V1-01', otherVillage), partly)).toBe('unknown')
  })
})

describe('area.setActive', () => {
  test('switches off and on; a row of before counts as active', () => {
    const before = area(emptied(), village)
    expect(before && isActiveArea(before)).toBe(true)
    const off = run(emptied(), setActive(village, false))
    expect(area(off, village)).toEqual({ ...before, active: false })
    expect(code(setActive(village, false), off)).toBe('nothingToChange')
    expect(area(run(off, setActive(village, true)), village)?.active).toBe(true)
  })
  test('the zone itself stays', () => {
    expect(code(setActive('Z', false))).toBe('notPermitted')
  })
})
