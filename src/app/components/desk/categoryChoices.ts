import { isActiveCategory } from '../../../domain/zone/rows'
import type { Row } from '../../../domain/rows'
import type { Choice, ChoiceSet } from '../ui/choice'

const byOrder = (a: Row<'category'>, b: Row<'category'>): number =>
  a.data.order - b.data.order || (a.id < b.id ? -1 : 1)

/**
 * First level as a heading over its second level; one without a second level stands for itself. `withParents`: to look
 * for, so those switched off are among them; else to choose from, with `kept` if it is what the issue has.
 */
export function categoryChoices(
  rows: readonly Row<'category'>[],
  { withParents, kept }: { withParents: boolean; kept?: string | null },
): (Choice | ChoiceSet)[] {
  const sorted = rows
    .filter(({ id, data }) => withParents || isActiveCategory(data) || id === kept)
    .sort(byOrder)
  const asChoice = ({ id, data }: Row<'category'>): Choice => ({ value: id, label: data.name })
  return sorted
    .filter(({ data }) => data.parentId === null)
    .map((top) => {
      const below = sorted.filter(({ data }) => data.parentId === top.id).map(asChoice)
      if (below.length === 0) return asChoice(top)
      return { label: top.data.name, options: withParents ? [asChoice(top), ...below] : below }
    })
}
