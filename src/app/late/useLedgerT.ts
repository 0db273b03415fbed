import { ledger } from '../locales/zh-CN/ledger'
import { lateTexts } from './lateTexts'

export const useLedgerT = lateTexts({ ledger })
