import type { Row } from '../../../../domain/rows'
import type { CalendarDate } from '../../../../domain/time/shanghai'
import { isActiveArea } from '../../../../domain/zone/rows'
import { idColumn, idsByName, planRows, type PlannedRow, type SettingsTable, type TableRow } from './table'

const kinds = { leader: '领导包保', contact: '干部联系', care: '结对帮扶' } as const
const columns = {
  id: idColumn,
  person: '姓名',
  unit: '单位',
  kind: '类型',
  area: '村（社区）',
  subject: '走访对象',
  rhythm: '几天走访一次',
  since: '开始日期',
  endedOn: '结束日期',
} as const

export interface PairingTableRows {
  pairings: readonly Row<'pairing'>[]
  people: readonly Row<'person'>[]
  units: readonly Row<'unit'>[]
  areas: readonly Row<'area'>[]
  /** Undefined where this device does not hold it. */
  subjectName: (id: string) => string | undefined
  today: CalendarDate
  newId: () => string
}

/** 结对关系: new ones with a village are begun, those that are there are ended; nothing else of them can change. */
export function pairingTable(given: PairingTableRows): SettingsTable {
  const { pairings, people, units, areas, subjectName, today, newId } = given
  const peopleById = new Map(people.map((person) => [person.id, person.data]))
  const unitNames = new Map(units.map(({ id, data }) => [id, data.name]))
  const areaNames = new Map(areas.map(({ id, data }) => [id, data.name]))
  const villages = idsByName(
    areas
      .filter(({ data }) => data.level === 'village' && isActiveArea(data))
      .map(({ id, data }) => ({ id, name: data.name })),
  )
  const active = people.filter(({ data }) => data.active)
  const byId = new Map(pairings.map((pairing) => [pairing.id, pairing]))
  const unitOf = (personId: string): string => unitNames.get(peopleById.get(personId)?.unitId ?? '') ?? ''

  /** Two of one name are told apart by their unit. */
  function personOf(row: TableRow): string | undefined {
    const name = row.needed(columns.person)
    if (name === undefined) return undefined
    const found = active.filter(({ data }) => data.name === name)
    const unit = row.text(columns.unit)
    const [only, second] = found.length > 1 ? found.filter(({ id }) => unitOf(id) === unit) : found
    return only && !second ? only.id : row.note(columns.person, 'unknown')
  }

  function planKnown(row: TableRow, pairing: Row<'pairing'>): PlannedRow | 'same' | undefined {
    const { data } = pairing
    const endedOn = row.date(columns.endedOn)
    if (endedOn === undefined) return undefined
    const name = [peopleById.get(data.personId)?.name, areaNames.get(data.areaId ?? '')]
      .filter(Boolean)
      .join(' ')
    const since = row.date(columns.since)
    const isKept = {
      [columns.person]: row.text(columns.person) === (peopleById.get(data.personId)?.name ?? ''),
      [columns.kind]: row.text(columns.kind) === kinds[data.kind],
      [columns.area]: row.text(columns.area) === (areaNames.get(data.areaId ?? '') ?? ''),
      [columns.rhythm]: row.text(columns.rhythm) === String(data.visitEveryDays ?? ''),
      [columns.since]: since === data.since,
    }
    const changed = Object.entries(isKept).find(([column, kept]) => row.has(column) && !kept)
    if (changed) return row.problems.length > 0 ? undefined : row.note(changed[0], 'fixed')
    if (data.endedOn === endedOn) return 'same'
    if (data.endedOn !== null || endedOn === null) return row.note(columns.endedOn, 'fixed')
    return {
      row: row.number,
      name,
      isNew: false,
      changes: [{ field: 'endedOn', before: '', after: endedOn }],
      requests: [{ name: 'pairing.end', args: { pairingId: pairing.id, endedOn } }],
    }
  }

  function planRow(row: TableRow, seen: Set<string>): PlannedRow | 'same' | undefined {
    const known = row.text(columns.id)
    if (known !== '') {
      const pairing = byId.get(known)
      return pairing ? planKnown(row, pairing) : row.note(columns.id, 'unknown')
    }
    // Begun with a village and by a page of its own with a household; ended later.
    for (const column of [columns.subject, columns.endedOn])
      if (row.text(column) !== '') return row.note(column, 'fixed')
    const personId = personOf(row)
    const kind = row.choice(columns.kind, kinds)
    const areaName = row.needed(columns.area)
    const areaId = areaName === undefined ? undefined : row.named(columns.area, villages)
    const visitEveryDays = row.text(columns.rhythm) === '' ? null : row.whole(columns.rhythm)
    const since = row.date(columns.since)
    if (!personId || !kind || !areaId || visitEveryDays === undefined || since === undefined) return undefined
    const isThere = pairings.some(
      ({ data }) =>
        data.endedOn === null && data.personId === personId && data.areaId === areaId && data.kind === kind,
    )
    // A file that was taken in already, without its new ids.
    if (isThere) return 'same'
    const key = [personId, areaId, kind].join()
    if (seen.has(key)) return row.note(columns.person, 'double')
    seen.add(key)
    const pairing = { kind, personId, areaId, subjectId: null, visitEveryDays, since: since ?? today }
    return {
      row: row.number,
      name: [row.text(columns.person), areaName].join(' '),
      isNew: true,
      changes: [],
      requests: [{ name: 'pairing.start', args: { pairingId: newId(), pairing } }],
    }
  }

  return {
    needs: [columns.person, columns.kind, columns.area],
    sheet: () => ({
      head: Object.values(columns),
      rows: pairings.map(({ id, data }) => [
        id,
        peopleById.get(data.personId)?.name ?? '',
        unitOf(data.personId),
        kinds[data.kind],
        areaNames.get(data.areaId ?? '') ?? '',
        data.subjectId === null ? '' : (subjectName(data.subjectId) ?? ''),
        data.visitEveryDays ?? '',
        data.since,
        data.endedOn ?? '',
      ]),
    }),
    plan(rows) {
      const seen = new Set<string>()
      return planRows(rows, (row) => planRow(row, seen))
    },
  }
}
