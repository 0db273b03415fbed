/** When the steps of a matter happen: in order, at the hours of whoever does them, and before the demo's day. */
import { addDays, shanghaiDate, startOfDay, type CalendarDate } from '../../../domain/time/shanghai'
import { officialCalendar } from '../../../domain/time/workingDays'
import type { Random } from '../random'

const dayMs = 86_400_000
const minuteMs = 60_000

/** Office hours on working days; who goes to people's doors goes when they are at home. */
type Hours = 'office' | 'door'

export interface Timed {
  /** Days that usually lie between this step and the one before. */
  readonly days: number
  /** Share of what is left when there is more time than usual; steps without it keep to their days. */
  readonly waits?: number
  readonly hours: Hours
}

export interface Span {
  readonly from: number
  /** Wished for the last step. */
  readonly to: number
  /** Nothing happens at this instant or later. */
  readonly end: number
}

/** An instant for each step, rising, after `from` and before `end`; with little time all of them move together. */
export function layOut(random: Random, steps: readonly Timed[], { from, to, end }: Span): number[] {
  const days = steps.map((step) => step.days * (0.6 + random.next() * 0.8))
  const usual = days.reduce((sum, each) => sum + each, 0) * dayMs
  const span = Math.max(steps.length * minuteMs, to - from)
  const waiting = steps.reduce((sum, { waits = 0 }) => sum + waits, 0)
  const spare = waiting > 0 ? Math.max(0, span - usual) / waiting : 0
  const pace = Math.min(1, span / Math.max(1, usual))
  let wished = from
  let last = from
  return steps.map(({ waits = 0, hours }, index) => {
    wished += (days[index] ?? 0) * dayMs * pace + waits * spare
    last = nextAt(random, { wished, last, end, hours })
    return last
  })
}

interface Next {
  wished: number
  last: number
  end: number
  hours: Hours
}

/** Rising and before the end, at the hours of whoever does it where that can be. */
export function nextAt(random: Random, { wished, last, end, hours }: Next): number {
  const earliest = last + random.int(4, 40) * minuteMs
  const instant = Math.max(Math.floor(wished), earliest)
  const later = withinHours(random, instant, hours)
  if (later > last && later < end) return later
  const before = beforeEnd(random, Math.min(instant, end - 1), hours)
  if (before > earliest) return before
  if (earliest < end) return earliest
  // Squeezed into what is left of the last day; steps stay in order because each one takes part of the rest.
  return last + Math.max(1, Math.floor((end - last) * (0.1 + random.next() * 0.3)))
}

const openHours: Readonly<Record<Hours, readonly [number, number]>> = {
  office: [8 * 60 + 30, 17 * 60 + 40],
  door: [8 * 60, 20 * 60 + 30],
}
const isOpenOn = (date: CalendarDate, hours: Hours) => hours === 'door' || officialCalendar.isWorkingDay(date)
const someTime = (random: Random, date: CalendarDate, hours: Hours): number =>
  startOfDay(date) + random.int(...openHours[hours]) * minuteMs

/** The instant itself, or a time soon after it that suits. */
function withinHours(random: Random, instant: number, hours: Hours): number {
  const date = shanghaiDate(instant)
  const minute = Math.floor((instant - startOfDay(date)) / minuteMs)
  const [opens, closes] = openHours[hours]
  if (isOpenOn(date, hours) && minute <= closes)
    return minute >= opens ? instant : someTime(random, date, hours)
  const next = hours === 'door' ? addDays(date, 1) : officialCalendar.addWorkingDays(date, 1).value
  return someTime(random, next, hours)
}

/** A time that suits on the day itself or the last open day before it. */
function beforeEnd(random: Random, instant: number, hours: Hours): number {
  const date = shanghaiDate(instant)
  const open = isOpenOn(date, hours) ? date : officialCalendar.addWorkingDays(date, -1).value
  return someTime(random, open, hours)
}
