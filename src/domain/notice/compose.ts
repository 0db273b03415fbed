import { may } from '../access/may'
import { accept, defineCommand, fresh, ifHeld, must, put, reject, related } from '../command/define'
import { currentEdition } from '../edition/open'
import type { EditionList } from '../edition/rows'
import type { EditionId } from '../ids'
import type { Row } from '../rows'
import { calendarDate, codeId, object, optional, uuid } from '../schema'
import { frozenLines, publicLines, screeningOf } from './publicLines'
import { refsIfHeld, registerSteps, zoneOf } from './registerReads'
import { headSchemas, maxNoticeLines, noticeEvent, refuseExpiry } from './step'

/**
 * 拟公示 of the frozen edition that counts now: its lines by the allow-list (`line.ts`), screened. What turned
 * confidential since stays out. Rejections: editionNotFrozen, notLatestEdition, noticeEmpty, noticeTooLarge, expiryTooFar,
 * deadlinePast.
 */
export const noticeCompose = defineCommand('notice.compose@1', {
  args: object({
    noticeId: uuid,
    editionId: uuid,
    ...headSchemas,
    expiresOn: calendarDate,
    /** Whose care groups, as the zone calls them, are masked beside the usual words. */
    campaignId: optional(codeId),
  }),
  reads: ({ noticeId, editionId, campaignId }) => [
    fresh('notice', noticeId),
    must('edition', editionId),
    related('editionItem.editionId', editionId),
    ...(campaignId === undefined ? [] : [ifHeld('campaign', campaignId)]),
  ],
  readsMore: [
    ({ editionId, lists }, rows) => [
      ...editionsOfMonth(rows.get('edition', editionId)),
      ...refsIfHeld(frozenLines(rows, editionId, lists)),
    ],
    ...registerSteps<{ editionId: EditionId; lists: readonly EditionList[] }>(({ editionId, lists }, rows) =>
      frozenLines(rows, editionId, lists),
    ),
  ],
  decide(context) {
    const { args, actor, rows, at } = context
    const { noticeId, editionId, lists, title, intro, closing, contact, expiresOn } = args
    const edition = rows.get('edition', editionId)
    if (!edition || !may(actor, 'notice.compose', {})) return reject('notPermitted')
    if (rows.get('notice', noticeId)) return reject('alreadyExists')
    if (edition.data.state !== 'frozen') return reject('editionNotFrozen')
    const { month } = edition.data
    if (currentEdition(rows.related('edition.month', month))?.id !== editionId)
      return reject('notLatestEdition', { month })
    const refused = refuseExpiry(expiresOn, at)
    if (refused) return refused
    const frozen = frozenLines(rows, editionId, lists)
    if (frozen.length > maxNoticeLines)
      return reject('noticeTooLarge', { count: frozen.length, max: maxNoticeLines })
    const campaignId = args.campaignId ?? null
    const screening = screeningOf(rows, frozen, campaignId)
    const { lines, omitted } = publicLines(rows, frozen, screening)
    if (lines.length === 0) return reject('noticeEmpty')
    const { screen } = screening
    return accept([
      put('notice', noticeId, {
        editionId,
        editionNumber: edition.data.number ?? '',
        editionHash: edition.data.hash ?? '',
        zone: zoneOf(rows, frozen),
        month,
        title: screen(title).text,
        intro: screen(intro).text,
        closing: screen(closing).text,
        contact,
        campaignId,
        state: 'draft',
        lists,
        lines,
        omitted,
        expiresOn,
        revision: 1,
        composedBy: actor.personId,
        editors: [actor.personId],
        submittedOn: null,
        refused: null,
        approvedBy: null,
        approvedOn: null,
        withdrawn: null,
        dropped: null,
        ...at,
      }),
      noticeEvent(context, 'notice.composed', noticeId, { month, lines: lines.length }),
    ])
  },
})

const editionsOfMonth = (edition: Row<'edition'> | undefined) =>
  edition ? [related('edition.month', edition.data.month)] : []
