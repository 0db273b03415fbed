/** What the filters offer to this person, and those in use as words. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { useClient, useRows } from '../../composables/useClient'
import { byOrder } from '../../composables/useMyVillages'
import { useNames } from '../../composables/useNames'
import { useT } from '../../i18n'
import type { Choice } from '../ui/choice'
import { emptySubjectFilter, type SubjectFilter } from './subjectFilter'

export interface UseFilterChoicesReturn {
  /** Villages with subjects. */
  villageChoices: ComputedRef<Choice[]>
  /** Care groups that occur in what this person holds; whoever holds none is not told that they exist. */
  careGroups: ComputedRef<Choice[]>
  chips: ComputedRef<{ key: keyof SubjectFilter; label: string }[]>
  /** The filter without one of its parts. */
  without: (key: string) => SubjectFilter
}

export function useFilterChoices(filter: Readonly<Ref<SubjectFilter>>): UseFilterChoicesReturn {
  const { client, versions } = useClient()
  const t = useT()
  const names = useNames()
  const subjects = useRows('subject')
  const areas = useRows('area', { filter: ({ data }) => data.level === 'village', compare: byOrder })
  const campaigns = useRows('campaign')

  const villageChoices = computed(() => {
    const held = new Set(subjects.value.map(({ data }) => data.areaId))
    return areas.value
      .filter(({ id }) => held.has(id))
      .map(({ id, data }) => ({ value: id, label: data.name }))
  })
  const careGroups = computed(() => {
    void versions.subjectCare.value
    const held = new Set([...client.rows('subjectCare')].flatMap(({ data }) => data.groups))
    const known = campaigns.value.flatMap(({ data }) => data.careGroups)
    return known.filter(({ id }) => held.has(id)).map(({ id, name }) => ({ value: id, label: name }))
  })

  const chips = computed(() => {
    const { areaId, groupId, kind, careGroup, unvisitedDays, hasOpenIssues } = filter.value
    const all: { key: keyof SubjectFilter; label: string | null | undefined }[] = [
      { key: 'areaId', label: areaId && names.area(areaId) },
      { key: 'groupId', label: groupId && names.area(groupId) },
      {
        key: 'unvisitedDays',
        label: unvisitedDays === null ? null : t('find.unvisitedFor', { count: unvisitedDays }),
      },
      { key: 'hasOpenIssues', label: hasOpenIssues ? t('find.openIssues') : null },
      { key: 'kind', label: kind && t(`domain.subjectKind.${kind}`) },
      {
        key: 'careGroup',
        label: careGroup && (careGroups.value.find(({ value }) => value === careGroup)?.label ?? careGroup),
      },
    ]
    return all.flatMap(({ key, label }) => (label ? [{ key, label }] : []))
  })

  return {
    villageChoices,
    careGroups,
    chips,
    without(key) {
      const rest = { ...filter.value, [key]: emptySubjectFilter[key as keyof SubjectFilter] }
      return key === 'areaId' ? { ...rest, groupId: null } : rest
    },
  }
}
