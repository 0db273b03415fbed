/** Argument schemas of the register, shared by creating and editing; the limits are what a phone screen can show. */
import { codeId, freeText, idList, integer, list, nullable, object, optional, uuid } from '../schema'

export const subjectFields = {
  name: freeText({ max: 60, min: 1 }),
  groupId: nullable(codeId),
  address: freeText({ max: 120 }),
  tags: list(freeText({ max: 20, min: 1 }), { max: 20 }),
  notes: freeText({ max: 1000 }),
}
export const contactFields = {
  contactName: freeText({ max: 60 }),
  /** As the family writes it: digits, spaces, extension; not every house has a mobile. */
  phone: freeText({ max: 30 }),
}
/** 家庭成员 of one household: four generations under one roof, and room for more. */
export const maxMembers = 30
const memberFields = {
  name: freeText({ max: 60, min: 1 }),
  relation: freeText({ max: 20 }),
  birthYear: nullable(integer({ min: 1900, max: 2199 })),
}
export const memberSchema = object({ id: uuid, ...memberFields })
export const careFields = { groups: idList(codeId, { max: 20 }), note: freeText({ max: 500 }) }

export const subjectChanges = object({
  name: optional(subjectFields.name),
  groupId: optional(subjectFields.groupId),
  address: optional(subjectFields.address),
  tags: optional(subjectFields.tags),
  notes: optional(subjectFields.notes),
})
export const contactChanges = object({
  contactName: optional(contactFields.contactName),
  phone: optional(contactFields.phone),
})
/** `put`: of a known member the fields that change, of a new one its name and what else is known. */
export const memberChanges = object({
  put: list(
    object({
      id: uuid,
      name: optional(memberFields.name),
      relation: optional(memberFields.relation),
      birthYear: optional(memberFields.birthYear),
    }),
    { max: maxMembers },
  ),
  remove: idList(uuid, { max: maxMembers }),
})
export const careChanges = object({ groups: optional(careFields.groups), note: optional(careFields.note) })
