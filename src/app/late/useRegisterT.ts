import { register } from '../locales/zh-CN/register'
import { lateTexts } from './lateTexts'

export const useRegisterT = lateTexts({ register })
