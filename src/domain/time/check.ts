import { reject, type Decision } from '../command/define'
import { bestNow, type HonestTimes } from './honest'
import { addDays, shanghaiDate, type CalendarDate } from './shanghai'

type Dates = Record<string, CalendarDate | null | undefined>

/** Refuses dates after today by the best clock known; late entry is never refused. */
export function refuseFutureDates(dates: Dates, at: HonestTimes): Decision | undefined {
  const today = shanghaiDate(bestNow(at))
  for (const [field, date] of Object.entries(dates)) {
    if (date && date > today) return reject('dateInFuture', { field, date, today })
  }
  return undefined
}

/** Refuses dates more than `maxDays` before today by the best clock known. */
export function refuseDatesLongAgo(dates: Dates, maxDays: number, at: HonestTimes): Decision | undefined {
  const earliest = addDays(shanghaiDate(bestNow(at)), -maxDays)
  for (const [field, date] of Object.entries(dates)) {
    if (date && date < earliest) return reject('dateTooLongAgo', { field, date, earliest })
  }
  return undefined
}

/** Refuses dates before today by the best clock known: a deadline that has passed is none. */
export function refusePastDates(dates: Dates, at: HonestTimes): Decision | undefined {
  const today = shanghaiDate(bestNow(at))
  for (const [field, date] of Object.entries(dates)) {
    if (date && date < today) return reject('deadlinePast', { field, date, today })
  }
  return undefined
}
