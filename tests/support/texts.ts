/** All Chinese texts, those included that come only with their pages. */
import { zhCN, type AllTexts } from '../../src/app/locales/zh-CN'
import { admin } from '../../src/app/locales/zh-CN/admin'
import { desk } from '../../src/app/locales/zh-CN/desk'
import { help } from '../../src/app/locales/zh-CN/help'
import { inbox } from '../../src/app/locales/zh-CN/inbox'
import { ledger } from '../../src/app/locales/zh-CN/ledger'
import { lists } from '../../src/app/locales/zh-CN/lists'
import { loop } from '../../src/app/locales/zh-CN/loop'
import { register } from '../../src/app/locales/zh-CN/register'
import { setUp } from '../../src/app/locales/zh-CN/setUp'
import { zone } from '../../src/app/locales/zh-CN/zone'

export const lateZh = { admin, desk, help, inbox, ledger, lists, loop, register, setUp, zone }
export const allZh: AllTexts = { ...zhCN, ...lateZh }
