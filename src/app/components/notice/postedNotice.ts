/**
 * A notice as it is read: every text that is posted, in order, and nothing else. The page on which it is approved, the
 * print and the briefing show only what comes from here, so that nobody approves other words than those outside.
 */
import type { EditionList } from '../../../domain/edition/rows'
import type { Notice, NoticeLine } from '../../../domain/notice/rows'
import { documentText as t } from '../../late/documentText'
import { documents } from '../../locales/zh-CN/documents'
import { domain } from '../../locales/zh-CN/domain'
import { dateText, dayText, listName } from '../lists/ledgerWords'

type NoticeColumn = keyof typeof documents.notice.column

const columnsBut = (last: NoticeColumn): readonly NoticeColumn[] => [
  'serial',
  'number',
  'who',
  'area',
  'problem',
  'unit',
  'handling',
  last,
]
const noticeColumns: Readonly<Record<EditionList, readonly NoticeColumn[]>> = {
  issues: columnsBut('dueOn'),
  tasks: columnsBut('dueOn'),
  effects: columnsBut('satisfaction'),
}

interface PostedLine {
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
  const day = approvedOn === null ? t('notice.notYet') : dateText(approvedOn)
  return {
    title,
    intro,
    sections: notice.lists.map((list) => sectionOf(list, notice)),
    closing,
    facts: [
      { key: 'contact', label: t('notice.contact'), value: contact },
      { key: 'postedOn', label: t('notice.postedOn'), value: day },
      { key: 'until', label: t('notice.until'), value: dateText(expiresOn) },
      {
        key: 'edition',
        label: t('notice.edition'),
        value: editionNumber === '' ? '' : t('notice.ofEdition', { number: editionNumber }),
      },
    ].filter(({ value }) => value !== ''),
    office: `${zone}${t('notice.office')}`,
    day,
  }
}

function sectionOf(list: EditionList, { lines, month }: Notice): PostedSection {
  const dayOf = (date: string | null): string => (date === null ? '' : dayText(date, month))
  return {
    list,
    name: listName(list),
    columns: noticeColumns[list],
    lines: lines
      .filter((line) => line.list === list)
      .map((line, at) => ({ refId: line.refId, cells: cellsOf(line, at + 1, dayOf) })),
  }
}

/** The year is told only where it is another than the notice's. */
type DayOf = (date: string | null) => string

/** Counted anew: gaps would tell how much was left out. */
function cellsOf(line: NoticeLine, serial: number, dayOf: DayOf): PostedLine['cells'] {
  return {
    serial: String(serial),
    number: line.number,
    who: line.who || domain.villageOnly,
    area: line.area,
    problem: [line.problem, line.category && `〔${line.category}〕`].filter(Boolean).join('\n'),
    unit: line.unit,
    handling: handlingOf(line, dayOf),
    dueOn: dayOf(line.dueOn),
    satisfaction: satisfactionText(line),
  }
}

/** How far it is, what is done and what came of it: all that the public page tells, each on a line of its own. */
function handlingOf(line: NoticeLine, dayOf: DayOf): string {
  const result = line.doneOn && line.result ? `${line.result}（${dayOf(line.doneOn)}）` : line.result
  const isEffect = line.list === 'effects'
  return [
    [...new Set([stateText(line), outcomeText(line)])].filter(Boolean).join('，'),
    within('measures', line.measures),
    within('result', result || (line.doneOn ? dayOf(line.doneOn) : '')),
    // What has a column of its own stands there.
    isEffect ? within('dueOn', dayOf(line.dueOn)) : within('satisfaction', satisfactionText(line)),
  ]
    .filter(Boolean)
    .join('\n')
}

const within = (label: keyof typeof documents.notice.within, text: string): string =>
  text === '' ? '' : `${t(`notice.within.${label}`)}：${text}`

/** A word of a newer server is left out. */
const word = (words: Readonly<Record<string, string>>, key: string | null): string =>
  (key !== null && Object.hasOwn(words, key) && words[key]) || ''
export const stateText = ({ state }: NoticeLine): string => word(documents.notice.state, state)
export const outcomeText = ({ outcome }: NoticeLine): string => word(documents.notice.outcome, outcome)
export const satisfactionText = ({ satisfaction }: NoticeLine): string =>
  word(documents.notice.satisfaction, satisfaction)
