/** The options of a step's choices, and what is proposed before anything is typed. */
import { computed, type ComputedRef } from 'vue'
import { confirmableOutcomes } from '../../../domain/issue/strikeOff'
import { urgeLevels, type UrgeLevel } from '../../../domain/issue/urgeRows'
import type { Row } from '../../../domain/rows'
import type { Terms } from '../../../domain/settings/terms'
import { worstOnLadder } from '../../../domain/task/ladder'
import { isOpenTask } from '../../../domain/task/rows'
import { addDays, type CalendarDate } from '../../../domain/time/shanghai'
import { useRelated, useRow, useRows } from '../../composables/useClient'
import { useNames } from '../../composables/useNames'
import { useTerms } from '../../composables/useTerms'
import { useToday } from '../../composables/useToday'
import { useLoopT } from '../../late/useLoopT'
import type { Choice } from '../ui/choice'
import type { ChoiceSource, StepTarget } from './stepForms'

export interface UseStepChoicesReturn {
  options: (source: ChoiceSource) => Choice[]
  /** Values that are proposed, by field. */
  preset: ComputedRef<Readonly<Record<string, string>>>
  task: ComputedRef<Row<'task'> | undefined>
}

export function useStepChoices(target: StepTarget): UseStepChoicesReturn {
  const t = useLoopT()
  const names = useNames()
  const today = useToday()
  const terms = useTerms()
  const issue = useRow('issue', () => target.issueId)
  const task = useRow('task', () => target.taskId)
  const tasks = useRelated('task.issueIds', () => target.issueId)
  const openTasks = computed(() => tasks.value.filter(({ data }) => isOpenTask(data.state)))
  const people = useRows('person', { filter: ({ data }) => data.active })
  const pairings = useRows('pairing', {
    filter: ({ data }) => data.kind === 'leader' && data.endedOn === null,
  })

  /** Who leads the village or the household in person, by the pairings that this device holds. */
  const leaders = computed(() => {
    const { areaId, subjectId, leaderId } = issue.value?.data ?? {}
    const found = pairings.value.filter(
      ({ data }) =>
        (data.areaId !== null && data.areaId === areaId) ||
        (data.subjectId !== null && data.subjectId === subjectId),
    )
    const ids = [...found.map(({ data }) => data.personId), ...(leaderId ? [leaderId] : [])]
    return [...new Set(ids)].map((value) => ({ value, label: names.person(value) }))
  })
  const colleagues = computed(() => {
    const units = task.value ? [task.value.data.leadUnitId, ...task.value.data.assistUnitIds] : []
    return people.value
      .filter(({ data }) => units.includes(data.unitId))
      .map(({ id, data }) => ({ value: id, label: data.name }))
  })

  function options(source: ChoiceSource): Choice[] {
    switch (source) {
      case 'way':
        return (['door', 'phone'] as const).map((value) => ({ value, label: t(`loop.way.${value}`) }))
      case 'satisfaction':
        return (['satisfied', 'fairly', 'dissatisfied'] as const).map((value) => ({
          value,
          label: t(`domain.satisfaction.${value}`),
        }))
      case 'outcome':
        return confirmableOutcomes(issue.value?.data.outcome ?? null).map((value) => ({
          value,
          label: t(`domain.issueOutcome.${value}`),
        }))
      case 'level':
        return urgeLevels.map((value) => ({ value, label: t(`domain.urgeLevel.${value}`) }))
      case 'leader':
        return [
          ...leaders.value,
          ...(issue.value?.data.leaderId ? [{ value: '', label: t('loop.noLeader') }] : []),
        ]
      case 'handler':
        return colleagues.value
      case 'task':
        return [
          ...openTasks.value.map(({ id, data }) => ({ value: id, label: data.title })),
          { value: '', label: t('loop.wholeIssue') },
        ]
    }
  }

  const preset = computed(() => {
    const [onlyOutcome] = confirmableOutcomes(issue.value?.data.outcome ?? null)
    const [onlyTask] = openTasks.value
    return {
      way: 'door',
      ...(onlyOutcome ? { outcome: onlyOutcome } : {}),
      level: levelFor(openTasks.value, today.value, terms.value),
      taskId: openTasks.value.length === 1 && onlyTask ? onlyTask.id : '',
      replyBy: terms.value.calendar.addWorkingDays(today.value, terms.value.rules.replyDays).value,
      reviewOn: addDays(today.value, terms.value.rules.reviewDays),
      ...(task.value?.data.extension ? { dueOn: task.value.data.extension.dueOn } : {}),
      ...(issue.value?.data.leaderId ? { leaderId: issue.value.data.leaderId } : {}),
    }
  })
  return { options, preset, task }
}

function levelFor(tasks: readonly Row<'task'>[], today: CalendarDate, { rules, calendar }: Terms): UrgeLevel {
  const stage = worstOnLadder(tasks, today, rules, calendar)?.stage
  return stage === 'red' || stage === 'yellow' ? stage : 'reminder'
}
