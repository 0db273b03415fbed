import { common } from './en/common'
import { ui } from './en/ui'
import type { Translated } from './translated'
import type { zhCN } from './zh-CN'

/** English, the second locale; a missing or extra key does not compile. */
export const en: Translated<typeof zhCN> = { common, ui }
