import { nextIssueStates, type IssueCommand } from '../../../domain/issue/transitions'
import type { Offer } from '../../../domain/issue/offers'
import { isOpenIssue, issueStates } from '../../../domain/issue/rows'
import { taskStates } from '../../../domain/task/rows'
import { nextTaskState, type TaskCommand } from '../../../domain/task/transitions'
import { useRejectionText } from '../../composables/useRejectionText'
import type { TranslateAll } from '../../late/lateTexts'
import { useLoopT } from '../../late/useLoopT'
import type { MessagePath } from '../../locales/translated'
import type { AllTexts } from '../../locales/zh-CN'
import type { StepField, StepName } from './stepForms'

/** Steps with a sheet here; the inbox's first decisions have theirs. */
type Told = Exclude<StepName, 'issue.accept' | 'issue.sendBack' | 'issue.decline'>

export interface StepWords {
  /** On its button. */
  action: (step: StepName) => string
  of: (step: Told, which: 'title' | 'text' | 'confirm' | 'saved') => string
  /** The question above a field. */
  ask: (step: StepName, field: StepField) => string
  /** Why a step can't be taken now, and when it can. */
  whyNot: (offer: Offer<StepName>) => string | undefined
}

export function useStepWords(): StepWords {
  const t = useLoopT()
  const rejectionText = useRejectionText()
  return {
    action: (step) => t(`loop.${step}.do`),
    of: (step, which) => t(`loop.${step}.${which}`),
    // Each step has its own fields; a test compares the tables with the texts.
    ask: (step, { name }) => t(`loop.${step}.ask.${name}` as MessagePath<AllTexts>),
    whyNot({ step, refusal }) {
      if (!refusal) return undefined
      if (refusal.code !== 'wrongState') return rejectionText(refusal)
      const [state, ...states] = stateWords(t, step, String(refusal.params['state']))
      return t('loop.needs', { state: state ?? '', states: states.join(t('record.listSeparator')) })
    },
  }
}

/** The state now, and those in which the step can be taken. */
function stateWords(t: TranslateAll, step: StepName, now: string): string[] {
  if (step.startsWith('task.')) {
    const wanted = taskStates.filter((state) => nextTaskState(step as TaskCommand, state))
    return taskStates
      .filter((state) => state === now)
      .concat(wanted)
      .map((state) => t(`domain.taskState.${state}`))
  }
  const wanted = issueStates.filter((state) =>
    step === 'urge.order' ? isOpenIssue(state) : nextIssueStates(step as IssueCommand, state).length > 0,
  )
  return issueStates
    .filter((state) => state === now)
    .concat(wanted)
    .map((state) => t(`domain.issueState.${state}`))
}
