/**
 * Groups (组、湾、小区) of the demo zone's nine villages. The villages are real and come from the official list;
 * the hamlets, housing estates and who lives in them are invented.
 */
import type { Divisions, Village } from './divisions'
import type { SeedArea, Setting } from './plan'

/** A group with what the builders of households and of words need to know about it. */
export interface Group {
  readonly id: string
  readonly villageId: string
  readonly name: string
  /** As neighbours say it: 周家湾 rather than 三组. */
  readonly spokenName: string
  readonly setting: Setting
  /** The surname that half the hamlet bears; null in an estate. */
  readonly clan: string | null
  /** Share of households, relative to other groups. */
  readonly weight: number
}

export interface SeedVillage extends Village {
  readonly setting: Setting
  readonly groups: readonly Group[]
}

const hamlets: Readonly<Record<string, readonly (readonly [hamlet: string, clan: string])[]>> = {
  '421303499200': [
    ['柳树湾', '柳'],
    ['蒋家岗', '蒋'],
    ['上堰冲', '熊'],
    ['下堰冲', '熊'],
    ['汪家棚', '汪'],
    ['枣树塝', '聂'],
    ['三里畈', '徐'],
    ['施家咀', '施'],
  ],
  '421303499201': [
    ['龚家老屋', '龚'],
    ['龚家新屋', '龚'],
    ['何家冲', '何'],
    ['油榨湾', '储'],
    ['邱家畈', '邱'],
    ['石板桥', '黄'],
    ['解家坡', '解'],
  ],
  '421303499203': [
    ['太山脚', '万'],
    ['肖家湾', '肖'],
    ['任家冲', '任'],
    ['桐树塝', '詹'],
    ['单家畈', '单'],
    ['鲁家咀', '鲁'],
    ['乌龟堰', '杜'],
    ['查家棚', '查'],
  ],
  '421303499204': [
    ['周家大湾', '周'],
    ['周家小湾', '周'],
    ['黄土坡', '彭'],
    ['沈家冲', '沈'],
    ['仇家湾', '仇'],
    ['官塘边', '涂'],
    ['贺家岗', '贺'],
    ['双井湾', '喻'],
    ['龙潭咀', '夏'],
  ],
  '421303499205': [
    ['余家老湾', '余'],
    ['余家中湾', '余'],
    ['卢家畈', '卢'],
    ['覃家冲', '覃'],
    ['磨盘山', '柯'],
    ['吕家塝', '吕'],
    ['白果树', '江'],
  ],
}

/** Communities at the edge of the town: estates, and what is left of the old groups with yards of their own. */
const estates: Readonly<
  Record<string, readonly (readonly [name: string, spoken: string, setting: Setting])[]>
> = {
  '421303499001': [
    ['水沟花园小区', '水沟花园', 'urban'],
    ['两水还建小区', '还建小区', 'urban'],
    ['锦程苑小区', '锦程苑', 'urban'],
    ['汽配公寓', '汽配公寓', 'urban'],
    ['一组', '一组', 'rural'],
    ['二组', '二组', 'rural'],
  ],
  '421303499002': [
    ['星光一里', '星光一里', 'urban'],
    ['星光二里', '星光二里', 'urban'],
    ['银杏苑小区', '银杏苑', 'urban'],
    ['老纺织宿舍', '纺织宿舍', 'urban'],
    ['和顺家园', '和顺家园', 'urban'],
  ],
  '421303499003': [
    ['首义新居', '首义新居', 'urban'],
    ['编钟里小区', '编钟里', 'urban'],
    ['楚韵嘉园', '楚韵嘉园', 'urban'],
    ['机修厂宿舍', '机修厂宿舍', 'urban'],
    ['三组', '三组', 'rural'],
  ],
  '421303499005': [
    ['六草屋安置小区', '安置小区', 'urban'],
    ['清塘雅苑', '清塘雅苑', 'urban'],
    ['园丁楼', '园丁楼', 'urban'],
    ['一组', '一组', 'rural'],
    ['二组', '二组', 'rural'],
    ['三组', '三组', 'rural'],
  ],
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

/** The zone with the given township code, its villages and their groups. @throws Error when the list lacks it. */
export function makeVillages(
  divisions: Divisions,
  zoneCode: string,
): { name: string; villages: SeedVillage[] } {
  const zone = divisions.townships.find(({ code }) => code === zoneCode)
  if (!zone) throw new Error(`zone: no township ${zoneCode} in the list of divisions`)
  return {
    name: zone.name,
    villages: zone.villages.map((village) => ({
      ...village,
      setting: village.kind === 'village' ? 'rural' : 'urban',
      groups: groupsOf(village),
    })),
  }
}

function groupsOf(village: Village): Group[] {
  const place = (index: number) => ({
    id: `${village.code}-${String(index + 1).padStart(2, '0')}`,
    villageId: village.code,
  })
  const known = estates[village.code]?.map(([name, spokenName, setting], index): Group => {
    const weight = setting === 'urban' ? 3 : 1
    return { ...place(index), name, spokenName, setting, clan: null, weight }
  })
  if (known) return known
  // A village without invented hamlets (another zone's) has numbered groups.
  const named = hamlets[village.code] ?? numerals.slice(0, 6).map(() => null)
  return named.map((hamlet, index): Group => {
    const number = `${numerals[index] ?? String(index + 1)}组`
    return {
      ...place(index),
      name: hamlet ? `${number}（${hamlet[0]}）` : number,
      spokenName: hamlet?.[0] ?? number,
      setting: 'rural',
      clan: hamlet?.[1] ?? null,
      // Hamlets at the road are larger than those at the end of the valley.
      weight: 3 - (index % 3),
    }
  })
}

export function makeAreas(
  zone: { code: string; name: string },
  villages: readonly SeedVillage[],
): SeedArea[] {
  return [
    { id: zone.code, name: zone.name, level: 'zone', parentId: null, order: 1 },
    ...villages.map(
      (village, index): SeedArea => ({
        id: village.code,
        name: village.name,
        level: 'village',
        parentId: zone.code,
        order: index + 1,
      }),
    ),
    ...villages.flatMap((village) =>
      village.groups.map(
        (group, index): SeedArea => ({
          id: group.id,
          name: group.name,
          level: 'group',
          parentId: village.code,
          order: index + 1,
        }),
      ),
    ),
  ]
}
