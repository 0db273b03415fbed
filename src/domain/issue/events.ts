import type { Audience } from '../access/audience'
import { put, type Change, type DecideContext } from '../command/define'
import type { EventRow, EventType } from '../event'

/** A task's event, as `issueEvent`. */
export const taskEvent = (
  context: Pick<DecideContext<unknown>, 'commandId' | 'actor' | 'at'>,
  type: EventType,
  task: { id: string; audience: Audience },
  detail: EventRow['detail'] = {},
  place = 0,
): Change => timelineEvent(context, { type, aboutKind: 'task', about: task, detail, place })

/**
 * A timeline event of an issue command; its id follows from the command's and its place there, so a repeat makes the
 * same row.
 */
export const issueEvent = (
  context: Pick<DecideContext<unknown>, 'commandId' | 'actor' | 'at'>,
  type: EventType,
  issue: { id: string; audience: Audience },
  detail: EventRow['detail'] = {},
  place = 0,
): Change => timelineEvent(context, { type, aboutKind: 'issue', about: issue, detail, place })

/** Of anything that has a timeline; `place` tells several events of one command apart. */
export function timelineEvent(
  { commandId, actor, at }: Pick<DecideContext<unknown>, 'commandId' | 'actor' | 'at'>,
  {
    type,
    aboutKind,
    about,
    detail,
    place,
  }: Pick<EventRow, 'type' | 'aboutKind' | 'detail'> & {
    about: { id: string; audience: Audience }
    place: number
  },
): Change {
  return put('event', `${commandId}.${place}`, {
    type,
    aboutKind,
    aboutId: about.id,
    actorId: actor.personId,
    detail,
    audience: about.audience,
    ...at,
  })
}
