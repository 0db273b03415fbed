/** 单位实效报告 as a Word file: a table to each part, and how the figures came about. */
import type { UnitReport } from '../../../domain/report/unitReport'
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { Block } from '../../docx/blocks'
import { wordFile } from '../../docx/wordFile'
import { figureGroups, groupNames, kindsWord, planWord, type ReportWords } from './reportFigures'

export interface ReportWordOptions extends ReportWords {
  report: UnitReport
  zone: string
  /** In words. */
  period: string
  madeOn: string
  createdOn: CalendarDate
}

const numerals = ['一', '二', '三', '四']

export function reportWord({
  report,
  zone,
  period,
  madeOn,
  createdOn,
  t,
  unit,
}: ReportWordOptions): Promise<Blob> {
  const table = (rows: readonly (readonly [string, string | number])[]): Block => ({
    kind: 'table',
    head: [t('unitReport.figures'), t('unitReport.count')],
    rows,
    shares: [3, 2],
  })
  const blocks = groupNames.flatMap((group, index): Block[] => [
    { kind: 'heading', text: `${numerals[index] ?? ''}、${t(`unitReport.group.${group}`)}` },
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
    title: t('unitReport.heading', { unit: unit(report.unitId) }),
    subtitle: period,
    author: zone,
    createdOn,
    blocks: [
      ...blocks,
      { kind: 'paragraph', text: t('unitReport.howText') },
      { kind: 'paragraph', look: 'right', text: madeOn },
    ],
  })
}
