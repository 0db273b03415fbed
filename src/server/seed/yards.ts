/** Address, tags and notes of a household: what stands on the door and what the next visitor should know. */
import type { Group, SeedVillage } from './areas'
import type { Setting } from './plan'
import type { Random } from './random'

export function addressOf(random: Random, village: SeedVillage, group: Group): string {
  if (group.setting === 'rural') return `${village.name}${group.name}${random.int(1, 68)}号`
  const floor = random.int(1, 6)
  return `${village.name}${group.name}${random.int(1, 12)}栋${random.int(1, 4)}单元${floor}0${random.int(1, 4)}`
}

/** Everyone who works in the village reads tags, so income, health and benefits have no place among them. */
const tagChoices: Readonly<Record<Setting, readonly (readonly [tag: string, share: number])[]>> = {
  rural: [
    ['种粮大户', 0.04],
    ['香菇种植', 0.1],
    ['养殖户', 0.06],
    ['茶园', 0.03],
    ['外出务工家庭', 0.28],
    ['返乡创业', 0.03],
    ['光荣之家', 0.05],
    ['土地已流转', 0.16],
    ['民宿农家乐', 0.01],
    ['新居在建', 0.02],
  ],
  urban: [
    ['还建户', 0.18],
    ['租住户', 0.12],
    ['个体经营', 0.1],
    ['园区务工', 0.2],
    ['光荣之家', 0.05],
    ['楼栋长', 0.03],
    ['志愿者', 0.04],
    ['陪读家庭', 0.05],
  ],
}

export function tagsOf(random: Random, setting: Setting, size: number): string[] {
  const tags = tagChoices[setting].filter(([, share]) => random.chance(share)).map(([tag]) => tag)
  if (size >= 6) tags.push('三代同堂')
  return tags
}

const noteChoices: Readonly<Record<Setting, readonly string[]>> = {
  rural: [
    '白天多在地里，傍晚去能碰到人',
    '门口有棵大桂花树，好认',
    '院里养了狗，先喊一声再进',
    '从水塘边的小路上去，车停在稻场',
    '赶集的日子上午不在家',
    '大门朝东，走侧边小门',
    '进湾第二家，红色铁门',
    '农忙时中午在家歇伏',
    '电话常没信号，可托隔壁带话',
    '过年前后全家都回来',
    '屋后是竹园，雨天路滑',
    '晚上七点以后在家看电视',
  ],
  urban: [
    '上夜班，上午不要敲门',
    '周末在家，平时六点以后',
    '单元门禁坏着，到楼下打电话',
    '一楼带院子，从后门进',
    '在菜场摆摊，下午两点后有空',
    '老人在楼下凉亭下棋',
    '接送孩子，四点到五点不在',
    '住顶楼，没有电梯',
    '快递驿站旁边那个单元',
  ],
}

export function notesOf(random: Random, setting: Setting): string {
  return random.chance(0.45) ? random.pick(noteChoices[setting]) : ''
}
