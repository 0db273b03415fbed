import { admin } from '../locales/zh-CN/admin'
import { zone } from '../locales/zh-CN/zone'
import { lateTexts } from './lateTexts'

export const useZoneT = lateTexts({ admin, zone })
