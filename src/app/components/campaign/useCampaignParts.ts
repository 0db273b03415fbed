import { computed, type ComputedRef } from 'vue'
import type { Row } from '../../../domain/rows'
import { daysOf, type CampaignDays } from '../../../domain/roster/coverage'
import { useCampaign } from '../../composables/useCampaign'
import { useCampaignChoice } from '../../composables/useCampaignChoice'
import type { Choice } from '../ui/choice'

export interface UseCampaignPartsReturn {
  /** The one that was chosen on the campaign's page, or the one that counts today. */
  campaign: ComputedRef<Row<'campaign'> | undefined>
  /** Another one than today's: it is read, and nothing is written into it. */
  isOther: ComputedRef<boolean>
  /** For links to pages that go by the same choice. */
  query: ComputedRef<Record<string, string>>
  days: ComputedRef<CampaignDays | undefined>
  phases: ComputedRef<Row<'campaign'>['data']['phases']>
  phaseChoices: ComputedRef<Choice[]>
  actionChoices: ComputedRef<Choice[]>
  actionName: (actionId: string) => string
  /** Whether a day lies in the phase; in none (null) every day does. */
  isInPhase: (day: string, phaseId: string | null) => boolean
}

/** 实践活动 as its pages need it: the names that a row only has the ids of. */
export function useCampaignParts(): UseCampaignPartsReturn {
  const { campaign: current, campaigns } = useCampaign()
  const { chosen, query } = useCampaignChoice()
  const campaign = computed(() => campaigns.value.find(({ id }) => id === chosen.value) ?? current.value)
  const phases = computed(() => campaign.value?.data.phases ?? [])
  const actions = computed(() => campaigns.value.flatMap(({ data }) => data.keyActions))
  return {
    campaign,
    isOther: computed(() => campaign.value?.id !== current.value?.id),
    query,
    days: computed(() => campaign.value && daysOf(campaign.value.data)),
    phases,
    phaseChoices: computed(() => phases.value.map(({ id, name }) => ({ value: id, label: name }))),
    actionChoices: computed(() =>
      (campaign.value?.data.keyActions ?? []).map(({ id, name }) => ({ value: id, label: name })),
    ),
    // Of an earlier campaign as well: its records stay readable.
    actionName: (actionId) => actions.value.find(({ id }) => id === actionId)?.name ?? actionId,
    isInPhase(day, phaseId) {
      const phase = phases.value.find(({ id }) => id === phaseId)
      return !phase || (phase.from <= day && day <= phase.to)
    },
  }
}
