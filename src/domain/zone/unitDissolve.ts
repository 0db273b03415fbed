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
import { isOpenIssue } from '../issue/rows'
import { historyOf } from '../issue/step'
import type { Row } from '../rows'
import { codeId, idList, object } from '../schema'
import { fieldChanges, settingsEvent } from '../settings/history'
import { campaignFields } from '../campaign/fields'
import { handOver } from '../task/handOver'
import { isActiveUnit, type Campaign } from './rows'
import { openTasksOf, refuseUnit } from './unit'

/**
 * Open tasks, the categories it leads with their open issues, its people, and the key actions and office groups of the named campaigns go to
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
    ({ unitId }, rows) =>
      rows.related('category.leadUnitId', unitId).map(({ id }) => related('issue.categoryId', id)),
    ({ unitId }, rows) => [
      ...issuesOf(rows, unitId).flatMap((id) => [
        must('issue', id),
        ...historyOf(id),
        related('urge.issueId', id),
      ]),
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
    const campaigns = campaignIds.flatMap((id) => {
      const campaign = rows.get('campaign', id)
      const fields = campaign && ledBy(campaign.data, unitId, successorId)
      return fields ? [{ campaign, fields }] : []
    })
    // What goes over tells so in its own history too.
    const others = [
      ...categories.map(({ id, data }) => ({
        about: { kind: 'category', id, name: data.name } as const,
        changes: ['leadUnitId', unitId, successorId],
      })),
      ...people.map(({ id, data }) => ({
        about: { kind: 'person', id, name: data.name } as const,
        changes: ['unitId', unitId, successorId],
      })),
      ...campaigns.map(({ campaign: { id, data }, fields }) => ({
        about: { kind: 'campaign', id, name: data.name } as const,
        changes: fieldChanges(campaignFields(data), campaignFields({ ...data, ...fields })),
      })),
    ]
    return accept([
      patch('unit', unitId, { active: false, successorId }),
      ...categories.map(({ id }) => patch('category', id, { leadUnitId: successorId })),
      ...people.map(({ id }) => patch('person', id, { unitId: successorId })),
      ...campaigns.map(({ campaign, fields }) => patch('campaign', campaign.id, fields)),
      ...tasks.flatMap((task, place): Change[] => {
        const handedOver = handOver(task.data, (id) => (id === unitId ? successorId : id))
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
      ...others.map(({ about, changes }, place) =>
        settingsEvent(context, 'settings.changed', about, { changes }, tasks.length + 1 + place),
      ),
    ])
  },
})

const handledBy = (rows: Rows, unitId: UnitId): string[] => [
  ...new Set(openTasksOf(rows, unitId).flatMap(({ data }) => data.issueIds)),
]
/** With those for which it was proposed and that have not ended: the successor may claim them. */
const issuesOf = (rows: Rows, unitId: UnitId): string[] => {
  const proposed = rows
    .related('category.leadUnitId', unitId)
    .flatMap(({ id }) => rows.related('issue.categoryId', id))
    .filter(({ data }) => isOpenIssue(data.state) && data.audience.units?.includes(unitId))
  return [...new Set([...handledBy(rows, unitId), ...proposed.map(({ id }) => id)])]
}

const shown = (audience: Audience, unitId: UnitId): Audience => widened(audience, { units: [unitId] })

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

/** Key actions and groups as they are led from now on; undefined where the unit leads none. */
function ledBy(
  { keyActions, groups }: Campaign,
  unitId: UnitId,
  successorId: UnitId,
): Pick<Campaign, 'keyActions' | 'groups'> | undefined {
  const isMeant =
    keyActions.some(({ leadUnitId }) => leadUnitId === unitId) ||
    groups.some((group) => group.unitId === unitId)
  if (!isMeant) return undefined
  return {
    keyActions: keyActions.map((each) =>
      each.leadUnitId === unitId ? { ...each, leadUnitId: successorId } : each,
    ),
    groups: groups.map((each) => (each.unitId === unitId ? { ...each, unitId: successorId } : each)),
  }
}
