/** Which campaign a page looks at: it stands in the address, so that a link and the way back keep it. */
import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Choice } from '../components/ui/choice'
import { useCampaign } from './useCampaign'

export interface UseCampaignChoiceReturn {
  /** Undefined: the one of today. */
  chosen: WritableComputedRef<string | undefined>
  /** For links to pages that go by the same choice. */
  query: ComputedRef<Record<string, string>>
  /** Newest first. */
  choices: ComputedRef<Choice[]>
}

export function useCampaignChoice(): UseCampaignChoiceReturn {
  const route = useRoute()
  const router = useRouter()
  const { campaign, campaigns } = useCampaign()
  const chosen = computed({
    get() {
      const asked = route.query['campaign']
      return typeof asked === 'string' && asked !== campaign.value?.id ? asked : undefined
    },
    set(id) {
      const isToday = id === undefined || id === campaign.value?.id
      void router.replace({ ...route, query: isToday ? {} : { campaign: id } })
    },
  })
  return {
    chosen,
    query: computed(() => (chosen.value === undefined ? {} : { campaign: chosen.value })),
    choices: computed(() => campaigns.value.map(({ id, data }) => ({ value: id, label: data.name }))),
  }
}
