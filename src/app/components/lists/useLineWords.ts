import { issueStates } from '../../../domain/issue/rows'
import { taskStates } from '../../../domain/task/rows'
import type { CalendarMonth, Edition, LedgerLine } from '../../../domain/edition/rows'
import { useFormat } from '../../composables/useFormat'
import { useListsT } from '../../late/useListsT'
import { issueLook, type StateLook } from '../record/states'
import { taskLook } from '../loop/taskLook'

export interface LineWords {
  month: (month: CalendarMonth) => string
  state: (edition: Edition) => StateLook
  /** Where a matter stood, as a chip shows it. */
  lineState: (line: LedgerLine) => StateLook
  /** 进展: the latest word with its day. */
  progress: (line: LedgerLine) => string
  /** 办理结果: how it ended, and what was done. */
  result: (line: LedgerLine) => string
  satisfaction: (line: LedgerLine) => string
  date: (date: string | null) => string
}

const editionLooks: Readonly<Record<Edition['state'], Omit<StateLook, 'label'>>> = {
  draft: { tone: 'wait', icon: 'edit' },
  frozen: { tone: 'ok', icon: 'lock' },
  dropped: { tone: 'neutral', icon: 'refused' },
}

/** The domain's own words of a line, in the language of the page; names are written out in the line itself. */
export function useLineWords(): LineWords {
  const t = useListsT()
  const format = useFormat()
  return {
    month: (month) => t('lists.monthOf', { year: month.slice(0, 4), month: String(Number(month.slice(5))) }),
    state: ({ state }) => ({ label: t(`domain.editionState.${state}`), ...editionLooks[state] }),
    lineState({ state }) {
      const issueState = issueStates.find((known) => known === state)
      if (issueState) return issueLook(t, issueState, null)
      const taskState = taskStates.find((known) => known === state)
      // A later version's word stands as it is.
      return taskState ? taskLook(t, taskState) : { label: state, tone: 'neutral' }
    },
    progress: ({ progress, progressOn }) =>
      progress === ''
        ? ''
        : [progressOn && format.value.date(progressOn), progress].filter(Boolean).join(' '),
    result: ({ outcome, result }) =>
      [outcome && t(`domain.issueOutcome.${outcome}`), result].filter(Boolean).join(t('common.colon')),
    satisfaction: ({ satisfaction }) => (satisfaction ? t(`domain.satisfaction.${satisfaction}`) : ''),
    date: (date) => (date ? format.value.date(date) : ''),
  }
}
