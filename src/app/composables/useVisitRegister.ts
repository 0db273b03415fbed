/** 顺手改资料: what changed at the door that is visited, written into the same draft and saved in the same stroke. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { may } from '../../domain/access/may'
import type { Row } from '../../domain/rows'
import { draftOfSubject, isEmptySubject, type SubjectDraft } from '../components/subject/subjectDraft'
import { otherRegisters, registerOf, subjectKindsOf, type VisitDraft } from '../components/visit/visitDraft'
import { useActor, useClient, useRow, useStatus } from './useClient'
import { useMyVillages } from './useMyVillages'

export interface UseVisitRegisterReturn {
  /** The subject whose register entry may be changed here; undefined: none is chosen, or it is not this person's to change. */
  subject: ComputedRef<Row<'subject'> | undefined>
  register: ComputedRef<SubjectDraft | undefined>
  isChanged: ComputedRef<boolean>
  /** Members may be written by this person, and all of them are known here. */
  showsMembers: ComputedRef<boolean>
  /** Changes of subjects looked at before, which are not saved with this visit. */
  left: ComputedRef<SubjectDraft[]>
  /** Puts the entry as it is now into the draft. */
  begin: () => void
  /** Takes back all changes. */
  undo: () => void
}

export function useVisitRegister(draft: Ref<VisitDraft>): UseVisitRegisterReturn {
  const { client } = useClient()
  const actor = useActor()
  const status = useStatus()
  const { pairings } = useMyVillages()

  const chosenId = computed(() =>
    subjectKindsOf[draft.value.kind].length > 0 ? draft.value.subjectId : null,
  )
  const chosen = useRow('subject', chosenId)
  const allowed = (command: 'subject.edit' | 'subject.editCare', row: Row<'subject'>): boolean =>
    actor.value !== undefined &&
    may(actor.value, command, { areaId: row.data.areaId, subjectId: row.id }, pairings.value)
  const subject = computed(() =>
    chosen.value && allowed('subject.edit', chosen.value) ? chosen.value : undefined,
  )
  const register = computed(() => registerOf(draft.value))

  function undo(): void {
    draft.value.registers = draft.value.registers.filter(({ subjectId }) => subjectId !== chosenId.value)
  }

  return {
    subject,
    register,
    isChanged: computed(() => register.value !== undefined && !isEmptySubject(register.value)),
    showsMembers: computed(
      () =>
        subject.value?.data.kind === 'household' &&
        allowed('subject.editCare', subject.value) &&
        (register.value?.knowsMembers ?? false),
    ),
    left: computed(() => otherRegisters(draft.value)),
    begin() {
      const row = subject.value
      if (!row || register.value) return
      const contact = client.row('subjectContact', row.id)?.data
      // While the phone is being filled, "none here" says nothing.
      const members = status.value.isComplete ? client.related('subjectMember.subjectId', row.id) : undefined
      // Care groups stay out of it: they are changed on the page of the household, not on the way.
      draft.value.registers.push(draftOfSubject(row, contact, undefined, members))
    },
    undo,
  }
}
