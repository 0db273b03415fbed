import { stored } from '../locales/zh-CN/stored'
import { chineseTexts } from './chineseTexts'

/** What one press puts into a record. */
export const storedText = chineseTexts(stored)
