import { computed, type ComputedRef } from 'vue'
import { planIdOf, type PlanState } from '../../../domain/plan/rows'
import type { Row } from '../../../domain/rows'
import { isActiveUnit } from '../../../domain/zone/rows'
import { useActor, useRows } from '../../composables/useClient'
import { useCampaignParts } from './useCampaignParts'

export interface UsePlansReturn {
  byState: ComputedRef<Record<PlanState, Row<'unitPlan'>[]>>
  /** Units that have none in this campaign; Party branches file none, nor do dissolved ones. */
  missing: ComputedRef<Row<'unit'>[]>
  /** Of the own unit; the plan itself may not be begun. */
  ownId: ComputedRef<string | undefined>
  own: ComputedRef<Row<'unitPlan'> | undefined>
}

/** 单位实施方案 of the current campaign. */
export function usePlans(): UsePlansReturn {
  const actor = useActor()
  const { campaign } = useCampaignParts()
  const units = useRows('unit', {
    filter: ({ data }) => data.kind !== 'branch' && isActiveUnit(data),
    compare: (a, b) => (a.id < b.id ? -1 : 1),
  })
  const all = useRows('unitPlan')
  const plans = computed(() => all.value.filter(({ data }) => data.campaignId === campaign.value?.id))
  const ownId = computed(() => {
    const unitId = actor.value?.unitId
    return campaign.value && unitId !== undefined ? planIdOf(campaign.value.id, unitId) : undefined
  })
  return {
    byState: computed(() => {
      const found: Record<PlanState, Row<'unitPlan'>[]> = {
        draft: [],
        submitted: [],
        returned: [],
        approved: [],
      }
      for (const plan of plans.value) found[plan.data.state].push(plan)
      // What was filed first is looked at first.
      found.submitted.sort((a, b) => filedOn(a).localeCompare(filedOn(b)) || (a.id < b.id ? -1 : 1))
      return found
    }),
    missing: computed(() => {
      const planned = new Set(plans.value.map(({ data }) => data.unitId))
      return units.value.filter(({ id }) => !planned.has(id))
    }),
    ownId,
    own: computed(() => plans.value.find(({ id }) => id === ownId.value)),
  }
}

const filedOn = ({ data }: Row<'unitPlan'>): string => data.versions.at(-1)?.on ?? ''
