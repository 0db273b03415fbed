import { campaign } from '../locales/zh-CN/campaign'
import { unitReport } from '../locales/zh-CN/unitReport'
import { lateTexts } from './lateTexts'

export const useUnitReportT = lateTexts({ campaign, unitReport })
