/** 撤并: a unit ends, and another goes on with what it had in hand. */
import { widened, type Audience } from '../access/audience'
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  must,
  patch,
  reject,
  related,
  type Change,
  type Rows,
} from '../command/define'
import type { UnitId } from '../ids'
import { taskEvent } from '../issue/events'
import { share } from '../issue/handling'
import { historyOf } from '../issue/step'
import type { Row } from '../rows'
import { codeId, idList, object } from '../schema'
import { settingsEvent } from '../settings/history'
import type { Task } from '../task/rows'
import { isActiveUnit } from './rows'
import { openTasksOf, refuseUnit } from './unit'

/**
 * Open tasks, the categories it leads, its people, and the key actions and office groups of the named campaigns go to
 * `successorId`; what has ended keeps the old name. Handlers, deadlines and everything written about a task stay, and its
 * course says who had it. Rejections: unknownUnit, unitInactive, wrongState.
 */
export const unitDissolve = defineCommand('unit.dissolve@1', {
  args: object({ unitId: codeId, successorId: codeId, campaignIds: idList(codeId, { max: 20 }) }),
  reads: ({ unitId, successorId, campaignIds }) => [
    must('unit', unitId),
    must('unit', successorId),
    ...campaignIds.map((id) => must('campaign', id)),
    related('category.leadUnitId', unitId),
    related('person.unitId', unitId),
    related('task.leadUnitId', unitId),
    related('task.assistUnitIds', unitId),
  ],
  readsMore: [
    ({ unitId }, rows) => issuesOf(rows, unitId).map((id) => must('issue', id)),
    ({ unitId }, rows) => [
      ...issuesOf(rows, unitId).flatMap((id) => [...historyOf(id), related('urge.issueId', id)]),
      ...openTasksOf(rows, unitId).map(({ id }) => related('event.aboutId', id)),
    ],
  ],
  decide(context) {
    const { args, actor, rows } = context
    const { unitId, successorId, campaignIds } = args
    const unit = rows.get('unit', unitId)
    if (!unit || !may(actor, 'unit.dissolve', {})) return reject('notPermitted')
    if (!isActiveUnit(unit.data)) return reject('wrongState', { state: 'inactive' })
    if (unitId === successorId) return reject('invalidArgs', { path: 'successorId', issue: 'duplicateItem' })
    const refused = refuseUnit(rows, successorId)
    if (refused) return refused

    const tasks = openTasksOf(rows, unitId)
    const categories = rows.related('category.leadUnitId', unitId)
    const people = rows.related('person.unitId', unitId)
    return accept([
      patch('unit', unitId, { active: false, successorId }),
      ...categories.map(({ id }) => patch('category', id, { leadUnitId: successorId })),
      ...people.map(({ id }) => patch('person', id, { unitId: successorId })),
      ...campaignIds.flatMap((id) => campaignChanges(rows.get('campaign', id), unitId, successorId)),
      ...tasks.flatMap((task, place): Change[] => {
        const handedOver = handOver(task.data, unitId, successorId)
        return [
          patch('task', task.id, handedOver),
          taskEvent(
            context,
            'task.unitDissolved',
            { id: task.id, audience: handedOver.audience },
            { fromUnitId: unitId, unitId: successorId },
            place + 1,
          ),
          ...rows
            .related('event.aboutId', task.id)
            .map((row) => patch('event', row.id, { audience: shown(row.data.audience, successorId) })),
        ]
      }),
      ...issuesOf(rows, unitId).flatMap((id) => shareIssue(rows, id, tasks, successorId)),
      settingsEvent(
        context,
        'settings.dissolved',
        { kind: 'unit', id: unitId, name: unit.data.name },
        {
          unitId: successorId,
          tasks: tasks.length,
          categories: categories.length,
          people: people.length,
        },
      ),
    ])
  },
})

const issuesOf = (rows: Rows, unitId: UnitId): string[] => [
  ...new Set(openTasksOf(rows, unitId).flatMap(({ data }) => data.issueIds)),
]

const shown = (audience: Audience, unitId: UnitId): Audience => widened(audience, { units: [unitId] })

function handOver(
  { leadUnitId, assistUnitIds, audience }: Task,
  unitId: UnitId,
  successorId: UnitId,
): Pick<Task, 'leadUnitId' | 'assistUnitIds' | 'audience'> {
  const lead = leadUnitId === unitId ? successorId : leadUnitId
  const assisting = assistUnitIds.map((id) => (id === unitId ? successorId : id))
  const units = audience.units?.filter((id) => id !== unitId)
  return {
    leadUnitId: lead,
    // Who leads does not help as well.
    assistUnitIds: [...new Set(assisting)].filter((id) => id !== lead),
    audience: shown(units ? { ...audience, units } : audience, successorId),
  }
}

/** The issue, what was written about it, and what was urged about the tasks that went over. */
function shareIssue(rows: Rows, id: string, tasks: readonly Row<'task'>[], successorId: UnitId): Change[] {
  const issue = rows.get('issue', id)
  if (!issue) return []
  const { audience, changes } = share(rows, issue, { people: [], units: [successorId] })
  const taskIds = new Set(tasks.map((task) => task.id))
  return [
    patch('issue', id, { audience }),
    ...changes,
    ...rows
      .related('urge.issueId', id)
      .filter(({ data }) => data.taskId !== null && taskIds.has(data.taskId))
      .map((row) => patch('urge', row.id, { audience: shown(row.data.audience, successorId) })),
  ]
}

function campaignChanges(row: Row<'campaign'> | undefined, unitId: UnitId, successorId: UnitId): Change[] {
  if (!row) return []
  const { keyActions, groups } = row.data
  const isMeant =
    keyActions.some(({ leadUnitId }) => leadUnitId === unitId) ||
    groups.some((group) => group.unitId === unitId)
  if (!isMeant) return []
  return [
    patch('campaign', row.id, {
      keyActions: keyActions.map((each) =>
        each.leadUnitId === unitId ? { ...each, leadUnitId: successorId } : each,
      ),
      groups: groups.map((each) => (each.unitId === unitId ? { ...each, unitId: successorId } : each)),
    }),
  ]
}
