import type { admin } from './zh-CN/admin'
import { attention } from './zh-CN/attention'
import type { bulletin } from './zh-CN/bulletin'
import type { campaign } from './zh-CN/campaign'
import { common } from './zh-CN/common'
import type { desk } from './zh-CN/desk'
import { domain } from './zh-CN/domain'
import type { draws } from './zh-CN/draws'
import { find } from './zh-CN/find'
import type { help } from './zh-CN/help'
import { home } from './zh-CN/home'
import type { inbox } from './zh-CN/inbox'
import { invalid } from './zh-CN/invalid'
import type { ledger } from './zh-CN/ledger'
import type { lists } from './zh-CN/lists'
import type { loop } from './zh-CN/loop'
import type { notice } from './zh-CN/notice'
import { pairing } from './zh-CN/pairing'
import { problem } from './zh-CN/problem'
import { record } from './zh-CN/record'
import type { register } from './zh-CN/register'
import { rejection } from './zh-CN/rejection'
import { roster } from './zh-CN/roster'
import { session } from './zh-CN/session'
import { settings } from './zh-CN/settings'
import type { setUp } from './zh-CN/setUp'
import type { sharing } from './zh-CN/sharing'
import type { slip } from './zh-CN/slip'
import { subject } from './zh-CN/subject'
import { sync } from './zh-CN/sync'
import { ui } from './zh-CN/ui'
import type { unitReport } from './zh-CN/unitReport'
import { visit } from './zh-CN/visit'
import type { zone } from './zh-CN/zone'

/** Simplified Chinese, the first locale: the shape that every other locale must fill. One file per section. */
export const zhCN = {
  attention,
  common,
  domain,
  find,
  home,
  invalid,
  pairing,
  problem,
  record,
  rejection,
  roster,
  session,
  settings,
  subject,
  sync,
  ui,
  visit,
} as const

/** With the texts that come only with the pages that show them (`late/lateTexts.ts`). */
export type AllTexts = typeof zhCN & {
  readonly admin: typeof admin
  readonly bulletin: typeof bulletin
  readonly campaign: typeof campaign
  readonly desk: typeof desk
  readonly draws: typeof draws
  readonly help: typeof help
  readonly inbox: typeof inbox
  readonly ledger: typeof ledger
  readonly lists: typeof lists
  readonly loop: typeof loop
  readonly notice: typeof notice
  readonly register: typeof register
  readonly setUp: typeof setUp
  readonly sharing: typeof sharing
  readonly unitReport: typeof unitReport
  readonly slip: typeof slip
  readonly zone: typeof zone
}
