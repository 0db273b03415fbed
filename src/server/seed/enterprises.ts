/** Invented enterprises (市场主体): the trades are the region's, the names belong to nobody. */
import type { SeedVillage } from './areas'
import { makeGivenName, makeSurname } from './names'
import { makePhone } from './phones'
import type { SeedSubject } from './plan'
import type { Random } from './random'

/** First and second character of a brand; unusual pairs, so that no real company is meant. */
const brandFirst = '楚汉涢曾炎随淮荆沐云岭嵘禾澜曜琅峤'
const brandSecond = '嵘澄垚濛岱祺樾湉炅翎堃昉峋沣'

interface Trade {
  readonly suffix: string
  readonly tag: string
  readonly weight: number
  readonly staff: readonly [min: number, max: number]
  readonly notes: readonly string[]
}

const trades: readonly Trade[] = [
  {
    suffix: '专用汽车有限公司',
    tag: '专用汽车',
    weight: 7,
    staff: [40, 260],
    notes: ['主做洒水车、垃圾车', '主做冷藏车厢体', '给整车厂配套改装'],
  },
  {
    suffix: '车桥配件有限公司',
    tag: '汽车零部件',
    weight: 4,
    staff: [20, 120],
    notes: ['做车桥和悬架件', '做油箱和储气筒'],
  },
  {
    suffix: '铸造有限公司',
    tag: '铸造',
    weight: 4,
    staff: [30, 150],
    notes: ['夜里开炉，白天装箱', '去年新上了树脂砂线'],
  },
  {
    suffix: '食用菌有限公司',
    tag: '食用菌',
    weight: 5,
    staff: [15, 130],
    notes: ['香菇、木耳出口', '带周边农户种菇', '冷库在厂区后面'],
  },
  {
    suffix: '电子科技有限公司',
    tag: '电子',
    weight: 4,
    staff: [30, 220],
    notes: ['做耳机线和连接器', '做电源适配器，女工多'],
  },
  {
    suffix: '食品有限公司',
    tag: '农产品加工',
    weight: 3,
    staff: [15, 90],
    notes: ['做菇酱和蜜枣', '做泡泡青脱水菜'],
  },
  { suffix: '纺织有限公司', tag: '纺织', weight: 2, staff: [30, 160], notes: ['做坯布，三班倒'] },
  { suffix: '农机制造有限公司', tag: '机械', weight: 2, staff: [15, 70], notes: ['做旋耕机刀片和配件'] },
  { suffix: '包装有限公司', tag: '包装印刷', weight: 2, staff: [10, 60], notes: ['给菇企做纸箱'] },
  { suffix: '物流有限公司', tag: '物流', weight: 3, staff: [8, 60], notes: ['跑武汉、襄阳专线', '有冷链车'] },
  { suffix: '建材有限公司', tag: '建材', weight: 2, staff: [10, 50], notes: ['做预制件和路沿石'] },
  {
    suffix: '种养专业合作社',
    tag: '合作社',
    weight: 3,
    staff: [5, 40],
    notes: ['社员四十来户', '有烘干房，可代烘'],
  },
]

const shops = [
  '副食店',
  '早点铺',
  '五金店',
  '汽修店',
  '农资店',
  '理发店',
  '餐馆',
  '豆腐坊',
  '快递驿站',
  '裁缝铺',
  '面粉坊',
  '药房',
] as const
const posts = ['厂长', '总经理', '办公室主任', '行政经理', '生产负责人'] as const
const roads = ['创业路', '园区一路', '园区二路', '工业三路', '兴园路', '标准厂房A区', '标准厂房B区'] as const

const corners = { rural: ['村口', '路口'], urban: ['主街', '路口', '菜场旁'] } as const

/** Share of shops and workshops (个体工商户) among the enterprises of a small zone. */
const shopShare = 0.35

/**
 * Makes one enterprise after another, all with different names: an enterprise is found by its name. The first factories
 * cover every trade once, so that a small zone has each.
 */
export function makeEnterpriseMaker(
  random: Random,
): (village: SeedVillage, options: { year: number; createdAt: number }) => SeedSubject {
  const taken = new Set<string>()
  const owed = random.shuffle(trades)
  const nextTrade = () =>
    owed.pop() ?? random.weighted(trades.map((choice) => [choice, choice.weight] as const))
  return (village, { year, createdAt }) => {
    const common = {
      id: random.uuidAt(createdAt),
      kind: 'enterprise',
      areaId: village.code,
      groupId: null,
      members: [],
      care: null,
      createdAt,
    } as const
    const sex = random.chance(0.7) ? 'male' : 'female'
    const manager = makeSurname(random, null) + makeGivenName(random, sex, year - random.int(28, 60))
    if (random.chance(shopShare)) {
      const corner = random.pick(corners[village.setting])
      return {
        ...common,
        name: uniqueName(taken, () => shopName(random, village)),
        address: `${village.name}${corner}${random.int(1, 60)}号`,
        tags: ['个体工商户'],
        notes: '',
        contact: { contactName: `${manager}（店主）`, phone: makePhone(random) },
      }
    }
    const trade = nextTrade()
    const brand = () => random.pick([...brandFirst]) + random.pick([...brandSecond])
    return {
      ...common,
      name: uniqueName(taken, () => brand() + trade.suffix),
      address: `${village.name}${random.pick(roads)}${random.int(1, 88)}号`,
      tags: [trade.tag, ...(random.chance(0.3) ? ['规上企业'] : [])],
      notes: `员工约${random.int(...trade.staff)}人，${random.pick(trade.notes)}`,
      contact: { contactName: `${manager}（${random.pick(posts)}）`, phone: makePhone(random) },
    }
  }
}

function shopName(random: Random, village: SeedVillage): string {
  const surname = makeSurname(random, null)
  const opening = random.pick([
    `${surname}家`,
    `老${surname}`,
    `${surname}记`,
    `${village.name}${surname}记`,
    `${random.pick(village.groups).spokenName}`,
  ])
  return opening + random.pick(shops)
}

/** Adds 二, 三 … where chance gave a name twice, as a second shop would. */
function uniqueName(taken: Set<string>, draw: () => string): string {
  for (let attempt = 0; attempt < 20; attempt++) {
    const name = draw()
    if (!taken.has(name)) {
      taken.add(name)
      return name
    }
  }
  const name = draw()
  for (let branch = 2; ; branch++) {
    const numbered = `${name}（${branch}店）`
    if (taken.has(numbered)) continue
    taken.add(numbered)
    return numbered
  }
}
