import { desk } from '../locales/zh-CN/desk'
import { inbox } from '../locales/zh-CN/inbox'
import { loop } from '../locales/zh-CN/loop'
import { lateTexts } from './lateTexts'

/** With the inbox's own words, since an issue is shown the same at the desk and on its page. */
export const useLoopT = lateTexts({ desk, inbox, loop })
