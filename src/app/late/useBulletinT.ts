import { bulletin } from '../locales/zh-CN/bulletin'
import { lateTexts } from './lateTexts'

export const useBulletinT = lateTexts({ bulletin })
