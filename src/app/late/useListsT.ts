import { lists } from '../locales/zh-CN/lists'
import { lateTexts } from './lateTexts'

export const useListsT = lateTexts({ lists })
