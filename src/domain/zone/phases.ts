import type { CalendarDate } from '../time/shanghai'
import type { Campaign } from './rows'

/** 阶段 that a day lies in; undefined before, after and in a gap between two. */
export const phaseOn = (
  { phases }: Pick<Campaign, 'phases'>,
  day: CalendarDate,
): Campaign['phases'][number] | undefined => phases.find(({ from, to }) => from <= day && day <= to)
