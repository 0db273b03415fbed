/**
 * The default campaign (实践活动), taken from a real zone's implementation plan; § marks are that plan's own
 * sections. Everything here is editable once installed. The plan is of another year: its months and days are
 * kept, its year is not.
 */
import type { CalendarDate } from '../../domain/time/shanghai'
import type { SeedCampaign, SeedCategory } from './plan'

const defaultCampaignYear = 2026

/** Care groups (特殊群体) of §二.4; sensitive. */
export const careGroups = [
  { id: 'care-monitored', name: '农村监测户' },
  { id: 'care-elderly-alone', name: '独居老人' },
  { id: 'care-orphan', name: '孤儿' },
  { id: 'care-unsupported-child', name: '事实无人抚养儿童' },
  { id: 'care-destitute', name: '特困人员' },
  { id: 'care-physical-disability', name: '身体残疾' },
  { id: 'care-mental-disorder', name: '精神障碍' },
] as const
export type CareGroupId = (typeof careGroups)[number]['id']

export function makeCampaign(year: number = defaultCampaignYear): SeedCampaign {
  const on = (monthAndDay: string): CalendarDate => `${year}-${monthAndDay}`
  return {
    id: `campaign-${year}`,
    name: '党员干部下基层察民情解民忧暖民心实践活动',
    year,
    operator: '湖北曾都经济开发区党工委（演示）',
    // An office receives its number when it files the application; a made-up one would look like a real one.
    filingNumber: '演示环境，未备案',
    // §三. The first phase begins “即日起”, in the first days of June; the other dates are the plan's.
    phases: [
      { id: 'phase-mobilise', name: '动员部署', from: on('06-01'), to: on('06-07') },
      { id: 'phase-launch', name: '全面开展', from: on('06-08'), to: on('06-30') },
      { id: 'phase-deepen', name: '持续深化', from: on('07-01'), to: on('10-31') },
      { id: 'phase-consolidate', name: '巩固提升', from: on('11-01'), to: on('12-31') },
    ],
    keyActions: [
      // §二.4 names these four and their lead units.
      { id: 'action-environment', name: '美好环境共建', leadUnitId: 'unit-dual-creation' },
      { id: 'action-care', name: '关爱困难群众', leadUnitId: 'unit-civil-affairs' },
      { id: 'action-policy-talk', name: '党的政策宣传宣讲', leadUnitId: 'unit-organization' },
      { id: 'action-petition', name: '信访积案化解', leadUnitId: 'unit-organization' },
      // §二.4: two parts of the fourth one that are recorded by themselves.
      { id: 'action-red-property', name: '红色物业拓面提质', leadUnitId: 'unit-organization' },
      { id: 'action-village-councils', name: '村级“一约四会”', leadUnitId: 'unit-organization' },
      // §二.3 and §二.1 name no lead unit; the department in charge is proposed.
      { id: 'action-hundred-days', name: '百日攻坚纾困', leadUnitId: 'unit-enterprise-service' },
      { id: 'action-leader-pairing', name: '驻村驻企包保', leadUnitId: 'unit-party-office' },
    ],
    careGroups: careGroups.map((group) => ({ ...group })),
    // §四.1; the plan seats the second at 组织办 and the fourth at 纪工委办公室 (§四.2).
    groups: [
      { id: 'group-coordination', name: '综合协调组', unitId: 'unit-party-office' },
      { id: 'group-assessment', name: '指导考核组', unitId: 'unit-organization' },
      { id: 'group-publicity', name: '宣传报道组', unitId: 'unit-publicity' },
      { id: 'group-discipline', name: '作风监督组', unitId: 'unit-discipline' },
    ],
  }
}

type Leaf = readonly [id: string, name: string, leadUnitId: string]

/** First level from §二.3–4; the lead units of 环境共建, 关爱帮扶, 政策宣讲 and 信访积案 are the plan's. */
const tree: readonly { readonly top: Leaf; readonly below: readonly Leaf[] }[] = [
  {
    top: ['cat-livelihood', '保障民生', 'unit-civil-affairs'],
    below: [
      ['cat-livelihood-employment', '就业', 'unit-labour-security'],
      ['cat-livelihood-education', '教育', 'unit-education'],
      ['cat-livelihood-health', '医疗', 'unit-health'],
      ['cat-livelihood-elderly', '养老', 'unit-civil-affairs'],
      ['cat-livelihood-security', '社会保障', 'unit-labour-security'],
      ['cat-livelihood-governance', '社会治理', 'unit-governance'],
      ['cat-livelihood-environment', '环境保护', 'unit-ecology'],
      ['cat-livelihood-rights', '权益保障', 'unit-justice'],
    ],
  },
  {
    top: ['cat-enterprise', '助企纾困', 'unit-enterprise-service'],
    below: [
      ['cat-enterprise-market', '市场需求', 'unit-economy'],
      ['cat-enterprise-logistics', '物流', 'unit-economy'],
      ['cat-enterprise-supply', '产业链供应链', 'unit-economy'],
      ['cat-enterprise-finance', '融资贷款', 'unit-finance'],
      ['cat-enterprise-tax', '减税降费', 'unit-finance'],
      ['cat-enterprise-labour', '用工', 'unit-labour-security'],
      ['cat-enterprise-climate', '营商环境', 'unit-enterprise-service'],
    ],
  },
  {
    top: ['cat-farming', '政策惠农', 'unit-agriculture'],
    below: [
      ['cat-farming-award', '产业奖补', 'unit-agriculture'],
      ['cat-farming-interest', '贷款贴息', 'unit-finance'],
      ['cat-farming-export', '出口流通补贴', 'unit-economy'],
      ['cat-farming-production', '农业生产', 'unit-agriculture'],
      ['cat-farming-poverty', '脱贫成果巩固', 'unit-agriculture'],
    ],
  },
  { top: ['cat-environment', '环境共建', 'unit-dual-creation'], below: [] },
  { top: ['cat-care', '关爱帮扶', 'unit-civil-affairs'], below: [] },
  { top: ['cat-policy-talk', '政策宣讲', 'unit-organization'], below: [] },
  { top: ['cat-petition', '信访积案', 'unit-organization'], below: [] },
  { top: ['cat-grassroots', '基层单位建设', 'unit-organization'], below: [] },
  { top: ['cat-other', '其他', 'unit-party-office'], below: [] },
]

export const categories: readonly SeedCategory[] = tree.flatMap(({ top, below }, index) => [
  category(top, null, index),
  ...below.map((leaf, position) => category(leaf, top[0], position)),
])

/** Those an issue may carry: second level, and first level without one. */
export const issueCategories: readonly SeedCategory[] = categories.filter(
  ({ id }) => !categories.some(({ parentId }) => parentId === id),
)

function category([id, name, leadUnitId]: Leaf, parentId: string | null, index: number): SeedCategory {
  // 信访积案 is for the office, its handler and the discipline group only (domain rules on confidential issues).
  return { id, name, parentId, leadUnitId, order: index + 1, confidential: id === 'cat-petition' }
}
