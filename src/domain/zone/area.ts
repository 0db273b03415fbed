import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  must,
  patch,
  put,
  reject,
  related,
  type DecideContext,
  type Decision,
  type Rows,
} from '../command/define'
import type { AreaId } from '../ids'
import { boolean, codeId, object } from '../schema'
import { fieldChanges, settingsEvent } from '../settings/history'
import { isActiveArea, type Area } from './rows'
import { areaOrderSchema, nameSchema } from './schemas'

/** 新增村（社区）或组: its level follows from what it lies in. It comes last there. */
export const areaCreate = defineCommand('area.create@1', {
  args: object({ areaId: codeId, name: nameSchema, parentId: codeId }),
  reads: ({ areaId, parentId }) => [
    fresh('area', areaId),
    must('area', parentId),
    related('area.parentId', parentId),
  ],
  decide(context) {
    const { args, actor, rows } = context
    const { areaId, name, parentId } = args
    if (!may(actor, 'area.create', {})) return reject('notPermitted')
    if (rows.get('area', areaId)) return reject('alreadyExists')
    const parent = rows.get('area', parentId)?.data
    const level = parent && levelWithin[parent.level]
    if (!level) return reject('unknownArea', { areaId: parentId })
    if (!isActiveArea(parent)) return reject('areaInactive', { areaId: parentId })
    const taken = refuseTakenName(rows, { areaId, name, parentId })
    if (taken) return taken
    const siblings = rows.related('area.parentId', parentId)
    const order = Math.min(maxOrder, Math.max(0, ...siblings.map(({ data }) => data.order)) + 1)
    return accept([
      put('area', areaId, { name, level, parentId, order }),
      settingsEvent(
        context,
        'settings.created',
        { kind: 'area', id: areaId, name },
        { changes: fieldChanges({}, { areaId: parentId }) },
      ),
    ])
  },
})

/** 改名: of a village or group; the zone is named at its set-up. */
export const areaRename = defineCommand('area.rename@1', {
  args: object({ areaId: codeId, name: nameSchema }),
  reads: ({ areaId }) => [must('area', areaId)],
  readsMore: ({ areaId }, rows) => {
    const parentId = rows.get('area', areaId)?.data.parentId
    return parentId ? [related('area.parentId', parentId)] : []
  },
  decide(context) {
    const { args, actor, rows } = context
    const { areaId, name } = args
    const area = rows.get('area', areaId)?.data
    if (!area?.parentId || !may(actor, 'area.rename', {})) return reject('notPermitted')
    if (area.name === name) return reject('nothingToChange')
    const taken = refuseTakenName(rows, { areaId, name, parentId: area.parentId })
    return taken ?? changed(context, areaId, area, { name })
  },
})

/**
 * 调整位置: the order among its like, or a group's village. A group in which subjects are registered stays where it is,
 * since its households' scopes follow the village. Rejections: unknownArea, areaInactive, areaInUse, nameTaken.
 */
export const areaMove = defineCommand('area.move@1', {
  args: object({ areaId: codeId, parentId: codeId, order: areaOrderSchema }),
  reads: ({ areaId, parentId }) => [
    must('area', areaId),
    must('area', parentId),
    related('area.parentId', parentId),
  ],
  readsMore: ({ areaId, parentId }, rows) => {
    const before = rows.get('area', areaId)?.data.parentId
    return before && before !== parentId ? [related('subject.areaId', before)] : []
  },
  decide(context) {
    const { args, actor, rows } = context
    const { areaId, parentId, order } = args
    const area = rows.get('area', areaId)?.data
    if (!area?.parentId || !may(actor, 'area.move', {})) return reject('notPermitted')
    if (area.parentId === parentId) {
      return area.order === order ? reject('nothingToChange') : changed(context, areaId, area, { order })
    }
    const parent = rows.get('area', parentId)?.data
    if (!parent || levelWithin[parent.level] !== area.level)
      return reject('unknownArea', { areaId: parentId })
    if (!isActiveArea(parent)) return reject('areaInactive', { areaId: parentId })
    const count = rows
      .related('subject.areaId', area.parentId)
      .filter(({ data }) => data.groupId === areaId).length
    if (count > 0) return reject('areaInUse', { count })
    const taken = refuseTakenName(rows, { areaId, name: area.name, parentId })
    return taken ?? changed(context, areaId, area, { parentId, order })
  },
})

/** 停用/启用区域: keeps its history and its records, and is offered for no new ones. What phones wrote there still counts. */
export const areaSetActive = defineCommand('area.setActive@1', {
  args: object({ areaId: codeId, active: boolean }),
  reads: ({ areaId }) => [must('area', areaId)],
  decide(context) {
    const { args, actor, rows } = context
    const { areaId, active } = args
    const area = rows.get('area', areaId)?.data
    if (!area?.parentId || !may(actor, 'area.setActive', {})) return reject('notPermitted')
    if (isActiveArea(area) === active) return reject('nothingToChange')
    return accept([
      patch('area', areaId, { active }),
      settingsEvent(context, active ? 'settings.enabled' : 'settings.disabled', {
        kind: 'area',
        id: areaId,
        name: area.name,
      }),
    ])
  },
})

/** `areaId` in the history is the village (or zone) in which it lies. */
function changed(
  context: DecideContext<unknown>,
  areaId: AreaId,
  { name, parentId, order }: Area,
  fields: Partial<Pick<Area, 'name' | 'parentId' | 'order'>>,
): Decision {
  const { parentId: movedTo, ...others } = fields
  const after = { ...others, ...(movedTo === undefined ? {} : { areaId: movedTo }) }
  return accept([
    patch('area', areaId, fields),
    settingsEvent(
      context,
      'settings.changed',
      { kind: 'area', id: areaId, name },
      { changes: fieldChanges({ name, order, areaId: parentId }, after) },
    ),
  ])
}

/** As much as `areaOrderSchema` allows. */
const maxOrder = 1_000_000

const levelWithin = {
  zone: 'village',
  village: 'group',
  group: undefined,
} as const satisfies Record<Area['level'], Area['level'] | undefined>

/** Two of one name side by side would be mixed up in every list; one that is switched off counts too, it may return. */
function refuseTakenName(
  rows: Rows,
  { areaId, name, parentId }: { areaId: AreaId; name: string; parentId: AreaId },
): Decision | undefined {
  const isTaken = rows
    .related('area.parentId', parentId)
    .some((row) => row.id !== areaId && row.data.name.trim() === name.trim())
  return isTaken ? reject('nameTaken', { name }) : undefined
}
