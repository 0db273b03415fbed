import { common } from './zh-CN/common'
import { ui } from './zh-CN/ui'

/** Simplified Chinese, the first locale: the shape that every other locale must fill. One file per section. */
export const zhCN = { common, ui } as const
