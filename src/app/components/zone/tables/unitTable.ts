import type { CommandRequest } from '../../../../domain/command/registry'
import type { Row } from '../../../../domain/rows'
import { fieldChanges } from '../../../../domain/settings/history'
import { isActiveUnit, type Unit } from '../../../../domain/zone/rows'
import {
  idColumn,
  idsByName,
  idsInUse,
  inUse,
  outOfUse,
  planRows,
  type PlannedRow,
  type SettingsTable,
  type TableRow,
} from './table'

const kinds = { department: '部门', team: '专班', committee: '村（居）委会', branch: '党支部' } as const
const columns = { id: idColumn, name: '名称', kind: '类型', area: '所在区域', state: '状态' } as const

export interface UnitTableRows {
  units: readonly Row<'unit'>[]
  areas: readonly Row<'area'>[]
  newId: () => string
}

/** 单位. */
export function unitTable({ units, areas, newId }: UnitTableRows): SettingsTable {
  const areaNames = new Map(areas.map(({ id, data }) => [id, data.name]))
  const areaIds = idsByName(areas.filter(({ data }) => data.level !== 'group').map(withName))
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const byName = idsInUse(units.map(({ id, data }) => ({ id, name: data.name, active: isActiveUnit(data) })))

  function planRow(row: TableRow, seen: Set<string>): PlannedRow | 'same' | undefined {
    const given = row.text(columns.id)
    const name = row.needed(columns.name)
    const kind = row.choice(columns.kind, kinds)
    const areaId = row.named(columns.area, areaIds)
    const isOn = row.active(columns.state)
    if (name === undefined || kind === undefined || areaId === undefined || isOn === undefined)
      return undefined
    // Without an id it is the unit of that name, or a new one.
    const known = byId.get(given || (byName.get(name) ?? ''))
    if (given !== '' && !known) return row.note(columns.id, 'unknown')
    const unitId = known?.id ?? newId()
    if (seen.has(known?.id ?? name)) return row.note(columns.name, 'double')
    seen.add(known?.id ?? name)
    const after = { name, kind, areaId }
    if (!known) {
      return {
        row: row.number,
        name,
        isNew: true,
        changes: [],
        requests: [{ name: 'unit.create', args: { unitId, ...after } }, ...turned(unitId, true, isOn)],
      }
    }
    const wasOn = isActiveUnit(known.data)
    const changed = changedFields<Pick<Unit, 'name' | 'kind' | 'areaId'>>(known.data, after)
    const requests: CommandRequest[] = [
      ...(Object.keys(changed).length > 0
        ? [{ name: 'unit.edit' as const, args: { unitId, ...changed } }]
        : []),
      ...turned(unitId, wasOn, isOn),
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
    needs: [columns.name, columns.kind, columns.area, columns.state],
    sheet: () => ({
      head: Object.values(columns),
      rows: units.map(({ id, data }) => [
        id,
        data.name,
        kinds[data.kind],
        data.areaId === null ? '' : (areaNames.get(data.areaId) ?? ''),
        isActiveUnit(data) ? inUse : outOfUse,
      ]),
    }),
    plan(rows) {
      const seen = new Set<string>()
      return planRows(rows, (row) => planRow(row, seen))
    },
  }
}

const turned = (unitId: string, from: boolean, active: boolean): CommandRequest[] =>
  from === active ? [] : [{ name: 'unit.setActive', args: { unitId, active } }]

const withName = ({ id, data }: Row<'unit' | 'area'>) => ({ id, name: data.name })

/** Only what differs, so that an edit touches nothing else. */
export function changedFields<T extends object>(before: T, after: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => before[field as keyof T] !== value),
  ) as Partial<T>
}

/** Differences as the preview shows them. */
export function asChanges(before: object, after: Record<string, string | number | boolean | null>) {
  const flat = fieldChanges(before as Record<string, string>, after)
  return Array.from({ length: flat.length / 3 }, (_, at) => ({
    field: flat[at * 3] ?? '',
    before: flat[at * 3 + 1] ?? '',
    after: flat[at * 3 + 2] ?? '',
  }))
}
