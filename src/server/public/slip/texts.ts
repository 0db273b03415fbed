/** What the page for slips says, in the words of somebody who holds the paper in the hand. */
import type { SlipAnswer, SlipDate } from '../../../domain/issue/slipAnswer'

type FullState = Extract<SlipAnswer, { confidential: false }>['state']
type CoarseState = Extract<SlipAnswer, { confidential: true }>['state']

export interface SlipTexts {
  lang: 'zh-CN' | 'en'
  title: string
  intro: string
  code: string
  codeHint: string
  number: string
  numberHint: string
  look: string
  lookAgain: string
  result: string
  notFound: string
  notFoundText: string
  tooMany: string
  tooManyText: (minutes: number) => string
  failed: string
  failedText: string
  malformed: string
  ofNumber: string
  confidential: string
  privacy: string
  state: Record<FullState, string>
  coarse: Record<CoarseState, string>
  dates: Record<SlipDate, string>
  date: (year: number, month: number, day: number) => string
}

const zhCN: SlipTexts = {
  lang: 'zh-CN',
  title: '查办理进度',
  intro: '您反映的事办到哪一步了，用回执条上的查询码查。不用注册，不用装软件。',
  code: '查询码',
  codeHint: '回执条上的 8 位，如 XXXX-XXXX，大小写都可以',
  number: '编号（可以不填）',
  numberHint: '如 2026-0137',
  look: '查询',
  lookAgain: '再查一件',
  result: '办理进度',
  notFound: '没有查到',
  notFoundText:
    '请对照回执条再输一次；有编号的，把编号也填上。条子遗失后被收回的，查不到。还查不到，请问走访您家的干部或村（社区）。',
  tooMany: '查得太多了，请稍后再查',
  tooManyText: (minutes) => `请过 ${minutes} 分钟再试。回执条请收好，随时可以查。`,
  failed: '暂时查不了',
  failedText: '服务器出了问题，请过几分钟再查。回执条请收好，一直有效。',
  malformed: '没有收到查询码，请重新填写。',
  ofNumber: '编号',
  confidential: '这件事按保密办理，这里只说办到哪一步，其他请问接待您的同志。',
  privacy: '这里只显示进度和日期，不显示姓名、地址和内容。',
  state: {
    reported: '已登记，等待受理',
    needsDetail: '已登记，正在补充情况',
    listed: '已受理，正在安排单位办理',
    handling: '正在办理',
    awaitingReturnVisit: '已经办完，将有人上门或电话回访',
    awaitingReview: '已有结果，正在核实',
    deferred: '暂时办不了，到期再看',
    struckOff: '已办结',
    closed: '已答复',
  },
  coarse: { taken: '已受理', underWay: '办理中', ended: '已办结' },
  dates: {
    reported: '反映日期',
    listed: '受理日期',
    due: '计划办完',
    review: '再看日期',
    handled: '办完日期',
    returnVisit: '回访日期',
    struckOff: '办结日期',
  },
  date: (year, month, day) => `${year}年${month}月${day}日`,
}

const en: SlipTexts = {
  lang: 'en',
  title: 'How far is it?',
  intro: 'Look up what you reported with the code on your slip. No account, nothing to install.',
  code: 'Code',
  codeHint: 'The 8 signs on the slip, like XXXX-XXXX; capitals or not',
  number: 'Number (may be left out)',
  numberHint: 'Like 2026-0137',
  look: 'Look up',
  lookAgain: 'Look up another',
  result: 'How far it is',
  notFound: 'Nothing found',
  notFoundText:
    'Please compare with the slip and type it again, with the number if it has one. A slip that was lost and taken back no longer answers. If it still fails, ask the cadre who came to your home, or the village.',
  tooMany: 'Too many tries, please come back later',
  tooManyText: (minutes) =>
    `Please try again in ${minutes} minute${minutes === 1 ? '' : 's'}. Keep the slip; it can be used at any time.`,
  failed: 'Can’t be looked up now',
  failedText: 'Something is wrong with the server; please try again in a few minutes. The slip stays good.',
  malformed: 'No code was received, please fill it in again.',
  ofNumber: 'Number',
  confidential:
    'This matter is confidential: only how far it is stands here. Please ask the person who received you.',
  privacy: 'Only state and dates are shown here, no name, address or content.',
  state: {
    reported: 'Recorded, waiting to be taken on',
    needsDetail: 'Recorded, details are being added',
    listed: 'Taken on, a department is being found',
    handling: 'Being handled',
    awaitingReturnVisit: 'Done; somebody will come or call to ask you',
    awaitingReview: 'There is a result, it is being checked',
    deferred: 'Can’t be done now, will be looked at again',
    struckOff: 'Finished',
    closed: 'Answered',
  },
  coarse: { taken: 'Taken on', underWay: 'Being handled', ended: 'Finished' },
  dates: {
    reported: 'Reported on',
    listed: 'Taken on',
    due: 'To be done by',
    review: 'Looked at again on',
    handled: 'Done on',
    returnVisit: 'You were asked on',
    struckOff: 'Finished on',
  },
  date: (year, month, day) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
}

/** Chinese, unless the browser asks for English first. */
export const textsFor = (acceptLanguage: string | null): SlipTexts =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? en : zhCN
