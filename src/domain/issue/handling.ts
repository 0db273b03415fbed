/** What steps of an issue mean for its tasks, and who is held to have handled it. */
import { widened, type Audience } from '../access/audience'
import { must, patch, type Change, type Read, type Rows } from '../command/define'
import type { IssueId, PersonId, UnitId } from '../ids'
import type { Row } from '../rows'
import { isOpenTask, type Party } from '../task/rows'
import { nextTaskState, type TaskCommand } from '../task/transitions'
import type { Issue } from './rows'

/** Separation of duties: whoever did something about it, or is named as its handler. */
export const hasHandled = (
  { handledBy = [] }: Pick<Issue, 'handledBy'>,
  tasks: readonly Row<'task'>[],
  personId: PersonId,
): boolean => handledBy.includes(personId) || tasks.some(({ data }) => data.handlerId === personId)

export const handledAlsoBy = ({ handledBy = [] }: Pick<Issue, 'handledBy'>, personId: PersonId) => ({
  handledBy: [...new Set([...handledBy, personId])].sort(),
})

/** Second step of reads for `stopTasks`: what else its tasks serve. */
export const othersOf = (rows: Rows, issueId: IssueId): Read[] =>
  rows
    .related('task.issueIds', issueId)
    .flatMap(({ data }) =>
      data.issueIds.filter((each) => each !== issueId).map((each) => must('issue', each)),
    )

/** Open tasks of an issue that is no longer handled end; one by which another issue is handled goes on without it. */
export const stopTasks = (rows: Rows, issueId: IssueId, command: TaskCommand, reason: string): Change[] =>
  rows.related('task.issueIds', issueId).flatMap(({ id, data }) => {
    const state = nextTaskState(command, data.state)
    if (!state) return []
    const parties = data.parties.filter((party) => party.issueId !== issueId)
    const goesOn = data.issueIds.some(
      (each) => each !== issueId && rows.get('issue', each)?.data.state === 'handling',
    )
    return goesOn
      ? [patch('task', id, { issueIds: data.issueIds.filter((each) => each !== issueId), parties })]
      : [patch('task', id, { state, cancelReason: reason, extension: null, parties })]
  })

/** The contact that went with the tasks is taken back with the end of the issue. */
export const takePartiesBack = (tasks: readonly Row<'task'>[], issueId: IssueId): Change[] =>
  tasks
    .filter(({ data }) => data.parties.some((party) => party.issueId === issueId))
    .map(({ id, data }) =>
      patch('task', id, { parties: data.parties.filter((party) => party.issueId !== issueId) }),
    )

/** Whether nothing of the issue's tasks is left to do, not counting `but`. */
export const areEnded = (tasks: readonly Row<'task'>[], but?: string): boolean =>
  tasks.every(({ id, data }) => id === but || !isOpenTask(data.state))

/** The issue, and what hangs on it, become known to these people and units. The issue's own row is the command's. */
export function share(
  rows: Rows,
  issue: Row<'issue'>,
  to: { people: readonly PersonId[]; units: readonly UnitId[] },
): { audience: Audience; changes: Change[] } {
  const widen = <K extends 'event' | 'effect'>(row: Row<K>): Change[] => {
    const audience = widened(row.data.audience, to)
    return isSame(audience, row.data.audience)
      ? []
      : [patch<'event' | 'effect'>(row.kind, row.id, { audience })]
  }
  return {
    audience: widened(issue.data.audience, to),
    changes: [
      ...rows.related('event.aboutId', issue.id).flatMap(widen),
      ...rows.related('effect.issueId', issue.id).flatMap(widen),
    ],
  }
}

const isSame = (a: Audience, b: Audience): boolean =>
  a.people.join() === b.people.join() && (a.units ?? []).join() === (b.units ?? []).join()

/** Whom to go to about an issue, as the register says now. */
export function partyOf(rows: Rows, { id, data }: Row<'issue'>): Party[] {
  if (data.subjectId === null) return []
  const subject = rows.get('subject', data.subjectId)
  if (!subject) return []
  const contact = rows.related('subjectContact.subjectId', data.subjectId)[0]?.data
  return [
    {
      issueId: id,
      name: contact?.contactName || subject.data.name,
      address: subject.data.address,
      phone: contact?.phone ?? '',
    },
  ]
}
