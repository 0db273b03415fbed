/** 单位: departments, special teams, committees and branches. None is ever deleted: what it did keeps its name. */
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  must,
  mustIf,
  patch,
  put,
  reject,
  related,
  type Decision,
  type Rows,
} from '../command/define'
import type { UnitId } from '../ids'
import type { Row } from '../rows'
import { boolean, choice, codeId, nullable, object, optional } from '../schema'
import { fieldChanges, settingsEvent } from '../settings/history'
import { isOpenTask } from '../task/rows'
import { isActiveCategory, isActiveUnit, unitKinds } from './rows'
import { nameSchema } from './schemas'

/** 新增单位. */
export const unitCreate = defineCommand('unit.create@1', {
  args: object({ unitId: codeId, name: nameSchema, kind: choice(unitKinds), areaId: nullable(codeId) }),
  reads: ({ unitId, areaId }) => [fresh('unit', unitId), ...mustIf('area', areaId)],
  decide(context) {
    const { args, actor, rows } = context
    const { unitId, ...unit } = args
    if (!may(actor, 'unit.create', {})) return reject('notPermitted')
    if (rows.get('unit', unitId)) return reject('alreadyExists')
    if (unit.areaId !== null && !rows.get('area', unit.areaId))
      return reject('unknownArea', { areaId: unit.areaId })
    return accept([
      put('unit', unitId, unit),
      settingsEvent(context, 'settings.created', { kind: 'unit', id: unitId, name: unit.name }),
    ])
  },
})

/** 修改单位: only what is to change. What it did before shows its new name, as people know it now. */
export const unitEdit = defineCommand('unit.edit@1', {
  args: object({
    unitId: codeId,
    name: optional(nameSchema),
    kind: optional(choice(unitKinds)),
    areaId: optional(nullable(codeId)),
  }),
  reads: ({ unitId, areaId }) => [must('unit', unitId), ...mustIf('area', areaId)],
  decide(context) {
    const { args, actor, rows } = context
    const { unitId, ...fields } = args
    const unit = rows.get('unit', unitId)
    if (!unit || !may(actor, 'unit.edit', {})) return reject('notPermitted')
    if (fields.areaId && !rows.get('area', fields.areaId))
      return reject('unknownArea', { areaId: fields.areaId })
    const { name, kind, areaId } = unit.data
    const changes = fieldChanges({ name, kind, areaId }, fields)
    if (changes.length === 0) return reject('nothingToChange')
    return accept([
      patch('unit', unitId, fields),
      settingsEvent(context, 'settings.changed', { kind: 'unit', id: unitId, name }, { changes }),
    ])
  },
})

/**
 * 停用/启用单位. One with open tasks or that leads active categories is refused with their numbers: `unit.dissolve` hands
 * them over first. Rejections: unitInUse.
 */
export const unitSetActive = defineCommand('unit.setActive@1', {
  args: object({ unitId: codeId, active: boolean }),
  reads: ({ unitId, active }) => [
    must('unit', unitId),
    ...(active
      ? []
      : [
          related('task.leadUnitId', unitId),
          related('task.assistUnitIds', unitId),
          related('category.leadUnitId', unitId),
        ]),
  ],
  decide(context) {
    const { args, actor, rows } = context
    const { unitId, active } = args
    const unit = rows.get('unit', unitId)
    if (!unit || !may(actor, 'unit.setActive', {})) return reject('notPermitted')
    if (isActiveUnit(unit.data) === active) return reject('nothingToChange')
    if (!active) {
      const tasks = openTasksOf(rows, unitId).length
      const categories = rows
        .related('category.leadUnitId', unitId)
        .filter(({ data }) => isActiveCategory(data)).length
      if (tasks + categories > 0) return reject('unitInUse', { tasks, categories })
    }
    const { name } = unit.data
    return accept([
      patch('unit', unitId, active ? { active, successorId: null } : { active }),
      settingsEvent(context, active ? 'settings.enabled' : 'settings.disabled', {
        kind: 'unit',
        id: unitId,
        name,
      }),
    ])
  },
})

/** Tasks that the unit leads or helps with and that somebody still has to do. */
export const openTasksOf = (rows: Rows, unitId: UnitId): Row<'task'>[] => {
  const tasks = [...rows.related('task.leadUnitId', unitId), ...rows.related('task.assistUnitIds', unitId)]
  return [...new Map(tasks.map((task) => [task.id, task])).values()].filter(({ data }) =>
    isOpenTask(data.state),
  )
}

/** Refuses a unit that is none, and one that was dissolved or switched off. */
export function refuseUnit(rows: Rows, unitId: UnitId): Decision | undefined {
  const unit = rows.get('unit', unitId)
  if (!unit) return reject('unknownUnit', { unitId })
  return isActiveUnit(unit.data) ? undefined : reject('unitInactive', { unitId })
}
