/**
 * Which visits are due: a proposal from pairings with a rhythm, never a task that is counted against anyone
 * (docs/domain.md §5). Pure, from rows the device holds.
 */
import type { AreaId, PairingId, PersonId, SubjectId } from '../ids'
import type { CampaignDays } from '../roster/coverage'
import type { Row } from '../rows'
import { addDays, type CalendarDate } from '../time/shanghai'
import type { Pairing } from '../zone/rows'

/** A visit that is due since `dueOn`, to one subject or, for a leader, to a village as a whole. */
export interface DueVisit {
  subjectId: SubjectId | null
  areaId: AreaId
  pairingId: PairingId
  pairingKind: Pairing['kind']
  dueOn: CalendarDate
  /** Last day of the last visit that counts; null: none yet. */
  lastVisitOn: CalendarDate | null
}

export interface DueVisitsOptions {
  personId: PersonId
  today: CalendarDate
  /** Any pairings; only this person's open ones with a rhythm are looked at. */
  pairings: Iterable<Row<'pairing'>>
  subjects: Iterable<Row<'subject'>>
  visits: Iterable<Row<'visit'>>
  /**
   * Days of the campaign: nothing is due outside of them, and a rhythm that was due long before them is due from their
   * first day, so that a new campaign doesn't begin with months of arrears. Absent: there is no campaign.
   */
  campaign?: CampaignDays | undefined
}

/**
 * Due visits, the longest overdue first. The rhythm runs from the last visit, or from the day the pairing began.
 * A contact or care pairing is satisfied by anybody's visit to the subject: a household need not be called on twice
 * for the sake of a list. A leader's one (领导包保) asks for the leader's own, and for a village any visit there does.
 */
export function dueVisits({
  personId,
  today,
  pairings,
  subjects,
  visits,
  campaign,
}: DueVisitsOptions): DueVisit[] {
  if (campaign && (today < campaign.from || today > campaign.to)) return []
  const open = [...pairings].filter(({ data }) => data.personId === personId && isOpenWithRhythm(data, today))
  if (open.length === 0) return []
  const last = lastVisits(visits, personId)
  const due = new Map<string, DueVisit>()

  const consider = (pairing: Row<'pairing'>, target: Pick<DueVisit, 'subjectId' | 'areaId'>): void => {
    const isLeader = pairing.data.kind === 'leader'
    const lastVisitOn = last.of(target, isLeader) ?? null
    const byRhythm = addDays(lastVisitOn ?? pairing.data.since, pairing.data.visitEveryDays ?? 0)
    const dueOn = campaign && byRhythm < campaign.from ? campaign.from : byRhythm
    const key = target.subjectId ?? `area:${target.areaId}`
    const known = due.get(key)
    if (dueOn > today || (known && known.dueOn <= dueOn)) return
    due.set(key, { ...target, pairingId: pairing.id, pairingKind: pairing.data.kind, dueOn, lastVisitOn })
  }

  for (const pairing of open) {
    const { areaId, kind } = pairing.data
    if (areaId !== null && kind === 'leader') consider(pairing, { subjectId: null, areaId })
  }
  for (const subject of subjects) {
    for (const pairing of open) {
      const { areaId, subjectId, kind } = pairing.data
      const isMeant = subjectId === subject.id || (areaId === subject.data.areaId && kind !== 'leader')
      if (isMeant) consider(pairing, { subjectId: subject.id, areaId: subject.data.areaId })
    }
  }
  return [...due.values()].sort(byDueDate)
}

const isOpenWithRhythm = ({ endedOn, visitEveryDays, since }: Pairing, today: CalendarDate): boolean =>
  endedOn === null && visitEveryDays !== null && since <= today

const byDueDate = (a: DueVisit, b: DueVisit): number => {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1
  return (a.subjectId ?? a.areaId) < (b.subjectId ?? b.areaId) ? -1 : 1
}

interface LastVisits {
  of(target: Pick<DueVisit, 'subjectId' | 'areaId'>, ownOnly: boolean): CalendarDate | undefined
}

/** Withdrawn visits never took place. */
function lastVisits(visits: Iterable<Row<'visit'>>, personId: PersonId): LastVisits {
  const byAnyone = new Map<string, CalendarDate>()
  const byPerson = new Map<string, CalendarDate>()
  const note = (map: Map<string, CalendarDate>, key: string, date: CalendarDate): void => {
    const known = map.get(key)
    if (known === undefined || known < date) map.set(key, date)
  }
  for (const { data } of visits) {
    if (data.state !== 'recorded') continue
    const date = data.endedOn ?? data.happenedOn
    if (data.subjectId !== null) note(byAnyone, data.subjectId, date)
    if (!data.visitorIds.includes(personId)) continue
    if (data.subjectId !== null) note(byPerson, data.subjectId, date)
    note(byPerson, `area:${data.areaId}`, date)
  }
  return {
    of({ subjectId, areaId }, ownOnly) {
      if (subjectId === null) return byPerson.get(`area:${areaId}`)
      return (ownOnly ? byPerson : byAnyone).get(subjectId)
    },
  }
}
