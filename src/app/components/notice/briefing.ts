/**
 * 主题党日通报: a posted notice as it is told to party members at their meeting, in sentences to be read aloud, with the
 * table behind them. It says what the notice says and nothing else, so it is as free of personal data.
 */
import { isOpenIssue, type IssueState } from '../../../domain/issue/rows'
import type { Notice, NoticeLine } from '../../../domain/notice/rows'
import type { Block, WordDocument } from '../../docx/blocks'
import { documentText as t } from '../../late/documentText'
import { dateText, monthText } from '../lists/ledgerWords'
import { outcomeText, postedNotice, satisfactionText, stateText, type PostedSection } from './postedNotice'

/** Matters told one by one; nobody listens to more, and all of them stand in the table. */
const toldAtMost = 10

const titleOf = ({ zone, month }: Pick<Notice, 'zone' | 'month'>): string =>
  t('briefing.title', { zone, month: monthText(month) })
export const briefingName = (notice: Pick<Notice, 'zone' | 'month'>): string =>
  `${titleOf(notice)}.docx`.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')

/** @throws Error for a notice that nobody has approved. */
export function briefingDocument(notice: Notice): WordDocument {
  const { month, approvedOn, lists, lines } = notice
  if (approvedOn === null) throw new Error('a briefing needs an approved notice')
  const posted = postedNotice(notice)
  const effects = lines.filter(({ list }) => list === 'effects')
  const handled = new Set(effects.map(({ refId }) => refId))
  const issues = lines.filter(({ list }) => list === 'issues')
  const open = issues.filter(({ refId, state }) => !handled.has(refId) && isOpenIssue(state as IssueState))
  /** One that was raised and handled in the month stands in both lists. */
  const matters = [...new Map([...effects, ...issues].map((line) => [line.refId, line])).values()]
  const parts: readonly (readonly [name: 'raised' | 'handled' | 'open' | 'watch', blocks: Block[]])[] = [
    ['raised', [paragraph(raisedText(matters))]],
    // Of a list that is not made public nothing is known here, not even that it is empty.
    ['handled', lists.includes('effects') ? told(effects, handledText(effects), handledOne) : []],
    ['open', lists.includes('issues') ? told(open, openText(open), openOne) : []],
    ['watch', watchOf(notice).map(paragraph)],
  ]
  return {
    title: titleOf(notice),
    titleBegins: notice.zone,
    subtitle: t('briefing.subtitle'),
    author: posted.office,
    createdOn: approvedOn,
    blocks: [
      { kind: 'paragraph', look: 'flush', text: t('briefing.address') },
      paragraph(t('briefing.opening', { month: monthText(month) })),
      ...parts
        .filter(([, blocks]) => blocks.length > 0)
        .flatMap(([name, blocks], at) => [
          { kind: 'heading' as const, text: t(`briefing.heading.${name}`, { number: numerals[at] ?? '' }) },
          ...blocks,
        ]),
      { kind: 'paragraph', look: 'right', text: `${posted.office}\n${posted.day}` },
      ...posted.sections.filter((section) => section.lines.length > 0).map(tableOf),
    ],
  }
}

const numerals = ['一', '二', '三', '四']
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const watchOf = ({ closing, contact }: Notice): string[] =>
  [closing, contact && t('briefing.contact', { contact })].filter(Boolean)

function raisedText(matters: readonly NoticeLine[]): string {
  if (matters.length === 0) return t('briefing.raised.none')
  const villages = countBy(matters, ({ area }) => area)
  const categories = countBy(matters, ({ category }) => category.split('/')[0] ?? '')
  return [
    t('briefing.raised.all', { count: matters.length, where: whereText(villages) }),
    categories.length > 0 ? t('briefing.raised.categories', { categories: countedText(categories) }) : '',
  ].join('')
}

type Counts = readonly (readonly [name: string, count: number])[]
const countedText = (counts: Counts): string =>
  counts.map(([name, count]) => t('briefing.raised.counted', { name, count })).join('、')

function whereText(villages: Counts): string {
  const [only, ...others] = villages
  if (!only) return ''
  return others.length === 0
    ? t('briefing.raised.oneVillage', { village: only[0] })
    : t('briefing.raised.villages', { count: villages.length, villages: countedText(villages) })
}

function handledText(effects: readonly NoticeLine[]): string {
  if (effects.length === 0) return t('briefing.handled.none')
  const satisfied = effects.filter(
    ({ satisfaction }) => satisfaction === 'satisfied' || satisfaction === 'fairly',
  ).length
  const asked = effects.filter(isAsked).length
  return t('briefing.handled.all', {
    count: effects.length,
    asked: asked > 0 ? t('briefing.handled.asked', { count: asked, satisfied }) : '',
  })
}

const isAsked = ({ satisfaction }: NoticeLine): boolean =>
  satisfaction !== null && satisfaction !== 'notAsked'
const isDeferred = ({ state }: NoticeLine): boolean => state === 'deferred'

/** Only what is so of each: who handles it and until when is told of those that have both. */
function openText(open: readonly NoticeLine[]): string {
  const underWay = open.filter((line) => !isDeferred(line))
  const set = underWay.filter(({ unit, dueOn }) => unit !== '' && dueOn !== null).length
  const setText =
    set === 0
      ? ''
      : set === underWay.length
        ? t('briefing.open.allSet')
        : t('briefing.open.someSet', { count: set })
  const deferred = open.length - underWay.length
  const parts = [
    ...(underWay.length > 0 ? [t('briefing.open.underWay', { count: underWay.length }) + setText] : []),
    ...(deferred > 0 ? [t('briefing.open.deferred', { count: deferred })] : []),
  ]
  return parts.length === 0 ? t('briefing.open.none') : t('briefing.open.all', { parts: parts.join('；') })
}

/** 甲村王某某反映的“路灯不亮”，由党政办办理，已解决：灯亮了。群众满意。 */
function handledOne(line: NoticeLine): string {
  const result = [outcomeText(line), line.result].filter(Boolean).join('：')
  return [
    `${raisedBy(line)}${line.unit ? t('briefing.handled.by', { unit: line.unit }) : ''}`,
    `${result ? `，${trimmed(result)}` : ''}。`,
    isAsked(line) ? t('briefing.handled.satisfaction', { satisfaction: satisfactionText(line) }) : '',
  ].join('')
}

const openOne = (line: NoticeLine): string =>
  [
    raisedBy(line),
    line.unit && !isDeferred(line) ? t('briefing.open.unit', { unit: line.unit }) : '',
    line.dueOn && !isDeferred(line) ? t('briefing.open.dueOn', { date: dateText(line.dueOn) }) : '',
    t('briefing.open.state', { state: stateText(line) }),
  ].join('')

const raisedBy = ({ area, who, problem }: NoticeLine): string =>
  t(who ? 'briefing.problemBy' : 'briefing.problem', { area, who, problem: trimmed(problem) })

/** A full stop inside of a sentence ends it too early. */
const trimmed = (text: string): string => text.trim().replace(/[。；;.\s]+$/u, '')

const told = (lines: readonly NoticeLine[], head: string, one: (line: NoticeLine) => string): Block[] => [
  paragraph(lines.length > toldAtMost ? t('briefing.mainly', { head }) : head),
  ...lines
    .slice(0, toldAtMost)
    .map((line, at) => paragraph(t('briefing.told', { number: at + 1, text: one(line) }))),
  ...(lines.length > toldAtMost ? [paragraph(t('briefing.rest'))] : []),
]

const tableOf = (section: PostedSection): Block => ({
  kind: 'table',
  across: true,
  caption: section.name,
  head: section.columns.map((column) => t(`notice.column.${column}`)),
  rows: section.lines.map(({ cells }) => section.columns.map((column) => cells[column])),
})

/** Largest first; equal ones in the order in which they came up. */
function countBy<T>(all: readonly T[], keyOf: (each: T) => string): [string, number][] {
  const counts = new Map<string, number>()
  for (const each of all) {
    const key = keyOf(each)
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}
