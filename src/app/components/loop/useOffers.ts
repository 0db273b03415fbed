import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import {
  issueOffers,
  taskOffers,
  type IssueStep,
  type Offer,
  type TaskStepName,
} from '../../../domain/issue/offers'
import type { Row } from '../../../domain/rows'
import { useActor, useClient, useRelated } from '../../composables/useClient'
import { useToday } from '../../composables/useToday'

type Given<T> = MaybeRefOrGetter<T | undefined>

/** What this person could do with an issue; the commands' own rules, on the rows held here. */
export function useIssueOffers(issue: Given<Row<'issue'>>): ComputedRef<Offer<IssueStep>[]> {
  const { client, versions } = useClient()
  const actor = useActor()
  const pairings = useRelated('pairing.personId', () => actor.value?.personId)
  const tasks = useRelated('task.issueIds', () => toValue(issue)?.id)
  const merged = useRelated('issue.masterId', () => toValue(issue)?.id)
  return computed(() => {
    const row = toValue(issue)
    if (!row || !actor.value) return []
    void versions.issue.value
    const { masterId } = row.data
    return issueOffers(row, {
      actor: actor.value,
      pairings: pairings.value,
      tasks: tasks.value,
      merged: merged.value.filter(({ data }) => data.state === 'merged'),
      master: masterId ? client.row('issue', masterId)?.data : undefined,
    })
  })
}

export function useTaskOffers(task: Given<Row<'task'>>): ComputedRef<Offer<TaskStepName>[]> {
  const actor = useActor()
  const today = useToday()
  return computed(() => {
    const row = toValue(task)
    return row && actor.value ? taskOffers(row, actor.value, today.value) : []
  })
}
