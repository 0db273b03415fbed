/** The figures of a unit's report in the order in which page and files show them. */
import { activityKinds } from '../../../domain/activity/rows'
import type { UnitReport } from '../../../domain/report/unitReport'
import type { MessageParams } from '../../i18n'
import type { MessagePath } from '../../locales/translated'
import type { AllTexts } from '../../locales/zh-CN'

export const figureGroups = {
  matters: ['raised', 'taken', 'ended', 'inTime', 'overdue', 'struckOff'],
  voice: ['satisfied', 'fairly', 'dissatisfied', 'reopened'],
  heavy: ['prominent', 'prominentEnded', 'deferred'],
  work: ['activitiesTotal', 'peopleReached', 'cases', 'press'],
} as const
export type FigureGroup = keyof typeof figureGroups
export const groupNames = Object.keys(figureGroups) as FigureGroup[]
type FigureKey = (typeof figureGroups)[FigureGroup][number]
const figureKeys: readonly FigureKey[] = groupNames.flatMap((group) => [...figureGroups[group]])

type Texts = Pick<AllTexts, 'campaign' | 'domain' | 'record' | 'unitReport'>
/** In the language of the page, or that of the files. */
type ReportT = (key: MessagePath<Texts>, params?: MessageParams) => string

export interface ReportWords {
  t: ReportT
  unit: (unitId: string) => string
}

export const planWord = ({ plan }: UnitReport, t: ReportT): string =>
  plan === null ? t('unitReport.noPlan') : t(`domain.planState.${plan}`)

/** Activities by kind in one line: 共建 2、宣讲 3. */
export const kindsWord = ({ activities }: UnitReport, t: ReportT): string =>
  activityKinds
    .filter((kind) => activities[kind] > 0)
    .map((kind) => `${t(`domain.activityKind.${kind}`)} ${activities[kind]}`)
    .join(t('record.listSeparator'))

/** A table of units: one line each. */
export function reportTable(
  reports: readonly UnitReport[],
  { t, unit }: ReportWords,
): { head: string[]; rows: (string | number)[][] } {
  return {
    head: [
      t('campaign.activity.unit'),
      ...figureKeys.map((key) => t(`unitReport.figure.${key}`)),
      t('unitReport.byKind'),
      t('unitReport.figure.plan'),
    ],
    rows: reports.map((report) => [
      unit(report.unitId),
      ...figureKeys.map((key) => report[key]),
      kindsWord(report, t),
      planWord(report, t),
    ]),
  }
}
