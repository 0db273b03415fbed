/**
 * 今天的路线: the doors somebody means to call at today, in their own order. A note of this phone alone, kept sealed among
 * the drafts and never sent: where somebody went, and in which order, is nobody else's business (docs/domain.md §5).
 */
import type { CalendarDate } from '../../../domain/time/shanghai'
import { settingForm } from '../../session/settingForms'

export interface DayRoute {
  date: CalendarDate
  subjectIds: readonly string[]
}

/** How it stands among the drafts: one per person and phone. Stored, so the names stay. */
export const routeDraft = { id: settingForm('dayRoute'), form: settingForm('dayRoute') } as const

/** More than anybody calls at in a day. */
export const maxStops = 80

export function readDayRoute(saved: unknown): DayRoute | undefined {
  const { date, subjectIds } = (typeof saved === 'object' && saved !== null ? saved : {}) as Partial<
    Record<keyof DayRoute, unknown>
  >
  if (typeof date !== 'string' || !Array.isArray(subjectIds)) return undefined
  const ids = subjectIds.filter((id): id is string => typeof id === 'string')
  return { date, subjectIds: [...new Set(ids)].slice(0, maxStops) }
}

/** The route as it is today: of an earlier day's only the doors that nobody has called at since are left. */
export function routeOn(
  route: DayRoute | undefined,
  today: CalendarDate,
  wasVisitedSince: (subjectId: string, day: CalendarDate) => boolean,
): DayRoute {
  if (!route) return { date: today, subjectIds: [] }
  if (route.date === today) return route
  return { date: today, subjectIds: route.subjectIds.filter((id) => !wasVisitedSince(id, route.date)) }
}

export const withStops = (route: DayRoute, ids: readonly string[]): DayRoute => ({
  ...route,
  subjectIds: [...new Set([...route.subjectIds, ...ids])].slice(0, maxStops),
})
export const withoutStop = (route: DayRoute, id: string): DayRoute => ({
  ...route,
  subjectIds: route.subjectIds.filter((each) => each !== id),
})

/** One step up (-1) or down (1) among those still to call at; those done keep their places. */
export function withMoved(
  route: DayRoute,
  id: string,
  step: -1 | 1,
  isDone: (subjectId: string) => boolean,
): DayRoute {
  const open = route.subjectIds.filter((each) => !isDone(each))
  const other = open[open.indexOf(id) + step]
  if (!open.includes(id) || other === undefined) return route
  const swapped = new Map([
    [id, other],
    [other, id],
  ])
  return { ...route, subjectIds: route.subjectIds.map((each) => swapped.get(each) ?? each) }
}
