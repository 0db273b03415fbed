import { admin } from './en/admin'
import { attention } from './en/attention'
import { common } from './en/common'
import { desk } from './en/desk'
import { domain } from './en/domain'
import { find } from './en/find'
import { help } from './en/help'
import { home } from './en/home'
import { inbox } from './en/inbox'
import { invalid } from './en/invalid'
import { ledger } from './en/ledger'
import { lists } from './en/lists'
import { loop } from './en/loop'
import { pairing } from './en/pairing'
import { problem } from './en/problem'
import { record } from './en/record'
import { register } from './en/register'
import { rejection } from './en/rejection'
import { roster } from './en/roster'
import { session } from './en/session'
import { settings } from './en/settings'
import { setUp } from './en/setUp'
import { subject } from './en/subject'
import { sync } from './en/sync'
import { ui } from './en/ui'
import { visit } from './en/visit'
import { zone } from './en/zone'
import type { Translated } from './translated'
import type { AllTexts } from './zh-CN'

/** English, the second locale; a missing or extra key does not compile. */
export const en: Translated<AllTexts> = {
  admin,
  attention,
  common,
  desk,
  domain,
  find,
  help,
  home,
  inbox,
  invalid,
  ledger,
  lists,
  loop,
  pairing,
  problem,
  record,
  register,
  rejection,
  roster,
  session,
  settings,
  setUp,
  subject,
  sync,
  ui,
  visit,
  zone,
}
