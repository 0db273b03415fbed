/** 典型案例 and 报道 of the demo zone; media are invented. */
import type { CaseKind } from '../../../domain/modelCase/rows'

export interface SeedCaseText {
  readonly kind: CaseKind
  readonly title: string
  readonly text: string
  /** Login of the author, or the unit whose staff wrote it. */
  readonly by: { readonly login: string } | { readonly unitId: string }
  readonly state: 'published' | 'submitted' | 'draft'
  /** Tells of a struck-off issue of the zone. */
  readonly ofIssue?: true
}

export const caseTexts: readonly SeedCaseText[] = [
  {
    kind: 'case',
    title: '一张板凳坐下来，半年的事三天办',
    text: '村民多次反映的一件事，卡在两个单位的交界处。走访干部把原话记下来报上去，综合协调组当天把两个单位约到现场，板凳一摆，当面定下谁出料、谁出工。三天后办完，回访时群众说：早这样坐到一起就好了。\n做法：原话上报；交界的事先约到现场；谁牵头当面定。',
    by: { unitId: 'unit-civil-affairs' },
    state: 'published',
    ofIssue: true,
  },
  {
    kind: 'mechanism',
    title: '“湾子夜话”每月一次，白天不在家的也找得到人',
    text: '白天上门，年轻人多半在外做工。村里改在晚饭后到湾子里摆龙门阵，每月定一个湾，提前一天在群里说。问题当场记、当场答，答不了的第二天上报，下一次夜话先说上次的办理情况。',
    by: { login: 'cadre1' },
    state: 'published',
  },
  {
    kind: 'brand',
    title: '“帮办小分队”：企业的事不出园区',
    text: '企业服务中心把常办的二十多件事列成单子，每件事有一名帮办员。企业只提一次要求，帮办员跑各个窗口，办完再告诉企业结果。',
    by: { unitId: 'unit-enterprise-service' },
    state: 'submitted',
  },
  {
    kind: 'case',
    title: '水渠修好以后',
    text: '先把经过记下来，等秋收后再补上今年的收成。',
    by: { login: 'cadre2' },
    state: 'draft',
  },
]

export interface SeedPressText {
  readonly outlet: string
  readonly title: string
  /** Days before the demo's day. */
  readonly daysAgo: number
  readonly unitId: string | null
}

export const pressTexts: readonly SeedPressText[] = [
  { outlet: '园区发布（公众号）', title: '湾子里的夜话，说的都是家常事', daysAgo: 9, unitId: null },
  { outlet: '本地日报', title: '一个企业服务中心的百日攻坚', daysAgo: 24, unitId: 'unit-enterprise-service' },
  {
    outlet: '区广播电视台',
    title: '把米油送到家门口，把难处记在本子上',
    daysAgo: 38,
    unitId: 'unit-civil-affairs',
  },
]
