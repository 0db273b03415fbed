import { campaign } from '../locales/zh-CN/campaign'
import { notice } from '../locales/zh-CN/notice'
import { sharing } from '../locales/zh-CN/sharing'
import { lateTexts } from './lateTexts'

/** With the words for what is masked, which notices have. */
export const useSharingT = lateTexts({ campaign, notice, sharing })
