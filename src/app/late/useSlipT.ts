import { slip } from '../locales/zh-CN/slip'
import { lateTexts } from './lateTexts'

export const useSlipT = lateTexts({ slip })
