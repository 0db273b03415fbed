/** The parts of the home page that need many rows, worked out once for the page and for what is kept of it. */
import { computed, inject, type ComputedRef, type InjectionKey } from 'vue'
import { bestNow } from '../../../domain/time/honest'
import type { Row } from '../../../domain/rows'
import type { HomeParts } from '../../composables/homeParts'
import { useActor, useClient, useDrafts, useRows } from '../../composables/useClient'
import { useTerms } from '../../composables/useTerms'
import { useToday } from '../../composables/useToday'
import { mayReply } from '../../../domain/issue/offers'
import { isOpenTask } from '../../../domain/task/rows'
import { countLoop } from '../loop/loopCounts'
import { useCanTake } from '../loop/useOffers'
import { byTaskOrder, countTasks, tasksFor } from '../loop/taskList'
import { useDayRoute } from '../../composables/useDayRoute'
import { useDueVisits } from '../../composables/useDueVisits'
import { useKept } from '../../composables/useKept'
import { useMinute } from '../../composables/useMinute'
import { useRoster } from '../../composables/useRoster'
import { readsAllPlans, reviewsCases, reviewsPlans, worksOnCampaign } from '../campaign/readers'
import { usePlans } from '../campaign/usePlans'
import { readsDesk } from '../shell/places'
import { useShell } from '../shell/shell'
import { byInboxOrder, countInbox } from '../desk/inbox'
import { draftPlace } from './draftPlace'

type Part<P extends keyof HomeParts> = ComputedRef<HomeParts[P] | undefined>

export interface UseHomePartsReturn {
  desk: Part<'desk'>
  tasks: Part<'tasks'>
  asking: Part<'asking'>
  loop: Part<'loop'>
  campaign: Part<'campaign'>
  answers: Part<'answers'>
  drafts: Part<'drafts'>
  coverage: Part<'coverage'>
  /** Undefined also until the route was read from the disk. */
  route: Part<'route'>
  due: Part<'due'>
}

export const homePartsKey: InjectionKey<UseHomePartsReturn> = Symbol('home parts')

export const useHomeParts = (): UseHomePartsReturn => inject(homePartsKey, createHomeParts, true)

/** Rows of each list on the home page; more are one tap away. */
export const shownAtMost = { desk: 5, tasks: 5, asking: 4, answers: 3, drafts: 3, route: 2, due: 5 } as const

export function createHomeParts(): UseHomePartsReturn {
  const { roles } = useShell()
  const isCadre = computed(() => roles.value.includes('cadre'))
  const hasDesk = computed(() => readsDesk(roles.value))
  return {
    desk: useDesk(hasDesk),
    tasks: useTasks(),
    asking: useAsking(isCadre),
    loop: useLoop(hasDesk),
    campaign: useCampaignPart(),
    answers: useAnswers(isCadre),
    drafts: useDraftsAbout(),
    coverage: useCoverage(isCadre),
    route: useRoute(isCadre),
    due: useDue(isCadre),
  }
}

type IsMeant = ComputedRef<boolean>

function useDesk(isMeant: IsMeant): Part<'desk'> {
  const issues = useRows('issue')
  return useKept('desk', () => {
    if (!isMeant.value) return undefined
    const first = issues.value.filter(({ data }) => data.state === 'reported').sort(byInboxOrder)
    return { counts: countInbox(issues.value), first: first.slice(0, shownAtMost.desk) }
  })
}

/** Of whoever handles tasks: of a unit, or named as handler or leader. Undefined where there is none and never will be. */
function useTasks(): Part<'tasks'> {
  const terms = useTerms()
  const { roles } = useShell()
  const { client, versions } = useClient()
  const actor = useActor()
  const today = useToday()
  const rows = useRows('task')
  const urges = useRows('urge', { filter: ({ data }) => data.reply === null })
  return useKept('tasks', () => {
    const person = actor.value
    if (!person || readsDesk(roles.value)) return undefined
    const mine = tasksFor(person, rows.value)
    if (mine.length === 0 && !roles.value.includes('unit')) return undefined
    void versions.issue.value
    const unanswered = urges.value.filter((urge) => {
      const issue = client.row('issue', urge.data.issueId)
      const task = urge.data.taskId === null ? undefined : client.row('task', urge.data.taskId)
      return issue !== undefined && mayReply(person, urge, issue, task)
    })
    const { toSign, inHand, pressing } = countTasks(mine, today.value, terms.value)
    const open = mine.filter(({ data }) => isOpenTask(data.state) && data.state !== 'handedBack')
    return {
      counts: { toSign, inHand, pressing },
      urges: unanswered.length,
      first: open.sort(byTaskOrder).slice(0, shownAtMost.tasks),
    }
  })
}

/** What residents of the own villages wait to be asked or told. */
function useAsking(isMeant: IsMeant): Part<'asking'> {
  const canTake = useCanTake()
  const issues = useRows('issue', {
    filter: ({ data }) =>
      data.state === 'awaitingReturnVisit' ||
      (data.state === 'merged' && !data.told && Boolean(data.masterId)),
  })
  return useKept('asking', () => {
    if (!isMeant.value) return undefined
    const visits = issues.value.filter((issue) => canTake(issue, 'issue.recordReturnVisit'))
    const tells = issues.value.filter((issue) => canTake(issue, 'issue.tellResident'))
    const shownVisits = visits.slice(0, shownAtMost.asking)
    return {
      visits: shownVisits,
      tells: tells.slice(0, shownAtMost.asking - shownVisits.length),
      total: visits.length + tells.length,
    }
  })
}

function useLoop(isMeant: IsMeant): Part<'loop'> {
  const terms = useTerms()
  const issues = useRows('issue')
  const tasks = useRows('task')
  const today = useToday()
  return useKept('loop', () =>
    isMeant.value ? countLoop(issues.value, tasks.value, today.value, terms.value) : undefined,
  )
}

/** Of whoever writes or reviews something of the campaign. */
function useCampaignPart(): Part<'campaign'> {
  const { roles } = useShell()
  const { byState, missing, own, ownId } = usePlans()
  const cases = useRows('modelCase', { filter: ({ data }) => data.state === 'submitted' })
  const ownPlan = (): HomeParts['campaign']['ownPlan'] => {
    if (!roles.value.includes('unit') || ownId.value === undefined) return null
    if (!own.value) return { id: ownId.value, is: 'planMissing' }
    return own.value.data.state === 'returned' ? { id: ownId.value, is: 'planReturned' } : null
  }
  return useKept('campaign', () => {
    if (!worksOnCampaign(roles.value)) return undefined
    return {
      plansWaiting: reviewsPlans(roles.value) ? byState.value.submitted.length : 0,
      plansMissing: readsAllPlans(roles.value) ? missing.value.length : 0,
      casesWaiting: reviewsCases(roles.value) ? cases.value.length : 0,
      ownPlan: ownPlan(),
    }
  })
}

const answerTypes = new Set(['issue.accepted', 'issue.declined'])
const recentMs = 14 * 24 * 3_600_000

/** The office's answers of the last two weeks to what this person reported, the latest first. */
function useAnswers(isMeant: IsMeant): Part<'answers'> {
  const { client, versions } = useClient()
  const actor = useActor()
  const minute = useMinute()
  const events = useRows('event', { filter: ({ data }) => answerTypes.has(data.type) })
  return useKept('answers', () => {
    if (!isMeant.value) return undefined
    void versions.issue.value
    const mine: { event: Row<'event'>; issue: Row<'issue'> }[] = []
    for (const event of events.value) {
      if (bestNow(event.data) < minute.value - recentMs) continue
      const issue = client.row('issue', event.data.aboutId)
      if (issue?.data.registeredBy === actor.value?.personId && issue) mine.push({ event, issue })
    }
    mine.sort((a, b) => bestNow(b.event.data) - bestNow(a.event.data))
    return mine.slice(0, shownAtMost.answers)
  })
}

function useDraftsAbout(): Part<'drafts'> {
  const { drafts } = useDrafts()
  return useKept('drafts', () =>
    drafts.value.slice(0, shownAtMost.drafts).flatMap((draft) => {
      const { subjectId, issueId } = draftPlace(draft)
      return [subjectId, issueId].filter((id) => id !== undefined)
    }),
  )
}

function useCoverage(isMeant: IsMeant): Part<'coverage'> {
  const { coverage } = useRoster()
  return useKept('coverage', () => (isMeant.value ? coverage.value.total : undefined))
}

function useRoute(isMeant: IsMeant): Part<'route'> {
  const { ready, open, done } = useDayRoute()
  return useKept('route', () => {
    if (!isMeant.value || !ready.value) return undefined
    const next = open.value.slice(0, shownAtMost.route)
    return { next, left: open.value.length, done: done.value.length }
  })
}

function useDue(isMeant: IsMeant): Part<'due'> {
  const { due, hasRhythm } = useDueVisits()
  return useKept('due', () => {
    if (!isMeant.value) return undefined
    // One more than is shown at first: a single one more is shown rather than talked about.
    const first = due.value.slice(0, shownAtMost.due + 1)
    return { first, total: due.value.length, hasRhythm: hasRhythm.value }
  })
}
