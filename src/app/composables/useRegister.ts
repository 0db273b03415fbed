/** The register as a page or a picker shows it: one village, or whoever a search and its filters leave. */
import { computed, type ComputedRef, type Ref } from 'vue'
import type { Row } from '../../domain/rows'
import type { SubjectKind } from '../../domain/subject/rows'
import { emptySubjectFilter, toFindFilter, type SubjectFilter } from '../components/subject/subjectFilter'
import type { SubjectList } from '../components/subject/subjectGroups'
import { useT } from '../i18n'
import { useFormat } from './useFormat'
import { keyOf, useFinding, type Finding } from './useSearch'
import { isOfKind, useSubjectList } from './useSubjects'
import { useToday } from './useToday'
import { useVillageChoice, type UseVillageChoiceReturn } from './useVillageChoice'

export interface UseRegisterOptions {
  query: Readonly<Ref<string>>
  /** Village asked for while nothing is searched. */
  asked: Readonly<Ref<unknown>>
  filter?: Readonly<Ref<SubjectFilter>>
  /** Only these can be shown at all. */
  kinds?: Readonly<Ref<readonly SubjectKind[]>>
}

export interface UseRegisterReturn {
  village: UseVillageChoiceReturn
  /** Something is searched or filtered: villages are looked through together. */
  isNarrowed: ComputedRef<boolean>
  list: ComputedRef<SubjectList>
  /** `list` is the answer to what is asked now, and not still the one before. */
  isAnswered: ComputedRef<boolean>
  /** Everybody meant by what was typed can be found; before that nobody found says nothing. */
  isReady: ComputedRef<boolean>
  /** The words that `list` answers, to be marked in it. */
  words: ComputedRef<string>
  /** In words: how many, and whether some may be missing. */
  summary: ComputedRef<string>
}

export function useRegister({ query, asked, filter, kinds }: UseRegisterOptions): UseRegisterReturn {
  const t = useT()
  const format = useFormat()
  const today = useToday()
  const fits = (row: Row<'subject'>): boolean => !kinds || isOfKind(kinds.value)(row)
  const village = useVillageChoice(asked, fits)
  const plain = useSubjectList(village.passes)

  const finding = computed<Finding | undefined>(() => {
    const narrowed = toFindFilter(filter?.value ?? emptySubjectFilter, today.value)
    if (query.value.trim() === '' && Object.keys(narrowed).length === 0) return undefined
    return {
      query: query.value,
      filter: { ...narrowed, ...(kinds && !narrowed.kinds && { kinds: kinds.value }) },
    }
  })
  const { found, status } = useFinding(finding)
  const isNarrowed = computed(() => finding.value !== undefined)
  const isAnswered = computed(
    () => !finding.value || (found.value !== undefined && found.value.key === keyOf(finding.value)),
  )
  const wantsPinyin = computed(() => /[a-z]/iu.test(query.value.normalize('NFKC')))
  const isReady = computed(
    () =>
      !isNarrowed.value ||
      (status.value.isComplete && !(wantsPinyin.value && status.value.pinyin === 'reading')),
  )
  const list = computed(() => (isNarrowed.value && found.value ? found.value.list : plain.value))

  const summary = computed(() => {
    const isFound = isNarrowed.value && found.value !== undefined
    const near = isFound ? (found.value?.near ?? 0) : 0
    const count = format.value.count(list.value.subjects)
    const everywhere = isFound && !filter?.value.areaId && village.options.value.length > 1
    const words =
      near > 0
        ? t('find.foundNear', { count, near })
        : t(everywhere ? 'find.foundAll' : 'find.found', { count })
    if (!isNarrowed.value) return words
    if (!status.value.isComplete) return `${words}${t('find.separator')}${t('find.preparing')}`
    if (!wantsPinyin.value || status.value.pinyin === 'ready') return words
    const isReading = status.value.pinyin === 'reading'
    return `${words}${t('find.separator')}${t(isReading ? 'find.preparingNames' : 'find.noPinyin')}`
  })

  return {
    village,
    isNarrowed,
    list,
    isAnswered,
    isReady,
    words: computed(() => (isNarrowed.value ? (found.value?.query ?? '') : '')),
    summary,
  }
}
