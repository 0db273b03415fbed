/** All Chinese texts, those included that come only with their pages. */
import { zhCN, type AllTexts } from '../../src/app/locales/zh-CN'
import { admin } from '../../src/app/locales/zh-CN/admin'
import { bulletin } from '../../src/app/locales/zh-CN/bulletin'
import { campaign } from '../../src/app/locales/zh-CN/campaign'
import { desk } from '../../src/app/locales/zh-CN/desk'
import { draws } from '../../src/app/locales/zh-CN/draws'
import { help } from '../../src/app/locales/zh-CN/help'
import { inbox } from '../../src/app/locales/zh-CN/inbox'
import { ledger } from '../../src/app/locales/zh-CN/ledger'
import { lists } from '../../src/app/locales/zh-CN/lists'
import { loop } from '../../src/app/locales/zh-CN/loop'
import { notice } from '../../src/app/locales/zh-CN/notice'
import { register } from '../../src/app/locales/zh-CN/register'
import { setUp } from '../../src/app/locales/zh-CN/setUp'
import { sharing } from '../../src/app/locales/zh-CN/sharing'
import { unitReport } from '../../src/app/locales/zh-CN/unitReport'

import { slip } from '../../src/app/locales/zh-CN/slip'
import { zone } from '../../src/app/locales/zh-CN/zone'

export const lateZh = {
  admin,
  bulletin,
  campaign,
  desk,
  draws,
  help,
  inbox,
  ledger,
  lists,
  loop,
  notice,
  register,
  setUp,
  sharing,
  slip,
  unitReport,
  zone,
}
export const allZh: AllTexts = { ...zhCN, ...lateZh }
