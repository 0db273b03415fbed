/** 单位实效报告 as a Word file: a table to each part, and how the figures came about. */
import type { Period, UnitReport } from '../../../domain/report/unitReport'
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { Block } from '../../docx/blocks'
import { wordFile } from '../../docx/wordFile'
import { dateText } from '../lists/ledgerWords'
import { figureGroups, groupNames, kindsWord, planWord } from './reportFigures'
import { reportText as t } from './reportWords'

export interface ReportWordOptions {
  report: UnitReport
  /** Name of its unit. */
  unit: string
  zone: string
  period: Period
  createdOn: CalendarDate
}

const numerals = ['一', '二', '三', '四']

export function reportWord({ report, unit, zone, period, createdOn }: ReportWordOptions): Promise<Blob> {
  const table = (rows: readonly (readonly [string, string | number])[]): Block => ({
    kind: 'table',
    head: [t('file.figures'), t('file.count')],
    rows,
    shares: [3, 2],
    namesAtLeft: true,
  })
  const blocks = groupNames.flatMap((group, index): Block[] => [
    {
      kind: 'heading',
      text: t('file.part', { number: numerals[index] ?? '', name: t(`unitReport.group.${group}`) }),
    },
    table([
      ...figureGroups[group].map((key) => [t(`unitReport.figure.${key}`), report[key]] as const),
      ...(group === 'work'
        ? [
            [t('unitReport.byKind'), kindsWord(report, t)] as const,
            [t('unitReport.figure.plan'), planWord(report, t)] as const,
          ]
        : []),
    ]),
  ])
  return wordFile({
    title: t('file.heading', { unit }),
    subtitle: t('file.periodOf', { from: dateText(period.from), to: dateText(period.to) }),
    author: zone,
    createdOn,
    blocks: [
      ...blocks,
      { kind: 'paragraph', text: t('unitReport.howText') },
      { kind: 'paragraph', look: 'right', text: t('file.madeOn', { date: dateText(createdOn) }) },
    ],
  })
}
