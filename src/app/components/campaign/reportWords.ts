import { chineseTexts } from '../../late/chineseTexts'
import { campaign } from '../../locales/zh-CN/campaign'
import { documents } from '../../locales/zh-CN/documents'
import { domain } from '../../locales/zh-CN/domain'
import { record } from '../../locales/zh-CN/record'
import { unitReport } from '../../locales/zh-CN/unitReport'

/** What stands in the files of a report. */
export const reportText = chineseTexts({ campaign, domain, record, unitReport, file: documents.unitReport })
