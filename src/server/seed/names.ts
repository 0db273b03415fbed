/**
 * Invented names by sex and generation, put together from characters that each generation favoured. Nobody's real
 * name is meant; characters that easily spell the name of a public figure are left out.
 */
import type { Random } from './random'

export type Sex = 'male' | 'female'

/** Surnames of the region, common ones first; the weight falls along the list. */
const commonSurnames =
  '王李张刘陈杨黄周吴徐胡朱何郭罗高林郑梁谢唐许冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏付方邹熊孟秦邱江段雷龚邵万钱严贺顾毛史陶黎郝汤聂柳施鲁'
const rareSurnames = '詹柯涂喻储舒屈尹薛侯龙孔向操甘祝阮虞桂饶左包游阳桑官麦敖宗殷卓'
/** Read otherwise as a surname than as a word: Shàn, Qiú, Xiè, Zhā, Ōu, Tán/Qín, Huà, Yù, Miào, Gě, Piáo, Zhái, Bǔ. */
const polyphonicSurnames = '单仇解查区覃华尉缪盖朴翟卜'
const doubleSurnames = ['欧阳', '上官', '司马', '皇甫']

const weightedSurnames: readonly (readonly [string, number])[] = [
  ...[...commonSurnames].map((surname, index) => [surname, 60 / (1 + index / 12)] as const),
  ...[...rareSurnames].map((surname) => [surname, 2] as const),
  ...[...polyphonicSurnames].map((surname) => [surname, 5] as const),
  ...doubleSurnames.map((surname) => [surname, 1] as const),
]
export const surnames: readonly string[] = weightedSurnames.map(([surname]) => surname)

interface Style {
  /** Born in this year or later, until the next style begins. */
  readonly from: number
  readonly male: { readonly first: string; readonly second: string; readonly single: string }
  readonly female: { readonly first: string; readonly second: string; readonly single: string }
}

const styles: readonly Style[] = [
  {
    from: 1900,
    male: {
      first: '德明正光家金大传启宗道运开兴昌守祖承朝述树品远',
      second: '财发福才富礼厚顺全田炳寿银柱堂和勤高奎槐泉',
      single: '',
    },
    female: { first: '秀桂玉凤大腊金翠冬银素菊桃润改', second: '英兰珍芝香莲枝荣芳云姣娥秀娣', single: '' },
  },
  {
    from: 1960,
    male: { first: '建国志新学光海绪万少宏汉楚敬训', second: '祥林良松保平胜贵成华波涛峰洲炎', single: '斌' },
    female: { first: '红丽建海冬秀翠小月', second: '霞萍红梅琴玲燕芳娟蓉英华琼莉芬敏', single: '萍琴燕芳娟' },
  },
  {
    from: 1980,
    male: {
      first: '俊志海文伟振嘉宏世思启鸿旭冠景亦',
      second: '杰辉宇鹏龙磊浩超凡阳哲翔尧博',
      single: '磊超鑫斌辉凯',
    },
    female: {
      first: '雅晓思倩文静雪梦慧婷露楠芸',
      second: '婷莹雯静怡琪敏洁颖娜倩蕾妮晴璐',
      single: '婷静敏倩莹',
    },
  },
  {
    from: 2000,
    male: {
      first: '梓浩宇俊一奕沐嘉天博思皓铭煜乐昕',
      second: '轩涵睿宸泽豪阳辰航逸然恒霖屿朗',
      single: '睿轩',
    },
    female: { first: '梓欣雨诗思语可若沐依芷忆妤夏', second: '涵怡萱桐妍瑶彤琪玥菲诺宁苒婧', single: '萱瑶' },
  },
]

/** All characters that given names are made of. */
export const givenNameCharacters: ReadonlySet<string> = new Set(
  styles.flatMap(({ male, female }) =>
    [male, female].flatMap(({ first, second, single }) => [...first, ...second, ...single]),
  ),
)

/** A surname; where a clan (族) gives the hamlet its name, every second household bears it. */
export function makeSurname(random: Random, clan: string | null): string {
  return clan !== null && random.chance(0.5) ? clan : random.weighted(weightedSurnames)
}

export function makeGivenName(random: Random, sex: Sex, birthYear: number): string {
  const style = styles.findLast(({ from }) => birthYear >= from) ?? styles[0]
  if (!style) throw new Error('names: no style')
  const { first, second, single } = style[sex]
  if (single !== '' && random.chance(0.15)) return random.pick([...single])
  const opening = random.pick([...first])
  // 丽丽, 婷婷 are real names, but only for women.
  const closing = random.pick([...second].filter((character) => sex === 'female' || character !== opening))
  return opening + closing
}
