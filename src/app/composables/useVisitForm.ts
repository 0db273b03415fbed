/** 记走访 and 更正走访: one draft object, kept at each change, and its way into the commands of one stroke. */
import { computed, toValue, watch, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue'
import { visitKinds } from '../../domain/visit/rows'
import {
  draftOfVisit,
  emptyVisitDraft,
  isEmptyVisit,
  readVisitDraft,
  subjectKindsOf,
  type VisitDraft,
} from '../components/visit/visitDraft'
import { visitRequests } from '../components/visit/visitRequests'
import type { SaveResult } from '../client/engine/dispatch'
import type { FormRequest, UseFormSaveReturn } from './useFormSave'
import { useFormSave } from './useFormSave'
import { useActor, useClient } from './useClient'
import { useDraft, type UseDraftOptions, type UseDraftReturn } from './useDraft'
import { useMyVillages } from './useMyVillages'
import { useToday } from './useToday'

/** What the address asks for. */
export interface VisitFormStart {
  subjectId?: string | undefined
  kind?: string | undefined
  /** A subject made on the way, from this very form. */
  createdId?: string | undefined
  /** A recorded visit to be corrected. */
  amendId?: string | undefined
}

export interface UseVisitFormReturn extends Pick<UseFormSaveReturn, 'errors' | 'formError' | 'isSaving'> {
  draft: UseDraftReturn<VisitDraft>
  data: Ref<VisitDraft>
  isAmending: ComputedRef<boolean>
  /** The visit to be corrected is not on this phone. */
  isMissing: ComputedRef<boolean>
  /** Saves all of it or nothing; undefined or `saved: false`: what is wrong is told at its field. */
  save: () => Promise<SaveResult | undefined>
}

export function useVisitForm(
  id: string,
  start: MaybeRefOrGetter<VisitFormStart>,
  place?: UseDraftOptions<VisitDraft>['place'],
): UseVisitFormReturn {
  const { client } = useClient()
  const actor = useActor()
  const today = useToday()
  const { villages } = useMyVillages()
  const me = computed(() => actor.value?.personId ?? '')

  const draft = useDraft<VisitDraft>({
    id,
    form: 'visit',
    initial() {
      const { amendId } = toValue(start)
      const visit = amendId === undefined ? undefined : client.row('visit', amendId)
      return visit ? draftOfVisit(visit.id, visit.data, me.value) : emptyVisitDraft(today.value)
    },
    read: (saved) => readVisitDraft(saved, today.value),
    isEmpty: isEmptyVisit,
    ...(place && { place }),
  })
  const { data } = draft
  watch(draft.ready, () => {
    const { subjectId, kind, createdId } = toValue(start)
    if (data.value.before) return
    const asked = visitKinds.find((each) => each === kind)
    // What was saved since then is nearer to the person's mind than the address.
    if (!draft.restored.value) {
      if (asked) data.value.kind = asked
      setSubject(subjectId)
    }
    setSubject(createdId)
    const [only, ...others] = villages.value
    if (only && others.length === 0) data.value.areaId ??= only.id
  })

  function setSubject(subjectId: string | undefined): void {
    const subject = subjectId === undefined ? undefined : client.row('subject', subjectId)
    if (!subject) return
    data.value.subjectId = subject.id
    const fits = subjectKindsOf[data.value.kind].includes(subject.data.kind)
    if (!fits) data.value.kind = subject.data.kind === 'household' ? 'household' : 'enterprise'
  }

  const { errors, formError, isSaving, save, recheck } = useFormSave({ around: draft.finish })
  watch(data, () => recheck(requests()), { deep: true })

  function requests(): FormRequest[] {
    const { before, subjectId } = data.value
    const subject = subjectId === null ? undefined : client.row('subject', subjectId)
    const subjectAreaId = before?.areaId ?? subject?.data.areaId ?? null
    return visitRequests(data.value, { me: me.value, subjectAreaId })
  }

  return {
    draft,
    data,
    isAmending: computed(() => data.value.before !== null),
    isMissing: computed(
      () => draft.ready.value && toValue(start).amendId !== undefined && data.value.before === null,
    ),
    errors,
    formError,
    isSaving,
    save: () => save(requests(), { draftId: id, settles: data.value.settles }),
  }
}
