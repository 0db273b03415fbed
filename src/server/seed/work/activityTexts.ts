/** 活动: what key actions did in villages and at units. `{village}` is the village's name. */
import type { ActivityKind } from '../../../domain/activity/rows'

export interface SeedActivityText {
  readonly actionId: string
  readonly kind: ActivityKind
  readonly place: string
  readonly result: string
  /** People who took part, from and to. */
  readonly people: readonly [number, number]
  /** Of a unit; otherwise of a village's cadre. */
  readonly unitId?: string
}

export const activityTexts: readonly SeedActivityText[] = [
  {
    actionId: 'action-environment',
    kind: 'building',
    place: '村口到文化广场',
    result: '党员和村民一起清了路边杂物和水沟，约定每月初一轮着打扫。',
    people: [18, 46],
  },
  {
    actionId: 'action-policy-talk',
    kind: 'talk',
    place: '屋场',
    result: '讲了医保缴费、门诊报销和养老金认证，现场帮十几位老人办了认证。',
    people: [20, 60],
  },
  {
    actionId: 'action-care',
    kind: 'caring',
    place: '',
    result: '给困难家庭送了米油和被子，约好下次上门帮着修门窗。',
    people: [6, 15],
  },
  {
    actionId: 'action-village-councils',
    kind: 'councils',
    place: '村部会议室',
    result: '红白理事会商量定了办席的桌数和礼金上限，写进村规民约。',
    people: [12, 30],
  },
  {
    actionId: 'action-care',
    kind: 'pairing',
    place: '',
    result: '结对干部上门认门，问清了看病和用药的难处，记在帮扶本上。',
    people: [4, 10],
  },
  {
    actionId: 'action-policy-talk',
    kind: 'talk',
    place: '村部',
    result: '用本地话讲耕地补贴、贷款贴息怎么申请，发了明白纸。',
    people: [25, 70],
  },
  {
    actionId: 'action-red-property',
    kind: 'building',
    place: '小区活动室',
    result: '和物业、住户代表商量停车和充电的事，当场定了三个充电点位。',
    people: [10, 28],
  },
  {
    actionId: 'action-care',
    kind: 'caring',
    place: '福利院',
    result: '组织志愿者为老人理发、量血压，陪着说了一上午的话。',
    people: [15, 25],
    unitId: 'unit-civil-affairs',
  },
  {
    actionId: 'action-hundred-days',
    kind: 'other',
    place: '企业服务中心',
    result: '请银行和六家小微企业面对面谈贷款，三家当场约好上门看。',
    people: [14, 22],
    unitId: 'unit-enterprise-service',
  },
  {
    actionId: 'action-environment',
    kind: 'building',
    place: '农贸市场周边',
    result: '联合清理占道堆物，给摊位划了线，装了两处洗手池。',
    people: [20, 40],
    unitId: 'unit-dual-creation',
  },
]
