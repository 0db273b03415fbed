/** Grass-roots units (基层单位) of each village or community: the same few everywhere, with invented contacts. */
import type { SeedVillage } from './areas'
import { makeGivenName, makeSurname } from './names'
import { makePhone } from './phones'
import type { SeedSubject } from './plan'
import type { Random } from './random'

interface Organization {
  readonly suffix: string
  readonly post: string
  readonly tag: string
}

const rural: readonly Organization[] = [
  { suffix: '党群服务中心', post: '值班干部', tag: '村级组织' },
  { suffix: '卫生室', post: '村医', tag: '医疗' },
  { suffix: '互助照料中心', post: '管理员', tag: '养老' },
  { suffix: '小学教学点', post: '负责人', tag: '教育' },
  { suffix: '文化广场管理组', post: '组长', tag: '文化' },
]
const urban: readonly Organization[] = [
  { suffix: '党群服务中心', post: '值班干部', tag: '社区组织' },
  { suffix: '卫生服务站', post: '站长', tag: '医疗' },
  { suffix: '红色物业服务站', post: '站长', tag: '物业' },
  { suffix: '幼儿园', post: '园长', tag: '教育' },
  { suffix: '日间照料中心', post: '管理员', tag: '养老' },
]

/** All of them, the most important ones of every village first. */
export function makeOrganizations(
  random: Random,
  villages: readonly SeedVillage[],
  options: { year: number; createdAt: number },
): SeedSubject[] {
  return [0, 1, 2, 3, 4].flatMap((rank) =>
    villages.flatMap((village) => {
      const organization = (village.setting === 'rural' ? rural : urban)[rank]
      return organization ? [makeOrganization(random, village, organization, options)] : []
    }),
  )
}

function makeOrganization(
  random: Random,
  village: SeedVillage,
  { suffix, post, tag }: Organization,
  { year, createdAt }: { year: number; createdAt: number },
): SeedSubject {
  const person =
    makeSurname(random, null) +
    makeGivenName(random, random.chance(0.4) ? 'male' : 'female', year - random.int(27, 58))
  return {
    id: random.uuidAt(createdAt),
    kind: 'organization',
    name: `${village.name}${suffix}`,
    areaId: village.code,
    groupId: null,
    address: `${village.name}${random.pick(['党群服务中心院内', '文化广场旁', '主路边'])}`,
    tags: [tag],
    notes: '',
    contact: { contactName: `${person}（${post}）`, phone: makePhone(random) },
    members: [],
    care: null,
    createdAt,
  }
}
