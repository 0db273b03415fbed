/** 单位实施方案: what the units of the demo zone wrote. Names stand in `responsible` as the plan asks for it. */
import type { PlanText } from '../../../domain/plan/rows'

export interface SeedPlanText extends Pick<PlanText, 'goals' | 'measures'> {
  readonly unitId: string
  /** By phase of the campaign. */
  readonly schedule: Readonly<Record<string, string>>
  /** How far it has come; a returned one with what was asked for. */
  readonly state: 'draft' | 'submitted' | 'approved' | { readonly returned: string }
}

const usualSchedule = {
  'phase-mobilise': '开一次动员会，分好片区和责任人。',
  'phase-launch': '按底册走访一遍，能当场解决的当场解决，解决不了的当天报。',
  'phase-deepen': '每月走访一轮，交办的任务按时限办结，办完回访。',
  'phase-consolidate': '回头看一遍，把管用的做法写成制度。',
}

export const planTexts: readonly SeedPlanText[] = [
  {
    unitId: 'unit-party-office',
    state: 'approved',
    goals: '收集的问题件件有回音，三张清单每月按时研判、按时公开。',
    measures:
      '一、每天看一次收件箱，两个工作日内受理或退回补充。\n二、交办前与责任单位商量好时限，超期先提醒再督办。\n三、每月末汇总三张清单，报党工委研究。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-organization',
    state: 'approved',
    goals: '每个村（社区）都讲到，信访积案一案一策，年底前化解一半以上。',
    measures:
      '一、组成宣讲小分队，进村、进企业、进屋场，用本地话讲。\n二、信访积案由班子成员包案，每月见一次面。\n三、推行“一约四会”，每村每季度开一次会。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-civil-affairs',
    state: 'approved',
    goals: '困难群众逐户走到，应保尽保、应救尽救，不漏一户。',
    measures:
      '一、对联系的困难家庭每月上门一次，看吃住、看病、看冷暖。\n二、办救助手续送表上门，能帮办的帮办。\n三、组织爱心企业、志愿者结对帮扶。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-economy',
    state: 'approved',
    goals: '帮企业找订单、降物流成本，办成十件以上企业提出的实事。',
    measures: '一、包联企业每月走访一次。\n二、组织两次产销对接。\n三、物流、用电等问题列单交办，办完回访。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-enterprise-service',
    state: 'approved',
    goals: '百日攻坚期间，企业反映的问题办结率达到九成以上。',
    measures: '一、设帮办专窗，一件事一次办。\n二、惠企政策逐户送到，能免申即享的不让企业跑。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-agriculture',
    state: 'approved',
    goals: '把惠农政策讲明白、落到户，修好一批田间水利。',
    measures:
      '一、春耕、秋播前各走一轮田头。\n二、小型水利损毁列单，分轻重缓急修复。\n三、贷款贴息、产业奖补上门讲。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-governance',
    state: 'approved',
    goals: '矛盾早发现、早化解，小事不出组、大事不出村。',
    measures: '一、网格员每周走一遍。\n二、邻里纠纷请乡贤、老党员一起调解。\n三、风险隐患当天报、当天看。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-construction',
    state: 'submitted',
    goals: '把背街小巷的路灯、下水道和破损路面修一遍。',
    measures:
      '一、按问题清单逐处看现场。\n二、小修一周内办完，大修列计划并告诉群众。\n三、修好后请反映人一起验收。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-health',
    state: 'submitted',
    goals: '家庭医生签约服务做实，行动不便的老人有人上门看。',
    measures: '一、每月进村义诊一次。\n二、慢病随访做到人。\n三、村卫生室常用药缺货三天内补齐。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-ecology',
    state: { returned: '第三阶段写得太笼统，请写明哪几条沟渠、什么时候清完、谁负责。' },
    goals: '解决群众反映的臭水沟、油烟和噪声问题。',
    measures: '一、对反映集中的点位联合检查。\n二、能改的立即改，不能马上改的给出时间。',
    schedule: usualSchedule,
  },
  {
    unitId: 'unit-education',
    state: 'draft',
    goals: '解决接送难、课后服务和困难学生资助问题。',
    measures: '一、走访每一户困难学生家庭。',
    schedule: {},
  },
]
