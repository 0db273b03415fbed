/** What a task is proposed to be, before anything is typed. */
import { computed, type ComputedRef } from 'vue'
import type { Row } from '../../../domain/rows'
import { isActiveUnit } from '../../../domain/zone/rows'
import { newId } from '../../composables/newId'
import { useActor, useClient, useRows } from '../../composables/useClient'
import { useTerms } from '../../composables/useTerms'
import { useToday } from '../../composables/useToday'
import { useLoopT } from '../../late/useLoopT'
import type { Choice, ChoiceSet } from '../ui/choice'
import type { TaskDraft, TaskForm } from './taskDraft'

export function useTaskDefaults(): {
  begin: (form: TaskForm, issues: readonly Row<'issue'>[], task?: Row<'task'>) => TaskDraft
} {
  const { client } = useClient()
  const actor = useActor()
  const today = useToday()
  const terms = useTerms()

  return {
    begin(form, issues, task) {
      const [first] = issues
      const category = first && client.row('category', first.data.categoryId)?.data
      const isUnit = actor.value?.roles.includes('unit') ?? false
      const fresh: TaskDraft = {
        form,
        taskId: newId(),
        issueIds: issues.map(({ id }) => id),
        title: first?.data.title ?? '',
        measures: '',
        leadUnitId:
          form === 'claim' && isUnit ? (actor.value?.unitId ?? null) : (category?.leadUnitId ?? null),
        assistUnitIds: [],
        // A leader who claims leads it in person; a unit names its own.
        leaderId: form === 'claim' && !isUnit ? (actor.value?.personId ?? null) : null,
        handlerId: null,
        deadlineKind: 'byDate',
        dueOn: terms.value.calendar.addWorkingDays(today.value, terms.value.rules.taskDays).value,
        milestones: [],
        reason: '',
      }
      if (!task) return fresh
      const { leadUnitId, assistUnitIds, leaderId, handlerId, dueOn, issueIds, title } = task.data
      const kept = dueOn >= today.value ? { dueOn } : {}
      return {
        ...fresh,
        ...kept,
        taskId: task.id,
        issueIds: [...issueIds],
        title,
        leadUnitId,
        assistUnitIds: [...assistUnitIds],
        leaderId,
        handlerId,
      }
    },
  }
}

/** Active people, those of the given unit first, then unit by unit. */
export function usePeopleChoices(unitId: () => string | null): ComputedRef<(Choice | ChoiceSet)[]> {
  const people = useRows('person', { filter: ({ data }) => data.active })
  const units = useRows('unit')
  return computed(() => {
    const names = new Map(units.value.map(({ id, data }) => [id, data.name]))
    const sets = new Map<string, Choice[]>()
    for (const { id, data } of people.value) {
      const set = sets.get(data.unitId) ?? []
      set.push({ value: id, label: data.name })
      sets.set(data.unitId, set)
    }
    const own = unitId()
    return [...sets]
      .map(([id, options]) => ({ id, label: names.get(id) ?? '', options }))
      .sort((a, b) => Number(b.id === own) - Number(a.id === own) || a.label.localeCompare(b.label, 'zh-CN'))
      .map(({ label, options }) => ({ label, options }))
  })
}

export function useUnitChoices(): ComputedRef<Choice[]> {
  const t = useLoopT()
  const units = useRows('unit', {
    filter: ({ data }) => isActiveUnit(data),
    compare: (a, b) =>
      a.data.kind.localeCompare(b.data.kind) || a.data.name.localeCompare(b.data.name, 'zh-CN'),
  })
  return computed(() =>
    units.value.map(({ id, data }) => ({ value: id, label: data.name || t('common.unknown') })),
  )
}
