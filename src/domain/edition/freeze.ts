import { accept, defineCommand, must, patch, type Change, type Rows } from '../command/define'
import { todayOf } from '../issue/step'
import { freeText, object, uuid } from '../schema'
import { refuseFutureDates } from '../time/check'
import { bestNow } from '../time/honest'
import type { Row } from '../rows'
import { fits } from './fits'
import { ledgerLine } from './ledgerLine'
import { hangingReads, headingReads, namesReads, refReads, type Ref } from './ledgerReads'
import { editionLists, type EditionList } from './rows'
import { draftOf, editionEvent, editionReads, itemsOfList } from './step'

/** The lines of a draft that stand. */
const refsOf = (rows: Rows, editionId: string): Row<'editionItem'>[] =>
  rows.related('editionItem.editionId', editionId).filter(({ data }) => !data.removed)
/** Those of them that are taken from the rows; a correction keeps the others as they were. */
const takenAnew = (rows: Rows, editionId: string): Ref[] =>
  refsOf(rows, editionId).flatMap(({ data }) => (data.line ? [] : [{ list: data.list, refId: data.refId }]))

/**
 * 定稿: the lines become text, taken from the rows of whoever decides, which in the end is the server; number and hash
 * come from there too. What became confidential while the draft was open is left out. Nothing changes it afterwards.
 * Rejections: editionFrozen, dateInFuture.
 */
export const editionFreeze = defineCommand('edition.freeze@1', {
  args: object({ editionId: uuid }),
  reads: ({ editionId }, actor) => [...editionReads(editionId), must('person', actor.personId)],
  readsMore: [
    ({ editionId }, rows) => refReads(refsOf(rows, editionId).map(({ data }) => data)),
    ({ editionId }, rows) => hangingReads(takenAnew(rows, editionId), rows),
    ({ editionId }, rows) => namesReads(takenAnew(rows, editionId), rows),
    ({ editionId }, rows) => headingReads(takenAnew(rows, editionId), rows),
  ],
  decide(context) {
    const { args, actor, rows, at } = context
    const step = draftOf(context, 'edition.freeze', args.editionId)
    if (step.refusal) return step.refusal
    const { edition } = step
    const refused = refuseFutureDates({ heldOn: edition.data.heldOn }, at)
    if (refused) return refused
    const today = todayOf(context)
    const changes: Change[] = []
    const counts: Record<EditionList, number> = { issues: 0, tasks: 0, effects: 0 }
    for (const list of editionLists) {
      for (const item of itemsOfList(refsOf(rows, edition.id), list)) {
        const serial = counts[list] + 1
        const line = lineOf(rows, edition.data.publicForms, item, serial)
        if (line) counts[list] = serial
        const removed = { by: actor.personId, on: today, reason: '', confidential: true }
        changes.push(patch('editionItem', item.id, line ? { line } : { removed, line: null }))
      }
    }
    return accept(
      [
        patch('edition', edition.id, {
          state: 'frozen',
          frozenOn: today,
          frozenAt: bestNow(at),
          frozenBy: actor.personId,
          frozenByName: rows.get('person', actor.personId)?.data.name ?? '',
          counts,
        }),
        ...changes,
        editionEvent(context, 'edition.frozen', edition.id, { ...counts }),
      ],
      [{ add: 'editionNumber', editionId: edition.id }],
    )
  },
})

function lineOf(
  rows: Rows,
  publicForms: Row<'edition'>['data']['publicForms'],
  { data }: Row<'editionItem'>,
  serial: number,
): Row<'editionItem'>['data']['line'] | undefined {
  const { list, refId, remark, line } = data
  if (!line) return ledgerLine({ list, refId, serial, remark, publicForms }, rows)
  return fits(rows, list, refId) ? { ...line, serial, remark, publicForms } : undefined
}

/** 作废 a draft, with the reason; the month can be opened anew. */
export const editionDrop = defineCommand('edition.drop@1', {
  args: object({ editionId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ editionId }) => [must('edition', editionId)],
  decide(context) {
    const { editionId, reason } = context.args
    const step = draftOf(context, 'edition.drop', editionId)
    if (step.refusal) return step.refusal
    return accept([
      patch('edition', editionId, {
        state: 'dropped',
        dropped: { by: context.actor.personId, on: todayOf(context), reason },
      }),
      editionEvent(context, 'edition.dropped', editionId, { reason }),
    ])
  },
})
