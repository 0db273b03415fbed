/**
 * Words that one press puts into a record, or that a title begins with. They are data of the office, so Chinese whatever
 * language the page is in, and no other locale has them (`late/chineseTexts.ts`); what stands on the buttons is translated.
 */
export const stored = {
  /** Beginnings and ready sentences of a visit's narrative. */
  phrase: {
    well: '家里情况：',
    work: '务工和收入：',
    harvest: '庄稼、农资和销路：',
    health: '老人身体：',
    safety: '看了用电用火：',
    fraud: '提醒防诈骗、防溺水。',
    policy: '讲了医保、养老和惠农政策。',
    thanks: '意见建议：',
    orders: '订单和生产：',
    hiring: '用工情况：',
    loans: '资金和贷款：',
    inspection: '看了车间：',
    meetingRules: '商量的事：',
    meetingVote: '商量结果：',
    stayField: '听到的话：',
    stayHomes: '沿路走访，说到的难处：',
    talkQuestions: '当场答了这些问题：',
    talkLeaflets: '发了政策明白纸。',
  },
  /** What was done on the spot. */
  measure: {
    explained: '当场讲清了政策，问明白了。',
    called: '当场打电话联系经办人，办好了。',
    filed: '当场帮着填表、提交了申请。',
    repaired: '当场动手修好了。',
    reconciled: '当场请双方坐下来，说和了。',
  },
  /** Title of a month's lists. */
  listsOf: '{month}三张清单',
} as const
