/** A task as it begins, whether the office gives it (交办) or somebody takes it (认领). */
import { audienceOf, widened } from '../access/audience'
import type { DecideContext } from '../command/define'
import type { Row } from '../rows'
import { peopleOf, undone } from '../task/fields'
import type { Milestone, Task } from '../task/rows'
import { partyOf } from './handling'
import { todayOf } from './step'

type Measures = Pick<Task, 'title' | 'measures' | 'deadlineKind' | 'dueOn'> & {
  milestones: readonly Omit<Milestone, 'doneOn'>[]
}
interface Beginning extends Measures {
  handlers: Pick<Task, 'leadUnitId' | 'assistUnitIds' | 'leaderId' | 'handlerId'>
  issues: readonly Row<'issue'>[]
}

/** Known to the villages of its issues, to who registered them, and to those who handle it. */
export function newTask(
  context: Pick<DecideContext<unknown>, 'actor' | 'rows' | 'at'>,
  { title, measures, deadlineKind, dueOn, milestones, handlers, issues }: Beginning,
): Omit<Task, 'state'> {
  const { actor, rows, at } = context
  const { leadUnitId, assistUnitIds, leaderId, handlerId } = handlers
  return {
    issueIds: issues.map(({ id }) => id),
    title,
    measures,
    leadUnitId,
    assistUnitIds,
    leaderId,
    handlerId,
    deadlineKind,
    dueOn,
    deadlines: [{ dueOn, setOn: todayOf(context), setBy: actor.personId, reason: '' }],
    milestones: undone(milestones),
    ...freshTask,
    parties: issues.flatMap((issue) => partyOf(rows, issue)),
    audience: widened(audienceOfTask(issues), {
      people: peopleOf(handlers),
      units: [leadUnitId, ...assistUnitIds],
    }),
    ...at,
  }
}

const freshTask = {
  extension: null,
  signedOn: null,
  handBack: null,
  progress: null,
  result: '',
  completedOn: null,
  reopenedCount: 0,
  cancelReason: null,
} as const

/** Of the villages of all its issues; each issue's author follows what becomes of it. */
function audienceOfTask(issues: readonly Row<'issue'>[]): Task['audience'] {
  const areas = [...new Set(issues.map(({ data }) => data.areaId))].sort()
  const [first = '', ...others] = areas
  const people = issues.map(({ data }) => data.registeredBy)
  return {
    ...audienceOf(
      first,
      people,
      issues.some(({ data }) => data.confidential),
    ),
    ...(others.length > 0 ? { areas: others } : {}),
  }
}
