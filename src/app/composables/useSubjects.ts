/** The register as lists need it: sorted the way a village is walked, with what happened last at each door. */
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { isOpenIssue } from '../../domain/issue/rows'
import type { Row } from '../../domain/rows'
import type { SubjectKind } from '../../domain/subject/rows'
import { listOfGroups, type SubjectList } from '../components/subject/subjectGroups'
import { useClient, useRows } from './useClient'

const collator = new Intl.Collator('zh-CN', { numeric: true })
const byName = (a: Row<'subject'>, b: Row<'subject'>): number =>
  collator.compare(a.data.name, b.data.name) || (a.id < b.id ? -1 : 1)

/**
 * Subjects that pass, by village and group. Names are put in order group by group, when a group comes near the screen:
 * sorting all ten thousand of a zone took a slow phone half a second.
 */
export function useSubjectList(
  passes: MaybeRefOrGetter<(row: Row<'subject'>) => boolean>,
): ComputedRef<SubjectList> {
  const all = useRows('subject')
  const areas = useRows('area')
  const orders = computed(() => new Map(areas.value.map(({ id, data }) => [id, data.order])))
  const last = Number.MAX_SAFE_INTEGER
  const rank = (id: string | null): number => (id === null ? last : (orders.value.get(id) ?? last))

  return computed(() => {
    const isShown = toValue(passes)
    const groups = new Map<string, Row<'subject'>[]>()
    for (const row of all.value) {
      if (!isShown(row)) continue
      const key = `${row.data.areaId}:${row.data.groupId ?? ''}`
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
    const placed = [...groups.values()].map((group) => {
      const { areaId = '', groupId = null } = group[0]?.data ?? {}
      return { group, area: rank(areaId), areaId, place: rank(groupId) }
    })
    placed.sort(
      (a, b) => a.area - b.area || (a.areaId < b.areaId ? -1 : a.areaId > b.areaId ? 1 : a.place - b.place),
    )
    return listOfGroups(
      placed.map(({ group }) => group),
      byName,
    )
  })
}

export const isOfKind =
  (kinds: readonly SubjectKind[]) =>
  ({ data }: Row<'subject'>): boolean =>
    kinds.includes(data.kind)

export interface SubjectFacts {
  /** Day of the last visit that was not withdrawn. */
  lastVisit(id: string): string | undefined
  /** Number of issues not yet closed. */
  openIssues(id: string): number
}

/** What happened at one door; looked up for the rows on the screen, not worked out for a whole zone. */
export function useSubjectFacts(): SubjectFacts {
  const { client, versions } = useClient()
  return {
    lastVisit(id) {
      void versions.visit.value
      let last: string | undefined
      for (const { data } of client.related('visit.subjectId', id))
        if (data.state === 'recorded' && (last === undefined || last < data.happenedOn))
          last = data.happenedOn
      return last
    },
    openIssues(id) {
      void versions.issue.value
      return client.related('issue.subjectId', id).filter(({ data }) => isOpenIssue(data.state)).length
    },
  }
}
