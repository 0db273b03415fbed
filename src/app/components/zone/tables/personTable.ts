import type { CommandRequest } from '../../../../domain/command/registry'
import type { Row } from '../../../../domain/rows'
import type { CalendarDate } from '../../../../domain/time/shanghai'
import { isActiveArea, isActiveUnit, roles as allRoles, type Role } from '../../../../domain/zone/rows'
import { byOrder } from '../../../composables/useMyVillages'
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
import { asChanges } from './unitTable'

const columns = {
  id: idColumn,
  name: '姓名',
  unit: '单位',
  roles: '角色',
  villages: '联系的村（社区）',
  state: '状态',
} as const
const roleNames: Readonly<Record<Role, string>> = {
  cadre: '走访干部',
  unit: '责任单位经办人',
  office: '综合协调组',
  assessor: '指导考核组',
  publicity: '宣传报道组',
  discipline: '作风监督组',
  admin: '系统管理员',
}
const between = '、'

export interface PersonTableRows {
  people: readonly Row<'person'>[]
  units: readonly Row<'unit'>[]
  areas: readonly Row<'area'>[]
  pairings: readonly Row<'pairing'>[]
  today: CalendarDate
  newId: () => string
}

/**
 * 人员: roles, unit and the villages for which somebody is the contact cadre (干部联系). Neither logins nor passwords: a
 * newcomer is given a one-time code on the page.
 */
export function personTable(given: PersonTableRows): SettingsTable {
  const { people, units, areas, pairings, today, newId } = given
  const byId = new Map(people.map((person) => [person.id, person]))
  const unitNames = new Map(units.map(({ id, data }) => [id, data.name]))
  const unitIds = idsInUse(units.map(({ id, data }) => ({ id, name: data.name, active: isActiveUnit(data) })))
  const villages = areas.filter(({ data }) => data.level === 'village').sort(byOrder)
  const villageIds = idsByName(
    villages.filter(({ data }) => isActiveArea(data)).map(({ id, data }) => ({ id, name: data.name })),
  )
  const contacts = pairings.filter(
    ({ data }) => data.kind === 'contact' && data.areaId !== null && data.endedOn === null,
  )
  const contactsOf = (personId: string): Row<'pairing'>[] =>
    contacts.filter(({ data }) => data.personId === personId)
  const sorted = (ids: readonly string[]): string[] =>
    villages.flatMap(({ id }) => (ids.includes(id) ? [id] : []))
  const heldBy = (personId: string): string[] =>
    sorted(contactsOf(personId).flatMap(({ data }) => data.areaId ?? []))

  function several(row: TableRow, column: string, find: (name: string) => string | undefined) {
    const names = row
      .text(column)
      .split(/[、,，;；\n]/u)
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const found = names.map(find)
    return found.every((each) => each !== undefined) ? [...new Set(found)] : row.note(column, 'unknown')
  }
  /** One that was switched off stays where it is paired already. */
  const villageOf = (held: readonly string[]) => (name: string) =>
    villageIds.get(name) ?? villages.find(({ id, data }) => held.includes(id) && data.name === name)?.id

  function planRow(row: TableRow, seen: Set<string>): PlannedRow | 'same' | undefined {
    const id = row.text(columns.id)
    const name = row.needed(columns.name)
    const unitName = row.needed(columns.unit)
    const sameUnit = byId.get(id)?.data.unitId
    const unitId =
      unitName === undefined || unitNames.get(sameUnit ?? '') === unitName
        ? sameUnit
        : row.named(columns.unit, unitIds)
    const known = id ? byId.get(id) : people.find(({ data }) => data.name === name && data.unitId === unitId)
    if (id !== '' && !known) return row.note(columns.id, 'unknown')
    const held = known ? heldBy(known.id) : []
    const roles =
      row.needed(columns.roles) &&
      several(row, columns.roles, (said) => allRoles.find((role) => roleNames[role] === said))
    const wanted = several(row, columns.villages, villageOf(held))
    const active = row.active(columns.state)
    if (name === undefined || !unitId || !roles || !wanted || active === undefined) return undefined
    const key = known?.id ?? `${name} ${unitId}`
    if (seen.has(key)) return row.note(columns.name, 'double')
    seen.add(key)

    const personId = known?.id ?? newId()
    const after = { name, unitId, roles: inOrder(roles), active }
    const before = known ? { ...known.data, roles: inOrder(known.data.roles) } : undefined
    const [first, last] = factsOf(personId, before, after)
    const requests = [...first, ...pairingsOf(personId, held, wanted), ...last]
    if (requests.length === 0) return 'same'
    return {
      row: row.number,
      name: before?.name ?? name,
      isNew: !before,
      changes: before ? asChanges(flat(before, held), flat(after, sorted(wanted))) : [],
      requests,
    }
  }

  function pairingsOf(
    personId: string,
    held: readonly string[],
    wanted: readonly string[],
  ): CommandRequest[] {
    const ended = contactsOf(personId).filter(({ data }) => !wanted.includes(data.areaId ?? ''))
    return [
      ...ended.map(
        ({ id }): CommandRequest => ({ name: 'pairing.end', args: { pairingId: id, endedOn: today } }),
      ),
      ...wanted
        .filter((id) => !held.includes(id))
        .map((areaId): CommandRequest => {
          const terms = { kind: 'contact' as const, subjectId: null, visitEveryDays: null, since: today }
          return {
            name: 'pairing.start',
            args: { pairingId: newId(), pairing: { ...terms, personId, areaId } },
          }
        }),
    ]
  }

  return {
    needs: Object.values(columns).filter((column) => column !== columns.id),
    sheet: () => ({
      head: Object.values(columns),
      rows: people.map(({ id, data }) => [
        id,
        data.name,
        unitNames.get(data.unitId) ?? '',
        allRoles
          .filter((role) => data.roles.includes(role))
          .map((role) => roleNames[role])
          .join(between),
        heldBy(id)
          .map((areaId) => areas.find((area) => area.id === areaId)?.data.name ?? '')
          .join(between),
        data.active ? inUse : outOfUse,
      ]),
    }),
    plan(rows) {
      const seen = new Set<string>()
      return planRows(rows, (row) => planRow(row, seen))
    },
  }
}

interface Facts {
  name: string
  unitId: string
  roles: Role[]
  active: boolean
}

/** Before and after the villages: only somebody who is active is paired. */
function factsOf(
  personId: string,
  before: Facts | undefined,
  { name, unitId, roles, active }: Facts,
): [first: CommandRequest[], last: CommandRequest[]] {
  const turn: CommandRequest[] =
    (before?.active ?? true) === active ? [] : [{ name: 'person.setActive', args: { personId, active } }]
  if (!before) return [[{ name: 'person.create', args: { personId, name, roles, unitId } }], turn]
  const changed: CommandRequest[] = []
  if (name !== before.name) changed.push({ name: 'person.edit', args: { personId, name } })
  if (roles.join() !== before.roles.join())
    changed.push({ name: 'person.setRoles', args: { personId, roles } })
  if (unitId !== before.unitId) changed.push({ name: 'person.move', args: { personId, unitId } })
  return active ? [[...turn, ...changed], []] : [changed, turn]
}

const inOrder = (given: readonly string[]): Role[] => allRoles.filter((role) => given.includes(role))
/** As in the history: ids, with blanks between them. */
const flat = ({ name, unitId, roles, active }: Facts, villages: readonly string[]) => ({
  name,
  unitId,
  roles: roles.join(' '),
  villages: villages.join(' '),
  active,
})
