/**
 * What stands on a notice (公示). It is a Chinese document whatever language the page is in, so these are its own and no
 * texts of the page. States, outcomes and satisfaction are called as on the public page, which is made elsewhere; a test
 * holds both to the same words.
 */
import type { IssueOutcome, IssueState, Satisfaction } from '../../../domain/issue/rows'
import type { TaskState } from '../../../domain/task/rows'

/** Outside it matters how far it is, not whose desk it lies on. */
export const stateWords: Readonly<Record<IssueState | TaskState, string>> = {
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

export const outcomeWords: Readonly<Record<IssueOutcome, string>> = {
  solved: '已解决',
  partly: '部分解决',
  explained: '已解释说明',
  withdrawn: '群众撤回',
  notOurs: '转其他部门',
}

/** Who was not asked has said nothing. */
export const satisfactionWords: Readonly<Record<Satisfaction, string>> = {
  satisfied: '满意',
  fairly: '基本满意',
  dissatisfied: '不满意，继续办理',
  notAsked: '',
}

export const noticeWords = {
  office: '综合协调组',
  page: '扫码可在手机上查看这份公示',
  postedOn: '公示日期',
  notYet: '待审签',
  until: '公示期至',
  contact: '监督电话',
  edition: '依据',
  /** Above what nobody has approved: paper travels without its page. */
  sample: '样稿，未经审签，不得张贴',
  ended: '此公示已撤下',
  nothing: '（本月无）',
  column: {
    serial: '序号',
    number: '编号',
    who: '反映人',
    area: '村（社区）',
    problem: '反映的问题',
    unit: '责任单位',
    handling: '办理情况',
    dueOn: '完成时限',
    satisfaction: '满意度',
  },
  within: { measures: '措施', result: '结果', dueOn: '时限', satisfaction: '群众评价' },
} as const
