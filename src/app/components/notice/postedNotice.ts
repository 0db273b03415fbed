/**
 * A notice as it is read: every text that is posted, in order, and nothing else. The page on which it is approved, the
 * print and the briefing show only what comes from here, so that nobody approves other words than those outside.
 */
import type { EditionList } from '../../../domain/edition/rows'
import type { IssueState } from '../../../domain/issue/rows'
import type { Notice, NoticeLine } from '../../../domain/notice/rows'
import type { TaskState } from '../../../domain/task/rows'
import { domain } from '../../locales/zh-CN/domain'
import { dateText, listName } from '../lists/ledgerWords'
import { noticeWords } from './noticeWords'

export type NoticeColumn = keyof typeof noticeWords.column

export const noticeColumns: Readonly<Record<EditionList, readonly NoticeColumn[]>> = {
  issues: ['serial', 'number', 'who', 'area', 'problem', 'unit', 'progress', 'dueOn'],
  tasks: ['serial', 'number', 'area', 'task', 'unit', 'measures', 'progress', 'dueOn'],
  effects: ['serial', 'number', 'who', 'area', 'problem', 'unit', 'result', 'satisfaction'],
}

export interface PostedLine {
  refId: string
  /** By column of the section. */
  cells: Readonly<Record<NoticeColumn, string>>
}

export interface PostedSection {
  list: EditionList
  name: string
  columns: readonly NoticeColumn[]
  lines: readonly PostedLine[]
}

export interface PostedNotice {
  title: string
  intro: string
  sections: readonly PostedSection[]
  closing: string
  /** What stands below, one a line: contact, days, the edition it is from. */
  facts: readonly { key: string; label: string; value: string }[]
  /** 综合协调组 of the zone. */
  office: string
  /** Day of posting as it is written; 待审签 before that. */
  day: string
}

export function postedNotice(notice: Notice): PostedNotice {
  const { title, intro, closing, contact, zone, expiresOn, approvedOn, editionNumber } = notice
  const day = approvedOn === null ? noticeWords.notYet : dateText(approvedOn)
  return {
    title,
    intro,
    sections: notice.lists.map((list) => sectionOf(list, notice.lines)),
    closing,
    facts: [
      { key: 'contact', label: noticeWords.contact, value: contact },
      { key: 'postedOn', label: noticeWords.postedOn, value: day },
      { key: 'until', label: noticeWords.until, value: dateText(expiresOn) },
      {
        key: 'edition',
        label: noticeWords.edition,
        value: editionNumber === '' ? '' : `三张清单（${editionNumber}）`,
      },
    ].filter(({ value }) => value !== ''),
    office: `${zone}${noticeWords.office}`,
    day,
  }
}

function sectionOf(list: EditionList, lines: readonly NoticeLine[]): PostedSection {
  return {
    list,
    name: listName(list),
    columns: noticeColumns[list],
    lines: lines
      .filter((line) => line.list === list)
      .map((line, at) => ({ refId: line.refId, cells: cellsOf(line, at + 1) })),
  }
}

/** Counted anew: gaps would tell how much was left out. */
function cellsOf(line: NoticeLine, serial: number): PostedLine['cells'] {
  return {
    serial: String(serial),
    number: line.number,
    who: line.who || domain.villageOnly,
    area: line.area,
    problem: line.problem,
    task: line.problem,
    unit: line.unit,
    measures: line.measures,
    progress: headed(stateText(line), line.list === 'issues' ? line.measures : line.result),
    dueOn: line.dueOn === null ? '' : dateText(line.dueOn),
    result: headed(
      line.outcome ? domain.issueOutcome[line.outcome] : stateText(line),
      line.doneOn && line.result ? `${line.result}（${dateText(line.doneOn)}）` : line.result,
    ),
    satisfaction: line.satisfaction ? domain.satisfaction[line.satisfaction] : '',
  }
}

const stateText = ({ list, state }: NoticeLine): string =>
  list === 'tasks' ? domain.taskState[state as TaskState] : domain.issueState[state as IssueState]

const headed = (head: string, text: string): string => [head, text].filter(Boolean).join('：')
