/** Which campaign counts on a day: a second one next year keeps the first readable. */
import type { Row } from '../rows'
import { daysOf } from '../roster/coverage'
import type { CalendarDate } from '../time/shanghai'

type Campaigns = Iterable<Row<'campaign'>>

/** Newest first, by the day on which they begin. */
export const byBeginning = (a: Row<'campaign'>, b: Row<'campaign'>): number => {
  const [from, to] = [daysOf(a.data).from, daysOf(b.data).from]
  return from === to ? (a.id < b.id ? 1 : -1) : from < to ? 1 : -1
}

/**
 * The campaign of today: the last one that has begun and goes on; between two, the one that was last; before the first,
 * the next. So a campaign that is prepared in autumn takes over on its first day and not before.
 */
export function currentCampaign(rows: Campaigns, today: CalendarDate): Row<'campaign'> | undefined {
  const sorted = [...rows].sort(byBeginning)
  const begun = sorted.filter(({ data }) => daysOf(data).from <= today)
  return begun.find(({ data }) => isRunning(data, today)) ?? begun[0] ?? sorted.at(-1)
}

/** It has begun and not ended, neither by its phases nor by being closed before. */
export function isRunning(data: Row<'campaign'>['data'], today: CalendarDate): boolean {
  const { from, to } = daysOf(data)
  return from <= today && today <= to && !isClosed(data, today)
}

export const isClosed = ({ closedOn }: Row<'campaign'>['data'], today: CalendarDate): boolean =>
  !!closedOn && closedOn <= today
