import { computed, type ComputedRef } from 'vue'
import { unitReports, type Period, type UnitReport } from '../../../domain/report/unitReport'
import { useRows } from '../../composables/useClient'
import { useToday } from '../../composables/useToday'

/** Reports of these units over a period, from what this device holds. */
export function useUnitReports(
  unitIds: () => readonly string[],
  period: () => Period | undefined,
): ComputedRef<UnitReport[]> {
  const today = useToday()
  const people = useRows('person')
  const issues = useRows('issue')
  const tasks = useRows('task')
  const events = useRows('event', { filter: ({ data }) => data.type === 'issue.reopened' })
  const activities = useRows('activity')
  const cases = useRows('modelCase')
  const plans = useRows('unitPlan')
  const press = useRows('pressItem')
  return computed(() => {
    const wanted = period()
    if (!wanted) return []
    return unitReports(
      unitIds(),
      { ...wanted, today: today.value },
      {
        people: people.value,
        issues: issues.value,
        tasks: tasks.value,
        events: events.value,
        activities: activities.value,
        cases: cases.value,
        plans: plans.value,
        press: press.value,
      },
    )
  })
}
