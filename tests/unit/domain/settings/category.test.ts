import { describe, expect, test } from 'vitest'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { refuseCategory } from '../../../../src/domain/issue/category'
import { codeOf, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import { makeIssue, officeActor, row } from '../../../fixtures/rows'
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

const create = (overrides: object = {}): CommandRequest => ({
  name: 'category.create',
  args: {
    categoryId: 'cat-9',
    name: '养老',
    parentId: 'cat-top',
    leadUnitId: 'unit-2',
    confidential: false,
    order: 2,
    ...overrides,
  },
})
const edit = (fields: object, categoryId = 'cat-below'): CommandRequest => ({
  name: 'category.edit',
  args: { categoryId, ...fields },
})
const setActive = (categoryId: string, active: boolean): CommandRequest => ({
  name: 'category.setActive',
  args: { categoryId, active },
})

describe('categories', () => {
  test('are kept by administrators alone', () => {
    for (const request of [create(), edit({ name: '就医' }), setActive('cat-below', false)])
      expect(refusedRoles(request, settingsZone()), request.name).toEqual(allButAdmin)
  })
  test('a new one stands below its heading', () => {
    const rows = afterAdmin(settingsZone(), create())
    expect(dataIn(rows, 'category', 'cat-9')).toMatchObject({ name: '养老', parentId: 'cat-top' })
    expect(eventsIn(rows, 'cat-9')[0]).toMatchObject({ type: 'settings.created', aboutKind: 'category' })
  })
  test('there are two levels and no third, and no two of a name side by side', () => {
    expect(codeByAdmin(create({ parentId: 'cat-below' }))).toBe('categoryTooDeep')
    expect(codeByAdmin(create({ parentId: 'nothing' }))).toBe('unknownCategory')
    expect(codeByAdmin(create({ name: ' 医疗' }))).toBe('nameTaken')
    expect(codeByAdmin(edit({ parentId: 'cat-1' }, 'cat-top'))).toBe('categoryTooDeep')
    expect(codeByAdmin(edit({ parentId: 'cat-1' }, 'cat-1'))).toBe('categoryTooDeep')
  })
  test('the unit that leads it is there and active', () => {
    expect(codeByAdmin(create({ leadUnitId: 'unit-8' }))).toBe('unknownUnit')
    const off = settingsZone(
      row('unit', 'unit-3', { name: '三办', kind: 'team', areaId: null, active: false }),
    )
    expect(codeByAdmin(create({ leadUnitId: 'unit-3' }), off)).toBe('unitInactive')
    expect(codeByAdmin(edit({ leadUnitId: 'unit-3' }), off)).toBe('unitInactive')
  })
  test('one goes below another heading or becomes one itself', () => {
    expect(
      dataIn(afterAdmin(settingsZone(), edit({ parentId: 'cat-1' })), 'category', 'cat-below'),
    ).toMatchObject({
      parentId: 'cat-1',
    })
    expect(
      dataIn(afterAdmin(settingsZone(), edit({ parentId: null, order: 9 })), 'category', 'cat-below'),
    ).toMatchObject({ parentId: null, order: 9 })
  })
  test('an edit tells before and after and changes nothing else', () => {
    const rows = afterAdmin(settingsZone(), edit({ leadUnitId: 'unit-1', confidential: true }))
    expect(dataIn(rows, 'category', 'cat-below')).toMatchObject({
      name: '医疗',
      order: 1,
      confidential: true,
    })
    expect(eventsIn(rows, 'cat-below')[0]?.detail['changes']).toEqual([
      'leadUnitId',
      'unit-2',
      'unit-1',
      'confidential',
      'false',
      'true',
    ])
    expect(codeByAdmin(edit({ name: '医疗', order: 1 }))).toBe('nothingToChange')
  })
})

describe('a category that is switched off', () => {
  test('goes before its heading does', () => {
    expect(byAdmin(setActive('cat-top', false), settingsZone())).toMatchObject({
      rejection: { code: 'categoryInUse', params: { count: 1 } },
    })
    const rows = afterAdmin(settingsZone(), setActive('cat-below', false), setActive('cat-top', false))
    expect(dataIn(rows, 'category', 'cat-top').active).toBe(false)
  })
  test('stays with its issues, and what a phone wrote with it still counts', () => {
    const off = afterAdmin(
      settingsZone(row('issue', id(30), makeIssue({ categoryId: 'cat-below', state: 'reported' }))),
      setActive('cat-below', false),
    )
    expect(dataIn(off, 'issue', id(30)).categoryId).toBe('cat-below')
    const accept: CommandRequest = { name: 'issue.accept', args: { issueId: id(30), remark: '' } }
    expect(codeOf(tryCommand(accept, off, { actor: officeActor() }))).toBe('accept')
  })
  test('a heading below which nothing is active can be chosen itself', () => {
    const rows = afterAdmin(settingsZone(), setActive('cat-below', false))
    const declared = {
      get: (kind: never, key: string) => rows.get(kind, key),
      related: (relation: never, target: string) => rows.related(relation, target),
    }
    expect(refuseCategory(declared as never, 'cat-top')).toBeUndefined()
    expect(codeByAdmin(setActive('cat-below', true), rows)).toBe('accept')
  })
})
