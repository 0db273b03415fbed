/** 保障民生: 医疗 and 养老. */
import type { Handlings } from './handling'

export const healthHandlings: Handlings = {
  'reimbursement-ratio': {
    task: '核算异地住院医保报销差额',
    measures: '卫健办协调医保经办窗口调出结算单，逐项核对报销比例，能补办备案的帮助补办后重新结算。',
    progress: ['票据原件已收齐送医保窗口，备案补录已提交。'],
    result: '医保窗口按备案比例重新结算，差额已打到参保人社保卡。',
    assistUnitIds: ['unit-civil-affairs'],
  },
  'clinic-no-medicine': {
    task: '保障村卫生室常用药供应',
    measures: '卫健办会同卫生院列出慢病常用药目录，按月预订，村卫生室备足一个月用量。',
    progress: ['缺的降压药已从卫生院调剂一批，先供老病号。'],
    result: '慢病常用药按月配送到村卫生室，墙上贴了目录，没有的三天内送到。',
  },
  'insurance-premium-rise': {
    task: '居民医保政策上门讲解',
    measures: '请医保经办人员晚上到{湾}讲一场，用本地住院报销的真账对比，发大字明白纸。',
    progress: ['已定周五晚上在{湾}讲，群里通知过了。'],
    result: '已讲两场，到场{数30-60}人，现场代缴二十多户，没弄懂的留了电话。',
  },
  'family-doctor-only-paper': {
    task: '督促家庭医生按季上门随访',
    measures: '卫健办抽查签约本和随访记录，对行动不便的老人列单，按季上门，随访后由家属签字。',
    progress: ['已抽查签约团队的随访记录，漏访的名单发回卫生院补访。'],
    result: '签约医生已上门补访，量血压、理药盒，下次上门日期写在门牌上。',
    assistUnitIds: ['unit-civil-affairs'],
  },
  'chronic-card': {
    task: '集中代办慢性病门诊待遇',
    measures: '卫健办与医保窗口约定集中办理日，村医统一收材料，卫生院当天出检查单。',
    progress: ['村医已收齐{数8-15}人材料，卫生院排了周三检查。'],
    result: '集中办理一批，慢病待遇已生效，村卫生室就能开药报销。',
  },
  'age-allowance-missing': {
    task: '补发中断的高龄津贴',
    measures: '民政办核对高龄津贴名册与社保卡账号，查清断发环节，随下一批次补发，并在村里张榜。',
    progress: ['查明是换卡后账号没更新，已改账号报财政。'],
    result: '断发月份的津贴已一次补到卡上，村里同样情况的三人也一并补发。',
  },
  'canteen-for-elderly': {
    task: '恢复社区老年食堂供餐',
    measures: '民政办测算成本，与学校食堂谈搭伙送餐，明确老人自付、财政补贴和社区场地各出哪一块。',
    progress: [
      '摸底愿意固定就餐的老人已有二十多位，价格谈到十元以内。',
      '学校食堂同意每天中午留三十份，正在办餐饮备案。',
    ],
    stages: ['就餐意愿摸底', '签订搭伙协议', '恢复供餐'],
    result: '老年食堂恢复午餐，一荤两素八块钱，行动不便的送到家。',
    assistUnitIds: ['unit-education'],
    withCommittee: true,
  },
  'stairs-no-elevator': {
    task: '老楼加装电梯协商议事',
    measures: '民政办会同规划建设办到楼里开议事会，讲清补助标准和分摊办法，请设计单位就采光噪音出方案。',
    progress: ['已开第一次议事会，一楼两户提出采光补偿。', '设计单位出了靠北侧的方案，一楼有一户松口。'],
    stages: ['业主意见征询', '设计方案公示', '签字报批'],
    result: '全单元业主签字同意，加装方案已公示报批，补助资金列入计划。',
    assistUnitIds: ['unit-construction'],
    withCommittee: true,
  },
  'elderly-rail-rural': {
    task: '老人家庭适老化改造',
    measures: '民政办上门评估，按适老化清单装扶手、感应灯、防滑垫，优先安排起夜路线。',
    progress: ['已上门评估量尺寸，材料列入本月采购。'],
    result: '厕所装了两根扶手、一盏感应灯，地面铺了防滑垫，老人试用过。',
    withCommittee: true,
  },
  'mutual-care-centre-cold': {
    task: '互助照料中心安装取暖设备',
    measures: '民政办请电工核电线容量，先换线再装空调，补窗户密封条，入冬前用上。',
    progress: ['电工看过，主线要换成六平方，材料已订。', '线已换好，空调到货一台，还差一台。'],
    result: '两台空调装好通电，窗户补了密封条，老人又坐满一屋。',
    withCommittee: true,
  },
}
