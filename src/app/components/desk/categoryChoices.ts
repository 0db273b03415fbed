import type { Row } from '../../../domain/rows'
import type { Choice, ChoiceSet } from '../ui/choice'

const byOrder = (a: Row<'category'>, b: Row<'category'>): number =>
  a.data.order - b.data.order || (a.id < b.id ? -1 : 1)

/** First level as a heading over its second level; one without a second level stands for itself. */
export function categoryChoices(
  rows: readonly Row<'category'>[],
  { withParents }: { withParents: boolean },
): (Choice | ChoiceSet)[] {
  const sorted = [...rows].sort(byOrder)
  const asChoice = ({ id, data }: Row<'category'>): Choice => ({ value: id, label: data.name })
  return sorted
    .filter(({ data }) => data.parentId === null)
    .map((top) => {
      const below = sorted.filter(({ data }) => data.parentId === top.id).map(asChoice)
      if (below.length === 0) return asChoice(top)
      return { label: top.data.name, options: withParents ? [asChoice(top), ...below] : below }
    })
}
