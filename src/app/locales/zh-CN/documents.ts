/**
 * What stands printed on the documents of the office. They are Chinese whatever language the page is in, so no other
 * locale has them (`late/chineseTexts.ts`).
 */
export const documents = {
  /** 公示. States, outcomes and satisfaction are called as on the public page, which is made elsewhere; a test compares both. */
  notice: {
    office: '综合协调组',
    page: '扫码可在手机上查看这份公示',
    postedOn: '公示日期',
    notYet: '待审签',
    until: '公示期至',
    contact: '监督电话',
    edition: '依据',
    ofEdition: '三张清单（{number}）',
    /** Above what nobody has approved: paper travels without its page. */
    sample: '样稿，未经审签，不得张贴',
    withdrawn: '此公示已撤下',
    expired: '此公示已过公示期',
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
    /** Outside it matters how far it is, not whose desk it lies on. */
    state: {
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
    },
    outcome: {
      solved: '已解决',
      partly: '部分解决',
      explained: '已解释说明',
      withdrawn: '群众撤回',
      notOurs: '转其他部门',
    },
    /** Who was not asked has said nothing. */
    satisfaction: { satisfied: '满意', fairly: '基本满意', dissatisfied: '不满意，继续办理', notAsked: '' },
  },

  /** 主题党日通报, to be read aloud. */
  briefing: {
    title: '{zone}{month}主题党日通报',
    subtitle: '——群众反映问题办理情况',
    address: '各位党员同志：',
    opening: '下面向大家通报{month}群众反映问题的办理情况，请大家监督。',
    heading: {
      raised: '{number}、群众反映了哪些事',
      handled: '{number}、办结了哪些事',
      open: '{number}、还有哪些事正在办',
      watch: '{number}、请大家监督',
    },
    contact: '监督电话：{contact}',
    raised: {
      none: '本次没有需要通报的问题。',
      all: '本次通报的问题共{count}件{where}。',
      oneVillage: '，都在{village}',
      villages: '，涉及{count}个村（社区）：{villages}',
      categories: '按类别看，{categories}。',
      counted: '{name}{count}件',
    },
    handled: {
      none: '这个月还没有办结的。',
      all: '办结{count}件{asked}。',
      asked: '，回访了{count}件，群众满意或基本满意的{satisfied}件',
      by: '，由{unit}办理',
      satisfaction: '群众{satisfaction}。',
    },
    open: {
      none: '群众反映的问题都已经办结。',
      all: '{parts}。',
      underWay: '还有{count}件正在办',
      allSet: '，责任单位和时限都已经定了',
      someSet: '，其中{count}件责任单位和时限已经定了',
      deferred: '{count}件现在办不了，暂缓办理，到期再研究',
      unit: '，责任单位是{unit}',
      dueOn: '，{date}前办结',
      state: '，现在{state}。',
    },
    problem: '{area}的“{problem}”',
    problemBy: '{area}{who}反映的“{problem}”',
    told: '{number}．{text}',
    mainly: '{head}主要的是：',
    rest: '其余的见后面的表。',
  },

  /** 通报 by unit and village. */
  bulletin: {
    office: '{zone}综合协调组',
    title: '{zone}{month}办理情况通报',
    sheet: '{month}通报',
    heading: {
      whole: '一、总体情况',
      byUnit: '二、各责任单位办理情况',
      byArea: '三、各村（社区）办理情况',
      notes: '四、统计口径',
    },
    listed: '{month}三张清单（编号{number}）列入问题{listed}件，其中暂缓办理{deferred}件；',
    handled: '办结{handled}件，按时办结{inTime}件{share}；',
    share: '，按时办结率{percent}%',
    satisfied: '群众满意{satisfied}件，群众不满意后重新办理的{reopened}件。',
    overdue:
      '截至{date}，仍有超期任务{count}项，其中黄色{yellow}项、红色{red}项，请有关责任单位抓紧办理，并向群众说明情况。',
    noneOverdue: '截至{date}，没有超期任务。',
    /** Which of the two the sheet filters by. */
    both: '{unit}/{area}',
  },

  /** 单位实效报告; figures are called as on its page. */
  unitReport: {
    title: '单位实效报告',
    heading: '{unit}实效报告',
    part: '{number}、{name}',
    periodOf: '{from}至{to}',
    madeOn: '{date}由民情簿从记录中生成',
    figures: '项目',
    count: '数量',
  },

  /** 群众回执, on paper. */
  slip: {
    title: '办理进度查询',
    code: '查询码',
    qr: '扫码打开查询网址',
    text: '您反映的事已经登记。扫码或打开网址，输入查询码，就能看办到哪一步。',
    number: '编号',
    blank: '（编号受理后才有，不填也能查）',
    keep: '请收好，不要给外人看。丢了请告诉走访干部。',
    on: '反映日期',
  },
} as const
