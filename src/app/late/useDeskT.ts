import { desk } from '../locales/zh-CN/desk'
import { inbox } from '../locales/zh-CN/inbox'
import { lateTexts } from './lateTexts'

export const useDeskT = lateTexts({ desk, inbox })
