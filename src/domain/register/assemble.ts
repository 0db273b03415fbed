/**
 * From people in rows to households. Three layouts are told apart by what a row says: one row per household; a head
 * with the members in rows below; the head's name beside every member (or merged over them).
 */
import type { AreaId } from '../ids'
import type { ReadRegister, RegisterHousehold, RegisterMember, RowProblemCode } from './household'
import type { PreparedSheet } from './mapping'
import { isName } from './normalise'
import type { Places } from './places'
import { readRows, type PersonRow } from './readRows'

/** What `subject.create` takes. */
export const limits = {
  name: 60,
  address: 120,
  notes: 1000,
  relation: 20,
  members: 30,
  tags: 20,
  tag: 20,
} as const

export interface AssembleOptions {
  places: Places
  thisYear: number
  read: ReadRegister
}

/** Rows of one household as they are gathered. */
interface Gathered {
  head: PersonRow
  name: string
  householdNo: string
  people: PersonRow[]
}

export function assembleSheet(prepared: PreparedSheet, options: AssembleOptions): void {
  const { read } = options
  const { sheet, columns } = prepared.mapping
  const hasHeads = columns.includes('headName')
  const hasRelations = columns.includes('relation')
  const hasNumbers = columns.includes('householdNo')
  const reject = (row: PersonRow, code: RowProblemCode, value: string): void => {
    read.rejected.push({ sheet, row: row.row, column: '', code, value: value.slice(0, 60) })
  }

  let current: Gathered | undefined
  const close = (): void => {
    if (current) finish(current, prepared, options)
    current = undefined
  }

  for (const row of readRows(prepared, options)) {
    const { headName, memberName, relation, householdNo } = row
    const isHead = relation === '户主' || (hasHeads && headName !== '' && memberName === headName)
    // Does the row begin another household than the one above?
    const begins = ((): boolean => {
      if (!current) return true
      if (hasNumbers && householdNo !== '' && current.householdNo !== '') {
        if (householdNo !== current.householdNo) return true
        // The number beside each of them: one household, unless two heads share it by mistake.
        return isHead && current.people.length > 0 && headOf(current) && memberName !== current.name
      }
      if (hasHeads && headName !== '') {
        if (headName !== current.name) return true
        // The same name again: beside a member, merged over them, or another household's head of that name.
        return (memberName === '' && relation === '') || (isHead && headOf(current))
      }
      if (isHead) return true
      if (hasHeads) return memberName === '' && relation === ''
      return !hasRelations && !hasNumbers
    })()

    if (!begins && current) {
      if (memberName === '' && relation === '' && (headName === '' || headName === current.name)) {
        // A second row of the same household without anybody in it: its remaining cells.
        current.people.push({ ...row, memberName: '' })
        continue
      }
      if (memberName === '') {
        reject(row, 'nameMissing', relation)
        continue
      }
      if (!isName(memberName)) {
        reject(row, 'badName', memberName)
        continue
      }
      // In a plain list of people only the relation tells whose household it is.
      if (relation === '' && hasRelations && !hasNumbers && !hasHeads) {
        reject(row, 'relationMissing', memberName)
        continue
      }
      current.people.push(row)
      continue
    }

    close()
    const name = hasHeads ? headName || (isHead ? memberName : '') : memberName
    // A person with a relation to nobody: the head's row is missing, or could not be read.
    if (hasRelations && !isHead && !(hasHeads && headName !== '') && (relation !== '' || !hasNumbers)) {
      if (relation !== '') reject(row, 'memberWithoutHead', memberName)
      else if (memberName === '') reject(row, 'nameMissing', '')
      else reject(row, 'relationMissing', memberName)
      continue
    }
    if (name === '') {
      reject(row, hasHeads && memberName !== '' ? 'memberWithoutHead' : 'nameMissing', memberName)
      continue
    }
    if (!isName(name)) {
      reject(row, 'badName', name)
      continue
    }
    current = { head: row, name, householdNo, people: [row] }
  }
  close()
}

const headOf = ({ people, name }: Gathered): boolean =>
  people.some((row) => row.relation === '户主' || row.memberName === name)

function finish(gathered: Gathered, prepared: PreparedSheet, { places, read }: AssembleOptions): void {
  const { sheet, columns } = prepared.mapping
  const { head, name, people } = gathered
  const problem = (code: RowProblemCode, value: string, row = head.row, column = '') => ({
    sheet,
    row,
    column,
    code,
    value: value.slice(0, 60),
  })
  const area = placeOf(people, places)
  if ('code' in area) {
    for (const row of people) read.rejected.push(problem(area.code, area.value, row.row))
    return
  }
  const members = membersOf(gathered)
  if (members.length > limits.members) {
    for (const row of people) read.rejected.push(problem('tooManyMembers', String(members.length), row.row))
    return
  }
  for (const row of people) {
    if (row !== head && row.memberName !== '' && row.memberName !== name && row.notes !== '')
      read.dropped.memberNotes += 1
  }
  const within = (field: keyof typeof limits, text: string): string => {
    if (text.length <= limits[field]) return text
    read.warnings.push(problem('tooLong', text))
    return ''
  }
  const { areaId, groupId, groupText } = area
  if (groupText !== '') read.warnings.push(problem('groupUnknown', groupText))
  const written = people.find((row) => row.address !== '')?.address ?? ''
  const address =
    groupText === '' || written.includes(groupText)
      ? written
      : `${groupText}${written === '' ? '' : ` ${written}`}`
  const caller = people.find((row) => row.phone !== '')
  const callerName = caller ? caller.contactName || caller.memberName || name : ''
  const ownRows = people.filter((row) => row === head || row.memberName === '' || row.memberName === name)
  const household: RegisterHousehold = {
    sheet,
    row: head.row,
    rows: people.length,
    name,
    areaId,
    groupId,
    address: within('address', address),
    phone: caller?.phone ?? '',
    contactName: within('name', callerName),
    isContactNamed: columns.includes('contactName') && (caller?.contactName ?? '') !== '',
    notes: within(
      'notes',
      [...new Set(ownRows.map((row) => row.notes).filter((notes) => notes !== ''))].join('\n'),
    ),
    tags: [...new Set(ownRows.flatMap((row) => row.tags))]
      .filter((tag) => tag.length <= limits.tag)
      .slice(0, limits.tags),
    members,
  }
  read.households.push(household)
}

/** The head first; nobody twice; empty where nothing is said of anybody. */
function membersOf({ head, name, people }: Gathered): RegisterMember[] {
  const found = new Map<string, RegisterMember>()
  for (const row of people) {
    const own = row.memberName === '' ? (row === head ? name : '') : row.memberName
    if (own === '') continue
    const isHead = own === name
    const relation = isHead ? '户主' : row.relation === '户主' ? '' : row.relation.slice(0, limits.relation)
    const before = found.get(own)
    // A head's own line beside the head's name, or the same person twice: what is said first stands.
    found.set(own, {
      name: own,
      relation: before?.relation || relation,
      birthYear: before?.birthYear ?? row.birthYear,
    })
  }
  if (!found.has(name)) found.set(name, { name, relation: '户主', birthYear: null })
  const members = [...found.values()].sort((a, b) => Number(b.name === name) - Number(a.name === name))
  const [only] = members
  return members.length === 1 && only?.birthYear === null ? [] : members
}

type PlaceOf =
  | { areaId: AreaId; groupId: AreaId | null; groupText: string }
  | { code: 'villageMissing' | 'villageUnknown'; value: string }

function placeOf(people: readonly PersonRow[], places: Places): PlaceOf {
  const [head] = people
  const village = people.find((row) => row.village !== '')?.village ?? ''
  const groupWord = people.find((row) => row.group !== '')?.group ?? ''
  let areaId = head?.sectionVillageId ?? null
  if (village !== '') {
    const found = places.village(village)
    const begin = found.found ?? places.split(village).villageId
    // 村组 without the village's name is the group; a village that nobody knows is refused.
    if (begin !== null) areaId = begin
    else if (village !== groupWord) return { code: 'villageUnknown', value: village }
    else if (areaId === null) return { code: 'villageUnknown', value: village }
  }
  if (areaId === null) return { code: 'villageMissing', value: '' }
  const rest = groupWord === village ? places.split(groupWord).rest : groupWord
  const isVillageAlone = groupWord !== '' && places.village(groupWord).found === areaId
  if (groupWord === '' || rest === '' || isVillageAlone) {
    const isSame = head?.sectionVillageId === areaId
    return { areaId, groupId: isSame ? (head?.sectionGroupId ?? null) : null, groupText: '' }
  }
  const group = places.group(areaId, groupWord)
  return group.found === null
    ? { areaId, groupId: null, groupText: rest }
    : { areaId, groupId: group.found, groupText: '' }
}
