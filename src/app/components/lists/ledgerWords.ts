/**
 * What stands printed in a ledger (台账). It is a Chinese document whatever language the page is in, so these are its own
 * and no texts of the page; states, outcomes and the like are called as everywhere (`locales/zh-CN/domain.ts`).
 */
import type { EditionList, LedgerLine } from '../../../domain/edition/rows'
import type { IssueState } from '../../../domain/issue/rows'
import type { TaskState } from '../../../domain/task/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'
import { domain } from '../../locales/zh-CN/domain'

export const ledgerWords = {
  file: '清单台账',
  filledBy: '填报单位',
  office: '综合协调组',
  number: '编号',
  heldOn: '研判日期',
  frozenOn: '定稿日期',
  corrects: '更正原因',
  remark: '说明',
  decision: '研究意见',
  assisting: '配合单位',
  nothing: '（本月无）',
  page: '第 &P 页，共 &N 页',
  hash: '校验码',
  group: { raised: '群众反映情况', responsible: '责任落实', handled: '办理情况' },
  column: {
    serial: '序号',
    number: '编号',
    source: '来源',
    area: '区域',
    subject: '反映对象',
    category: '类别',
    description: '问题描述',
    unit: '责任单位',
    leader: '责任领导',
    handler: '经办人',
    measures: '措施',
    dueOn: '完成时限',
    progress: '进展',
    result: '办理结果',
    satisfaction: '满意度',
    struckOffOn: '销号日期',
    publicForms: '公开形式',
    remark: '备注',
  },
} as const

export const listName = (list: EditionList): string => domain.editionList[list]

const numbersOf = (date: string): number[] => date.split('-').map(Number)

/** 2026年11月 */
export function monthText(month: string): string {
  const [year, number] = numbersOf(month)
  return `${year}年${number}月`
}

/** 2026年11月5日 */
export const dateText = (date: CalendarDate): string => `${monthText(date)}${numbersOf(date)[2]}日`

/** Within a text; the year only where it is another than the list's. */
export const dayText = (date: CalendarDate, month: string): string =>
  date.slice(0, 4) === month.slice(0, 4) ? dateText(date).slice(5) : dateText(date)

const withDay = (text: string, date: CalendarDate | null, month: string): string =>
  text && date ? `${text}（${dayText(date, month)}）` : text
const headed = (head: string, text: string): string => [head, text].filter(Boolean).join('：')

/** A short name over what it is short for, unless that begins with it. */
export const titled = (title: string, text: string): string =>
  text.startsWith(title) ? text : [title, text].filter(Boolean).join('\n')

/** 办理中：灯泡已到（11月3日） */
export function progressText(line: LedgerLine, list: EditionList, month: string): string {
  const state =
    list === 'tasks' ? domain.taskState[line.state as TaskState] : domain.issueState[line.state as IssueState]
  if (line.mergedInto) return `${state} ${line.mergedInto}`
  return headed(state, withDay(line.progress, line.progressOn, month))
}

/** 已解决：灯亮了（11月5日） */
export const resultText = ({ outcome, result, doneOn }: LedgerLine, month: string): string =>
  headed(outcome ? domain.issueOutcome[outcome] : '', withDay(result, doneOn, month))

export const unitText = ({ unit, assistUnits }: LedgerLine): string =>
  [unit, assistUnits && headed(ledgerWords.assisting, assistUnits)].filter(Boolean).join('\n')

export const remarkText = (decision: string, remark: string): string =>
  [decision && headed(ledgerWords.decision, decision), remark].filter(Boolean).join('\n')
