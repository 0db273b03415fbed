/** Which step is being taken, and which of those offered stand in the bar rather than behind 更多. */
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Offer } from '../../../domain/issue/offers'
import type { Row } from '../../../domain/rows'
import type { StepName, StepTarget } from './stepForms'

export type About = Omit<StepTarget, 'step'>
export const aboutIssue = (issueId: string): About => ({ issueId, taskId: null, urgeId: null })
export const aboutTask = (taskId: string): About => ({ issueId: null, taskId, urgeId: null })
export const aboutDrawn = (drawId: string, issueId: string): About => ({
  issueId,
  taskId: null,
  urgeId: null,
  drawId,
})

export interface UseStepsReturn<S extends StepName> {
  offers: ComputedRef<readonly Offer<S>[]>
  /** In the order of the loop; the first is the one that is usual now. */
  inBar: ComputedRef<S[]>
  /** There is more that this person may do, now or later. */
  hasMore: ComputedRef<boolean>
  isMenuOpen: ShallowRef<boolean>
  showMenu: (isOpen: boolean) => void
  target: ShallowRef<StepTarget | null>
  take: (step: S) => void
  reply: (urge: Row<'urge'>) => void
  close: () => void
}

/** What moves the loop on; anything else is possible and seldom wanted. */
const usual: ReadonlySet<StepName> = new Set<StepName>([
  'issue.accept',
  'issue.sendBack',
  'issue.decline',
  'issue.assign',
  'issue.claim',
  'issue.recordReturnVisit',
  'issue.strikeOff',
  'issue.refuseStrikeOff',
  'issue.resume',
  'issue.tellResident',
  'task.sign',
  'task.progress',
  'task.complete',
  'task.grantExtension',
  'task.refuseExtension',
])
const shownAtMost = 3

/**
 * The steps of what a page shows. One that the address asks for (a draft that is gone on with) begins as soon as it is
 * known to be offered; the address then forgets it, so that going back does not open it again.
 */
export function useSteps<S extends StepName>(
  offers: ComputedRef<readonly Offer<S>[]>,
  about: () => About | undefined,
): UseStepsReturn<S> {
  const route = useRoute()
  const router = useRouter()
  const isMenuOpen = shallowRef(false)
  const target = shallowRef<StepTarget | null>(null)
  const inBar = computed(() =>
    offers.value
      // One that is handled already may get another task, which is seldom.
      .filter(({ step, refusal, moves }) => !refusal && usual.has(step) && (moves || step !== 'issue.assign'))
      .slice(0, shownAtMost)
      .map(({ step }) => step),
  )
  const begin = (step: StepName, what: About | undefined): void => {
    isMenuOpen.value = false
    target.value = what ? { step, ...what } : null
  }
  const take = (step: S): void => begin(step, about())
  watch(
    [() => route.query['step'], offers] as const,
    ([wanted, now]) => {
      const offer = now.find(({ step, refusal }) => step === wanted && !refusal)
      if (!offer) return
      const { step: _, ...query } = route.query
      void router.replace({ ...route, query })
      take(offer.step)
    },
    { immediate: true },
  )
  return {
    offers,
    inBar,
    hasMore: computed(() => offers.value.length > inBar.value.length),
    isMenuOpen,
    showMenu: (isOpen) => void (isMenuOpen.value = isOpen),
    target,
    take,
    reply: ({ id, data }) => begin('urge.reply', { issueId: data.issueId, taskId: null, urgeId: id }),
    close: () => void (target.value = null),
  }
}
