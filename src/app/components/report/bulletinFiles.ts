/** 通报 as files. Both are Chinese documents whatever language the page is in, with the words that the page has in Chinese. */
import type { CalendarMonth } from '../../../domain/edition/rows'
import { bulletinFigures, type Bulletin, type BulletinRow } from '../../../domain/report/bulletin'
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { Block, WordDocument } from '../../docx/blocks'
import { bulletin as words } from '../../locales/zh-CN/bulletin'
import type { PlainSheet } from '../../xlsx/plainSheet'
import { dateText, ledgerWords, monthText } from '../lists/ledgerWords'

export interface BulletinFileOf {
  bulletin: Bulletin
  month: CalendarMonth
  /** 2026-11, of the edition that it was counted from. */
  number: string
  zone: string
  /** Day as of which it was counted. */
  today: CalendarDate
  /** Overdue by so many working days is red here. */
  redAfterDays: number
}

export const bulletinTitle = ({ month, zone }: Pick<BulletinFileOf, 'month' | 'zone'>): string =>
  `${zone}${monthText(month)}${words.title}`

/** Groups below each other with what they are counted by in the first column, so that it can be filtered. */
export function bulletinSheet(of: BulletinFileOf): PlainSheet {
  const { byUnit, byArea, whole } = of.bulletin
  const rowsOf = (kind: string, rows: readonly BulletinRow[], nameless: string) =>
    rows.map((row) => [kind, row.name || nameless, ...bulletinFigures.map((figure) => row[figure])])
  return {
    name: `${monthText(of.month)}${words.one}`,
    head: [
      words.kind,
      `${words.name.unit}/${words.name.area}`,
      ...bulletinFigures.map((figure) => words.figure[figure]),
    ],
    rows: [
      ...rowsOf(words.byUnit, byUnit, words.noUnit),
      ...rowsOf(words.byArea, byArea, words.noArea),
      [words.whole, '', ...bulletinFigures.map((figure) => whole[figure])],
    ],
    createdOn: of.today,
  }
}

export function bulletinDocument(of: BulletinFileOf): WordDocument {
  const { byUnit, byArea, guessedYears } = of.bulletin
  const office = `${of.zone}${ledgerWords.office}`
  return {
    title: bulletinTitle(of),
    author: office,
    createdOn: of.today,
    blocks: [
      { kind: 'heading', text: '一、总体情况' },
      { kind: 'paragraph', text: summary(of) },
      { kind: 'heading', text: '二、各责任单位办理情况' },
      table(words.name.unit, byUnit, words.noUnit, of.bulletin),
      { kind: 'heading', text: '三、各村（社区）办理情况' },
      table(words.name.area, byArea, words.noArea, of.bulletin),
      { kind: 'heading', text: '四、统计口径' },
      ...notesOf(of, guessedYears).map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'paragraph', look: 'right', text: `${office}\n${dateText(of.today)}` },
    ],
  }
}

function summary({ bulletin: { whole }, month, number, today }: BulletinFileOf): string {
  const share = whole.handled > 0 ? `，按时办结率${percent(whole.inTime, whole.handled)}` : ''
  const overdue = whole.yellow + whole.red
  return [
    `${monthText(month)}三张清单（编号${number}）列入问题${whole.listed}件，其中暂缓办理${whole.deferred}件；`,
    `办结${whole.handled}件，按时办结${whole.inTime}件${share}；`,
    `群众满意${whole.satisfied}件，群众不满意后重新办理的${whole.reopened}件。`,
    overdue > 0
      ? `截至${dateText(today)}，仍有超期任务${overdue}项，其中黄色${whole.yellow}项、红色${whole.red}项，请有关责任单位抓紧办理，并向群众说明情况。`
      : `截至${dateText(today)}，没有超期任务。`,
  ].join('')
}

function table(name: string, rows: readonly BulletinRow[], nameless: string, { whole }: Bulletin): Block {
  const figures = (row: Bulletin['whole']) => bulletinFigures.map((figure) => row[figure])
  return {
    kind: 'table',
    head: [name, ...bulletinFigures.map((figure) => words.figure[figure])],
    rows: [...rows.map((row) => [row.name || nameless, ...figures(row)]), [words.whole, ...figures(whole)]],
    shares: [4, ...bulletinFigures.map(() => 1.6)],
    totals: true,
  }
}

const notesOf = ({ today, redAfterDays }: BulletinFileOf, guessedYears: readonly number[]): string[] => [
  words.notes.frozen,
  words.notes.live.replace('{date}', dateText(today)).replace('{days}', String(redAfterDays)),
  words.notes.several,
  ...(guessedYears.length > 0 ? [words.guessedYears.replace('{years}', guessedYears.join('、'))] : []),
]

const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)}%`
