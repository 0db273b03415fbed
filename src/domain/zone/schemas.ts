/** Schemas of reference data, used by the set-up command and by later maintenance. */
import {
  boolean,
  calendarDate,
  choice,
  codeId,
  freeText,
  idList,
  integer,
  list,
  nullable,
  object,
  optional,
  uuid,
} from '../schema'
import { areaLevels, pairingKinds, roles, unitKinds } from './rows'

export const nameSchema = freeText({ max: 80, min: 1 })
const name = nameSchema
const named = { id: codeId, name }

export const campaignSchema = object({
  name,
  year: integer({ min: 2000, max: 2199 }),
  operator: freeText({ max: 80 }),
  filingNumber: freeText({ max: 80 }),
  phases: list(object({ ...named, from: calendarDate, to: calendarDate }), { max: 20 }),
  keyActions: list(object({ ...named, leadUnitId: codeId }), { max: 50 }),
  careGroups: list(object(named), { max: 30 }),
  groups: list(object({ ...named, unitId: codeId }), { max: 20 }),
})
export const categorySchema = object({
  name,
  parentId: nullable(codeId),
  leadUnitId: codeId,
  order: integer({ min: 0, max: 10_000 }),
  confidential: boolean,
})
export const unitSchema = object({ name, kind: choice(unitKinds), areaId: nullable(codeId) })
export const areaOrderSchema = integer({ min: 0, max: 1_000_000 })
export const areaSchema = object({
  name,
  level: choice(areaLevels),
  parentId: nullable(codeId),
  order: areaOrderSchema,
  active: optional(boolean),
})
/** Of a person whose roles are chosen: at least one, none twice. */
export const rolesSchema = idList(choice(roles), { max: 7, min: 1 })
export const personSchema = object({
  name,
  roles: list(choice(roles), { max: 7 }),
  unitId: codeId,
  active: boolean,
})
export const pairingSchema = object({
  kind: choice(pairingKinds),
  personId: uuid,
  areaId: nullable(codeId),
  subjectId: nullable(uuid),
  visitEveryDays: nullable(integer({ min: 1, max: 366 })),
  since: calendarDate,
})
