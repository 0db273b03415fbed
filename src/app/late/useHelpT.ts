import { help } from '../locales/zh-CN/help'
import { lateTexts } from './lateTexts'

export const useHelpT = lateTexts({ help })
