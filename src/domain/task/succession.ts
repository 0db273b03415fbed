/**
 * 撤并 between the end of a task and its reopening: what had ended kept the name of its unit, and goes on where that
 * unit's people are now.
 */
import { widened, type Audience } from '../access/audience'
import {
  patch,
  relatedIfHeld,
  type Change,
  type DecideContext,
  type ReadStep,
  type Rows,
} from '../command/define'
import type { IssueId, UnitId } from '../ids'
import { taskEvent } from '../issue/events'
import { share } from '../issue/handling'
import type { Row } from '../rows'
import { inheritorOf, inheritorReads } from '../zone/successor'
import { handOver } from './handOver'
import { isOpenTask, type Task } from './rows'
import { nextTaskState, type TaskCommand } from './transitions'

const tasksOf = (rows: Rows, issueId: IssueId) => rows.related('task.issueIds', issueId)
const unitsOf = ({ leadUnitId, assistUnitIds }: Pick<Task, 'leadUnitId' | 'assistUnitIds'>): UnitId[] => [
  leadUnitId,
  ...assistUnitIds,
]
const unitsOfTasks = (rows: Rows, issueId: IssueId): UnitId[] =>
  tasksOf(rows, issueId).flatMap(({ data }) => unitsOf(data))
const isTakenOver = (rows: Rows, issueId: IssueId): boolean =>
  unitsOfTasks(rows, issueId).some((unitId) => inheritorOf(rows, unitId) !== unitId)

/** Further steps of reads for `reopenTasks`; the tasks of the issue come first. */
export const successionReads: readonly ReadStep<{ issueId: IssueId }>[] = [
  ...inheritorReads<{ issueId: IssueId }>(({ issueId }, rows) => unitsOfTasks(rows, issueId)),
  // What the successor has to know, where there is one: all of it is there on the server.
  ({ issueId }, rows) =>
    isTakenOver(rows, issueId)
      ? [
          ...[issueId, ...tasksOf(rows, issueId).map(({ id }) => id)].map((id) =>
            relatedIfHeld('event.aboutId', id),
          ),
          relatedIfHeld('effect.issueId', issueId),
        ]
      : [],
]

type Context = Pick<DecideContext<unknown>, 'actor' | 'rows' | 'at' | 'commandId'>

/** Among the events of a command; those before it are the command's own. */
const firstPlace = 10

interface Reopened {
  /** Of the issue: the units that do it now hold it too. */
  audience: Audience
  changes: Change[]
}

/** Tasks that were done and have to be done again, since the issue goes back to those who handle it. */
export function reopenTasks(context: Context, issue: Row<'issue'>, command: TaskCommand): Reopened {
  const { rows } = context
  const isDissolved = isTakenOver(rows, issue.id)
  const reopened = tasksOf(rows, issue.id).flatMap((task) => {
    const state = nextTaskState(command, task.data.state)
    const goesOn: Partial<Task> = isDissolved
      ? handOver(task.data, (unitId) => inheritorOf(rows, unitId))
      : {}
    return state ? [{ task, state, goesOn }] : []
  })
  const changes = reopened.map(({ task: { id, data }, state, goesOn }) =>
    patch('task', id, { state, reopenedCount: data.reopenedCount + 1, completedOn: null, ...goesOn }),
  )
  if (!isDissolved) return { audience: issue.data.audience, changes }
  const again = new Set(reopened.map(({ task }) => task.id))
  const units = tasksOf(rows, issue.id)
    .filter(({ id, data }) => again.has(id) || isOpenTask(data.state))
    .flatMap(({ data }) => unitsOf(data).map((unitId) => inheritorOf(rows, unitId)))
  const shared = share(rows, issue, { people: [], units })
  const timelines = reopened.flatMap(({ task }) => [...rows.related('event.aboutId', task.id)])
  return {
    audience: shared.audience,
    changes: [
      ...changes,
      ...shared.changes,
      ...timelines.map((row) => patch('event', row.id, { audience: widened(row.data.audience, { units }) })),
      ...reopened.flatMap(({ task, goesOn: { leadUnitId: unitId, audience } }, index) =>
        unitId === undefined || audience === undefined || unitId === task.data.leadUnitId
          ? []
          : taskEvent(
              context,
              'task.unitDissolved',
              { id: task.id, audience },
              { fromUnitId: task.data.leadUnitId, unitId },
              firstPlace + index,
            ),
      ),
    ],
  }
}
