/** Which columns each list of a ledger has, and what of a frozen line stands in them. */
import type { EditionList, LedgerLine } from '../../../domain/edition/rows'
import { domain } from '../../locales/zh-CN/domain'
import type { Cell } from '../../xlsx/sheetXml'
import type { LedgerStyle } from './ledgerStyles'
import { type ledgerWords, progressText, remarkText, resultText, titled, unitText } from './ledgerWords'

export type LedgerColumnKey = keyof typeof ledgerWords.column
type LedgerGroup = keyof typeof ledgerWords.group

export interface ColumnRun {
  /** Stands over its columns; without one each of them is as tall as both lines of the head. */
  group?: LedgerGroup
  columns: readonly LedgerColumnKey[]
}

export const ledgerColumns: Readonly<Record<EditionList, readonly ColumnRun[]>> = {
  issues: [
    { columns: ['serial', 'number'] },
    { group: 'raised', columns: ['source', 'area', 'subject', 'category', 'description'] },
    { group: 'responsible', columns: ['unit', 'leader', 'handler'] },
    { group: 'handled', columns: ['measures', 'dueOn', 'progress'] },
    { columns: ['remark'] },
  ],
  tasks: [
    { columns: ['serial', 'number'] },
    { group: 'raised', columns: ['area', 'subject', 'category', 'description'] },
    { group: 'responsible', columns: ['unit', 'leader', 'handler'] },
    { group: 'handled', columns: ['measures', 'dueOn', 'progress', 'result'] },
    { columns: ['remark'] },
  ],
  effects: [
    { columns: ['serial', 'number'] },
    { group: 'raised', columns: ['area', 'subject', 'category', 'description'] },
    { group: 'responsible', columns: ['unit', 'leader', 'handler'] },
    { group: 'handled', columns: ['measures', 'result', 'satisfaction', 'struckOffOn'] },
    { columns: ['publicForms', 'remark'] },
  ],
}

/**
 * Widths in digits. Together they stay under 200, so that a list on A4 across is printed at about three quarters of
 * 10 pt, which is still read without glasses held away.
 */
export const columnWidths: Readonly<Record<LedgerColumnKey, { min: number; max: number }>> = {
  serial: { min: 5, max: 6 },
  number: { min: 10.5, max: 10.5 },
  source: { min: 9, max: 10 },
  area: { min: 8, max: 10.5 },
  subject: { min: 9.5, max: 10.5 },
  category: { min: 9.5, max: 11 },
  description: { min: 18, max: 32 },
  unit: { min: 10, max: 14 },
  leader: { min: 9.5, max: 9.5 },
  handler: { min: 8, max: 9.5 },
  measures: { min: 16, max: 26 },
  dueOn: { min: 11.5, max: 11.5 },
  progress: { min: 12, max: 22 },
  result: { min: 12, max: 24 },
  satisfaction: { min: 8, max: 9.5 },
  struckOffOn: { min: 11.5, max: 11.5 },
  publicForms: { min: 9.5, max: 12 },
  remark: { min: 10, max: 18 },
}

export interface LineContext {
  line: LedgerLine
  decision: string
  list: EditionList
  month: string
}

export function ledgerCell(
  column: LedgerColumnKey,
  { line, decision, list, month }: LineContext,
): Cell<LedgerStyle> {
  const text = (value: string): Cell<LedgerStyle> => ({ value, style: 'text' })
  const name = (value: string): Cell<LedgerStyle> => ({ value, style: 'name' })
  const date = (value: string | null): Cell<LedgerStyle> => ({
    value: value === null ? null : { date: value },
    style: 'date',
  })
  switch (column) {
    case 'serial':
      return { value: line.serial, style: 'serial' }
    case 'number':
      // A task of several issues has their numbers; none is torn at its hyphen.
      return { value: line.number.replaceAll('、', '\n'), style: 'number' }
    case 'source':
      return name(line.source ? domain.visitKind[line.source] : '')
    case 'area':
      return name(line.area)
    case 'subject':
      return name(line.subject || domain.villageOnly)
    case 'category':
      return name(line.category.replaceAll('/', '/\n'))
    case 'description':
      return text(list === 'tasks' ? line.description : titled(line.title, line.description))
    case 'unit':
      return name(unitText(line))
    case 'leader':
      return name(line.leader)
    case 'handler':
      return name(line.handler)
    case 'measures':
      return text(list === 'tasks' ? titled(line.title, line.measures) : line.measures)
    case 'dueOn':
      return date(line.dueOn)
    case 'progress':
      return text(progressText(line, list, month))
    case 'result':
      return text(resultText(line, month))
    case 'satisfaction':
      return name(line.satisfaction ? domain.satisfaction[line.satisfaction] : '')
    case 'struckOffOn':
      return date(line.struckOffOn)
    case 'publicForms':
      return name(line.publicForms.map((form) => domain.publicForm[form]).join('、'))
    case 'remark':
      return text(remarkText(decision, line.remark))
  }
}
