/** The inbox as the desk shows it: its filter stands in the address, so that back, reload and a link keep it. */
import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import { issueKinds } from '../../../domain/issue/rows'
import type { Row } from '../../../domain/rows'
import { worstOnLadder } from '../../../domain/task/ladder'
import { useClient, useRows } from '../../composables/useClient'
import { useTerms } from '../../composables/useTerms'
import { useToday } from '../../composables/useToday'
import { useCampaignParts } from '../campaign/useCampaignParts'
import { emptyFilter, filterInbox, inboxStates, type InboxFilter } from './inbox'

export interface UseInboxReturn {
  filter: WritableComputedRef<InboxFilter>
  issues: ComputedRef<Row<'issue'>[]>
  /** Filters beside state and text that are set. */
  narrowedBy: ComputedRef<number>
  query: ComputedRef<Record<string, string>>
}

export function useInbox(): UseInboxReturn {
  const route = useRoute()
  const router = useRouter()
  const { client, versions } = useClient()
  const rows = useRows('issue')
  const today = useToday()
  const terms = useTerms()
  const { isInPhase } = useCampaignParts()

  const filter = computed<InboxFilter>({
    get: () => readFilter(route.query),
    set: (next) => void router.replace({ ...route, query: writeFilter(next) }),
  })
  const issues = computed(() => {
    void versions.category.value
    void versions.subject.value
    void versions.task.value
    const { rules, calendar } = terms.value
    return filterInbox(rows.value, filter.value, {
      parentOf: (id) => client.row('category', id)?.data.parentId ?? id,
      subject: (id) => client.row('subject', id)?.data.name ?? '',
      isInPhase,
      isOverdue(id) {
        const stage = worstOnLadder(client.related('task.issueIds', id), today.value, rules, calendar)?.stage
        return stage === 'yellow' || stage === 'red'
      },
    })
  })
  return {
    filter,
    issues,
    narrowedBy: computed(() => {
      const { areaId, categoryId, kind, phaseId, urgentOnly } = filter.value
      return [areaId, categoryId, kind, phaseId, urgentOnly].filter(Boolean).length
    }),
    query: computed(() => writeFilter(filter.value)),
  }
}

export function readFilter(query: LocationQuery): InboxFilter {
  const text = (name: string): string | null => {
    const value = query[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  return {
    state: inboxStates.find((state) => state === query['state']) ?? emptyFilter.state,
    areaId: text('area'),
    categoryId: text('category'),
    kind: issueKinds.find((kind) => kind === query['kind']) ?? null,
    phaseId: text('phase'),
    urgentOnly: query['urgent'] === '1',
    text: text('q') ?? '',
  }
}

/** Only what differs from the start, so that a plain address stays plain. */
export function writeFilter({
  state,
  areaId,
  categoryId,
  kind,
  phaseId,
  urgentOnly,
  text,
}: InboxFilter): Record<string, string> {
  return {
    ...(state === emptyFilter.state ? {} : { state }),
    ...(areaId === null ? {} : { area: areaId }),
    ...(categoryId === null ? {} : { category: categoryId }),
    ...(kind === null ? {} : { kind }),
    ...(phaseId === null ? {} : { phase: phaseId }),
    ...(urgentOnly ? { urgent: '1' } : {}),
    ...(text === '' ? {} : { q: text }),
  }
}
