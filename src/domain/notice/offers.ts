/**
 * What a person could do with a notice, before anything is typed: the same tables that the commands ask, so that a page
 * offers what will be accepted and says why the rest will not.
 */
import type { Actor } from '../access/actor'
import { may } from '../access/may'
import type { Rejection } from '../command/rejection'
import type { Notice } from './rows'
import { nextNoticeState, type NoticeCommand } from './transitions'

/** In the order in which they come up; `notice.edit` stands for every change of content. */
export const noticeSteps = [
  'notice.approve',
  'notice.submit',
  'notice.edit',
  'notice.refuse',
  'notice.withdraw',
  'notice.drop',
] as const satisfies readonly NoticeCommand[]
export type NoticeStepName = (typeof noticeSteps)[number]

/** Without a refusal it can be done now. */
export interface NoticeOffer {
  step: NoticeStepName
  refusal?: Rejection
}

/** Steps that the state allows and the actor may take at all; one that only this person can't take says why. */
export function noticeOffers(
  notice: Pick<Notice, 'state' | 'composedBy' | 'editors' | 'lines'>,
  actor: Actor,
): NoticeOffer[] {
  return noticeSteps
    .filter((step) => nextNoticeState(step, notice.state) !== undefined && may(actor, step, {}))
    .map((step) => {
      const refusal = refusalOf(step, notice, actor)
      return refusal ? { step, refusal } : { step }
    })
}

function refusalOf(
  step: NoticeStepName,
  { composedBy, editors, lines }: Pick<Notice, 'composedBy' | 'editors' | 'lines'>,
  { personId }: Actor,
): Rejection | undefined {
  const isOwn = composedBy === personId || editors.includes(personId)
  if (step === 'notice.approve' && isOwn) return { code: 'ownNotice', params: {} }
  if (step === 'notice.submit' && lines.length === 0) return { code: 'noticeEmpty', params: {} }
  return undefined
}
