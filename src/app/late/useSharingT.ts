import { campaign } from '../locales/zh-CN/campaign'
import { sharing } from '../locales/zh-CN/sharing'
import { lateTexts } from './lateTexts'

export const useSharingT = lateTexts({ campaign, sharing })
