/** What the public pages say, in Chinese: they stand outside of the app, and its languages. */
import type { EditionList } from '../../domain/edition/rows'
import type { IssueOutcome, IssueState, Satisfaction } from '../../domain/issue/rows'
import type { TaskState } from '../../domain/task/rows'

export const listTitles: Record<EditionList, string> = {
  issues: '问题清单',
  tasks: '任务清单',
  effects: '效果清单',
}

/** Outside it matters how far it is, not whose desk it lies on. */
export const stateWords: Record<IssueState | TaskState, string> = {
  reported: '已登记',
  needsDetail: '正在核实',
  listed: '已列入清单',
  merged: '与同类问题合并办理',
  handling: '办理中',
  awaitingReturnVisit: '已办理，待回访',
  awaitingReview: '已办理，待核销',
  deferred: '暂缓办理',
  struckOff: '已销号',
  closed: '已办结',
  assigned: '已交办',
  signed: '办理中',
  handedBack: '正在重新交办',
  done: '已办结',
  reopened: '重新办理',
  cancelled: '已取消',
}

export const outcomeWords: Record<IssueOutcome, string> = {
  solved: '已解决',
  partly: '部分解决',
  explained: '已解释说明',
  withdrawn: '群众撤回',
  notOurs: '转其他部门',
}

/** Who was not asked has said nothing. */
export const satisfactionWords: Record<Satisfaction, string> = {
  satisfied: '满意',
  fairly: '基本满意',
  dissatisfied: '不满意，继续办理',
  notAsked: '',
}

export const texts = {
  month: (year: string, month: string) => `${year}年${month}月`,
  posted: '公示日期',
  until: '公示至',
  count: (count: number) => `共 ${count} 条`,
  unit: '责任单位',
  measures: '办理措施',
  dueOn: '完成时限',
  result: '办理结果',
  doneOn: '办理日期',
  satisfaction: '群众评价',
  contact: '监督电话',
  source: (number: string) =>
    `本公示摘自第 ${number} 期月度清单，个人信息已经隐去，由公示人之外的同志审核后发布。`,
  corrected: '这一期清单后来有更正，请以新的公示为准。',
  toNewer: '查看新的公示',
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  before: '上一页',
  after: '下一页',
  gone: {
    title: '公示已经结束',
    text: '这份公示已经到期或撤下，内容不再公开。如需了解，请向村（社区）或园区综合协调组询问。',
  },
  notFound: {
    title: '没有这份公示',
    text: '网址可能抄错了。请重新扫公示栏上的二维码，或向村（社区）询问。',
  },
  wrongMethod: { title: '这个网址只能查看', text: '请直接打开网址查看公示。' },
  tooMany: { title: '看的人太多', text: '请过一分钟再打开。' },
  failed: { title: '暂时打不开', text: '服务器出了问题，请过几分钟再打开。' },
} as const
