/**
 * 单位实效报告 (§四.4): what a unit did about residents' matters in a period, for 年度考核, 民主生活会 and 述职. Derived
 * from rows and never typed; of units only. Confidential matters are left out, so that everybody who may read it comes
 * to the same figures.
 */
import { activityKinds, type ActivityKind } from '../activity/rows'
import type { PersonId, UnitId } from '../ids'
import type { Row } from '../rows'
import type { CalendarDate } from '../time/shanghai'
import { shanghaiDate } from '../time/shanghai'
import { bestNow } from '../time/honest'
import { isOpenTask } from '../task/rows'
import type { PlanState } from '../plan/rows'

/** First and last day, both included. */
export interface Period {
  from: CalendarDate
  to: CalendarDate
}
/** A period may reach beyond today: what is due then is not overdue. */
export interface ReportPeriod extends Period {
  today: CalendarDate
}

export interface ReportRows {
  people: Iterable<Row<'person'>>
  issues: Iterable<Row<'issue'>>
  tasks: Iterable<Row<'task'>>
  /** Only those of reopened issues are looked at. */
  events: Iterable<Row<'event'>>
  activities: Iterable<Row<'activity'>>
  cases: Iterable<Row<'modelCase'>>
  plans: Iterable<Row<'unitPlan'>>
  press: Iterable<Row<'pressItem'>>
}

/** Counts of matters; every task counts for the unit that leads it, an issue for each unit that leads a task of it. */
export interface UnitReport {
  unitId: UnitId
  /** Issues that its people registered, raised in the period. */
  raised: number
  /** Tasks that it was given to lead, cancelled ones left out. */
  taken: number
  /** Of the tasks it ended in the period, and how many of them by the deadline that counted. */
  ended: number
  inTime: number
  /** Tasks that are open and were due by the end of the period, or before today. */
  overdue: number
  /** Issues whose latest return visit was paid in the period, by what the resident said. */
  satisfied: number
  fairly: number
  dissatisfied: number
  /** Issues struck off in the period, and not reopened since. */
  struckOff: number
  /** Times that an issue was reopened (复号) in the period. */
  reopened: number
  /** Issues that were put off in the period and still are. */
  deferred: number
  /** 突出问题 that it works on or ended in the period, and how many of them were struck off in it. */
  prominent: number
  prominentEnded: number
  /** 活动 by kind, without withdrawn ones, and the people they reached, as far as it was said. */
  activities: Record<ActivityKind, number>
  activitiesTotal: number
  peopleReached: number
  /** 典型案例, 长效机制, 特色品牌 published. */
  cases: number
  /** 报道 about it. */
  press: number
  /** 方案 of any campaign, the one that got furthest; null: none. */
  plan: PlanState | null
}

/** One report for each of the units, in their order. */
export function unitReports(
  unitIds: readonly UnitId[],
  period: ReportPeriod,
  rows: ReportRows,
): UnitReport[] {
  const reports = new Map(unitIds.map((unitId) => [unitId, emptyReport(unitId)]))
  const isIn = (day: CalendarDate | null | undefined): boolean =>
    day !== null && day !== undefined && day >= period.from && day <= period.to
  const issues = new Map<string, Row<'issue'>>()
  for (const issue of rows.issues) if (!issue.data.confidential) issues.set(issue.id, issue)

  countRaised()
  const led = countTasks()
  for (const [issueId, unitIdsOfIssue] of led) {
    const issue = issues.get(issueId)
    if (issue) for (const unitId of unitIdsOfIssue) countIssue(reports.get(unitId), issue)
  }
  for (const { data } of rows.events) {
    if (data.type !== 'issue.reopened' || !issues.has(data.aboutId)) continue
    if (!isIn(shanghaiDate(bestNow(data)))) continue
    for (const unitId of led.get(data.aboutId) ?? []) add(reports.get(unitId), 'reopened')
  }
  for (const { data } of rows.activities) {
    const report = reports.get(data.unitId)
    if (!report || data.state !== 'recorded' || !isIn(data.happenedOn)) continue
    report.activities[data.kind] += 1
    report.activitiesTotal += 1
    report.peopleReached += data.peopleReached ?? 0
  }
  for (const { data } of rows.cases)
    if (data.state === 'published' && isIn(data.publishedOn)) add(reports.get(data.unitId), 'cases')
  for (const { data } of rows.press)
    if (data.unitId !== null && data.state === 'recorded' && isIn(data.publishedOn))
      add(reports.get(data.unitId), 'press')
  for (const { data } of rows.plans) {
    const report = reports.get(data.unitId)
    if (report && planRank[data.state] > (report.plan === null ? -1 : planRank[report.plan]))
      report.plan = data.state
  }
  return [...reports.values()]

  function countRaised(): void {
    const unitOf = new Map<PersonId, UnitId>()
    for (const { id, data } of rows.people) unitOf.set(id, data.unitId)
    for (const { data } of issues.values())
      if (isIn(data.raisedOn)) add(reports.get(unitOf.get(data.registeredBy) ?? ''), 'raised')
  }

  /** Counts the tasks, and tells which units lead a task of each issue. */
  function countTasks(): Map<string, Set<UnitId>> {
    const byIssue = new Map<string, Set<UnitId>>()
    for (const { data } of rows.tasks) {
      const report = reports.get(data.leadUnitId)
      const ofUnit = data.issueIds.filter((id) => issues.has(id))
      if (!report || ofUnit.length === 0) continue
      for (const id of ofUnit) byIssue.set(id, (byIssue.get(id) ?? new Set()).add(data.leadUnitId))
      if (data.state === 'cancelled') continue
      if (isIn(data.deadlines[0]?.setOn)) report.taken += 1
      if (data.state === 'done' && isIn(data.completedOn)) {
        report.ended += 1
        if ((data.completedOn ?? '') <= data.dueOn) report.inTime += 1
      }
      if (isOpenTask(data.state) && data.dueOn <= period.to && data.dueOn < period.today) report.overdue += 1
    }
    return byIssue
  }

  function countIssue(report: UnitReport | undefined, { data }: Row<'issue'>): void {
    if (!report) return
    const { returnVisit, struckOff, deferred, leaderId } = data
    if (returnVisit && isIn(returnVisit.on)) report[returnVisit.satisfaction] += 1
    const hasEnded = data.state === 'struckOff' && isIn(struckOff?.on)
    if (hasEnded) report.struckOff += 1
    if (data.state === 'deferred' && isIn(deferred?.since)) report.deferred += 1
    const isInHand = data.state !== 'struckOff' && data.state !== 'closed' && data.raisedOn <= period.to
    if (leaderId && (hasEnded || isInHand)) {
      report.prominent += 1
      if (hasEnded) report.prominentEnded += 1
    }
  }
}

const planRank: Readonly<Record<PlanState, number>> = { draft: 0, returned: 1, submitted: 2, approved: 3 }

type Counted = { [K in keyof UnitReport]: UnitReport[K] extends number ? K : never }[keyof UnitReport]
function add(report: UnitReport | undefined, figure: Counted): void {
  if (report) report[figure] += 1
}

const emptyReport = (unitId: UnitId): UnitReport => ({
  unitId,
  raised: 0,
  taken: 0,
  ended: 0,
  inTime: 0,
  overdue: 0,
  satisfied: 0,
  fairly: 0,
  dissatisfied: 0,
  struckOff: 0,
  reopened: 0,
  deferred: 0,
  prominent: 0,
  prominentEnded: 0,
  activities: Object.fromEntries(activityKinds.map((kind) => [kind, 0])) as Record<ActivityKind, number>,
  activitiesTotal: 0,
  peopleReached: 0,
  cases: 0,
  press: 0,
  plan: null,
})
