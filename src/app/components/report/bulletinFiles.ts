/** 通报 as files. Both are Chinese documents whatever language the page is in, with the words that the page has in Chinese. */
import type { CalendarMonth } from '../../../domain/edition/rows'
import { bulletinFigures, type Bulletin, type BulletinRow } from '../../../domain/report/bulletin'
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { Block, WordDocument } from '../../docx/blocks'
import { chineseTexts } from '../../late/chineseTexts'
import { bulletin as words } from '../../locales/zh-CN/bulletin'
import { documents } from '../../locales/zh-CN/documents'
import type { PlainSheet } from '../../xlsx/plainSheet'
import { dateText, monthText } from '../lists/ledgerWords'

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

const t = chineseTexts({ bulletin: words, file: documents.bulletin })

export const bulletinTitle = ({ month, zone }: Pick<BulletinFileOf, 'month' | 'zone'>): string =>
  t('file.title', { zone, month: monthText(month) })

/** Groups below each other with what they are counted by in the first column, so that it can be filtered. */
export function bulletinSheet(of: BulletinFileOf): PlainSheet {
  const { byUnit, byArea, whole } = of.bulletin
  const rowsOf = (kind: string, rows: readonly BulletinRow[], nameless: string) =>
    rows.map((row) => [kind, row.name || nameless, ...bulletinFigures.map((figure) => row[figure])])
  return {
    name: t('file.sheet', { month: monthText(of.month) }),
    head: [
      t('bulletin.kind'),
      t('file.both', words.name),
      ...bulletinFigures.map((figure) => t(`bulletin.figure.${figure}`)),
    ],
    rows: [
      ...rowsOf(t('bulletin.byUnit'), byUnit, t('bulletin.noUnit')),
      ...rowsOf(t('bulletin.byArea'), byArea, t('bulletin.noArea')),
      [t('bulletin.whole'), '', ...bulletinFigures.map((figure) => whole[figure])],
    ],
    createdOn: of.today,
  }
}

export function bulletinDocument(of: BulletinFileOf): WordDocument {
  const { byUnit, byArea } = of.bulletin
  const office = t('file.office', { zone: of.zone })
  return {
    title: bulletinTitle(of),
    titleBegins: of.zone,
    author: office,
    createdOn: of.today,
    blocks: [
      { kind: 'heading', text: t('file.heading.whole') },
      { kind: 'paragraph', text: summary(of) },
      { kind: 'heading', text: t('file.heading.byUnit') },
      table(t('bulletin.name.unit'), byUnit, t('bulletin.noUnit'), of.bulletin),
      { kind: 'heading', text: t('file.heading.byArea') },
      table(t('bulletin.name.area'), byArea, t('bulletin.noArea'), of.bulletin),
      { kind: 'heading', text: t('file.heading.notes') },
      ...notesOf(of).map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'paragraph', look: 'right', text: `${office}\n${dateText(of.today)}` },
    ],
  }
}

function summary({ bulletin: { whole }, month, number, today }: BulletinFileOf): string {
  const share = whole.handled > 0 ? t('file.share', { percent: percent(whole.inTime, whole.handled) }) : ''
  const count = whole.yellow + whole.red
  const date = dateText(today)
  return [
    t('file.listed', { ...whole, month: monthText(month), number }),
    t('file.handled', { ...whole, share }),
    t('file.satisfied', { ...whole }),
    count > 0 ? t('file.overdue', { ...whole, date, count }) : t('file.noneOverdue', { date }),
  ].join('')
}

function table(name: string, rows: readonly BulletinRow[], nameless: string, { whole }: Bulletin): Block {
  const figures = (row: Bulletin['whole']) => bulletinFigures.map((figure) => row[figure])
  return {
    kind: 'table',
    head: [name, ...bulletinFigures.map((figure) => t(`bulletin.figure.${figure}`))],
    rows: [
      ...rows.map((row) => [row.name || nameless, ...figures(row)]),
      [t('bulletin.whole'), ...figures(whole)],
    ],
    shares: [4, ...bulletinFigures.map(() => 1.6)],
    totals: true,
  }
}

const notesOf = ({ today, redAfterDays, bulletin: { guessedYears } }: BulletinFileOf): string[] => [
  t('bulletin.notes.frozen'),
  t('bulletin.notes.live', { date: dateText(today), days: redAfterDays }),
  t('bulletin.notes.several'),
  ...(guessedYears.length > 0 ? [t('bulletin.guessedYears', { years: guessedYears.join('、') })] : []),
]

/** Whole per cent; 100 only where nothing is missing. */
function percent(part: number, whole: number): number {
  const rounded = Math.round((part / whole) * 100)
  return part < whole ? Math.min(99, rounded) : rounded
}
