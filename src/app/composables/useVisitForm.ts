/** 记走访 and 更正走访: one draft object, kept at each change, and its way into the commands of one stroke. */
import { computed, toValue, watch, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue'
import { typedVisitKinds } from '../../domain/visit/rows'
import type { Row } from '../../domain/rows'
import { companionsOfDay, lastWords, visitBefore } from '../components/visit/lastVisit'
import {
  draftOfVisit,
  emptyVisitDraft,
  isEmptyVisit,
  otherRegisters,
  readVisitDraft,
  subjectKindsOf,
  type VisitDraft,
} from '../components/visit/visitDraft'
import { may } from '../../domain/access/may'
import { visitRequests } from '../components/visit/visitRequests'
import type { SaveResult } from '../client/engine/dispatch'
import type { FormRequest, UseFormSaveReturn } from './useFormSave'
import { useFormSave } from './useFormSave'
import { newId } from './newId'
import { useCampaign } from './useCampaign'
import { useActor, useClient, useRelated, useRows } from './useClient'
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
  /**
   * What an earlier visit offers to a new one: the visit itself, its place, the topic of the talk before, who came along
   * to the door before. Offered, never filled in: nobody is to be recorded somewhere because a note was overlooked.
   */
  before: ComputedRef<{
    visit: Row<'visit'> | undefined
    place: string
    topic: string
    companionIds: readonly string[]
  }>
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
  const { villages, pairings } = useMyVillages()
  const { campaign } = useCampaign()
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
    const asked = typedVisitKinds.find((each) => each === kind)
    // What was saved since then is nearer to the person's mind than the address.
    if (!draft.restored.value) {
      if (asked) data.value.kind = asked
      setSubject(subjectId)
    }
    setSubject(createdId)
    const [only, ...others] = villages.value
    if (only && others.length === 0) data.value.areaId ??= only.id
  })

  const visits = useRows('visit')
  const ofSubject = useRelated('visit.subjectId', () => data.value.subjectId)
  const before = computed(() => {
    const { kind, before: corrected } = data.value
    if (corrected) return { visit: undefined, place: '', topic: '', companionIds: [] }
    const visit = visitBefore(data.value, ofSubject.value, visits.value)
    const topic = kind === 'talk' ? lastWords(visits.value, me.value, kind, 'topic') : ''
    const companionIds = companionsOfDay(visits.value, me.value, data.value.happenedOn).filter(
      (each) => client.row('person', each)?.data.active,
    )
    return { visit, place: visit?.data.place ?? '', topic, companionIds }
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
    const target = { areaId: subjectAreaId ?? '', subjectId }
    return visitRequests(data.value, {
      me: me.value,
      subjectAreaId,
      campaignId: campaign.value?.id ?? '',
      mayCare: actor.value !== undefined && may(actor.value, 'subject.editCare', target, pairings.value),
    })
  }

  return {
    draft,
    data,
    before,
    isAmending: computed(() => data.value.before !== null),
    isMissing: computed(
      () => draft.ready.value && toValue(start).amendId !== undefined && data.value.before === null,
    ),
    errors,
    formError,
    isSaving,
    async save() {
      const left = otherRegisters(data.value)
      const result = await save(requests(), { draftId: id, settles: data.value.settles })
      // What was typed about another household is not this visit's, and goes on as a draft of its own.
      if (result?.saved)
        for (const register of left)
          await client.saveDraft({ id: newId(), form: 'subject', content: { data: register, place: null } })
      return result
    },
  }
}
