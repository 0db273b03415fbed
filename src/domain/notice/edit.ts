/** What a draft says around its lines, and which lists it shows. */
import { accept, defineCommand, ifHeld, must, reject, related, type Rows } from '../command/define'
import type { EditionList } from '../edition/rows'
import { conflictEvents, editRow } from '../mergeFields'
import type { NoticeId } from '../ids'
import { calendarDate, object, optional, uuid } from '../schema'
import { frozenLines, publicLines, screeningOf, type FrozenLine } from './publicLines'
import { refsIfHeld, registerSteps, type Ref } from './registerReads'
import type { Notice } from './rows'
import {
  changed,
  headSchemas,
  maxNoticeLines,
  noticeEvent,
  noticeStep,
  patchNotice,
  refuseExpiry,
} from './step'

type EditArgs = {
  noticeId: NoticeId
  lists?: EditionList[]
  title?: string
  intro?: string
  closing?: string
}

/** The lines that come with other lists; of the same lists there are none. */
function newlyListed({ noticeId, lists }: EditArgs, rows: Rows): FrozenLine[] {
  const notice = rows.get('notice', noticeId)?.data
  const added = notice ? (lists ?? []).filter((list) => !notice.lists.includes(list)) : []
  return notice && added.length > 0 ? frozenLines(rows, notice.editionId, added) : []
}

/** Of which lines the villages, and so the names, are looked up. */
function refsOf(args: EditArgs, rows: Rows) {
  const hasText = args.title !== undefined || args.intro !== undefined || args.closing !== undefined
  const lines = rows.get('notice', args.noticeId)?.data.lines ?? []
  return [...(hasText ? lines : []), ...newlyListed(args, rows)]
}

/**
 * 修改: the words around the lines (screened), the office's phone, the last day, the lists. Lists that were shown before
 * keep their lines as they are; what was left out of a list stays left out when it comes back. Rejections: expiryTooFar,
 * deadlinePast, noticeTooLarge, nothingToChange.
 */
export const noticeEdit = defineCommand('notice.edit@1', {
  args: object({
    noticeId: uuid,
    title: optional(headSchemas.title),
    intro: optional(headSchemas.intro),
    closing: optional(headSchemas.closing),
    contact: optional(headSchemas.contact),
    expiresOn: optional(calendarDate),
    lists: optional(headSchemas.lists),
  }),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  readsMore: [
    ({ noticeId, lists = [] }, rows) => {
      const notice = rows.get('notice', noticeId)?.data
      if (!notice) return []
      const hasMore = lists.some((list) => !notice.lists.includes(list))
      return [
        ...(notice.campaignId === null ? [] : [ifHeld('campaign', notice.campaignId)]),
        ...(hasMore
          ? [must('edition', notice.editionId), related('editionItem.editionId', notice.editionId)]
          : []),
      ]
    },
    (args, rows) => refsIfHeld(refsOf(args, rows)),
    ...registerSteps(refsOf),
  ],
  decide(context) {
    const { args, rows, at } = context
    const { noticeId, lists, expiresOn, contact } = args
    const step = noticeStep(context, 'notice.edit', noticeId)
    if (step.refusal) return step.refusal
    const { notice, next } = step
    const refused = expiresOn === undefined ? undefined : refuseExpiry(expiresOn, at)
    if (refused) return refused
    const { screen } = screeningOf(rows, [], notice.data.campaignId, refsOf(args, rows))
    const wanted: Partial<Notice> = {
      ...(contact === undefined ? {} : { contact }),
      ...(expiresOn === undefined ? {} : { expiresOn }),
    }
    for (const field of ['title', 'intro', 'closing'] as const) {
      const typed = args[field]
      if (typed !== undefined) wanted[field] = screen(typed).text
    }
    const edit = editRow(notice, wanted, context)
    const content = lists && otherLists(notice.data, lists, rows, newlyListed(args, rows))
    if (edit.changes.length === 0 && !content) return reject('nothingToChange')
    const count = content?.lines?.length ?? 0
    if (count > maxNoticeLines) return reject('noticeTooLarge', { count, max: maxNoticeLines })
    return accept([
      ...edit.changes,
      patchNotice(notice, { ...content, ...changed(notice, context, next) }),
      noticeEvent(context, 'notice.edited', noticeId, {
        fields: [...edit.changed, ...(content ? ['lists'] : [])],
      }),
      ...conflictEvents(context, { kind: 'notice', id: noticeId, areaId: '' }, edit.conflicts),
    ])
  },
})

function otherLists(
  notice: Notice,
  lists: EditionList[],
  rows: Rows,
  added: readonly FrozenLine[],
): Partial<Notice> | undefined {
  if (JSON.stringify(lists) === JSON.stringify(notice.lists)) return undefined
  const isOmitted = ({ list, refId }: Ref): boolean =>
    notice.omitted.some((each) => each.list === list && each.refId === refId)
  const more = publicLines(rows, added, screeningOf(rows, added, notice.campaignId))
  return {
    lists,
    // What was left out stays so, also of a list that comes back: somebody gave a reason.
    lines: lists.flatMap((list) =>
      [...notice.lines, ...more.lines.filter((line) => !isOmitted(line))].filter(
        (line) => line.list === list,
      ),
    ),
    omitted: [...notice.omitted, ...more.omitted.filter((line) => !isOmitted(line))],
  }
}
