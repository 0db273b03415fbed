/**
 * 回访 at somebody's door is a visit to that household too: it stands in its history, and nobody has to call there again
 * for the sake of a rhythm. It is made by the step that records what the resident said, so that nothing is asked twice;
 * the words stay with the issue.
 */
import { audienceOf } from '../access/audience'
import { mustIf, put, type Change, type DecideContext, type Read, type Rows } from '../command/define'
import type { IssueId } from '../ids'
import type { Row } from '../rows'
import type { CalendarDate } from '../time/shanghai'

/** 上门, 电话. */
export const returnWays = ['door', 'phone'] as const
export type ReturnWay = (typeof returnWays)[number]

/** Second step of reads: the household as it is now. */
export const returnVisitReads = (issueId: IssueId, rows: Rows): Read[] =>
  mustIf('subject', rows.get('issue', issueId)?.data.subjectId)

/**
 * The visit, with the command's id; none for a call, nor for what was told in confidence, since the village sees who was
 * visited. `place` is the event's among those of the command.
 */
export function visitOfReturn(
  { actor, at, commandId, rows }: DecideContext<unknown>,
  issue: Row<'issue'>,
  { happenedOn, way }: { happenedOn: CalendarDate; way: ReturnWay },
  place = 1,
): Change[] {
  if (way === 'phone' || issue.data.confidential) return []
  const { subjectId, registeredBy } = issue.data
  const subject = subjectId === null ? undefined : rows.get('subject', subjectId)
  const areaId = subject?.data.areaId ?? issue.data.areaId
  const { personId } = actor
  const audience = audienceOf(areaId, [personId, registeredBy, ...(subject?.data.pairedWith ?? [])])
  return [
    put('visit', commandId, {
      kind: 'return',
      subjectId,
      areaId,
      issueId: issue.id,
      visitorIds: [personId],
      happenedOn,
      endedOn: null,
      startTime: null,
      endTime: null,
      narrative: '',
      place: '',
      participants: null,
      topic: '',
      villagesReached: null,
      householdsReached: null,
      state: 'recorded',
      withdrawReason: null,
      recordedBy: personId,
      audience,
      ...at,
    }),
    put('event', `${commandId}.${place}`, {
      type: 'visit.recorded',
      aboutKind: 'visit',
      aboutId: commandId,
      actorId: personId,
      detail: {},
      audience,
      ...at,
    }),
  ]
}
