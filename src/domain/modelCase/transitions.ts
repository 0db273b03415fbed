/** The case's state machine: state × command → next state. */
import type { CaseState } from './rows'

export const caseTransitions = {
  'modelCase.write': { '(new)': 'draft', draft: 'draft', returned: 'returned' },
  'modelCase.submit': { draft: 'submitted', returned: 'submitted' },
  'modelCase.publish': { submitted: 'published' },
  'modelCase.return': { submitted: 'returned' },
  /** 撤下 of what everybody could read. */
  'modelCase.withdraw': { published: 'withdrawn' },
} as const satisfies Record<string, Partial<Record<CaseState | '(new)', CaseState>>>

export type CaseCommand = keyof typeof caseTransitions

/** Undefined where the state does not allow it. */
export function nextCaseState(command: CaseCommand, state: CaseState | '(new)'): CaseState | undefined {
  const row: Partial<Record<CaseState | '(new)', CaseState>> = caseTransitions[command]
  return row[state]
}
