/**
 * Calendar dates and times of day in Asia/Shanghai. China has had one zone and no summer time since 1991, so the
 * offset is a constant and no time-zone table is needed on the phone.
 */
export type CalendarDate = string
export type ClockTime = string

const shanghaiOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000

/** The calendar date in Shanghai at an instant (ms since 1970 UTC). Beyond what dates can name, it is clamped. */
export function shanghaiDate(instantMs: number): CalendarDate {
  const clamped = Math.min(Math.max(instantMs + shanghaiOffsetMs, -2_208_988_800_000), 7_258_118_399_999)
  return new Date(clamped).toISOString().slice(0, 10)
}

export function shanghaiTime(instantMs: number): ClockTime {
  return new Date(instantMs + shanghaiOffsetMs).toISOString().slice(11, 16)
}

/** First instant of a calendar date in Shanghai, ms since 1970 UTC. */
export function startOfDay(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`) - shanghaiOffsetMs
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / dayMs)
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return shanghaiDate(startOfDay(date) + days * dayMs)
}
