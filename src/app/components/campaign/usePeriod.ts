import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Period } from '../../../domain/report/unitReport'
import { useUnitReportT } from '../../late/useUnitReportT'
import type { Choice } from '../ui/choice'
import { useCampaignParts } from './useCampaignParts'

export interface UsePeriodReturn {
  period: ComputedRef<Period | undefined>
  query: ComputedRef<Record<string, string>>
  choices: ComputedRef<Choice[]>
  /** Id of the choice that stands; empty for days of one's own. */
  chosen: ComputedRef<string>
  choose: (id: string) => void
  set: (change: Partial<Period>) => void
}

const whole = 'whole'
const dateLike = /^\d{4}-\d{2}-\d{2}$/u

/** 起止日期 of a report: the campaign, one of its phases, or any days; it stands in the address. */
export function usePeriod(): UsePeriodReturn {
  const t = useUnitReportT()
  const route = useRoute()
  const router = useRouter()
  const { days, phases } = useCampaignParts()
  const asked = (name: string): string | undefined => {
    const value = route.query[name]
    return typeof value === 'string' && dateLike.test(value) ? value : undefined
  }
  const period = computed<Period | undefined>(
    () => days.value && { from: asked('from') ?? days.value.from, to: asked('to') ?? days.value.to },
  )
  const put = ({ from, to }: Period): void =>
    void router.replace({ ...route, query: { ...route.query, from, to } })
  const isSame = (a: Period | undefined, b: Period | undefined): boolean =>
    a?.from === b?.from && a?.to === b?.to
  return {
    period,
    query: computed(() => {
      const [from, to] = [asked('from'), asked('to')]
      return { ...(from ? { from } : {}), ...(to ? { to } : {}) }
    }),
    choices: computed(() => [
      { value: whole, label: t('unitReport.wholeCampaign') },
      ...phases.value.map(({ id, name }) => ({ value: id, label: name })),
    ]),
    chosen: computed(() => {
      if (isSame(period.value, days.value)) return whole
      return phases.value.find((phase) => isSame(period.value, phase))?.id ?? ''
    }),
    choose(id) {
      const wanted = id === whole ? days.value : phases.value.find((phase) => phase.id === id)
      if (wanted) put({ from: wanted.from, to: wanted.to })
    },
    set(change) {
      if (period.value) put({ ...period.value, ...change })
    },
  }
}
