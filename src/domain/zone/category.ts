/** 问题类别: two levels, each with the unit that is proposed for its issues. */
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
import type { CategoryId } from '../ids'
import { boolean, codeId, integer, nullable, object, optional } from '../schema'
import { fieldChanges, settingsEvent } from '../settings/history'
import { isActiveCategory } from './rows'
import { nameSchema } from './schemas'
import { refuseUnit } from './unit'

const orderSchema = integer({ min: 0, max: 10_000 })

/** 新增类别, at the given place among its like. Rejections: categoryTooDeep, nameTaken, unitInactive. */
export const categoryCreate = defineCommand('category.create@1', {
  args: object({
    categoryId: codeId,
    name: nameSchema,
    parentId: nullable(codeId),
    leadUnitId: codeId,
    confidential: boolean,
    order: orderSchema,
  }),
  reads: ({ categoryId, parentId, leadUnitId }) => [
    fresh('category', categoryId),
    must('unit', leadUnitId),
    ...siblingReads(parentId),
  ],
  decide(context) {
    const { args, actor, rows } = context
    const { categoryId, ...category } = args
    if (!may(actor, 'category.create', {})) return reject('notPermitted')
    if (rows.get('category', categoryId)) return reject('alreadyExists')
    const refused =
      refuseParent(rows, category.parentId) ??
      refuseTakenName(rows, { categoryId, ...category }) ??
      refuseUnit(rows, category.leadUnitId)
    if (refused) return refused
    return accept([
      put('category', categoryId, category),
      settingsEvent(context, 'settings.created', { kind: 'category', id: categoryId, name: category.name }),
    ])
  },
})

/** 修改类别: only what is to change. Issues keep the category; its confidentiality counts for new ones. */
export const categoryEdit = defineCommand('category.edit@1', {
  args: object({
    categoryId: codeId,
    name: optional(nameSchema),
    parentId: optional(nullable(codeId)),
    leadUnitId: optional(codeId),
    confidential: optional(boolean),
    order: optional(orderSchema),
  }),
  reads: ({ categoryId, parentId, leadUnitId }) => [
    must('category', categoryId),
    related('category.parentId', categoryId),
    ...siblingReads(parentId ?? null),
    ...mustIf('unit', leadUnitId),
  ],
  readsMore: ({ categoryId }, rows) => siblingReads(rows.get('category', categoryId)?.data.parentId ?? null),
  decide(context) {
    const { args, actor, rows } = context
    const { categoryId, ...fields } = args
    const category = rows.get('category', categoryId)
    if (!category || !may(actor, 'category.edit', {})) return reject('notPermitted')
    const { name, parentId, leadUnitId, confidential, order } = category.data
    const changes = fieldChanges({ name, parentId, leadUnitId, confidential, order }, fields)
    if (changes.length === 0) return reject('nothingToChange')
    const to = { categoryId, name, parentId, ...fields }
    if (to.parentId !== parentId && to.parentId !== null) {
      const below = rows.related('category.parentId', categoryId).length
      if (below > 0 || to.parentId === categoryId) return reject('categoryTooDeep')
      const refused = refuseParent(rows, to.parentId)
      if (refused) return refused
    }
    const isRenamed = to.name !== name || to.parentId !== parentId
    const taken = isRenamed ? refuseTakenName(rows, to) : undefined
    if (taken) return taken
    const isLedAnew = fields.leadUnitId !== undefined && fields.leadUnitId !== leadUnitId
    const wrongUnit = isLedAnew ? refuseUnit(rows, fields.leadUnitId ?? '') : undefined
    if (wrongUnit) return wrongUnit
    return accept([
      patch('category', categoryId, fields),
      settingsEvent(context, 'settings.changed', { kind: 'category', id: categoryId, name }, { changes }),
    ])
  },
})

/**
 * 停用/启用类别: offered for no new issues; its old ones keep it, and what phones wrote with it still counts. One that is
 * switched on again needs a unit that is there. Rejections: categoryInUse, unitInactive.
 */
export const categorySetActive = defineCommand('category.setActive@1', {
  args: object({ categoryId: codeId, active: boolean }),
  reads: ({ categoryId }) => [must('category', categoryId), related('category.parentId', categoryId)],
  readsMore: ({ categoryId }, rows) => mustIf('unit', rows.get('category', categoryId)?.data.leadUnitId),
  decide(context) {
    const { args, actor, rows } = context
    const { categoryId, active } = args
    const category = rows.get('category', categoryId)
    if (!category || !may(actor, 'category.setActive', {})) return reject('notPermitted')
    if (isActiveCategory(category.data) === active) return reject('nothingToChange')
    const below = rows
      .related('category.parentId', categoryId)
      .filter(({ data }) => isActiveCategory(data)).length
    if (!active && below > 0) return reject('categoryInUse', { count: below })
    const wrongUnit = active ? refuseUnit(rows, category.data.leadUnitId) : undefined
    if (wrongUnit) return wrongUnit
    return accept([
      patch('category', categoryId, { active }),
      settingsEvent(context, active ? 'settings.enabled' : 'settings.disabled', {
        kind: 'category',
        id: categoryId,
        name: category.data.name,
      }),
    ])
  },
})

/** Headings have no heading above them, and so can't be found by one: their names are watched by the page alone. */
const siblingReads = (parentId: CategoryId | null) =>
  parentId === null ? [] : [must('category', parentId), related('category.parentId', parentId)]

function refuseParent(rows: Rows, parentId: CategoryId | null): Decision | undefined {
  if (parentId === null) return undefined
  const parent = rows.get('category', parentId)?.data
  if (!parent) return reject('unknownCategory', { categoryId: parentId })
  return parent.parentId === null && isActiveCategory(parent) ? undefined : reject('categoryTooDeep')
}

function refuseTakenName(
  rows: Rows,
  { categoryId, name, parentId }: { categoryId: CategoryId; name: string; parentId: CategoryId | null },
): Decision | undefined {
  if (parentId === null) return undefined
  const isTaken = rows
    .related('category.parentId', parentId)
    .some((row) => row.id !== categoryId && row.data.name.trim() === name.trim())
  return isTaken ? reject('nameTaken', { name }) : undefined
}
