import { computed, type ComputedRef } from 'vue'
import { useNames } from '../../composables/useNames'
import { useToday } from '../../composables/useToday'
import { useDeskT } from '../../late/useDeskT'
import type { IssueWords } from './issueColumns'

/** The words of `issueColumns.ts`; they renew with the rows, the language and the day. */
export function useIssueWords(): ComputedRef<IssueWords> {
  const t = useDeskT()
  const names = useNames()
  const today = useToday()
  return computed(() => ({
    number: ({ data }) =>
      data.number ?? (data.state === 'closed' ? t('domain.unnumbered') : t('domain.numberPending')),
    state: ({ data }) => t(`domain.issueState.${data.state}`),
    urgent: t('record.issue.urgent'),
    kind: ({ data }) => t(`domain.issueKind.${data.kind}`),
    category: (id) => names.category(id),
    area: (id) => names.area(id),
    subject: (id) => (id === null ? t('domain.villageOnly') : names.subject(id)),
    person: (id) => names.person(id),
    outcome: ({ data }) => (data.outcome === null ? '' : t(`domain.issueOutcome.${data.outcome}`)),
    today: today.value,
  }))
}
