/** From a draft to the public and back: handed in, looked at by somebody else, posted, withdrawn. */
import {
  accept,
  defineCommand,
  must,
  reject,
  relatedIfHeld,
  type Decision,
  type Rows,
} from '../command/define'
import { currentEdition } from '../edition/open'
import type { NoticeId } from '../ids'
import { todayOf } from '../issue/step'
import type { Row } from '../rows'
import { integer, object, uuid } from '../schema'
import type { HonestTimes } from '../time/honest'
import { isConfidentialNow, issuesOfTasks, refsIfHeld } from './registerReads'
import { noticeEvent, noticeStep, patchNotice, reasonSchema, refuseExpiry } from './step'

const linesOf = ({ noticeId }: { noticeId: NoticeId }, rows: Rows) =>
  rows.get('notice', noticeId)?.data.lines ?? []
/** What `refuseUnfit` looks at, as far as it is held; the server has it all. */
const fitnessReads = [
  (args: { noticeId: NoticeId }, rows: Rows) => {
    const month = rows.get('notice', args.noticeId)?.data.month
    return [
      ...(month === undefined ? [] : [relatedIfHeld('edition.month', month)]),
      ...refsIfHeld(linesOf(args, rows)),
    ]
  },
  (args: { noticeId: NoticeId }, rows: Rows) => issuesOfTasks(linesOf(args, rows), rows),
]

/** Whether it can be posted as it is now, whoever asks. */
function refuseUnfit({ data }: Row<'notice'>, rows: Rows, at: HonestTimes): Decision | undefined {
  if (data.lines.length === 0) return reject('noticeEmpty')
  const refused = refuseExpiry(data.expiresOn, at)
  if (refused) return refused
  const current = currentEdition(rows.related('edition.month', data.month))
  if (current && current.id !== data.editionId) return reject('notLatestEdition', { month: data.month })
  const count = data.lines.filter((line) => isConfidentialNow(rows, line)).length
  return count > 0 ? reject('noticeConfidential', { count }) : undefined
}

/** 送审. Rejections: noticeEmpty, noticeConfidential, notLatestEdition, deadlinePast. */
export const noticeSubmit = defineCommand('notice.submit@1', {
  args: object({ noticeId: uuid }),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  readsMore: fitnessReads,
  decide(context) {
    const { args, rows, at } = context
    const step = noticeStep(context, 'notice.submit', args.noticeId)
    if (step.refusal) return step.refusal
    const { notice, next } = step
    const unfit = refuseUnfit(notice, rows, at)
    if (unfit) return unfit
    return accept([
      patchNotice(notice, { state: next, submittedOn: todayOf(context), refused: null }),
      noticeEvent(context, 'notice.submitted', notice.id, { lines: notice.data.lines.length }),
    ])
  },
})

/** 退回修改, with what is to be changed. */
export const noticeRefuse = defineCommand('notice.refuse@1', {
  args: object({ noticeId: uuid, remark: reasonSchema }),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  decide(context) {
    const { noticeId, remark } = context.args
    const step = noticeStep(context, 'notice.refuse', noticeId)
    if (step.refusal) return step.refusal
    const refused = { by: context.actor.personId, on: todayOf(context), remark }
    return accept([
      patchNotice(step.notice, { state: step.next, submittedOn: null, refused }),
      noticeEvent(context, 'notice.refused', noticeId, { remark }),
    ])
  },
})

/**
 * 审签: by somebody who has not written a word of it, of exactly the revision that was looked at. From then on it is
 * public and never changes. Rejections: ownNotice, noticeChanged, and what `notice.submit` says.
 */
export const noticeApprove = defineCommand('notice.approve@1', {
  args: object({ noticeId: uuid, revision: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }) }),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  readsMore: fitnessReads,
  decide(context) {
    const { args, actor, rows, at } = context
    const step = noticeStep(context, 'notice.approve', args.noticeId)
    if (step.refusal) return step.refusal
    const { notice, next } = step
    const { composedBy, editors, revision } = notice.data
    if (composedBy === actor.personId || editors.includes(actor.personId)) return reject('ownNotice')
    if (revision !== args.revision) return reject('noticeChanged', { revision })
    const unfit = refuseUnfit(notice, rows, at)
    if (unfit) return unfit
    return accept([
      patchNotice(notice, { state: next, approvedBy: actor.personId, approvedOn: todayOf(context) }),
      noticeEvent(context, 'notice.posted', notice.id, { revision, lines: notice.data.lines.length }),
    ])
  },
})

/** 撤下 what was posted: the page is gone at once, the row stays. */
export const noticeWithdraw = defineCommand('notice.withdraw@1', {
  args: object({ noticeId: uuid, reason: reasonSchema }),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  decide(context) {
    const { noticeId, reason } = context.args
    const step = noticeStep(context, 'notice.withdraw', noticeId)
    if (step.refusal) return step.refusal
    const withdrawn = { by: context.actor.personId, on: todayOf(context), reason }
    return accept([
      patchNotice(step.notice, { state: step.next, withdrawn }),
      noticeEvent(context, 'notice.withdrawn', noticeId, { reason }),
    ])
  },
})

/** 作废 what was not posted yet. */
export const noticeDrop = defineCommand('notice.drop@1', {
  args: object({ noticeId: uuid, reason: reasonSchema }),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  decide(context) {
    const { noticeId, reason } = context.args
    const step = noticeStep(context, 'notice.drop', noticeId)
    if (step.refusal) return step.refusal
    const dropped = { by: context.actor.personId, on: todayOf(context), reason }
    return accept([
      patchNotice(step.notice, { state: step.next, dropped }),
      noticeEvent(context, 'notice.dropped', noticeId, { reason }),
    ])
  },
})
