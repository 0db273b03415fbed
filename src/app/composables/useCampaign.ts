/** 实践活动: the one that counts today, and all there were. */
import { computed, type ComputedRef } from 'vue'
import { byBeginning, currentCampaign } from '../../domain/campaign/current'
import type { Row } from '../../domain/rows'
import { useRows } from './useClient'
import { useToday } from './useToday'

export interface UseCampaignReturn {
  campaign: ComputedRef<Row<'campaign'> | undefined>
  /** Newest first. */
  campaigns: ComputedRef<Row<'campaign'>[]>
}

export function useCampaign(): UseCampaignReturn {
  const today = useToday()
  const campaigns = useRows('campaign', { compare: byBeginning })
  return { campaigns, campaign: computed(() => currentCampaign(campaigns.value, today.value)) }
}
