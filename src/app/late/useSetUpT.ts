import { setUp } from '../locales/zh-CN/setUp'
import { lateTexts } from './lateTexts'

export const useSetUpT = lateTexts({ setUp })
