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
import { useTerms } from '../../composables/useTerms'
import { useToday } from '../../composables/useToday'

type Given<T> = MaybeRefOrGetter<T | undefined>

/** What this person could do with an issue; the commands' own rules, on the rows held here. */
export function useIssueOffers(issue: Given<Row<'issue'>>): ComputedRef<Offer<IssueStep>[]> {
  const offersOf = useOffersOf()
  return computed(() => {
    const row = toValue(issue)
    return row ? offersOf(row) : []
  })
}

/** Called while rendering, it renews with the rows. */
function useOffersOf(): (issue: Row<'issue'>) => Offer<IssueStep>[] {
  const { client, versions } = useClient()
  const actor = useActor()
  const pairings = useRelated('pairing.personId', () => actor.value?.personId)
  return (issue) => {
    if (!actor.value) return []
    void versions.issue.value
    void versions.task.value
    const { masterId } = issue.data
    return issueOffers(issue, {
      actor: actor.value,
      pairings: pairings.value,
      tasks: client.related('task.issueIds', issue.id),
      merged: client.related('issue.masterId', issue.id).filter(({ data }) => data.state === 'merged'),
      master: masterId ? client.row('issue', masterId)?.data : undefined,
    })
  }
}

/** Whether a step can be taken on one of many issues now. */
export function useCanTake(): (issue: Row<'issue'>, step: IssueStep) => boolean {
  const offersOf = useOffersOf()
  return (issue, step) => offersOf(issue).some((offer) => offer.step === step && !offer.refusal)
}

export function useTaskOffers(task: Given<Row<'task'>>): ComputedRef<Offer<TaskStepName>[]> {
  const actor = useActor()
  const today = useToday()
  const terms = useTerms()
  return computed(() => {
    const row = toValue(task)
    return row && actor.value ? taskOffers(row, actor.value, today.value, terms.value) : []
  })
}
