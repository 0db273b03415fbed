/** 新建 and 修改走访对象: one draft object, kept at each change, and the command it becomes. */
import { computed, toValue, watch, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue'
import { may } from '../../domain/access/may'
import { subjectKinds } from '../../domain/subject/rows'
import type { SaveResult } from '../client/engine/dispatch'
import {
  draftOfSubject,
  emptySubjectDraft,
  isEmptySubject,
  readSubjectDraft,
  subjectRequest,
  type SubjectDraft,
} from '../components/subject/subjectDraft'
import { useCampaign } from './useCampaign'
import { useActor, useClient, useStatus } from './useClient'
import { useDraft, type UseDraftOptions, type UseDraftReturn } from './useDraft'
import { useFormSave, type FormRequest, type UseFormSaveReturn } from './useFormSave'
import { useMyVillages } from './useMyVillages'

/** What the address asks for. */
export interface SubjectFormStart {
  /** The subject to be edited; undefined: a new one. */
  subjectId?: string | undefined
  name?: string | undefined
  kind?: string | undefined
  areaId?: string | undefined
  returnTo?: string | undefined
}

export interface UseSubjectFormReturn extends Pick<UseFormSaveReturn, 'errors' | 'formError' | 'isSaving'> {
  draft: UseDraftReturn<SubjectDraft>
  data: Ref<SubjectDraft>
  /** Members and care groups may be written by this person here. */
  mayCare: ComputedRef<boolean>
  /** Members are shown: they may be written, and all of them are known. */
  showsMembers: ComputedRef<boolean>
  /** Fields that were changed here and, since the form was opened, by somebody else as well. */
  changedMeanwhile: ComputedRef<string[]>
  save: () => Promise<SaveResult | undefined>
}

export function useSubjectForm(
  id: string,
  start: MaybeRefOrGetter<SubjectFormStart>,
  place?: UseDraftOptions<SubjectDraft>['place'],
): UseSubjectFormReturn {
  const { client, versions } = useClient()
  const actor = useActor()
  const status = useStatus()
  const { pairings, villages } = useMyVillages()
  const { campaign } = useCampaign()

  const current = (subjectId: string): SubjectDraft | undefined => {
    const subject = client.row('subject', subjectId)
    const contact = client.row('subjectContact', subjectId)?.data
    const care = client.row('subjectCare', subjectId)?.data
    // While the phone is being filled, "none here" says nothing.
    const members = status.value.isComplete ? client.related('subjectMember.subjectId', subjectId) : undefined
    return subject && draftOfSubject(subject, contact, care, members)
  }

  const draft = useDraft<SubjectDraft>({
    id,
    form: 'subject',
    initial() {
      const { subjectId, name, kind, areaId, returnTo } = toValue(start)
      const edited = subjectId === undefined ? undefined : current(subjectId)
      if (edited) return edited
      const known = subjectKinds.find((each) => each === kind)
      const village =
        villages.value.find((row) => row.id === areaId) ??
        (villages.value.length === 1 ? villages.value[0] : undefined)
      return {
        ...emptySubjectDraft(),
        ...(known && { kind: known }),
        name: name ?? '',
        areaId: village?.id ?? null,
        // Only a path of this app: an address from elsewhere must not lead away.
        returnTo: returnTo?.startsWith('/visits/') ? returnTo : null,
      }
    },
    read: readSubjectDraft,
    isEmpty: isEmptySubject,
    ...(place && { place }),
  })
  const { data } = draft

  const mayCare = computed(() => {
    const { areaId, subjectId } = data.value
    return (
      actor.value !== undefined &&
      may(actor.value, 'subject.editCare', { areaId: areaId ?? '', subjectId }, pairings.value)
    )
  })

  const changedMeanwhile = computed(() => {
    for (const kind of ['subject', 'subjectContact', 'subjectMember', 'subjectCare'] as const)
      void versions[kind].value
    const { before, subjectId, knowsMembers } = data.value
    const now = before ? current(subjectId)?.before : undefined
    if (!before || !now) return []
    const differs = (field: keyof typeof before, other: typeof before): boolean =>
      JSON.stringify(before[field]) !== JSON.stringify(other[field])
    const fields = Object.keys(before) as (keyof typeof before)[]
    return fields.filter(
      (field) => (field !== 'members' || knowsMembers) && differs(field, now) && differs(field, data.value),
    )
  })

  function request(): FormRequest[] {
    const campaignId = campaign.value?.id ?? ''
    const made = subjectRequest(data.value, { campaignId, mayCare: mayCare.value })
    // An edit of nothing is not sent; the form says so.
    return data.value.before && Object.keys(made.args as object).length <= 2 ? [] : [made]
  }

  const { errors, formError, isSaving, save, recheck } = useFormSave({ around: draft.finish })
  watch(data, () => recheck(request()), { deep: true })

  return {
    draft,
    data,
    mayCare,
    showsMembers: computed(() => data.value.kind === 'household' && mayCare.value && data.value.knowsMembers),
    changedMeanwhile,
    errors,
    formError,
    isSaving,
    save: () => save(request(), { draftId: id, settles: data.value.settles }),
  }
}
