/** What every sheet with fields is made of: a draft of what is typed, its command, and what is refused told at the fields. */
import { watch, type Ref } from 'vue'
import type { Row } from '../../domain/rows'
import { useDraft, type DraftForm } from './useDraft'
import { useFormSave, type FormRequest, type UseFormSaveReturn } from './useFormSave'

export interface UseSheetFormOptions<T extends object> {
  /** Names the sheet and what it is about, so that `draftPlace` finds the way back. */
  draftId: string
  form: DraftForm
  initial: () => T
  read: (saved: unknown) => T | undefined
  /** Nothing in it that a person would miss. */
  isEmpty: (typed: T) => boolean
  /** The row that is edited, where others may change it meanwhile. */
  edits?: Row | undefined
  /** Undefined while there is nothing to check. */
  request: (typed: T) => FormRequest | undefined
}

export interface UseSheetFormReturn<T extends object>
  extends Pick<UseFormSaveReturn, 'errors' | 'formError' | 'isSaving'> {
  typed: Ref<T>
  /** Saves these, by default the one request, as one stroke. Undefined when refused; `unknown`: for the server to judge. */
  save: (requests?: readonly FormRequest[]) => Promise<{ unknown: boolean } | undefined>
}

export function useSheetForm<T extends object>({
  draftId,
  form,
  initial,
  read,
  isEmpty,
  edits,
  request,
}: UseSheetFormOptions<T>): UseSheetFormReturn<T> {
  const draft = useDraft<T>({ id: draftId, form, initial, read, isEmpty, edits })
  const typed = draft.data
  const { errors, formError, isSaving, save, recheck } = useFormSave({ around: draft.finish })
  const asked = (): FormRequest[] => [request(typed.value)].flatMap((each) => each ?? [])
  watch(typed, () => recheck(asked()), { deep: true })
  return {
    typed,
    errors,
    formError,
    isSaving,
    async save(requests = asked()) {
      const result = await save(requests, { draftId, seen: draft.seen() })
      return result?.saved ? result : undefined
    },
  }
}
