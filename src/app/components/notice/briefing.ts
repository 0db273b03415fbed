/**
 * 主题党日通报: a posted notice as it is told to party members at their meeting, in sentences to be read aloud, with the
 * table behind them. It says what the notice says and nothing else, so it is as free of personal data.
 */
import { isOpenIssue, type IssueState } from '../../../domain/issue/rows'
import type { Notice, NoticeLine } from '../../../domain/notice/rows'
import type { Block, WordDocument } from '../../docx/blocks'
import { dateText, monthText } from '../lists/ledgerWords'
import { noticeWords, outcomeWords, satisfactionWords, stateWords } from './noticeWords'
import { postedNotice, type PostedSection } from './postedNotice'

/** Matters told one by one; nobody listens to more, and all of them stand in the table. */
const toldAtMost = 10

export function briefingName({ zone, month }: Pick<Notice, 'zone' | 'month'>): string {
  return `${zone}${monthText(month)}主题党日通报.docx`.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
}

/** @throws Error for a notice that nobody has approved. */
export function briefingDocument(notice: Notice): WordDocument {
  const { zone, month, approvedOn, lines, contact } = notice
  if (approvedOn === null) throw new Error('a briefing needs an approved notice')
  const posted = postedNotice(notice)
  const effects = lines.filter(({ list }) => list === 'effects')
  const handled = new Set(effects.map(({ refId }) => refId))
  const issues = lines.filter(({ list }) => list === 'issues')
  const open = issues.filter(({ refId, state }) => !handled.has(refId) && isOpenIssue(state as IssueState))
  /** One that was raised and handled in the month stands in both lists. */
  const matters = [...new Map([...effects, ...issues].map((line) => [line.refId, line])).values()]
  return {
    title: `${zone}${monthText(month)}主题党日通报`,
    subtitle: '——群众反映问题办理情况',
    author: posted.office,
    createdOn: approvedOn,
    blocks: [
      { kind: 'paragraph', look: 'flush', text: '各位党员同志：' },
      paragraph(`下面向大家通报${monthText(month)}群众反映问题的办理情况，请大家监督。`),
      heading('一、群众反映了哪些事'),
      paragraph(raisedText(matters)),
      heading('二、办结了哪些事'),
      ...told(effects, handledText(effects), handledOne),
      heading('三、还有哪些事正在办'),
      ...told(open, openText(open), openOne),
      ...(posted.closing || contact
        ? [
            heading('四、请大家监督'),
            ...(posted.closing ? [paragraph(posted.closing)] : []),
            ...(contact ? [paragraph(`${noticeWords.contact}：${contact}`)] : []),
          ]
        : []),
      { kind: 'paragraph', look: 'right', text: `${posted.office}\n${posted.day}` },
      ...posted.sections.filter((section) => section.lines.length > 0).map(tableOf),
    ],
  }
}

const heading = (text: string): Block => ({ kind: 'heading', text })
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

function raisedText(matters: readonly NoticeLine[]): string {
  if (matters.length === 0) return '本次没有需要通报的问题。'
  const villages = countBy(matters, ({ area }) => area)
  const categories = countBy(matters, ({ category }) => category.split('/')[0] ?? '')
  const listed = (counts: readonly [string, number][]): string =>
    counts.map(([name, count]) => `${name}${count}件`).join('、')
  const [only] = villages.length === 1 ? villages : []
  const where = only ? `，都在${only[0]}` : `，涉及${villages.length}个村（社区）：${listed(villages)}`
  return [
    `本次通报的问题共${matters.length}件${villages.length > 0 ? where : ''}。`,
    categories.length > 0 ? `按类别看，${listed(categories)}。` : '',
  ].join('')
}

function handledText(effects: readonly NoticeLine[]): string {
  if (effects.length === 0) return '这个月还没有办结的。'
  const satisfied = effects.filter(
    ({ satisfaction }) => satisfaction === 'satisfied' || satisfaction === 'fairly',
  ).length
  const asked = effects.filter(
    ({ satisfaction }) => satisfaction !== null && satisfaction !== 'notAsked',
  ).length
  return `办结${effects.length}件${asked > 0 ? `，回访了${asked}件，群众满意或基本满意的${satisfied}件` : ''}。`
}

const openText = (open: readonly NoticeLine[]): string =>
  open.length === 0 ? '群众反映的问题都已经办结。' : `还有${open.length}件正在办，责任单位和时限都已经定了。`

/** 甲村王某某反映“路灯不亮”，由党政办办理，已解决：灯亮了。群众满意。 */
function handledOne(line: NoticeLine): string {
  const outcome = line.outcome ? outcomeWords[line.outcome] : ''
  const result = [outcome, line.result].filter(Boolean).join('：')
  const isTold = line.satisfaction !== null && line.satisfaction !== 'notAsked'
  return [
    `${raisedBy(line)}${line.unit ? `，由${line.unit}办理` : ''}${result ? `，${trimmed(result)}` : ''}。`,
    isTold && line.satisfaction ? `群众${satisfactionWords[line.satisfaction]}。` : '',
  ].join('')
}

const openOne = (line: NoticeLine): string =>
  [
    `${raisedBy(line)}${line.unit ? `，责任单位是${line.unit}` : ''}`,
    line.dueOn ? `，${dateText(line.dueOn)}前办结` : '',
    `，现在${stateWords[line.state]}。`,
  ].join('')

const raisedBy = ({ area, who, problem }: NoticeLine): string =>
  `${area}${who ? `${who}反映的` : '的'}“${trimmed(problem)}”`

/** A full stop inside of a sentence ends it too early. */
const trimmed = (text: string): string => text.trim().replace(/[。；;.\s]+$/u, '')

const told = (lines: readonly NoticeLine[], head: string, one: (line: NoticeLine) => string): Block[] => [
  paragraph(lines.length > toldAtMost ? `${head}主要的是：` : head),
  ...lines.slice(0, toldAtMost).map((line, at) => paragraph(`${at + 1}．${one(line)}`)),
  ...(lines.length > toldAtMost ? [paragraph('其余的见后面的表。')] : []),
]

const tableOf = (section: PostedSection): Block => ({
  kind: 'table',
  caption: section.name,
  head: section.columns.map((column) => noticeWords.column[column]),
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
