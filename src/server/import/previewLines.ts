/** A preview as lines for a terminal. */
import type { ImportPreview } from '../../sync/registerImport'
import { differenceNames, fieldNames, rowSentences } from './sentences'

/** Households with differences shown one by one; the page shows more. */
const shownDifferences = 20

export function* previewLines(preview: ImportPreview): Generator<string> {
  for (const sheet of preview.sheets) yield* sheetLines(sheet)
  const { create, edit, same, rejectedRows, warnings, memberDifferences } = preview.counts
  const { headings, totals, remarks, sections } = preview.skipped
  yield ''
  yield `新增 ${create} 户，有变化 ${edit} 户，没有变化 ${same} 户；不导入 ${rejectedRows} 行，提醒 ${warnings} 处。`
  yield `${create} new, ${edit} changed, ${same} the same; ${rejectedRows} rows left out, ${warnings} warnings.`
  if (headings + totals + remarks + sections > 0)
    yield `跳过：重复表头 ${headings} 行，合计 ${totals} 行，说明 ${remarks} 行，组名 ${sections} 行。`
  if (memberDifferences > 0) yield `已有的户里，家庭成员有 ${memberDifferences} 处不同。`
  const { identityNumbers, memberNotes } = preview.dropped
  if (identityNumbers > 0)
    yield `表中有 ${identityNumbers} 个身份证号，已全部去掉，没有保存。${identityNumbers} ID-card numbers were dropped.`
  if (memberNotes > 0) yield `成员行的备注 ${memberNotes} 处没有导入：可能涉及健康等敏感信息。`
  yield* differenceLines(preview)
  for (const { sheet, row, column, code, value } of preview.rejected) {
    yield `不导入 ${sheet} 第 ${row} 行${column && `「${column}」`}：${rowSentences[code][0]}${value && `（${value}）`} · row ${row}: ${rowSentences[code][1]}`
  }
  for (const { sheet, row, column, code, value } of preview.warnings) {
    yield `提醒 ${sheet} 第 ${row} 行${column && `「${column}」`}：${rowSentences[code][0]}${value && `（${value}）`}`
  }
}

function* sheetLines({
  sheet,
  isSkipped,
  headerFrom,
  headerTo,
  rows,
  isRemembered,
  views,
}: ImportPreview['sheets'][number]) {
  const heading =
    headerTo === 0
      ? '没有找到表头'
      : headerFrom === headerTo
        ? `表头第 ${headerTo} 行`
        : `表头第 ${headerFrom}–${headerTo} 行`
  const remembered = isRemembered ? '，按上次确认的对应关系' : ''
  yield `工作表「${sheet}」：${rows} 行，${isSkipped ? '不读' : `${heading}${remembered}`}`
  if (isSkipped) return
  for (const { letter, label, field, confidence } of views) {
    if (label === '' && field === 'ignore') continue
    const doubt = confidence === 'likely' ? '（请核对）' : ''
    yield `  ${letter.padEnd(2)} ${label || '（无表头）'} → ${fieldNames[field]}${doubt}`
  }
}

function* differenceLines({ households }: ImportPreview) {
  const changed = households.filter(({ action }) => action === 'edit')
  for (const { sheet, row, name, fields, members } of changed.slice(0, shownDifferences)) {
    const parts = [
      ...fields.map(({ field, old, new: now }) => `${differenceNames[field]} ${old || '（空）'} → ${now}`),
      ...members.map((member) => `${member.isNew ? '新成员' : '成员'} ${member.name}`),
    ]
    yield `变化 ${sheet} 第 ${row} 行 ${name}：${parts.join('；').replace(/\n/g, ' ')}`
  }
  if (changed.length > shownDifferences) yield `…… 还有 ${changed.length - shownDifferences} 户有变化`
}
