import { desk } from '../locales/zh-CN/desk'
import { draws } from '../locales/zh-CN/draws'
import { loop } from '../locales/zh-CN/loop'
import { lateTexts } from './lateTexts'

/** With the loop's words: what is asked at a door is the same at any return visit. */
export const useDrawsT = lateTexts({ desk, draws, loop })
