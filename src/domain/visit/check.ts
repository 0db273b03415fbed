import { reject, type Decision, type Rows } from '../command/define'
import type { CalendarDate, ClockTime } from '../time/shanghai'
import { shanghaiDate } from '../time/shanghai'
import { bestNow, type HonestTimes } from '../time/honest'
import type { SubjectKind } from '../subject/rows'
import type { VisitKind } from './rows'

/** Refuses dates after today by the best clock known; late entry is never refused. */
export function refuseFutureDates(
  dates: Record<string, CalendarDate | null | undefined>,
  at: HonestTimes,
): Decision | undefined {
  const today = shanghaiDate(bestNow(at))
  for (const [field, date] of Object.entries(dates)) {
    if (date && date > today) return reject('dateInFuture', { field, date, today })
  }
  return undefined
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
