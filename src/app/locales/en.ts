import { attention } from './en/attention'
import { common } from './en/common'
import { domain } from './en/domain'
import { invalid } from './en/invalid'
import { problem } from './en/problem'
import { record } from './en/record'
import { rejection } from './en/rejection'
import { session } from './en/session'
import { subject } from './en/subject'
import { ui } from './en/ui'
import { visit } from './en/visit'
import type { Translated } from './translated'
import type { zhCN } from './zh-CN'

/** English, the second locale; a missing or extra key does not compile. */
export const en: Translated<typeof zhCN> = {
  attention,
  common,
  domain,
  invalid,
  problem,
  record,
  rejection,
  session,
  subject,
  ui,
  visit,
}
