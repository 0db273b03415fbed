/** What every command on a notice begins with, what it leaves, and the limits of what is typed. */
import type { Audience } from '../access/audience'
import { may } from '../access/may'
import { patch, put, reject, type Change, type DecideContext, type Decision } from '../command/define'
import { editionLists } from '../edition/rows'
import type { EventRow, EventType } from '../event'
import type { NoticeId } from '../ids'
import type { Row } from '../rows'
import { choice, freeText, idList } from '../schema'
import { refusePastDates } from '../time/check'
import { bestNow, type HonestTimes } from '../time/honest'
import { addDays, shanghaiDate, type CalendarDate } from '../time/shanghai'
import type { Notice, NoticeState } from './rows'
import { nextNoticeState, type NoticeCommand } from './transitions'

/** Far more than any month of a zone has; the row travels whole. */
export const maxNoticeLines = 2_000
/** What is public ends some day; it can be posted anew. */
const longestDays = 366

export const headSchemas = {
  title: freeText({ max: 80, min: 1 }),
  intro: freeText({ max: 1000 }),
  closing: freeText({ max: 1000 }),
  contact: freeText({ max: 200 }),
  lists: idList(choice(editionLists), { max: editionLists.length, min: 1 }),
}
export const reasonSchema = freeText({ max: 500, min: 1 })

type Context = Pick<DecideContext<unknown>, 'actor' | 'rows'>
export type NoticeStep =
  | { refusal: Decision }
  | { refusal?: undefined; notice: Row<'notice'>; next: NoticeState }

/** It is there, the actor may, its state allows it. Absent and forbidden answer alike. */
export function noticeStep({ actor, rows }: Context, command: NoticeCommand, noticeId: NoticeId): NoticeStep {
  const notice = rows.get('notice', noticeId)
  if (!notice || !may(actor, command, {})) return { refusal: reject('notPermitted') }
  const next = nextNoticeState(command, notice.data.state)
  return next ? { notice, next } : { refusal: reject('wrongState', { state: notice.data.state }) }
}

/** A change of what is to be read: an approval of what it was before no longer fits, and who made it approves nothing. */
export const changed = (
  { data }: Row<'notice'>,
  { actor }: Pick<DecideContext<unknown>, 'actor'>,
  next: NoticeState,
): Partial<Notice> => ({
  state: next,
  revision: data.revision + 1,
  editors: [...new Set([...data.editors, actor.personId])].sort(),
  submittedOn: null,
})

export const patchNotice = (notice: Row<'notice'>, fields: Partial<Notice>): Change =>
  patch('notice', notice.id, fields)

export function refuseExpiry(expiresOn: CalendarDate, at: HonestTimes): Decision | undefined {
  const latest = addDays(shanghaiDate(bestNow(at)), longestDays)
  if (expiresOn > latest) return reject('expiryTooFar', { date: expiresOn, latest })
  return refusePastDates({ expiresOn }, at)
}

/** Held by those who hold notices (`access/scopes.ts`), no village. */
const noticeAudience: Audience = { areaId: '', people: [], confidential: true }

export const noticeEvent = (
  { commandId, actor, at }: Pick<DecideContext<unknown>, 'commandId' | 'actor' | 'at'>,
  type: EventType,
  noticeId: NoticeId,
  detail: EventRow['detail'] = {},
): Change =>
  put('event', `${commandId}.0`, {
    type,
    aboutKind: 'notice',
    aboutId: noticeId,
    actorId: actor.personId,
    detail,
    audience: noticeAudience,
    ...at,
  })
