/**
 * Days and hours of visits. Nobody is in two places at once: overlaps would be evidence of made-up visits, and the
 * demo zone should give no such hint by accident.
 */
import { addDays, daysBetween, type CalendarDate, type ClockTime } from '../../domain/time/shanghai'
import type { Random } from './random'

/** From 08:00 to 22:00. */
const firstMinute = 8 * 60
const stepMinutes = 10
const cellsPerDay = 84

export interface Slot {
  readonly date: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
}

export interface Schedule {
  /** A free slot for all of `people`, near the wished time of a likely day; the slot is taken then. */
  place(random: Random, people: readonly string[], minutes: number, wished: (random: Random) => number): Slot
  /** Whole working days in a row for one person, or undefined when no such run is free. */
  placeDays(
    random: Random,
    personId: string,
    days: number,
  ): { from: CalendarDate; to: CalendarDate } | undefined
}

/** @param days Candidate days with weights, in order. */
export function makeSchedule(days: readonly (readonly [date: CalendarDate, weight: number])[]): Schedule {
  const busy = new Map<string, Uint8Array>()
  const cellsOf = (personId: string, date: CalendarDate): Uint8Array => {
    const key = personId + date
    const known = busy.get(key)
    if (known) return known
    const fresh = new Uint8Array(cellsPerDay)
    busy.set(key, fresh)
    return fresh
  }
  const drawDay = weightedDraw(days)

  return {
    place(random, people, minutes, wished) {
      const length = Math.max(1, Math.ceil(minutes / stepMinutes))
      let date = drawDay(random)
      let start = cellAt(wished(random))
      // A full day is rare below some twenty visits per person and day; then the last draw is taken as it is.
      for (let attempt = 0; attempt < 60; attempt++) {
        const calendars = people.map((personId) => cellsOf(personId, date))
        const free = nearestFree(calendars, cellAt(wished(random)), length)
        if (free !== undefined) {
          start = free
          break
        }
        date = drawDay(random)
      }
      for (const personId of people) cellsOf(personId, date).fill(1, start, start + length)
      const startMinute = firstMinute + start * stepMinutes
      return { date, startMinute, endMinute: startMinute + length * stepMinutes }
    },
    placeDays(random, personId, count) {
      for (let attempt = 0; attempt < 20; attempt++) {
        const from = drawDay(random)
        const run = Array.from({ length: count }, (_, index) => addDays(from, index))
        const inside = run.every((date) => days.some(([known]) => known === date))
        if (!inside || run.some((date) => cellsOf(personId, date).some((cell) => cell === 1))) continue
        for (const date of run) cellsOf(personId, date).fill(1)
        return { from, to: addDays(from, count - 1) }
      }
      return undefined
    },
  }
}

/** The start of the free run closest to the wish, looking forward and then back. */
function nearestFree(calendars: readonly Uint8Array[], wish: number, length: number): number | undefined {
  for (let distance = 0; distance < cellsPerDay; distance++) {
    if (isFree(calendars, wish + distance, length)) return wish + distance
    if (isFree(calendars, wish - distance, length)) return wish - distance
  }
  return undefined
}

function isFree(calendars: readonly Uint8Array[], start: number, length: number): boolean {
  if (start < 0 || start + length > cellsPerDay) return false
  for (const cells of calendars) {
    // Plain indexes: this is the innermost loop of twenty thousand visits.
    for (let cell = start; cell < start + length; cell++) if (cells[cell] === 1) return false
  }
  return true
}

function weightedDraw(days: readonly (readonly [CalendarDate, number])[]): (random: Random) => CalendarDate {
  const sums: number[] = []
  let total = 0
  for (const [, weight] of days) sums.push((total += weight))
  return (random) => {
    const wanted = random.next() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    const day = days[low]
    if (!day) throw new RangeError('schedule: no day to draw from')
    return day[0]
  }
}

/**
 * Days of visits before `today`: most in the weeks of 全面开展 and in the last fortnight, fewer at weekends, when
 * people who work are at home and cadres go all the same.
 */
export function visitDays(
  phases: readonly { id: string; from: CalendarDate; to: CalendarDate }[],
  today: CalendarDate,
): [CalendarDate, number][] {
  return phases.flatMap(({ id, from, to }) => {
    // The first days of mobilisation have meetings, no visits yet.
    const start = id === 'phase-mobilise' ? addDays(from, 2) : from
    const last = to < today ? to : addDays(today, -1)
    const count = Math.max(0, daysBetween(start, last) + 1)
    return Array.from({ length: count }, (_, index): [CalendarDate, number] => {
      const date = addDays(start, index)
      const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
      const recent = daysBetween(date, today) <= 14
      const phase = id === 'phase-launch' ? 2 : id === 'phase-mobilise' ? 0.5 : 1
      return [date, phase * (weekend ? 0.45 : 1) * (recent ? 1.8 : 1)]
    })
  })
}

const cellAt = (minute: number) =>
  Math.min(cellsPerDay - 1, Math.max(0, Math.floor((minute - firstMinute) / stepMinutes)))

export const clockTimeOf = (minute: number): ClockTime =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
