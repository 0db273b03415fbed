/**
 * From the rows of a sheet to people: what each row is (a person, a sum, a remark, a heading of a group), and what its
 * cells say. Which people are one household is decided in `assemble.ts`.
 */
import type { AreaId } from '../ids'
import { containsIdentityNumber } from '../identityNumber'
import type { RegisterField } from './fields'
import { repeatsHeadings } from './header'
import type { ReadRegister, RowProblem, RowProblemCode } from './household'
import type { PreparedSheet } from './mapping'
import {
  dropIdentityNumbers,
  normaliseLine,
  normaliseName,
  normaliseNotes,
  normalisePhone,
  normaliseRelation,
  readBirthYear,
} from './normalise'
import type { Places } from './places'
import { isNothing, textOf, type Cell, type SheetRow } from './sheet'

/** One row that says something of a person or a household. */
export interface PersonRow {
  row: number
  village: string
  group: string
  /** From a row of its own above, or the sheet's; the row's own word comes first. */
  sectionVillageId: AreaId | null
  sectionGroupId: AreaId | null
  headName: string
  memberName: string
  relation: string
  householdNo: string
  birthYear: number | null
  phone: string
  contactName: string
  address: string
  notes: string
  tags: string[]
}

export interface SheetReader {
  places: Places
  thisYear: number
  /** Takes what was skipped, dropped and found wrong. */
  read: ReadRegister
}

export function* readRows(prepared: PreparedSheet, reader: SheetReader): Generator<PersonRow> {
  const { header, rows, mapping } = prepared
  const columns = columnsByField(mapping.columns)
  let villageId: AreaId | null = mapping.villageId
  let groupId: AreaId | null = null
  for (const row of rows.slice(header.next)) {
    const texts = row.cells.map((cell) => textOf(cell))
    const filled = texts.filter((text) => text !== '')
    if (filled.length === 0) continue
    if (header.labels.length > 0 && repeatsHeadings(row, header.labels)) {
      reader.read.skipped.headings += 1
      continue
    }
    if (isTotal(texts, columns)) {
      reader.read.skipped.totals += 1
      continue
    }
    if (new Set(filled).size === 1 && columnsUsed(columns) > 1) {
      const section = readSection(filled[0] ?? '', villageId, reader.places)
      if (section) {
        ;({ villageId, groupId } = section)
        reader.read.skipped.sections += 1
        continue
      }
      if (isRemark(filled[0] ?? '', texts, columns)) {
        reader.read.skipped.remarks += 1
        continue
      }
    } else if (isRemark(filled[0] ?? '', texts, columns)) {
      reader.read.skipped.remarks += 1
      continue
    }
    const person = readPerson(row, prepared, columns, reader)
    if (person) yield { ...person, sectionVillageId: villageId, sectionGroupId: groupId }
  }
}

type Columns = ReadonlyMap<RegisterField, readonly number[]>

function columnsByField(fields: readonly RegisterField[]): Columns {
  const found = new Map<RegisterField, number[]>()
  fields.forEach((field, index) => found.set(field, [...(found.get(field) ?? []), index]))
  return found
}
const columnsUsed = (columns: Columns): number =>
  [...columns.values()].reduce((sum, list) => sum + list.length, 0)

const totals = /^(?:合计|总计|小计|共计|累计|总数|合共|本页小计|本页合计|全村合计|全组合计|总人口|总户数)/

/** 合 计, in whichever of the first columns it stands, or where the name is expected. */
function isTotal(texts: readonly string[], columns: Columns): boolean {
  const places = new Set([
    ...texts.flatMap((text, index) => (text === '' ? [] : [index])).slice(0, 2),
    ...(columns.get('headName') ?? []),
    ...(columns.get('memberName') ?? []),
  ])
  return [...places].some((index) => totals.test((texts[index] ?? '').replace(/\s/g, '')))
}

const remarkBegins =
  /^(?:注|备注|说明|填表|制表|填报|审核|负责人|单位负责人|村.{0,4}书记|联系电话|填写|打印|统计|制作|签字|盖章|日期|截至|截止|以上|备注说明)(?:[:：人员日期时间说]|$|\d)/
const mostNameChars = 15

/** A sentence where rows of people are expected: who filled it in, when, what the columns mean. */
function isRemark(first: string, texts: readonly string[], columns: Columns): boolean {
  const plain = first.replace(/\s/g, '')
  const nameColumns = [...(columns.get('headName') ?? []), ...(columns.get('memberName') ?? [])]
  const names = nameColumns.map((index) => texts[index] ?? '').filter((text) => text !== '')
  if (remarkBegins.test(plain))
    return (
      names.length === 0 ||
      names.every(
        (name) => name.replace(/\s/g, '') === plain || name.length > mostNameChars || /[:：]/.test(name),
      )
    )
  const filled = texts.filter((text) => text !== '')
  return new Set(filled).size === 1 && plain.length > mostNameChars
}

/** A row that says nothing but 一组 or 新春村: the heading of those that follow. */
function readSection(
  text: string,
  villageId: AreaId | null,
  places: Places,
): { villageId: AreaId | null; groupId: AreaId | null } | undefined {
  const plain = text
    .replace(/\s/g, '')
    .replace(/[(（]\s*(?:共)?\d+\s*(?:户|人).*[)）]$/, '')
    .replace(/[:：]$/, '')
  if (plain === '' || /^\d+$/.test(plain)) return undefined
  const village = places.village(plain)
  if (village.found !== null) return { villageId: village.found, groupId: null }
  const { villageId: named } = places.split(plain)
  const within = named ?? villageId
  if (within === null) return undefined
  const group = places.group(within, plain)
  return group.found === null ? undefined : { villageId: within, groupId: group.found }
}

function readPerson(
  row: SheetRow,
  { header, mapping }: PreparedSheet,
  columns: Columns,
  { read, thisYear }: SheetReader,
): Omit<PersonRow, 'sectionVillageId' | 'sectionGroupId'> | undefined {
  const tell = (list: RowProblem[], code: RowProblemCode, field: RegisterField, value: string): void => {
    const column = header.labels[columns.get(field)?.[0] ?? -1] ?? ''
    list.push({ sheet: mapping.sheet, row: row.number, column, code, value: value.slice(0, 60) })
  }
  const cellsOf = (field: RegisterField): Cell[] =>
    (columns.get(field) ?? []).map((index) => row.cells[index] ?? null)
  /** Without identity numbers, wherever they were written. */
  const clean = (cell: Cell): string => {
    const { text, dropped } = dropIdentityNumbers(textOf(cell))
    read.dropped.identityNumbers += dropped
    if (!containsIdentityNumber(text)) return text
    read.dropped.identityNumbers += 1
    return ''
  }
  const first = (field: RegisterField): string => {
    for (const cell of cellsOf(field)) {
      const line = normaliseLine(clean(cell))
      if (line !== '') return line
    }
    return ''
  }
  const all = (field: RegisterField, read: (text: string) => string): string[] => [
    ...new Set(
      cellsOf(field)
        .map((cell) => read(clean(cell)))
        .filter((text) => text !== ''),
    ),
  ]

  for (const cell of cellsOf('identityNumber')) {
    if (!isNothing(textOf(cell))) read.dropped.identityNumbers += 1
  }
  const numbers = all('phone', (text) => {
    const { phone, isWhole } = normalisePhone(text)
    if (!isWhole) tell(read.warnings, 'badPhone', 'phone', text)
    return phone
  })
  const birth = cellsOf('birth').find((cell) => !isNothing(textOf(cell)))
  const birthYear = birth === undefined ? undefined : readBirthYear(birth, thisYear)
  if (birth !== undefined && birthYear === undefined) tell(read.warnings, 'badBirth', 'birth', clean(birth))
  const place = first('place')
  const phones = [...new Set(numbers.flatMap((number) => number.split('、')))]
  const person = {
    row: row.number,
    village: first('village') || place,
    group: first('group') || place,
    headName: normaliseName(first('headName')),
    memberName: normaliseName(first('memberName')),
    relation: normaliseRelation(first('relation')),
    householdNo: first('householdNo'),
    birthYear: birthYear ?? null,
    phone: fitting(phones),
    contactName: normaliseName(first('contactName')),
    address: all('address', normaliseLine).join(' '),
    notes: all('notes', normaliseNotes).join('\n'),
    tags: all('tag', normaliseLine)
      .flatMap((text) => text.split(/[、,，;；\s]+/))
      .filter((tag) => tag !== ''),
  }
  const says = [
    person.headName,
    person.memberName,
    person.relation,
    person.phone,
    person.address,
    person.notes,
    person.householdNo,
  ]
  // A number in the first column, a group's name pulled down too far: nobody is meant.
  return says.every((text) => text === '') && person.birthYear === null ? undefined : person
}

/** As many numbers as the field holds: two mobiles, in the order in which they stand. */
function fitting(phones: readonly string[]): string {
  let joined = ''
  for (const phone of phones) {
    const next = joined === '' ? phone : `${joined}、${phone}`
    if (next.length > 30) break
    joined = next
  }
  return joined
}
