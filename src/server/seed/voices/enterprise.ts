/** 助企纾困. */
import type { Voices } from './voice'

export const enterpriseVoices: Voices = {
  'cat-enterprise-market': {
    handBack: ['牵头的职责在别的部门，本办只能配合做推介，请核实后改派。'],
    extension: ['活动时间推到下月初，想等办完再报结果，请准延期。'],
    deferred: {
      reason: '今年的市场开拓经费用完，要等明年预算。',
      toldResident: '已告知明年第一季度的安排，先把名字登记上。',
    },
    explained: ['规则和补助口径都讲了一遍，把眼下能争取的两项列出来，对方表示清楚。'],
    withdrawn: ['我们自己找到销路了，这条先撤。', '店子转出去了，不用再办。'],
  },
  'cat-enterprise-logistics': {
    handBack: ['主要的事权在交通和公路部门，本办没有权限，请协调他们牵头。'],
    extension: ['施工和运力都受天气影响，申请顺延到月底。'],
    deferred: {
      reason: '有关批复和预算还没有下来，暂时办不动。',
      toldResident: '已把批复走到哪一步告诉对方，这之前先用临时的办法顶着。',
    },
    explained: ['为什么慢、慢在哪里，把几家的报价和手续都摊开讲了，对方愿意先试一个月。'],
    withdrawn: ['我们自己想办法解决了，先不用了。', '换了一家合作，价钱谈好了，撤回。'],
  },
  'cat-enterprise-supply': {
    handBack: ['涉及合同条款，是企业之间的约定，本办不宜直接介入，请先做法律咨询。'],
    extension: ['上游的排产下周才定，请延到排产出来。'],
    deferred: {
      reason: '愿意一起办的企业还不够数，谈不下来。',
      toldResident: '已告诉企业再凑两家就启动，名单给他留着。',
    },
    explained: ['行情和合同都请懂行的看过，能谈的和不能谈的都讲明了，企业认可。'],
    withdrawn: ['供应商那边补上了，不用再协调。', '我们改了设计，用不上这个件了。'],
  },
  'cat-enterprise-finance': {
    handBack: ['企业还有几项材料没有补齐，银行不受理，需先由企业处理，退回补充。'],
    extension: ['银行上会排到下旬，会后才有准信，申请延期。'],
    deferred: {
      reason: '这一期的扶持额度已经用完，要等前一笔回来。',
      toldResident: '已告知预计的时间，排在下一个，期间推荐了别的产品。',
    },
    explained: ['还差哪几条，由客户经理当面讲的，列了补齐的单子，企业说有数了。'],
    withdrawn: ['亲戚借了我一笔周转，这个不办了。', '客户把款结了，暂时不缺钱。'],
  },
  'cat-enterprise-tax': {
    handBack: ['属上级部门垂直管理的事项，请直接转过去，我办配合催办。'],
    extension: ['要等对口部门的回函，回函前结不了，请延。'],
    deferred: {
      reason: '要等年度汇算以后才能认定，现在定不了。',
      toldResident: '已告知汇算的时间和要准备的材料，到期我们提醒。',
    },
    explained: ['政策条文对着企业的账讲清楚了，不符合的那一项企业也认了。'],
    withdrawn: ['会计说已经处理好了，是我没看懂，撤回。', '厂子准备转租，不申请了。'],
  },
  'cat-enterprise-labour': {
    handBack: ['企业没有说清人数和待遇，没法往下办，请企业填好再派。'],
    extension: ['几家厂的数字还没报齐，报齐才好定，申请延期。'],
    deferred: {
      reason: '要随年底的统一方案一起报批，眼下单独办不了。',
      toldResident: '已告知企业先用临时的办法过渡，年底一起定。',
    },
    explained: ['规定和风险逐条讲给企业听，拿了几个例子，企业同意按规定办。'],
    withdrawn: ['老家来了几个亲戚做工，人够了。', '订单少了一批，暂时不需要了。'],
  },
  'cat-enterprise-climate': {
    handBack: ['属上级条线的安排，本中心定不了，请由综合协调组统筹。'],
    extension: ['会审还差一家意见，等签完再报，申请延几天。'],
    deferred: {
      reason: '所需资金要等下年度预算安排。',
      toldResident: '已书面告知企业列入下年，附了时间表。',
    },
    explained: ['条款和规定一条条对过，能给的和不能给的都说清了，企业没有异议。'],
    withdrawn: ['已经办好了，谢谢，这条结了吧。', '主管单位给我们回了话，不用再反映。'],
  },
}
