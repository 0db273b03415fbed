/** 研究意见, remarks and the head of a draft: fields that two people may change at the same time. */
import { accept, defineCommand, must, reject, type Change, type DecideContext } from '../command/define'
import { conflictEvents, editRow, type RowEdit } from '../mergeFields'
import { calendarDate, choice, freeText, object, optional, uuid } from '../schema'
import { refuseHeldOn, titleSchema } from './open'
import { editionLists, itemIdOf } from './rows'
import { draftOf, publicFormsSchema, sectionsSchema } from './step'

const remark = freeText({ max: 500 })

/** 记研究意见, 备注 of one line. */
export const editionNote = defineCommand('edition.note@1', {
  args: object({
    editionId: uuid,
    list: choice(editionLists),
    refId: uuid,
    decision: optional(freeText({ max: 1000 })),
    remark: optional(remark),
  }),
  reads: ({ editionId, list, refId }) => [
    must('edition', editionId),
    must('editionItem', itemIdOf(editionId, list, refId)),
  ],
  decide(context) {
    const { editionId, list, refId, ...fields } = context.args
    const step = draftOf(context, 'edition.note', editionId)
    if (step.refusal) return step.refusal
    const item = context.rows.get('editionItem', itemIdOf(editionId, list, refId))
    if (!item || item.data.removed) return reject('notPermitted')
    const edit = editRow(item, fields, context)
    if (edit.changes.length === 0) return reject('nothingToChange')
    return accept([...edit.changes, ...conflictsOf(context, editionId, edit, { list, refId })])
  },
})

/** 改表头: title, day of the meeting, order of the lists, a remark on each of them, how it is made public. */
export const editionSetHead = defineCommand('edition.setHead@1', {
  args: object({
    editionId: uuid,
    changes: object({
      title: optional(titleSchema),
      heldOn: optional(calendarDate),
      sections: optional(sectionsSchema),
      issuesRemark: optional(remark),
      tasksRemark: optional(remark),
      effectsRemark: optional(remark),
      publicForms: optional(publicFormsSchema),
    }),
  }),
  reads: ({ editionId }) => [must('edition', editionId)],
  decide(context) {
    const { editionId, changes } = context.args
    const step = draftOf(context, 'edition.setHead', editionId)
    if (step.refusal) return step.refusal
    const { edition } = step
    const refused =
      changes.heldOn === undefined ? undefined : refuseHeldOn(changes.heldOn, edition.data.month)
    if (refused) return refused
    const edit = editRow(edition, changes, context)
    if (edit.changes.length === 0) return reject('nothingToChange')
    return accept([...edit.changes, ...conflictsOf(context, editionId, edit, {})])
  },
})

/** Told to both who wrote it, with the line that it is about. */
const conflictsOf = (
  context: DecideContext<unknown>,
  editionId: string,
  { conflicts }: RowEdit,
  line: Record<string, string>,
): Change[] =>
  conflictEvents(context, { kind: 'edition', id: editionId, areaId: '' }, conflicts).map((change) =>
    change.op === 'put' && change.kind === 'event'
      ? { ...change, data: { ...change.data, detail: { ...change.data.detail, ...line } } }
      : change,
  )
