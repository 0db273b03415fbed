import type { CommandRequest } from '../../../../domain/command/registry'
import type { Row } from '../../../../domain/rows'
import { isActiveArea } from '../../../../domain/zone/rows'
import { byOrder } from '../../../composables/useMyVillages'
import {
  idColumn,
  idsByName,
  inUse,
  outOfUse,
  planRows,
  type PlannedRow,
  type SettingsTable,
  type TableRow,
} from './table'
import { asChanges } from './unitTable'

const columns = {
  id: idColumn,
  village: '所在村（社区）',
  name: '名称',
  order: '顺序',
  state: '状态',
} as const

export interface AreaTableRows {
  areas: readonly Row<'area'>[]
  newId: () => string
}

/** 区域: villages before their groups, so that both can be new in one file. A village stays one, and a group too. */
export function areaTable({ areas, newId }: AreaTableRows): SettingsTable {
  const byId = new Map(areas.map((area) => [area.id, area]))
  const zoneId = areas.find(({ data }) => data.level === 'zone')?.id ?? ''
  const villages = areas.filter(({ data }) => data.level === 'village').sort(byOrder)
  const inOrder = villages.flatMap((village) => [
    village,
    ...areas.filter(({ data }) => data.parentId === village.id).sort(byOrder),
  ])
  const isOn = ({ data }: Row<'area'>): boolean => isActiveArea(data)

  /** New ones come last; one whose order is given is moved there. */
  function placed(
    areaId: string,
    parentId: string,
    order: number | null,
    places: Map<string, number>,
  ): CommandRequest[] {
    const orders = areas.flatMap(({ data }) => (data.parentId === parentId ? [data.order] : []))
    const last = Math.max(places.get(parentId) ?? 0, ...orders) + 1
    places.set(parentId, Math.max(last - 1, order ?? last))
    return order === null || order === last ? [] : [{ name: 'area.move', args: { areaId, parentId, order } }]
  }

  function planRow(
    row: TableRow,
    seen: Set<string>,
    villageIds: Map<string, string>,
    places: Map<string, number>,
  ): PlannedRow | 'same' | undefined {
    const given = row.text(columns.id)
    const name = row.needed(columns.name)
    const village = row.named(columns.village, villageIds)
    const active = row.active(columns.state)
    // A new one without a place comes last.
    const order = given === '' && row.text(columns.order) === '' ? null : row.whole(columns.order)
    if (name === undefined || village === undefined || active === undefined || order === undefined)
      return undefined
    const parentId = village ?? zoneId
    const known = given
      ? byId.get(given)
      : areas.find(({ data }) => data.parentId === parentId && data.name === name)
    if (given !== '' && (known === undefined || known.id === zoneId)) return row.note(columns.id, 'unknown')
    const key = known?.id ?? `${parentId} ${name}`
    if (seen.has(key)) return row.note(columns.name, 'double')
    seen.add(key)
    if (!known) {
      const areaId = newId()
      if (village === null) villageIds.set(name, areaId)
      return {
        row: row.number,
        name,
        isNew: true,
        changes: [],
        requests: [
          { name: 'area.create', args: { areaId, name, parentId } },
          ...placed(areaId, parentId, order, places),
          ...turned(areaId, true, active),
        ],
      }
    }
    const { id: areaId, data } = known
    if ((data.level === 'village') !== (village === null)) return row.note(columns.village, 'fixed')
    const wanted = { name, parentId, order: order ?? data.order }
    if (village === null && name !== data.name) villageIds.set(name, areaId)
    const requests: CommandRequest[] = [
      ...(name === data.name ? [] : [{ name: 'area.rename' as const, args: { areaId, name } }]),
      ...(parentId === data.parentId && wanted.order === data.order
        ? []
        : [{ name: 'area.move' as const, args: { areaId, parentId, order: wanted.order } }]),
      ...turned(areaId, isOn(known), active),
    ]
    if (requests.length === 0) return 'same'
    return {
      row: row.number,
      name: data.name,
      isNew: false,
      changes: asChanges(
        { name: data.name, areaId: data.parentId, order: data.order, active: isOn(known) },
        { name, areaId: parentId, order: wanted.order, active },
      ),
      requests,
    }
  }

  return {
    needs: [columns.village, columns.name, columns.order, columns.state],
    sheet: () => ({
      head: Object.values(columns),
      rows: inOrder.map((area) => [
        area.id,
        area.data.level === 'group' ? (byId.get(area.data.parentId ?? '')?.data.name ?? '') : '',
        area.data.name,
        area.data.order,
        isOn(area) ? inUse : outOfUse,
      ]),
    }),
    plan(rows) {
      const seen = new Set<string>()
      const villageIds = idsByName(villages.map(({ id, data }) => ({ id, name: data.name })))
      const villagesFirst = [...rows].sort(
        (a, b) => Number(a.text(columns.village) !== '') - Number(b.text(columns.village) !== ''),
      )
      const places = new Map<string, number>()
      return planRows(villagesFirst, (row) => planRow(row, seen, villageIds, places))
    },
  }
}

const turned = (areaId: string, from: boolean, active: boolean): CommandRequest[] =>
  from === active ? [] : [{ name: 'area.setActive', args: { areaId, active } }]
