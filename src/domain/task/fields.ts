/** What the office sets when it gives a task, shared by assigning, claiming and giving it to another. */
import { reject, type Decision, type Read, type Rows, must } from '../command/define'
import type { PersonId, UnitId } from '../ids'
import { calendarDate, choice, codeId, freeText, idList, list, nullable, object, uuid } from '../schema'
import { refusePastDates } from '../time/check'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'
import { refuseUnit } from '../zone/unit'
import { deadlineKinds, type Milestone, type DeadlineKind } from './rows'

const milestone = object({ id: uuid, name: freeText({ max: 60, min: 1 }), dueOn: calendarDate })

export const measureFields = {
  title: freeText({ max: 60, min: 1 }),
  measures: freeText({ max: 1000, min: 1 }),
  deadlineKind: choice(deadlineKinds),
  dueOn: calendarDate,
  milestones: list(milestone, { max: 20 }),
}
export const handlerFields = {
  leadUnitId: codeId,
  assistUnitIds: idList(codeId, { max: 10 }),
  leaderId: uuid,
  handlerId: nullable(uuid),
}

interface Times {
  deadlineKind: DeadlineKind
  dueOn: CalendarDate
  milestones: readonly { dueOn: CalendarDate }[]
}

/** Refuses a deadline in the past, staged work without a milestone, and milestones after the deadline. */
export function refuseTimes(
  { deadlineKind, dueOn, milestones }: Times,
  at: HonestTimes,
): Decision | undefined {
  const past = refusePastDates({ dueOn }, at)
  if (past) return past
  if (deadlineKind === 'staged' && milestones.length === 0) return reject('milestonesNeeded')
  for (const { dueOn: date } of milestones) {
    const tooEarly = refusePastDates({ milestones: date }, at)
    if (tooEarly) return tooEarly
    if (date > dueOn) return reject('milestoneAfterDeadline', { date, dueOn })
  }
  return undefined
}

export const undone = (milestones: readonly Omit<Milestone, 'doneOn'>[]): Milestone[] =>
  milestones.map((each) => ({ ...each, doneOn: null }))

interface Handlers {
  leadUnitId: UnitId
  assistUnitIds: readonly UnitId[]
  leaderId: PersonId
  handlerId: PersonId | null
}

export const handlerReads = ({ leadUnitId, assistUnitIds, leaderId, handlerId }: Handlers): Read[] => [
  ...[leadUnitId, ...assistUnitIds].map((id) => must('unit', id)),
  ...peopleOf({ leaderId, handlerId }).map((id) => must('person', id)),
]

export function refuseHandlers(rows: Rows, handlers: Handlers): Decision | undefined {
  for (const id of [handlers.leadUnitId, ...handlers.assistUnitIds]) {
    const refused = refuseUnit(rows, id)
    if (refused) return refused
  }
  const personId = peopleOf(handlers).find((id) => rows.get('person', id)?.data.active !== true)
  return personId === undefined ? undefined : reject('unknownPerson', { personId })
}

export const peopleOf = ({ leaderId, handlerId }: Pick<Handlers, 'leaderId' | 'handlerId'>): PersonId[] => [
  ...new Set([leaderId, ...(handlerId === null ? [] : [handlerId])]),
]
