import { campaign } from '../locales/zh-CN/campaign'
import { lateTexts } from './lateTexts'

export const useCampaignT = lateTexts({ campaign })
