import { admin } from '../locales/zh-CN/admin'
import { lateTexts } from './lateTexts'

export const useAdminT = lateTexts({ admin })
