/** Invented households (农户/居民户): who lives there, how old, what a visitor should know, and care groups. */
import type { CareGroupId } from './campaign'
import type { Group, SeedVillage } from './areas'
import type { SeedMember, SeedSubject } from './plan'
import type { Random } from './random'
import { addressOf, notesOf, tagsOf } from './yards'
import { makeGivenName, makeSurname, type Sex } from './names'
import { makePhone } from './phones'

/** Share of households with at least one care group: 农村监测户, 残疾 and the rest together. */
const careShare = 0.12

/** How often each group occurs among them; 农村监测户 is a matter of villages. */
const careWeights: readonly (readonly [CareGroupId, number])[] = [
  ['care-monitored', 16],
  ['care-elderly-alone', 36],
  ['care-orphan', 1],
  ['care-unsupported-child', 4],
  ['care-destitute', 11],
  ['care-physical-disability', 24],
  ['care-mental-disorder', 8],
]

/** The sort of family a care group implies; the others occur in ordinary families. */
const lonely: readonly CareGroupId[] = ['care-elderly-alone', 'care-destitute']
const withGrandchild: readonly CareGroupId[] = ['care-orphan', 'care-unsupported-child']

const careNotes: Readonly<Record<CareGroupId, readonly string[]>> = {
  'care-monitored': [
    '主劳力生病后收入降了，按月看收入变化',
    '去年遭了灾，今年种养恢复了一半',
    '两个孩子上学，开支大，防返贫重点看',
  ],
  'care-elderly-alone': [
    '儿女都在外地，隔一天打一次电话',
    '腿脚慢，自己做饭，邻居帮着照看',
    '耳朵背，要走到跟前说话',
  ],
  'care-orphan': ['跟祖辈生活，学费已减免，寒暑假要多看望'],
  'care-unsupported-child': ['父母都不在身边，由祖辈带，作业没人辅导', '由伯父家代养，补贴按月到卡'],
  'care-destitute': ['分散供养，住的老屋要看漏雨', '愿意在家住，不肯去福利院', '生活能自理，冬天要看取暖'],
  'care-physical-disability': ['腿脚不便，出门靠轮椅', '一只手使不上劲，重活要人帮', '听力不好，说话要慢'],
  'care-mental-disorder': ['按时吃药，病情平稳，由家里人照护', '每月取药，监护人电话要常通'],
}

export function makeHousehold(
  random: Random,
  village: SeedVillage,
  group: Group,
  options: { year: number; createdAt: number; mustCare?: CareGroupId },
): SeedSubject {
  const care = options.mustCare ?? (random.chance(careShare) ? pickCare(random, group) : null)
  const people = makeFamily(random, makeSurname(random, group.clan), options.year, care)
  const head = people[0]
  if (!head) throw new Error('households: a family without a head')
  const extra = care === 'care-monitored' && random.chance(0.2) ? (['care-physical-disability'] as const) : []
  const id = random.uuidAt(options.createdAt)
  return {
    id,
    kind: 'household',
    name: head.name,
    areaId: village.code,
    groupId: group.id,
    address: addressOf(random, village, group),
    tags: tagsOf(random, group.setting, people.length),
    notes: notesOf(random, group.setting),
    contact: random.chance(0.94)
      ? { contactName: contactOf(random, people, options.year), phone: makePhone(random) }
      : null,
    members: people.map((person) => ({ id: random.uuidAt(options.createdAt), ...person })),
    care: care === null ? null : { groups: [care, ...extra], note: random.pick(careNotes[care]) },
    createdAt: options.createdAt,
  }
}

function pickCare(random: Random, group: Group): CareGroupId {
  return random.weighted(careWeights.filter(([id]) => group.setting === 'rural' || id !== 'care-monitored'))
}

type Person = Omit<SeedMember, 'id'>

/** The head (户主) stands first. */
function makeFamily(random: Random, surname: string, year: number, care: CareGroupId | null): Person[] {
  const person = (relation: string, sex: Sex, birthYear: number, family = surname): Person => ({
    name: family + makeGivenName(random, sex, birthYear),
    relation,
    birthYear,
  })
  const otherFamily = () => makeSurname(random, null)
  if (care !== null && lonely.includes(care)) {
    const sex: Sex = random.chance(0.5) ? 'male' : 'female'
    return [person('户主', sex, year - random.int(care === 'care-destitute' ? 61 : 66, 92))]
  }
  if (care !== null && withGrandchild.includes(care)) {
    const head = person('户主', 'male', year - random.int(58, 76))
    const child = year - random.int(6, 16)
    const girl = random.chance(0.5)
    return [
      head,
      ...(random.chance(0.7)
        ? [person('配偶', 'female', head.birthYear + random.int(0, 5), otherFamily())]
        : []),
      person(girl ? '孙女' : '孙子', girl ? 'female' : 'male', child),
    ]
  }
  const manHeads = random.chance(0.82)
  const birthYear = year - random.int(34, 82)
  const people = [person('户主', manHeads ? 'male' : 'female', birthYear)]
  const spouseFamily = otherFamily()
  if (random.chance(0.88)) {
    people.push(person('配偶', manHeads ? 'female' : 'male', birthYear + random.int(-2, 4), spouseFamily))
  }
  // Children and grandchildren bear the father's surname: the head's, unless she is the head.
  const childFamily = manHeads || random.chance(0.2) ? surname : spouseFamily
  const child = (relation: [son: string, daughter: string], born: number) => {
    const boy = random.chance(0.53)
    people.push(person(relation[boy ? 0 : 1], boy ? 'male' : 'female', born, childFamily))
    return boy
  }
  const firstBorn = birthYear + random.int(22, 28)
  const children =
    firstBorn > year - 1
      ? 0
      : random.weighted([
          [0, 1],
          [1, 5],
          [2, 5],
          [3, 1],
        ] as const)
  let sonAtHome: number | null = null
  for (let index = 0; index < children; index++) {
    const born = firstBorn + index * random.int(2, 4)
    if (born > year - 1) break
    const son = child(['子', '女'], born)
    if (son && sonAtHome === null && year - born >= 26) sonAtHome = born
  }
  if (sonAtHome !== null && random.chance(0.6)) {
    people.push(person('儿媳', 'female', sonAtHome + random.int(-1, 3), otherFamily()))
    const grandchildren = random.weighted([
      [0, 1],
      [1, 5],
      [2, 3],
    ] as const)
    for (let index = 0; index < grandchildren; index++) {
      const born = sonAtHome + random.int(24, 28) + index * 3
      if (born < year) child(['孙子', '孙女'], born)
    }
  }
  if (year - birthYear < 62 && random.chance(0.3)) {
    const mother = random.chance(0.6)
    const born = birthYear - random.int(21, 28)
    people.push(mother ? person('母亲', 'female', born, otherFamily()) : person('父亲', 'male', born))
  }
  return people
}

/** Mostly the head; where the children see to things, an adult child. */
function contactOf(random: Random, people: readonly Person[], year: number): string {
  const others = people.filter(
    ({ relation, birthYear }) => ['配偶', '子', '女', '儿媳'].includes(relation) && year - birthYear >= 18,
  )
  const [head] = people
  return others.length > 0 && random.chance(0.2) ? random.pick(others).name : (head?.name ?? '')
}
