import { reject, type Decision, type Rows } from '../command/define'
import type { CalendarDate, ClockTime } from '../time/shanghai'
import { daysBetween } from '../time/shanghai'
import { refuseDatesLongAgo, refuseFutureDates } from '../time/check'
import type { HonestTimes } from '../time/honest'
import type { SubjectKind } from '../subject/rows'
import type { VisitKind } from './rows'

/**
 * A visit can be written down late, but 1926 for 2026 is a slip: two years cover a campaign and the one before, whose
 * paper notes are still being entered.
 */
const longestAgoDays = 2 * 366
/** 蹲点: the longest quarter of a year. More is a posting of its own, or a slip in the month or year. */
const longestStayDays = 92

interface VisitDays {
  happenedOn: CalendarDate
  endedOn: CalendarDate | null
}

/** Refuses days on which a visit can't have been; late entry is ordinary. `changed`: only those that were typed now. */
export function refuseDays(
  { happenedOn, endedOn }: VisitDays,
  at: HonestTimes,
  changed: Partial<VisitDays> = { happenedOn, endedOn },
): Decision | undefined {
  const typed = { happenedOn: changed.happenedOn, endedOn: changed.endedOn }
  return (
    refuseFutureDates(typed, at) ??
    refuseDatesLongAgo(typed, longestAgoDays, at) ??
    (typed.happenedOn || typed.endedOn ? refuseLongStay({ happenedOn, endedOn }) : undefined)
  )
}

function refuseLongStay({ happenedOn, endedOn }: VisitDays): Decision | undefined {
  const days = endedOn === null ? 1 : daysBetween(happenedOn, endedOn) + 1
  return days > longestStayDays
    ? reject('stayTooLong', { field: 'endedOn', days, max: longestStayDays })
    : undefined
}

/** Refuses an end before its start: days of a stay, or times of one day. */
export function refuseEndBeforeStart(times: {
  happenedOn: CalendarDate
  endedOn: CalendarDate | null
  startTime: ClockTime | null
  endTime: ClockTime | null
}): Decision | undefined {
  if (times.endedOn !== null && times.endedOn < times.happenedOn)
    return reject('endBeforeStart', { field: 'endedOn' })
  const oneDay = times.endedOn === null || times.endedOn === times.happenedOn
  if (oneDay && times.startTime !== null && times.endTime !== null && times.endTime < times.startTime) {
    return reject('endBeforeStart', { field: 'endTime' })
  }
  return undefined
}

/** Several visitors may go together; each must be an active person of the zone. */
export function refuseVisitors(rows: Rows, visitorIds: readonly string[]): Decision | undefined {
  const unknown = visitorIds.find((id) => rows.get('person', id)?.data.active !== true)
  return unknown === undefined ? undefined : reject('unknownPerson', { personId: unknown })
}

const kindsOfSubject: Record<'household' | 'enterprise', readonly SubjectKind[]> = {
  household: ['household'],
  // 进企业 covers grass-roots units as well: they are visited the same way (plan §二.3).
  enterprise: ['enterprise', 'organization'],
}

export function refuseKindMismatch(visitKind: VisitKind, subjectKind: SubjectKind): Decision | undefined {
  const allowed: readonly SubjectKind[] =
    visitKind === 'household' || visitKind === 'enterprise' ? kindsOfSubject[visitKind] : []
  return allowed.includes(subjectKind) ? undefined : reject('kindMismatch', { visitKind, subjectKind })
}
