/** What every sheet about a notice is made of: a draft of what is typed, one command, its errors at their fields. */
import { watch, type Ref } from 'vue'
import type { Row } from '../../../domain/rows'
import type { CommandName } from '../../../domain/command/registry'
import { useDraft, type DraftForm } from '../../composables/useDraft'
import { useFormSave, type FormRequest } from '../../composables/useFormSave'
import { readListDraft } from '../lists/readListDraft'

export interface UseNoticeSheetOptions<T extends object> {
  draftId: string
  form: DraftForm
  initial: () => T
  isEmpty: (typed: T) => boolean
  command: CommandName
  args: (typed: T) => object
  /** The notice, where it is this that is edited. */
  edits?: Row<'notice'>
}

export interface UseNoticeSheetReturn<T extends object> {
  typed: Ref<T>
  errors: Readonly<Ref<Readonly<Record<string, string>>>>
  formError: Readonly<Ref<string | undefined>>
  isSaving: Readonly<Ref<boolean>>
  /** `unknown`: kept for the server to judge. Undefined where it was refused. */
  submit: () => Promise<{ unknown: boolean } | undefined>
}

export function useNoticeSheet<T extends object>({
  draftId,
  form,
  initial,
  isEmpty,
  command,
  args,
  edits,
}: UseNoticeSheetOptions<T>): UseNoticeSheetReturn<T> {
  const draft = useDraft<T>({
    id: draftId,
    form,
    initial,
    read: (saved) => readListDraft(saved, initial()),
    isEmpty,
    edits,
  })
  const typed = draft.data
  const { errors, formError, isSaving, save, recheck } = useFormSave({ around: draft.finish })
  const request = (): FormRequest => ({
    name: command,
    args: args(typed.value),
    fieldOf: (path) => Object.keys(typed.value).find((field) => field === path),
  })
  watch(typed, () => recheck([request()]), { deep: true })
  return {
    typed,
    errors,
    formError,
    isSaving,
    async submit() {
      const result = await save([request()], { draftId, seen: draft.seen() })
      return result?.saved ? { unknown: result.unknown } : undefined
    },
  }
}
