import type { IssueState, Satisfaction } from '../issue/rows'
import type { Draw } from './rows'

/** Of matters, never of persons: what residents said, and how many could not be asked (docs/domain.md §5). */
export interface DrawFigures {
  drawn: number
  asked: number
  notReached: number
  open: number
  said: Record<Exclude<Satisfaction, 'notAsked'>, number>
}

export function drawFigures(draws: Iterable<Pick<Draw, 'items'>>): DrawFigures {
  const figures: DrawFigures = {
    drawn: 0,
    asked: 0,
    notReached: 0,
    open: 0,
    said: { satisfied: 0, fairly: 0, dissatisfied: 0 },
  }
  for (const { items } of draws) {
    for (const { result } of items) {
      figures.drawn++
      if (result === null) figures.open++
      else if (result.is === 'notReached') figures.notReached++
      else {
        figures.asked++
        figures.said[result.satisfaction]++
      }
    }
  }
  return figures
}

/** 不满意, and the office has not reopened it since: a proposal, nothing more. */
export const isReopenProposed = ({
  state,
  sampled,
  reopenedCount = 0,
}: {
  state: IssueState
  sampled?: { satisfaction: Satisfaction; reopenedCount: number }
  reopenedCount?: number
}): boolean =>
  sampled?.satisfaction === 'dissatisfied' &&
  sampled.reopenedCount === reopenedCount &&
  (state === 'struckOff' || state === 'closed' || state === 'awaitingReview')
