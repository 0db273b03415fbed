import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  mustIf,
  put,
  reject,
  related,
  type Decision,
  type Rows,
} from '../command/define'
import type { EditionId } from '../ids'
import { todayOf } from '../issue/step'
import type { Row } from '../rows'
import { calendarDate, calendarMonth, freeText, nullable, object, uuid } from '../schema'
import { adding } from './adding'
import { fits } from './fits'
import { refReads } from './ledgerReads'
import { firstDayOf } from './month'
import { editionLists, type CalendarMonth } from './rows'
import { editionEvent, newItem, publicFormsSchema, refsSchema } from './step'

export const titleSchema = freeText({ max: 80, min: 1 })

/**
 * 开启月度清单: one draft a month, with a first chunk of lines. Of a month that is frozen only a correction (更正) can be
 * opened, which names the frozen edition that counts now, begins as a copy of it and keeps its lines as they were frozen.
 * Rejections: monthOpen, monthFrozen, notLatestEdition, dateInFuture, endBeforeStart.
 */
export const editionOpen = defineCommand('edition.open@1', {
  args: object({
    editionId: uuid,
    month: calendarMonth,
    heldOn: calendarDate,
    title: titleSchema,
    publicForms: publicFormsSchema,
    correctsId: nullable(uuid),
    /** Of a correction; else empty. */
    reason: freeText({ max: 500 }),
    items: refsSchema,
  }),
  reads: ({ editionId, month, correctsId, items }) => [
    fresh('edition', editionId),
    related('edition.month', month),
    ...mustIf('edition', correctsId),
    ...(correctsId === null ? [] : [related('editionItem.editionId', correctsId)]),
    ...refReads(items),
  ],
  readsMore: ({ correctsId }, rows) =>
    correctsId === null
      ? []
      : refReads(standing(rows, correctsId).map(({ data }) => ({ list: data.list, refId: data.refId }))),
  decide(context) {
    const { args, actor, rows, at } = context
    const { editionId, month, heldOn, title, correctsId, reason, items } = args
    if (!may(actor, 'edition.open', {})) return reject('notPermitted')
    if (rows.get('edition', editionId)) return reject('alreadyExists')
    const refused = refuseMonth(rows, month, correctsId) ?? refuseHeldOn(heldOn, month)
    if (refused) return refused
    const today = todayOf(context)
    if (firstDayOf(month) > today)
      return reject('dateInFuture', { field: 'month', date: firstDayOf(month), today })
    const corrected = correctsId === null ? undefined : rows.get('edition', correctsId)
    if (corrected && reason === '') return reject('invalidArgs', { path: 'reason', issue: 'empty' })
    const kept = correctsId === null ? [] : standing(rows, correctsId).filter((item) => fitsNow(rows, item))
    const copies = kept.map(({ data }) => {
      const { list, refId, order, decision, remark, line } = data
      return newItem({ editionId, list, refId, order, decision, remark, line })
    })
    const { changes } = adding(rows, { editionId, there: kept, refs: items })
    return accept([
      put('edition', editionId, {
        month,
        state: 'draft',
        title,
        heldOn,
        sections: corrected?.data.sections ?? [...editionLists],
        issuesRemark: corrected?.data.issuesRemark ?? '',
        tasksRemark: corrected?.data.tasksRemark ?? '',
        effectsRemark: corrected?.data.effectsRemark ?? '',
        publicForms: args.publicForms,
        openedBy: actor.personId,
        correctsId,
        reason: corrected ? reason : '',
        number: null,
        hash: null,
        frozenOn: null,
        frozenAt: null,
        frozenBy: null,
        frozenByName: '',
        counts: null,
        dropped: null,
        ...at,
      }),
      ...copies,
      ...changes,
      editionEvent(context, 'edition.opened', editionId, {
        month,
        heldOn,
        ...(corrected ? { corrects: corrected.data.number, reason } : {}),
      }),
    ])
  },
})

const standing = (rows: Rows, editionId: EditionId): Row<'editionItem'>[] =>
  rows.related('editionItem.editionId', editionId).filter(({ data }) => !data.removed)
const fitsNow = (rows: Rows, { data }: Row<'editionItem'>): boolean => fits(rows, data.list, data.refId)

function refuseMonth(rows: Rows, month: CalendarMonth, correctsId: EditionId | null): Decision | undefined {
  const editions = rows.related('edition.month', month)
  if (editions.some(({ data }) => data.state === 'draft')) return reject('monthOpen', { month })
  const current = currentEdition(editions)
  if (correctsId === null) return current ? reject('monthFrozen', { month }) : undefined
  const corrected = rows.get('edition', correctsId)
  if (!corrected) return reject('notPermitted')
  return corrected.id === current?.id ? undefined : reject('notLatestEdition', { month })
}

export const refuseHeldOn = (heldOn: string, month: CalendarMonth): Decision | undefined =>
  heldOn < firstDayOf(month) ? reject('endBeforeStart', { field: 'heldOn' }) : undefined

/** The frozen edition of a month that no other frozen one corrects. */
export function currentEdition(editions: Iterable<Row<'edition'>>): Row<'edition'> | undefined {
  const frozen = [...editions].filter(({ data }) => data.state === 'frozen')
  return frozen.find(({ id }) => !frozen.some(({ data }) => data.correctsId === id))
}
