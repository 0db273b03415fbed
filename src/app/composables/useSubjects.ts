/** The register as lists need it: sorted the way a village is walked, searchable, with what happened last. */
import { computed, type ComputedRef } from 'vue'
import type { IssueState } from '../../domain/issue/rows'
import type { Row } from '../../domain/rows'
import type { Subject } from '../../domain/subject/rows'
import { useClient, useRows } from './useClient'

export interface UseSubjectsReturn {
  /** All subjects held, by village, group and name. */
  subjects: ComputedRef<Row<'subject'>[]>
  /** Last visit that was not withdrawn, by subject id. */
  lastVisits: ComputedRef<ReadonlyMap<string, string>>
  /** Number of issues not yet closed, by subject id. */
  openIssues: ComputedRef<ReadonlyMap<string, number>>
  /** Those whose name, address, group or village holds every word of the query. */
  search: (query: string, among?: readonly Row<'subject'>[]) => Row<'subject'>[]
}

const collator = new Intl.Collator('zh-CN', { numeric: true })

export function useSubjects(): UseSubjectsReturn {
  const { client, versions } = useClient()
  const all = useRows('subject')
  const areas = useRows('area')
  const visits = useRows('visit')
  const issues = useRows('issue')

  const places = computed(() => new Map(areas.value.map((row) => [row.id, row.data])))
  const rank = (areaId: string | null): number =>
    areaId === null ? Number.MAX_SAFE_INTEGER : (places.value.get(areaId)?.order ?? Number.MAX_SAFE_INTEGER)

  /** Groups are small: sorting each by name takes half the comparisons of sorting all, and a comparison is dear. */
  const subjects = computed(() => {
    const groups = new Map<string, Row<'subject'>[]>()
    for (const row of all.value) {
      const key = `${row.data.areaId}:${row.data.groupId ?? ''}`
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
    const place = (group: readonly Row<'subject'>[]) => group[0]?.data ?? { areaId: null, groupId: null }
    return [...groups.values()]
      .sort((a, b) => {
        const [one, other] = [place(a), place(b)]
        return rank(one.areaId) - rank(other.areaId) || rank(one.groupId) - rank(other.groupId)
      })
      .flatMap((group) =>
        group.sort((a, b) => collator.compare(a.data.name, b.data.name) || (a.id < b.id ? -1 : 1)),
      )
  })

  const lastVisits = computed(() => {
    const last = new Map<string, string>()
    for (const { data } of visits.value) {
      if (data.subjectId === null || data.state !== 'recorded') continue
      const before = last.get(data.subjectId)
      if (before === undefined || before < data.happenedOn) last.set(data.subjectId, data.happenedOn)
    }
    return last
  })

  const openIssues = computed(() => {
    const open = new Map<string, number>()
    for (const { data } of issues.value) {
      if (data.subjectId === null || !isOpen(data.state)) continue
      open.set(data.subjectId, (open.get(data.subjectId) ?? 0) + 1)
    }
    return open
  })

  /** Kept by the row's data: a search over 10,000 rows must not normalise them at each keystroke. */
  let texts = new WeakMap<Subject, string>()
  let textsOf = -1
  function textOf({ data }: Row<'subject'>): string {
    if (textsOf !== versions.area.value) {
      texts = new WeakMap()
      textsOf = versions.area.value
    }
    const known = texts.get(data)
    if (known !== undefined) return known
    const names = [data.areaId, data.groupId].flatMap((id) =>
      id ? (client.row('area', id)?.data.name ?? []) : [],
    )
    const text = normalise([data.name, data.address, ...names, ...data.tags].join('\n'))
    texts.set(data, text)
    return text
  }

  return {
    subjects,
    lastVisits,
    openIssues,
    search(query, among = subjects.value) {
      const words = query.split(/\s+/u).map(normalise).filter(Boolean)
      if (words.length === 0) return [...among]
      return among.filter((row) => {
        const text = textOf(row)
        return words.every((word) => text.includes(word))
      })
    },
  }
}

/** Full-width letters and digits, case and blanks make no difference to what was meant. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\S\n]+/gu, '')

const ended = new Set<IssueState>(['struckOff', 'closed', 'merged'])
export const isOpen = (state: IssueState): boolean => !ended.has(state)
