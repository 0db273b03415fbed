import { documents } from '../locales/zh-CN/documents'
import { chineseTexts } from './chineseTexts'

/** What stands printed on the documents of the office. */
export const documentText = chineseTexts(documents)
