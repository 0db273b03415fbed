/** Argument schemas of the register, shared by creating and editing; the limits are what a phone screen can show. */
import { codeId, idList, integer, list, nullable, object, optional, text, uuid } from '../schema'

export const subjectFields = {
  name: text({ max: 60, min: 1 }),
  groupId: nullable(codeId),
  address: text({ max: 120 }),
  tags: list(text({ max: 20, min: 1 }), { max: 20 }),
  notes: text({ max: 1000 }),
}
export const contactFields = {
  contactName: text({ max: 60 }),
  /** As the family writes it: digits, spaces, extension; not every house has a mobile. */
  phone: text({ max: 30 }),
}
export const memberSchema = object({
  id: uuid,
  name: text({ max: 60, min: 1 }),
  relation: text({ max: 20 }),
  birthYear: nullable(integer({ min: 1900, max: 2199 })),
})
export const careFields = { groups: idList(codeId, { max: 20 }), note: text({ max: 500 }) }

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
export const careChanges = object({ groups: optional(careFields.groups), note: optional(careFields.note) })
