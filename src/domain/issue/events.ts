import type { Audience } from '../access/audience'
import { put, type Change, type DecideContext } from '../command/define'
import type { EventRow, EventType } from '../event'

/** The one timeline event of an issue command; its id follows from the command's, so a repeat makes the same row. */
export function issueEvent(
  { commandId, actor, at }: Pick<DecideContext<unknown>, 'commandId' | 'actor' | 'at'>,
  type: EventType,
  issue: { id: string; audience: Audience },
  detail: EventRow['detail'] = {},
): Change {
  return put('event', `${commandId}.0`, {
    type,
    aboutKind: 'issue',
    aboutId: issue.id,
    actorId: actor.personId,
    detail,
    audience: issue.audience,
    ...at,
  })
}
