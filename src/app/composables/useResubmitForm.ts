/** 补充后再报: one draft object, kept at each change, and the command it becomes. */
import { watch, type Ref } from 'vue'
import type { SaveResult } from '../client/engine/dispatch'
import {
  draftOfIssue,
  isEmptyResubmit,
  readResubmitDraft,
  resubmitRequest,
  type ResubmitDraft,
} from '../components/record/resubmitDraft'
import type { Row } from '../../domain/rows'
import { useDraft, type UseDraftOptions, type UseDraftReturn } from './useDraft'
import { useFormSave, type UseFormSaveReturn } from './useFormSave'

export interface UseResubmitFormReturn extends Pick<UseFormSaveReturn, 'errors' | 'formError' | 'isSaving'> {
  draft: UseDraftReturn<ResubmitDraft>
  data: Ref<ResubmitDraft>
  save: () => Promise<SaveResult | undefined>
}

export function useResubmitForm(
  id: string,
  issue: Row<'issue'>,
  place?: UseDraftOptions<ResubmitDraft>['place'],
): UseResubmitFormReturn {
  const draft = useDraft<ResubmitDraft>({
    id,
    form: 'issue.resubmit',
    initial: () => draftOfIssue(issue),
    read: (saved) => readResubmitDraft(saved, issue.data),
    isEmpty: isEmptyResubmit,
    ...(place && { place }),
  })
  const { data } = draft
  const { errors, formError, isSaving, save, recheck } = useFormSave({ around: draft.finish })
  watch(data, () => recheck([resubmitRequest(data.value)]), { deep: true })
  return {
    draft,
    data,
    errors,
    formError,
    isSaving,
    save: () => save([resubmitRequest(data.value)], { draftId: id, settles: data.value.settles }),
  }
}
