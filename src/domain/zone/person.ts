import type { Actor } from '../access/actor'
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  must,
  patch,
  put,
  reject,
  type DecideContext,
  type Decision,
} from '../command/define'
import type { PersonId } from '../ids'
import { boolean, codeId, object, uuid } from '../schema'
import { fieldChanges, settingsEvent, type Fields } from '../settings/history'
import type { Row } from '../rows'
import { roles as allRoles, type Person, type Role } from './rows'
import { nameSchema, rolesSchema } from './schemas'
import { refuseUnit } from './unit'

/** 新增人员: as colleagues see them. The login is made by the server, beside the rows. */
export const personCreate = defineCommand('person.create@1', {
  args: object({ personId: uuid, name: nameSchema, roles: rolesSchema, unitId: codeId }),
  reads: ({ personId, unitId }) => [fresh('person', personId), must('unit', unitId)],
  decide(context) {
    const { args, actor, rows } = context
    const { personId, name, roles, unitId } = args
    if (!may(actor, 'person.create', {})) return reject('notPermitted')
    if (rows.get('person', personId)) return reject('alreadyExists')
    const wrongUnit = refuseUnit(rows, unitId)
    if (wrongUnit) return wrongUnit
    return accept([
      put('person', personId, { name, roles: inOrder(roles), unitId, active: true }),
      settingsEvent(context, 'settings.created', { kind: 'person', id: personId, name }),
    ])
  },
})

/** 修改姓名. */
export const personEdit = defineCommand('person.edit@1', {
  args: object({ personId: uuid, name: nameSchema }),
  reads: ({ personId }) => [must('person', personId)],
  decide(context) {
    const { args, actor, rows } = context
    const person = rows.get('person', args.personId)
    if (!person || !may(actor, 'person.edit', {})) return reject('notPermitted')
    if (person.data.name === args.name) return reject('nothingToChange')
    return changed(context, person, { name: args.name })
  },
})

/** 调整角色: what the person may do follows at the next contact. Rejections: ownAccess. */
export const personSetRoles = defineCommand('person.setRoles@1', {
  args: object({ personId: uuid, roles: rolesSchema }),
  reads: ({ personId }) => [must('person', personId)],
  decide(context) {
    const { args, actor, rows } = context
    const person = rows.get('person', args.personId)
    if (!person || !may(actor, 'person.setRoles', {})) return reject('notPermitted')
    const roles = inOrder(args.roles)
    if (inOrder(person.data.roles).join() === roles.join()) return reject('nothingToChange')
    if (isOneself(actor, args.personId) && !roles.includes('admin')) return reject('ownAccess')
    return changed(context, person, { roles })
  },
})

/** 调整单位. Visits and pairings stay as they are. */
export const personMove = defineCommand('person.move@1', {
  args: object({ personId: uuid, unitId: codeId }),
  reads: ({ personId, unitId }) => [must('person', personId), must('unit', unitId)],
  decide(context) {
    const { args, actor, rows } = context
    const { personId, unitId } = args
    const person = rows.get('person', personId)
    if (!person || !may(actor, 'person.move', {})) return reject('notPermitted')
    const wrongUnit = refuseUnit(rows, unitId)
    if (wrongUnit) return wrongUnit
    if (person.data.unitId === unitId) return reject('nothingToChange')
    return changed(context, person, { unitId })
  },
})

/**
 * 停用/启用账号: a person without access keeps what was written; late work goes to quarantine. Rejections: ownAccess.
 */
export const personSetActive = defineCommand('person.setActive@1', {
  args: object({ personId: uuid, active: boolean }),
  reads: ({ personId }) => [must('person', personId)],
  decide(context) {
    const { args, actor, rows } = context
    const person = rows.get('person', args.personId)
    if (!person || !may(actor, 'person.setActive', {})) return reject('notPermitted')
    if (person.data.active === args.active) return reject('nothingToChange')
    if (isOneself(actor, args.personId) && !args.active) return reject('ownAccess')
    const { active } = args
    return accept([
      patch('person', person.id, { active }),
      settingsEvent(context, active ? 'settings.enabled' : 'settings.disabled', aboutPerson(person)),
    ])
  },
})

/**
 * Whoever takes access away is an active administrator and remains one, so the zone is never left without. Nobody has
 * to be counted for that, and two who switch each other off at once are judged one after the other.
 */
const isOneself = (actor: Actor, personId: PersonId): boolean => actor.personId === personId

const aboutPerson = ({ id, data }: Row<'person'>) => ({ kind: 'person', id, name: data.name }) as const

const changed = (
  context: DecideContext<unknown>,
  person: Row<'person'>,
  fields: Partial<Pick<Person, 'name' | 'roles' | 'unitId'>>,
): Decision =>
  accept([
    patch('person', person.id, fields),
    settingsEvent(context, 'settings.changed', aboutPerson(person), {
      changes: fieldChanges(asFields(person.data), asFields(fields)),
    }),
  ])

/** Fields that are there; roles in their usual order, as `cadre office`. */
const asFields = ({ roles, ...fields }: Partial<Person>): Fields =>
  roles ? { ...fields, roles: inOrder(roles).join(' ') } : fields

const inOrder = (roles: readonly Role[]): Role[] => allRoles.filter((role) => roles.includes(role))
