import type { CommandRequest } from '../../../../domain/command/registry'
import type { Row } from '../../../../domain/rows'
import { isActiveCategory, isActiveUnit, type Category } from '../../../../domain/zone/rows'
import {
  idColumn,
  idsByName,
  idsInUse,
  inUse,
  no,
  outOfUse,
  planRows,
  yes,
  type PlannedRow,
  type SettingsTable,
  type TableRow,
} from './table'
import { asChanges, changedFields } from './unitTable'

const columns = {
  id: idColumn,
  parent: '上级类别',
  name: '名称',
  unit: '牵头单位',
  confidential: '保密',
  order: '顺序',
  state: '状态',
} as const

export interface CategoryTableRows {
  categories: readonly Row<'category'>[]
  units: readonly Row<'unit'>[]
  newId: () => string
}

/** 问题类别: headings before what stands below them, so that both can be new in one file. */
export function categoryTable({ categories, units, newId }: CategoryTableRows): SettingsTable {
  const unitNames = new Map(units.map(({ id, data }) => [id, data.name]))
  const unitIds = idsInUse(units.map(({ id, data }) => ({ id, name: data.name, active: isActiveUnit(data) })))
  const byId = new Map(categories.map((category) => [category.id, category]))
  const nameOf = (id: string | null): string => (id === null ? '' : (byId.get(id)?.data.name ?? ''))
  const tops = categories.filter(({ data }) => data.parentId === null)

  function planRow(
    row: TableRow,
    seen: Set<string>,
    topIds: Map<string, string>,
  ): PlannedRow | 'same' | undefined {
    const given = row.text(columns.id)
    const name = row.needed(columns.name)
    const parentId = row.named(columns.parent, topIds)
    const unitName = row.needed(columns.unit)
    const leadUnitId = unitName === undefined ? undefined : row.named(columns.unit, unitIds)
    const confidential = row.yesNo(columns.confidential)
    const order = row.whole(columns.order)
    const isOn = row.active(columns.state)
    if (
      name === undefined ||
      parentId === undefined ||
      !leadUnitId ||
      confidential === undefined ||
      order === undefined ||
      isOn === undefined
    )
      return undefined
    const known = given
      ? byId.get(given)
      : categories.find(({ data }) => data.parentId === parentId && data.name === name)
    if (given !== '' && !known) return row.note(columns.id, 'unknown')
    const key = known?.id ?? `${parentId ?? ''} ${name}`
    if (seen.has(key)) return row.note(columns.name, 'double')
    seen.add(key)
    const after = { name, parentId, leadUnitId, confidential, order }
    if (!known) {
      const categoryId = newId()
      if (parentId === null) topIds.set(name, categoryId)
      return {
        row: row.number,
        name,
        isNew: true,
        changes: [],
        requests: [
          { name: 'category.create', args: { categoryId, ...after } },
          ...turned(categoryId, true, isOn),
        ],
      }
    }
    const categoryId = known.id
    // What stands below it may be written under its new name.
    if (parentId === null && name !== known.data.name) topIds.set(name, categoryId)
    const wasOn = isActiveCategory(known.data)
    const changed = changedFields<Pick<Category, keyof typeof after>>(known.data, after)
    const requests: CommandRequest[] = [
      ...(Object.keys(changed).length > 0
        ? [{ name: 'category.edit' as const, args: { categoryId, ...changed } }]
        : []),
      ...turned(categoryId, wasOn, isOn),
    ]
    if (requests.length === 0) return 'same'
    return {
      row: row.number,
      name: known.data.name,
      isNew: false,
      changes: asChanges({ ...known.data, active: wasOn }, { ...after, active: isOn }),
      requests,
    }
  }

  return {
    needs: Object.values(columns).filter((column) => column !== columns.id),
    sheet: () => ({
      head: Object.values(columns),
      rows: inOrder(categories).map(({ id, data }) => [
        id,
        nameOf(data.parentId),
        data.name,
        unitNames.get(data.leadUnitId) ?? '',
        data.confidential ? yes : no,
        data.order,
        isActiveCategory(data) ? inUse : outOfUse,
      ]),
    }),
    plan(rows) {
      const seen = new Set<string>()
      const topIds = idsByName(tops.map(({ id, data }) => ({ id, name: data.name })))
      const headingsFirst = [...rows].sort(
        (a, b) => Number(a.text(columns.parent) !== '') - Number(b.text(columns.parent) !== ''),
      )
      return planRows(headingsFirst, (row) => planRow(row, seen, topIds))
    },
  }
}

const turned = (categoryId: string, from: boolean, active: boolean): CommandRequest[] =>
  from === active ? [] : [{ name: 'category.setActive', args: { categoryId, active } }]

/** Each heading with what stands below it. */
export function inOrder(categories: readonly Row<'category'>[]): Row<'category'>[] {
  const byPlace = (a: Row<'category'>, b: Row<'category'>): number =>
    a.data.order - b.data.order || (a.id < b.id ? -1 : 1)
  return categories
    .filter(({ data }) => data.parentId === null)
    .sort(byPlace)
    .flatMap((top) => [top, ...categories.filter(({ data }) => data.parentId === top.id).sort(byPlace)])
}
