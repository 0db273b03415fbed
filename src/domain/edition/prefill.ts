/**
 * Which rows belong into a month's lists, as far as rows tell it afterwards: they say how things stand, and only some of
 * the days on which they came about. The page sends what it proposes here; the office adds and takes out.
 */
import type { AreaId } from '../ids'
import { isOpenIssue } from '../issue/rows'
import type { Row } from '../rows'
import { isOpenTask } from '../task/rows'
import { isListable, listedOnOf } from './fits'
import { compare, setOnOf } from './ledgerLine'
import { isInMonth, lastDayOf } from './month'
import type { CalendarMonth, EditionList } from './rows'

export interface LiveRows {
  issues: Iterable<Row<'issue'>>
  tasks: Iterable<Row<'task'>>
  effects: Iterable<Row<'effect'>>
  areas: Iterable<Row<'area'>>
}

/** Ids per list, by village and number: of issues, of tasks, and of the issues whose effect it is. */
export function prefill(month: CalendarMonth, rows: LiveRows): Record<EditionList, string[]> {
  const issues = [...rows.issues].filter((issue) => isListable(issue))
  const issuesById = new Map(issues.map((issue) => [issue.id, issue]))
  const effects = new Map([...rows.effects].map(({ data }) => [data.issueId, data]))
  const byPlace = inOrderOf([...rows.areas])
  const placeOf = ({ id, data }: Row<'issue'>) => [byPlace(data.areaId), data.number ?? '~', id]
  const placeOfTask = ({ id, data }: Row<'task'>) => {
    const served = data.issueIds.flatMap((each) => issuesById.get(each) ?? []).map(placeOf)
    return [...(served.sort(compareAll)[0] ?? []), data.dueOn, id]
  }
  const tasks = [...rows.tasks].filter(
    ({ data }) => !data.audience.confidential && data.issueIds.some((id) => issuesById.has(id)),
  )
  const sorted = <T extends { id: string }>(found: readonly T[], place: (row: T) => string[]): string[] =>
    found
      .map((row) => ({ id: row.id, place: place(row) }))
      .sort((a, b) => compareAll(a.place, b.place))
      .map(({ id }) => id)
  return {
    issues: sorted(
      issues.filter((issue) => belongsAsIssue(issue, month)),
      placeOf,
    ),
    tasks: sorted(
      tasks.filter((task) => belongsAsTask(task, month)),
      placeOfTask,
    ),
    effects: sorted(
      issues.filter((issue) => belongsAsEffect(issue, effects.get(issue.id), month)),
      placeOf,
    ),
  }
}

/** Listed in the month, or listed before and open at its end. */
function belongsAsIssue({ data }: Row<'issue'>, month: CalendarMonth): boolean {
  const listedOn = listedOnOf(data)
  const end = lastDayOf(month)
  if (listedOn === undefined || listedOn > end) return false
  const endedLater = data.struckOff ? data.struckOff.on > end : false
  return isInMonth(listedOn, month) || isOpenIssue(data.state) || endedLater
}

/** Set or due in the month, or set before and open at its end. Of those that were cancelled only the ones set in it. */
function belongsAsTask({ data }: Row<'task'>, month: CalendarMonth): boolean {
  const setOn = setOnOf(data)
  const end = lastDayOf(month)
  if (setOn > end) return false
  if (isInMonth(setOn, month)) return true
  if (data.state === 'cancelled') return false
  const doneLater = data.completedOn === null ? false : data.completedOn > end
  return isInMonth(data.dueOn, month) || isOpenTask(data.state) || doneLater
}

const reachedStates = new Set<Row<'issue'>['data']['state']>([
  'awaitingReturnVisit',
  'awaitingReview',
  'struckOff',
])

/** Reached in the month and not undone since, or struck off in it. */
function belongsAsEffect(
  { data }: Row<'issue'>,
  effect: Row<'effect'>['data'] | undefined,
  month: CalendarMonth,
): boolean {
  if (isInMonth(data.struckOff?.on, month)) return true
  const wasListed = (listedOnOf(data) ?? '~') <= lastDayOf(month)
  return wasListed && reachedStates.has(data.state) && isInMonth(effect?.happenedOn, month)
}

/** Villages in the order in which the zone lists them; those that nobody knows come last. */
function inOrderOf(areas: readonly Row<'area'>[]): (areaId: AreaId) => string {
  const sorted = [...areas].sort((a, b) => a.data.order - b.data.order || compare(a.id, b.id))
  const places = new Map(sorted.map(({ id }, index) => [id, String(index).padStart(6, '0')]))
  return (areaId) => places.get(areaId) ?? '~'
}

function compareAll(a: readonly string[], b: readonly string[]): number {
  for (const [index, value] of a.entries()) {
    const order = compare(value, b[index] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}
