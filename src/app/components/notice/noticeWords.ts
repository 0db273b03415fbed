/**
 * What stands on a notice (公示). It is a Chinese document whatever language the page is in, so these are its own and no
 * texts of the page; states, outcomes and the like are called as everywhere (`locales/zh-CN/domain.ts`).
 */
export const noticeWords = {
  office: '综合协调组',
  page: '扫码可在手机上查看这份公示',
  postedOn: '公示日期',
  notYet: '待审签',
  until: '公示期至',
  contact: '监督联系',
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
    task: '任务',
    unit: '责任单位',
    measures: '办理措施',
    progress: '办理进展',
    dueOn: '完成时限',
    result: '办理结果',
    satisfaction: '满意度',
  },
} as const
