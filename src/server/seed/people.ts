/**
 * The demo accounts: one or more for each role, all invented, all with one password that is written in the README.
 * A server that listens beyond this machine refuses them.
 */
import type { Random } from './random'
import { startOfDay } from '../../domain/time/shanghai'
import type { SeedCampaign, SeedPairing, SeedPerson, SeedSubject } from './plan'

export const DEMO_PASSWORD = 'Minqing-2026'

export const demoLogins = [
  'cadre1',
  'cadre2',
  'cadre3',
  'cadre4',
  'leader1',
  'leader2',
  'unit1',
  'unit2',
  'office1',
  'office2',
  'assessor1',
  'publicity1',
  'discipline1',
  'admin1',
] as const
type DemoLogin = (typeof demoLogins)[number]

/** Surnames with two readings (单 Shàn, 解 Xiè, 区 Ōu …) are here on purpose: search by pinyin must find them. */
const accounts: readonly (Omit<SeedPerson, 'id' | 'login'> & { readonly login: DemoLogin })[] = [
  { login: 'cadre1', name: '柳明芳', post: '新春村妇联主席', roles: ['cadre'], unitId: 'unit-421303499200' },
  { login: 'cadre2', name: '龚道全', post: '龚家棚村副书记', roles: ['cadre'], unitId: 'unit-421303499201' },
  { login: 'cadre3', name: '解文静', post: '首义社区网格员', roles: ['cadre'], unitId: 'unit-421303499003' },
  // Two roles: goes on visits and handles the matters of the own department.
  {
    login: 'cadre4',
    name: '聂宏斌',
    post: '农业农村办科员',
    roles: ['cadre', 'unit'],
    unitId: 'unit-agriculture',
  },
  {
    login: 'leader1',
    name: '涂思远',
    post: '党工委委员、管委会副主任',
    roles: ['cadre'],
    unitId: 'unit-party-office',
  },
  {
    login: 'leader2',
    name: '喻晓岚',
    post: '党工委委员、组织办主任',
    roles: ['cadre'],
    unitId: 'unit-organization',
  },
  { login: 'unit1', name: '查秀莲', post: '民政办主任', roles: ['unit'], unitId: 'unit-civil-affairs' },
  { login: 'unit2', name: '程立松', post: '“双创”专班副组长', roles: ['unit'], unitId: 'unit-dual-creation' },
  {
    login: 'office1',
    name: '詹雨桐',
    post: '综合协调组组长',
    roles: ['office'],
    unitId: 'unit-party-office',
  },
  {
    login: 'office2',
    name: '柯文博',
    post: '综合协调组成员',
    roles: ['office'],
    unitId: 'unit-party-office',
  },
  {
    login: 'assessor1',
    name: '区慧敏',
    post: '指导考核组组长',
    roles: ['assessor'],
    unitId: 'unit-organization',
  },
  {
    login: 'publicity1',
    name: '舒可欣',
    post: '宣传报道组组长',
    roles: ['publicity'],
    unitId: 'unit-publicity',
  },
  {
    login: 'discipline1',
    name: '单志诚',
    post: '作风监督组组长',
    roles: ['discipline'],
    unitId: 'unit-discipline',
  },
  { login: 'admin1', name: '储一鸣', post: '系统管理员', roles: ['admin'], unitId: 'unit-party-office' },
]

/**
 * 干部联系 and 领导包保 by village. Every village has a cadre; cadre1 and cadre2 share none, so that one can show
 * that what the one holds never reaches the other's phone.
 */
const areaPairings: readonly (readonly [
  login: DemoLogin,
  kind: 'contact' | 'leader',
  villages: readonly string[],
])[] = [
  ['cadre1', 'contact', ['421303499200', '421303499203', '421303499205']],
  ['cadre2', 'contact', ['421303499201', '421303499204']],
  ['cadre3', 'contact', ['421303499001', '421303499002', '421303499003']],
  ['cadre4', 'contact', ['421303499005', '421303499204']],
  ['leader1', 'leader', ['421303499200']],
  ['leader2', 'leader', ['421303499003']],
]

/**
 * Proposals, which the office may change. A village has a rhythm for its leader alone: for a cadre it would put two
 * hundred households on the list of one day, which tells nobody where to go. Cadres have their own households instead.
 */
const everyDays = { leader: 30, contact: 60, care: 30 } as const
/** Households per cadre: a few in need, and as many others as one person comes round to in two months. */
const householdsOfCadre = { care: 3, contact: 15 } as const

export function makePeople(random: Random, campaign: SeedCampaign): SeedPerson[] {
  const createdAt = startOfDay(firstDay(campaign))
  return accounts.map((account, index) => ({ id: random.uuidAt(createdAt + index), ...account }))
}

/**
 * The pairings with villages, one enterprise per leader (驻企包保), and for each cadre in the own villages 结对帮扶
 * with a few households in care and 联系户, whom nobody else has.
 */
export function makePairings(
  random: Random,
  campaign: SeedCampaign,
  people: readonly SeedPerson[],
  subjects: readonly SeedSubject[],
): SeedPairing[] {
  const since = firstDay(campaign)
  const startedAt = startOfDay(since) + 3_600_000
  const personOf = (login: DemoLogin) => {
    const person = people.find((candidate) => candidate.login === login)
    if (!person) throw new Error(`people: no account ${login}`)
    return person
  }
  const pairings: SeedPairing[] = []
  const add = (
    login: DemoLogin,
    kind: SeedPairing['kind'],
    target: Pick<SeedPairing, 'areaId' | 'subjectId'>,
    visitEveryDays: number | null = everyDays[kind],
  ) =>
    pairings.push({
      id: random.uuidAt(startedAt + pairings.length),
      kind,
      personId: personOf(login).id,
      ...target,
      visitEveryDays,
      since,
    })

  for (const [login, kind, villages] of areaPairings) {
    const rhythm = kind === 'leader' ? everyDays.leader : null
    for (const areaId of villages) add(login, kind, { areaId, subjectId: null }, rhythm)
  }
  const enterprises = random.shuffle(
    subjects.filter(({ kind, tags }) => kind === 'enterprise' && !tags.includes('个体工商户')),
  )
  const leaders = ['leader1', 'leader2'] as const
  leaders.forEach((login, index) => {
    const enterprise = enterprises[index]
    if (enterprise) add(login, 'leader', { areaId: null, subjectId: enterprise.id })
  })
  const taken = new Set<string>()
  const addHouseholds = (kind: 'care' | 'contact', isMeant: (subject: SeedSubject) => boolean) => {
    for (const [login, ofVillage, villages] of areaPairings) {
      if (ofVillage !== 'contact') continue
      const homes = subjects.filter(
        (subject) => villages.includes(subject.areaId) && !taken.has(subject.id) && isMeant(subject),
      )
      for (const { id } of random.shuffle(homes).slice(0, householdsOfCadre[kind])) {
        taken.add(id)
        add(login, kind, { areaId: null, subjectId: id })
      }
    }
  }
  addHouseholds('care', ({ care }) => care !== null)
  addHouseholds('contact', (subject) => subject.kind === 'household')
  return pairings
}

const firstDay = (campaign: SeedCampaign) => campaign.phases[0]?.from ?? `${campaign.year}-01-01`
