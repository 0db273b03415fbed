/** 走访底册: the campaign's list and how far the visits have come, from the rows held here (docs/domain.md §5). */
import { computed, type ComputedRef } from 'vue'
import type { Row } from '../../domain/rows'
import { maxRosterChunk } from '../../domain/roster/change'
import {
  daysOf,
  isListed,
  rosterCoverage,
  visitedSubjects,
  type CampaignDays,
  type Coverage,
  type VillageCoverage,
} from '../../domain/roster/coverage'
import type { SubjectKind } from '../../domain/subject/rows'
import { readsDesk } from '../components/shell/places'
import { useShell } from '../components/shell/shell'
import { useCampaign } from './useCampaign'
import { useActor, useClient, useRows } from './useClient'
import { byOrder, useMyVillages } from './useMyVillages'
import { may } from '../../domain/access/may'

export interface UseRosterReturn {
  campaign: ComputedRef<Row<'campaign'> | undefined>
  days: ComputedRef<CampaignDays | undefined>
  /** Villages of which this device holds every subject, in their official order. */
  villages: ComputedRef<Row<'area'>[]>
  coverage: ComputedRef<{ total: Coverage; villages: VillageCoverage[] }>
  isListed: (subject: Row<'subject'>) => boolean
  isVisited: (subject: Row<'subject'>) => boolean
  mayChange: ComputedRef<boolean>
  /** Puts subjects on the roster or takes them off; resolves when all of it is on the disk, or says where it stopped. */
  change: (subjectIds: readonly string[], to: 'listed' | 'unlisted') => Promise<boolean>
}

/** `kinds` undefined: subjects of every kind. `chosen`: an earlier campaign to look at; else the one of today. */
export function useRoster(
  kinds?: ComputedRef<readonly SubjectKind[] | undefined>,
  chosen?: ComputedRef<string | undefined>,
): UseRosterReturn {
  const { client } = useClient()
  const { roles } = useShell()
  const actor = useActor()
  const { campaign: current, campaigns } = useCampaign()
  const subjects = useRows('subject')
  const visits = useRows('visit')
  const areas = useRows('area', { filter: ({ data }) => data.level === 'village', compare: byOrder })
  const { held: mine } = useMyVillages()

  const campaign = computed(() => campaigns.value.find(({ id }) => id === chosen?.value) ?? current.value)
  const campaignId = computed(() => campaign.value?.id ?? '')
  const days = computed(() => campaign.value && daysOf(campaign.value.data))
  // A single household that somebody is paired with says nothing about the rest of its village.
  const villages = computed(() => (readsDesk(roles.value) ? areas.value : mine.value))
  const visited = computed(() => (days.value ? visitedSubjects(visits.value, days.value) : new Set<string>()))

  const coverage = computed(() => {
    const shown = new Map(villages.value.map(({ id }, index) => [id, index]))
    const counted = rosterCoverage({
      campaignId: campaignId.value,
      subjects: subjects.value.filter(({ data }) => shown.has(data.areaId)),
      visited: visited.value,
      kinds: kinds?.value,
    })
    // Never by how far they are: that would be a table of villages to be worked off.
    counted.villages.sort((a, b) => (shown.get(a.areaId) ?? 0) - (shown.get(b.areaId) ?? 0))
    return counted
  })

  return {
    campaign,
    days,
    villages,
    coverage,
    isListed: ({ data }) => isListed(data, campaignId.value),
    isVisited: ({ id }) => visited.value.has(id),
    mayChange: computed(
      () =>
        actor.value !== undefined &&
        may(actor.value, 'roster.change', {}) &&
        // What an earlier campaign set out to do stays as it was.
        campaign.value?.id === current.value?.id,
    ),
    async change(subjectIds, to) {
      for (let start = 0; start < subjectIds.length; start += maxRosterChunk) {
        const chunk = subjectIds.slice(start, start + maxRosterChunk)
        const args = { campaignId: campaignId.value, listed: [], unlisted: [], [to]: chunk }
        const result = await client.dispatch({ name: 'roster.change', args })
        const isKnown = !result.saved && result.rejection?.code === 'nothingToChange'
        if (!result.saved && !isKnown) return false
      }
      return true
    },
  }
}
