/** Lines of a draft: rewritten, left out, put back. */
import { accept, defineCommand, ifHeld, must, reject, type Read, type Rows } from '../command/define'
import { editionLists, itemIdOf, type EditionList } from '../edition/rows'
import type { NoticeId } from '../ids'
import { choice, freeText, object, optional, uuid } from '../schema'
import { rewritten } from './line'
import { publicLines, screeningOf, type FrozenLine } from './publicLines'
import { refsIfHeld, registerSteps } from './registerReads'
import { screenedFields, type NoticeLine } from './rows'
import { changed, noticeEvent, noticeStep, patchNotice, reasonSchema } from './step'

type LineArgs = { noticeId: NoticeId; list: EditionList; refId: string }
const lineArgs = { noticeId: uuid, list: choice(editionLists), refId: uuid }
const isLine =
  ({ list, refId }: Omit<LineArgs, 'noticeId'>) =>
  (each: { list: EditionList; refId: string }): boolean =>
    each.list === list && each.refId === refId

/** The line of the edition, where it is held. */
function frozenLine({ noticeId, list, refId }: LineArgs, rows: Rows): FrozenLine[] {
  const notice = rows.get('notice', noticeId)
  const line = notice && rows.get('editionItem', itemIdOf(notice.data.editionId, list, refId))?.data.line
  return line ? [{ list, refId, line }] : []
}

const itemReads = ({ noticeId, list, refId }: LineArgs, rows: Rows, read: typeof must): Read[] => {
  const notice = rows.get('notice', noticeId)
  if (!notice) return []
  const { editionId, campaignId } = notice.data
  return [
    read('editionItem', itemIdOf(editionId, list, refId)),
    ...(campaignId === null ? [] : [ifHeld('campaign', campaignId)]),
  ]
}
const registerOfLine = [(args: LineArgs) => refsIfHeld([args]), ...registerSteps<LineArgs>((args) => [args])]
const text = optional(freeText({ max: 2000 }))

/** 改写: what is typed is screened like the rest. Rejections: nothingToChange. */
export const noticeEditLine = defineCommand('notice.editLine@1', {
  args: object({ ...lineArgs, problem: text, measures: text, result: text }),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  readsMore: [(args, rows) => itemReads(args, rows, ifHeld), ...registerOfLine],
  decide(context) {
    const { args, rows } = context
    const { noticeId, list, problem, measures, result } = args
    const step = noticeStep(context, 'notice.editLine', noticeId)
    if (step.refusal) return step.refusal
    const { notice, next } = step
    const before = notice.data.lines.find(isLine(args))
    if (!before) return reject('notPermitted')
    const { screen } = screeningOf(rows, frozenLine(args, rows), notice.data.campaignId, [args])
    const texts = { problem, measures, result }
    const line = rewritten(before, texts, screen)
    if (!line) return reject('nothingToChange')
    return accept([
      patchNotice(notice, {
        lines: notice.data.lines.map((each) => (each === before ? line : each)),
        ...changed(notice, context, next),
      }),
      noticeEvent(context, 'notice.edited', noticeId, {
        list,
        number: line.number,
        fields: screenedFields.filter((field) => texts[field] !== undefined),
      }),
    ])
  },
})

/** 移出: the line is not made public, with the reason. */
export const noticeOmitLine = defineCommand('notice.omitLine@1', {
  args: object({ ...lineArgs, reason: reasonSchema }),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  decide(context) {
    const { noticeId, list, refId, reason } = context.args
    const step = noticeStep(context, 'notice.omitLine', noticeId)
    if (step.refusal) return step.refusal
    const { notice, next } = step
    const leaving = notice.data.lines.find(isLine({ list, refId }))
    if (!leaving) return reject('nothingToChange')
    return accept([
      patchNotice(notice, {
        lines: notice.data.lines.filter((each) => each !== leaving),
        omitted: [...notice.data.omitted, { list, refId, reason }],
        ...changed(notice, context, next),
      }),
      noticeEvent(context, 'notice.edited', noticeId, { list, number: leaving.number, omitted: reason }),
    ])
  },
})

/** 重新列入: made from the edition anew. Rejections: noticeConfidential, nothingToChange. */
export const noticeRestoreLine = defineCommand('notice.restoreLine@1', {
  args: object(lineArgs),
  reads: ({ noticeId }) => [must('notice', noticeId)],
  readsMore: [(args, rows) => itemReads(args, rows, must), ...registerOfLine],
  decide(context) {
    const { args, rows } = context
    const { noticeId, list } = args
    const step = noticeStep(context, 'notice.restoreLine', noticeId)
    if (step.refusal) return step.refusal
    const { notice, next } = step
    const { data } = notice
    if (!data.lists.includes(list) || !data.omitted.some(isLine(args))) return reject('nothingToChange')
    const frozen = frozenLine(args, rows)
    const { lines } = publicLines(rows, frozen, screeningOf(rows, frozen, data.campaignId))
    const [line] = lines
    if (!line) return reject('noticeConfidential', { count: 1 })
    return accept([
      patchNotice(notice, {
        lines: inOrder([...data.lines, line], data.lists),
        omitted: data.omitted.filter((each) => !isLine(args)(each)),
        ...changed(notice, context, next),
      }),
      noticeEvent(context, 'notice.edited', noticeId, { list, number: line.number, fields: ['restored'] }),
    ])
  },
})

const inOrder = (lines: readonly NoticeLine[], lists: readonly EditionList[]): NoticeLine[] =>
  [...lines].sort((a, b) => lists.indexOf(a.list) - lists.indexOf(b.list) || a.serial - b.serial)
