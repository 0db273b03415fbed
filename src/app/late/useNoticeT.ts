import { lists } from '../locales/zh-CN/lists'
import { notice } from '../locales/zh-CN/notice'
import { lateTexts } from './lateTexts'

/** With the words of the monthly lists, which a notice is taken from. */
export const useNoticeT = lateTexts({ lists, notice })
