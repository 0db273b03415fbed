/** Words that tell who is cared for, or ill (特殊群体): never public. */
import type { Found } from './stream'

/** People become 群众; benefits and papers, which give the same away, are named by what they are. */
const table: readonly (readonly [instead: string, words: string])[] = [
  [
    '群众',
    '低保户 低保对象 低保家庭 低保人员 五保户 五保老人 五保对象 五保 特困人员 特困户 特困供养人员 特困 贫困户 脱贫户 脱贫不稳定户 ' +
      '边缘易致贫户 突发严重困难户 农村监测户 监测户 监测对象 建档立卡户 困难户 困境儿童 事实无人抚养儿童 事实孤儿 孤儿 弃婴 ' +
      '留守儿童 留守老人 留守妇女 空巢老人 独居老人 孤寡老人 失独家庭 失独老人 失独 失能老人 半失能老人 失智老人 高龄独居老人 ' +
      '残疾人 残疾儿童 残疾军人 身体残疾 肢体残疾 视力残疾 听力残疾 言语残疾 智力残疾 精神残疾 多重残疾 重度残疾 残疾 残障人士 残障 ' +
      '盲人 聋哑人 聋哑 智障 弱智 精神障碍患者 精神障碍 精神病人 精神病患者 精神病 精神分裂症 精神分裂 ' +
      '艾滋病 癌症 白血病 尿毒症 肺结核 乙肝 吸毒人员 戒毒人员 社区矫正对象 社区矫正人员 刑满释放人员 刑释人员 单亲家庭 未婚先孕',
  ],
  [
    '救助',
    '低保金 低保待遇 低保 五保供养 特困供养 孤儿补助 残疾补贴 残疾人补贴 残疾人两项补贴 困难残疾人生活补贴 重度残疾人护理补贴',
  ],
  ['证件', '残疾证 残疾人证 低保证'],
]
/** Names of bodies, which say nothing of anybody. */
const bodies = ['残疾人联合会', '残联', '精神病医院', '精神病院', '孤儿院']

export type CareWords = { pattern: RegExp; instead: ReadonlyMap<string, string> }

/** With the care groups of the campaign, which the zone may have named in its own way. */
export function careWordsOf(groups: Iterable<string>): CareWords {
  const instead = new Map<string, string>()
  for (const group of groups) {
    const name = group.normalize('NFKC').trim()
    if (name.length >= 2) instead.set(name, '群众')
  }
  for (const [put, words] of table) for (const word of words.split(' ')) instead.set(word, put)
  const longestFirst = [...instead.keys(), ...bodies].sort((a, b) => b.length - a.length)
  return { pattern: new RegExp(longestFirst.map(escaped).join('|'), 'gu'), instead }
}

export const findCareWords = (plain: string, { pattern, instead }: CareWords): Found[] =>
  [...plain.matchAll(pattern)].flatMap(({ index, 0: word }) => {
    const put = instead.get(word)
    return put === undefined
      ? []
      : [{ kind: 'careGroup', from: index, to: index + word.length, instead: put }]
  })

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')
