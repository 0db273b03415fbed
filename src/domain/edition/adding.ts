import { patch, type Change, type Rows } from '../command/define'
import type { EditionId } from '../ids'
import type { Row } from '../rows'
import { fits } from './fits'
import type { Ref } from './ledgerReads'
import { editionLists, itemIdOf, type EditionList } from './rows'
import { newItem, orderAfter, orderStep } from './step'

/**
 * Lines put at the end of their lists. Saying it twice changes nothing; one that was taken out comes back; one that a
 * correction took over unchanged is taken from the rows anew. What may not stand there is left out: another chunk's
 * worth of lines does not wait for an issue that became confidential meanwhile.
 */
export function adding(
  rows: Rows,
  {
    editionId,
    there,
    refs,
  }: { editionId: EditionId; there: readonly Row<'editionItem'>[]; refs: readonly Ref[] },
): { changes: Change[]; added: number; unfit: number } {
  const known = new Map(there.map((item) => [`${item.data.list} ${item.data.refId}`, item]))
  const orders = Object.fromEntries(editionLists.map((list) => [list, orderAfter(there, list)])) as Record<
    EditionList,
    number
  >
  const nextOrder = (list: EditionList): number => (orders[list] += orderStep) - orderStep
  const changes: Change[] = []
  let [added, unfit] = [0, 0]
  const wanted = new Map(refs.map((ref) => [`${ref.list} ${ref.refId}`, ref]))
  for (const [key, { list, refId }] of wanted) {
    const item = known.get(key)
    if (!fits(rows, list, refId)) unfit += 1
    else if (!item) {
      changes.push(newItem({ editionId, list, refId, order: nextOrder(list) }))
      added += 1
    } else if (item.data.removed) {
      changes.push(patch('editionItem', item.id, { removed: null, order: nextOrder(list), line: null }))
      added += 1
    } else if (item.data.line)
      changes.push(patch('editionItem', itemIdOf(editionId, list, refId), { line: null }))
  }
  return { changes, added, unfit }
}
