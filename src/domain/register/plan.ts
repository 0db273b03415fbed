/**
 * What an import would do: each household of the file is new, changed (field by field), the same, or rejected. It is
 * worked out anew from the register as it stands, so the same file a second time plans nothing.
 */
import type { ReadRegister, RegisterHousehold, RegisterMember, RowProblem } from './household'
import { limits } from './assemble'
import { matchHouseholds, nameKey, type AddressKey, type KnownHousehold } from './matching'
import { phoneNumbers } from './normalise'
import type { Places } from './places'

/** A field that the file says otherwise; ids of groups are told as names by the page. */
export interface FieldDifference {
  field: 'name' | 'groupId' | 'address' | 'phone' | 'contactName' | 'notes' | 'tags'
  old: string
  new: string
}

/** A member that the file adds or says otherwise. The old values lie in a scope of their own and are not told. */
export interface MemberDifference {
  id: string | null
  member: RegisterMember
}

export type PlannedHousehold =
  | { action: 'create'; household: RegisterHousehold }
  | {
      action: 'edit'
      household: RegisterHousehold
      known: KnownHousehold
      fields: FieldDifference[]
      members: MemberDifference[]
    }
  | { action: 'same'; household: RegisterHousehold; known: KnownHousehold }

export interface RegisterPlan {
  households: PlannedHousehold[]
  rejected: RowProblem[]
  warnings: RowProblem[]
}

export function planImport(
  read: ReadRegister,
  known: readonly KnownHousehold[],
  places: Places,
): RegisterPlan {
  const addressKey = makeAddressKey(places)
  const matches = matchHouseholds(read.households, known, addressKey)
  const plan: RegisterPlan = { households: [], rejected: [...read.rejected], warnings: [...read.warnings] }
  read.households.forEach((household, index) => {
    const match = matches[index]
    const about = { sheet: household.sheet, row: household.row, column: '' }
    switch (match?.match) {
      case 'known':
        if (match.isByNameOnly) plan.warnings.push({ ...about, code: 'byNameOnly', value: household.name })
        plan.households.push(compare(household, match.known, addressKey))
        break
      case 'rejected':
        plan.rejected.push({ ...about, code: match.code, value: match.value })
        break
      default:
        if (match?.hasSameName === true)
          plan.warnings.push({ ...about, code: 'sameName', value: household.name })
        plan.households.push({ action: 'create', household })
    }
  })
  const byPlace = (a: RowProblem, b: RowProblem): number =>
    a.sheet === b.sheet ? a.row - b.row : order.indexOf(a.sheet) - order.indexOf(b.sheet)
  const order = [...new Set([...plan.rejected, ...plan.warnings].map(({ sheet }) => sheet))]
  plan.rejected.sort(byPlace)
  plan.warnings.sort(byPlace)
  return plan
}

/** 新春村一组52号 and 52号 are the same address of the same group. */
function makeAddressKey(places: Places): AddressKey {
  const plain = (text: string): string => text.replace(/[\s,，.。、()（）#-]/g, '')
  return (address, areaId, groupId) => {
    let rest = plain(address)
    for (const id of [areaId, groupId]) {
      const name = id === null ? '' : plain(places.nameOf(id))
      if (name !== '' && rest.startsWith(name)) rest = rest.slice(name.length)
    }
    return rest
  }
}

/** A blank in the file says nothing. Notes of both are kept: the file's is added below what cadres wrote. */
function compare(
  household: RegisterHousehold,
  known: KnownHousehold,
  addressKey: AddressKey,
): PlannedHousehold {
  const fields: FieldDifference[] = []
  const differ = (field: FieldDifference['field'], old: string, now: string): void => {
    fields.push({ field, old, new: now })
  }
  if (nameKey(household.name) !== nameKey(known.name)) differ('name', known.name, household.name)
  if (household.groupId !== null && household.groupId !== known.groupId)
    differ('groupId', known.groupId ?? '', household.groupId)
  const groupId = household.groupId ?? known.groupId
  const saysAddress = addressKey(household.address, household.areaId, groupId)
  if (saysAddress !== '' && saysAddress !== addressKey(known.address, known.areaId, known.groupId))
    differ('address', known.address, household.address)
  const phone = known.contact?.phone ?? ''
  const isOtherPhone = household.phone !== '' && !sameNumbers(household.phone, phone)
  if (isOtherPhone) differ('phone', phone, household.phone)
  const contactName = known.contact?.contactName ?? ''
  // Whose number it is changes with the number, or where the file has a column for it.
  if (
    (isOtherPhone || household.isContactNamed) &&
    household.contactName !== '' &&
    nameKey(household.contactName) !== nameKey(contactName)
  )
    differ('contactName', contactName, household.contactName)
  const notes = addNotes(known.notes, household.notes)
  if (notes !== known.notes) differ('notes', known.notes, notes)
  const tags = [...new Set([...known.tags, ...household.tags])]
  if (tags.length > known.tags.length && tags.length <= limits.tags)
    differ('tags', known.tags.join('、'), tags.join('、'))

  const members = household.members.flatMap((member): MemberDifference[] => {
    const before = known.members.find(({ name }) => nameKey(name) === nameKey(member.name))
    if (!before) return [{ id: null, member }]
    const relation = member.relation === '' ? before.relation : member.relation
    const birthYear = member.birthYear ?? before.birthYear
    const isSame = relation === before.relation && birthYear === before.birthYear
    return isSame ? [] : [{ id: before.id, member: { name: before.name, relation, birthYear } }]
  })
  return fields.length === 0 && members.length === 0
    ? { action: 'same', household, known }
    : { action: 'edit', household, known, fields, members }
}

function sameNumbers(a: string, b: string): boolean {
  const [these, those] = [phoneNumbers(a), phoneNumbers(b)]
  return these.length > 0 && these.every((number) => those.includes(number))
}

function addNotes(old: string, added: string): string {
  const lines = old.split('\n')
  const missing = added
    .split('\n')
    .filter((line) => line !== '' && !old.includes(line) && !lines.includes(line))
  const notes = [old, ...missing].filter((line) => line !== '').join('\n')
  return notes.length <= limits.notes ? notes : old
}

export interface PlanCounts {
  create: number
  edit: number
  same: number
  rejectedRows: number
  warnings: number
  /** Rows of the file in households that are taken. */
  rows: number
  /** Members that are new or said otherwise, of households that exist already. */
  memberDifferences: number
}

export function countPlan({ households, rejected, warnings }: RegisterPlan): PlanCounts {
  const counts = { create: 0, edit: 0, same: 0, rows: 0, memberDifferences: 0 }
  for (const planned of households) {
    counts[planned.action] += 1
    counts.rows += planned.household.rows
    if (planned.action === 'edit') counts.memberDifferences += planned.members.length
  }
  return { ...counts, rejectedRows: rejected.length, warnings: warnings.length }
}
