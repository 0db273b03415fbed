import { admin } from './en/admin'
import { attention } from './en/attention'
import { bulletin } from './en/bulletin'
import { campaign } from './en/campaign'
import { common } from './en/common'
import { desk } from './en/desk'
import { domain } from './en/domain'
import { draws } from './en/draws'
import { find } from './en/find'
import { help } from './en/help'
import { home } from './en/home'
import { inbox } from './en/inbox'
import { invalid } from './en/invalid'
import { ledger } from './en/ledger'
import { lists } from './en/lists'
import { loop } from './en/loop'
import { notice } from './en/notice'
import { pairing } from './en/pairing'
import { problem } from './en/problem'
import { record } from './en/record'
import { register } from './en/register'
import { rejection } from './en/rejection'
import { roster } from './en/roster'
import { session } from './en/session'
import { settings } from './en/settings'
import { setUp } from './en/setUp'
import { sharing } from './en/sharing'
import { slip } from './en/slip'
import { subject } from './en/subject'
import { sync } from './en/sync'
import { ui } from './en/ui'
import { unitReport } from './en/unitReport'
import { visit } from './en/visit'
import { zone } from './en/zone'
import type { Translated } from './translated'
import type { AllTexts } from './zh-CN'

/** English, the second locale; a missing or extra key does not compile. */
export const en: Translated<AllTexts> = {
  admin,
  attention,
  bulletin,
  campaign,
  common,
  desk,
  domain,
  draws,
  find,
  help,
  home,
  inbox,
  invalid,
  ledger,
  lists,
  loop,
  notice,
  pairing,
  problem,
  record,
  register,
  rejection,
  roster,
  session,
  settings,
  setUp,
  sharing,
  slip,
  subject,
  sync,
  ui,
  unitReport,
  visit,
  zone,
}
