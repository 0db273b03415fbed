/** The plan's state machine: state × command → next state. Buttons on the page and checks in the commands come from here. */
import type { PlanState } from './rows'

export const planTransitions = {
  'unitPlan.write': { '(new)': 'draft', draft: 'draft', returned: 'returned' },
  'unitPlan.submit': { draft: 'submitted', returned: 'submitted' },
  'unitPlan.approve': { submitted: 'approved' },
  /** An approved one as well, where it has to be changed later on. */
  'unitPlan.return': { submitted: 'returned', approved: 'returned' },
} as const satisfies Record<string, Partial<Record<PlanState | '(new)', PlanState>>>

export type PlanCommand = keyof typeof planTransitions

/** Undefined where the state does not allow it. */
export function nextPlanState(command: PlanCommand, state: PlanState | '(new)'): PlanState | undefined {
  const row: Partial<Record<PlanState | '(new)', PlanState>> = planTransitions[command]
  return row[state]
}
