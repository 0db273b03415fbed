/** Visits (走访): who goes where on which day. Their narratives are written once it is known what was raised. */
import { addDays, startOfDay, type CalendarDate } from '../../domain/time/shanghai'
import type { Group, SeedVillage } from './areas'
import { talks } from './narratives/gathering'
import type { SeedPairing, SeedPerson, SeedSubject, SeedVisit, Setting } from './plan'
import type { Random } from './random'
import { clockTimeOf, makeSchedule, type Schedule, type Slot } from './schedule'

/** A visit without its narrative, with what the narrative and the issues need to know. */
export interface DraftVisit extends Omit<SeedVisit, 'narrative'> {
  readonly village: SeedVillage
  /** Where people of no single household meet. */
  readonly group: Group
  readonly subject: SeedSubject | null
  readonly setting: Setting
  readonly startMinute: number
}

export interface VisitWorld {
  readonly villages: readonly SeedVillage[]
  readonly people: readonly SeedPerson[]
  readonly pairings: readonly SeedPairing[]
  readonly subjects: readonly SeedSubject[]
  readonly days: readonly (readonly [date: CalendarDate, weight: number])[]
  readonly today: CalendarDate
}

/** Shares of all visits; households take the rest. */
const shares = { meeting: 0.09, talk: 0.06, stay: 0.03, enterprise: 0.15 }

export function makeVisits(random: Random, world: VisitWorld, count: number): DraftVisit[] {
  const schedule = makeSchedule(world.days)
  const weeks = Math.max(1, world.days.length / 7)
  const households = deckOf(random, world, ['household'])
  const enterprises = deckOf(random, world, ['enterprise', 'organization'])
  // A village has one meeting and one talk a week at most, and a person goes on a stay once in two months.
  const meetings = Math.min(Math.round(count * shares.meeting), Math.ceil(world.villages.length * weeks))
  const talkCount = Math.min(Math.round(count * shares.talk), Math.ceil(world.villages.length * weeks))
  const stays = Math.min(Math.round(count * shares.stay), Math.ceil((cadresOf(world).length * weeks) / 8))
  const toEnterprises = enterprises ? Math.round(count * shares.enterprise) : 0

  const visits: DraftVisit[] = []
  const book = (wanted: number, make: () => DraftVisit | undefined) => {
    for (let index = 0; index < wanted; index++) {
      const visit = make()
      if (visit) visits.push(visit)
    }
  }
  // Stays first: they need whole free days.
  book(stays, () => makeStay(random, world, schedule))
  book(meetings, () => makeGathering(random, world, schedule, 'meeting'))
  book(talkCount, () => makeGathering(random, world, schedule, 'talk'))
  const busyness = count / Math.max(1, cadresOf(world).length * world.days.length)
  if (enterprises)
    book(toEnterprises, () => makeSubjectVisit(random, world, schedule, enterprises(), busyness))
  while (visits.length < count) {
    const subject = (households ?? enterprises)?.()
    visits.push(
      subject
        ? makeSubjectVisit(random, world, schedule, subject, busyness)
        : makeGathering(random, world, schedule, 'meeting'),
    )
  }
  return visits.sort((a, b) => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1))
}

/** Share of the visits that first go to whom a pairing says, until each was visited as often as its rhythm asks. */
const pairedShare = 0.45

/** Goes through all subjects before it comes to one again; those in care or paired come twice as often, and first. */
function deckOf(
  random: Random,
  world: VisitWorld,
  kinds: readonly string[],
): (() => SeedSubject) | undefined {
  const paired = new Set(world.pairings.map(({ subjectId }) => subjectId))
  const chosen = world.subjects.filter(({ kind }) => kinds.includes(kind))
  if (chosen.length === 0) return undefined
  const often = chosen.filter(({ id, care }) => care !== null || paired.has(id))
  const owed = random.shuffle(owedVisits(world, chosen))
  let deck: SeedSubject[] = []
  return () => {
    if (owed.length > 0 && random.chance(pairedShare)) {
      const subject = owed.pop()
      if (subject) return subject
    }
    if (deck.length === 0) deck = random.shuffle([...chosen, ...often])
    const subject = deck.pop()
    if (!subject) throw new Error('visits: the deck is empty')
    return subject
  }
}

/** Each paired subject as often as its rhythm has come round since the first day of visits. */
function owedVisits({ pairings, days }: VisitWorld, subjects: readonly SeedSubject[]): SeedSubject[] {
  return subjects.flatMap((subject) =>
    pairings
      .filter(({ subjectId }) => subjectId === subject.id)
      .flatMap(({ visitEveryDays }) => {
        const times = visitEveryDays === null ? 0 : Math.floor(days.length / visitEveryDays)
        return Array<SeedSubject>(times).fill(subject)
      }),
  )
}

const cadresOf = ({ people }: VisitWorld) => people.filter(({ roles }) => roles.includes('cadre'))

/** Who may record there: paired with the village or with the very subject; its leader comes now and then. */
function recorderOf(
  random: Random,
  { pairings }: VisitWorld,
  areaId: string,
  subjectId: string | null,
): string {
  const candidates: [personId: string, weight: number][] = []
  for (const pairing of pairings) {
    const here = pairing.areaId === areaId || (subjectId !== null && pairing.subjectId === subjectId)
    if (here)
      candidates.push([pairing.personId, pairing.kind === 'leader' && pairing.subjectId === null ? 1 : 4])
  }
  return random.weighted(candidates)
}

/**
 * 联合走访: somebody paired with the same village, a leader, or the department in charge. Never a cadre of other
 * villages: a shared visit would carry this village's rows to that cadre's phone.
 */
function companyOf(
  random: Random,
  world: VisitWorld,
  areaId: string,
  recorder: string,
  share: number,
): string[] {
  if (!random.chance(share)) return []
  const paired = world.pairings.filter((pairing) => pairing.areaId === areaId).map(({ personId }) => personId)
  const others = world.people.filter(({ login }) => /^(leader|unit)/.test(login)).map(({ id }) => id)
  const candidates = [...new Set([...paired, ...others])].filter((id) => id !== recorder)
  return candidates.length === 0 ? [] : [random.pick(candidates)]
}

function makeSubjectVisit(
  random: Random,
  world: VisitWorld,
  schedule: Schedule,
  subject: SeedSubject,
  busyness: number,
): DraftVisit {
  const village = villageOf(world, subject.areaId)
  const group = village.groups.find(({ id }) => id === subject.groupId)
  const recorder = recorderOf(random, world, subject.areaId, subject.id)
  const visitorIds: [string, ...string[]] = [
    recorder,
    ...companyOf(random, world, subject.areaId, recorder, 0.13),
  ]
  const household = subject.kind === 'household'
  // Where twenty thousand visits fall to a handful of people, each is short.
  const minutes = busyness > 6 ? 20 : random.int(household ? 2 : 3, household ? 6 : 9) * 10
  const slot = schedule.place(random, visitorIds, minutes, household ? homeHours : workHours)
  const shop = subject.tags.includes('个体工商户')
  return {
    ...commonOf(random, world, slot, visitorIds),
    kind: household ? 'household' : 'enterprise',
    subjectId: subject.id,
    areaId: subject.areaId,
    endedOn: null,
    place:
      household || shop
        ? ''
        : random.weighted([
            ['', 3],
            ['车间', 1],
            ['会议室', 1],
          ] as const),
    participants: null,
    topic: '',
    villagesReached: null,
    householdsReached: null,
    village,
    group: group ?? random.pick(village.groups),
    subject,
    setting: group?.setting ?? village.setting,
  }
}

/** 座谈/屋场会/湾子夜话, and 政策宣讲: in one group, open to all. */
function makeGathering(
  random: Random,
  world: VisitWorld,
  schedule: Schedule,
  kind: 'meeting' | 'talk',
): DraftVisit {
  const village = random.pick(world.villages)
  const group = random.pick(village.groups)
  const recorder = recorderOf(random, world, village.code, null)
  const visitorIds: [string, ...string[]] = [
    recorder,
    ...companyOf(random, world, village.code, recorder, 0.5),
  ]
  const slot = schedule.place(random, visitorIds, random.int(6, 12) * 10, gatheringHours)
  const rural = ['稻场', '文化广场', '大树下', '老戏台', '党群服务中心'] as const
  const urban = ['党群服务中心', '活动室', '小区凉亭', '文化广场'] as const
  const talk = kind === 'talk'
  return {
    ...commonOf(random, world, slot, visitorIds),
    kind,
    subjectId: null,
    areaId: village.code,
    endedOn: null,
    place: `${group.spokenName}${random.pick(group.setting === 'rural' ? rural : urban)}`,
    participants: talk ? null : random.int(8, 46),
    topic: talk ? topicFor(random, slot.date) : '',
    villagesReached: talk
      ? random.weighted([
          [1, 8],
          [2, 1],
        ] as const)
      : null,
    householdsReached: talk ? random.int(10, 80) : null,
    village,
    group,
    subject: null,
    setting: group.setting,
  }
}

function topicFor(random: Random, date: CalendarDate): string {
  const month = Number(date.slice(5, 7))
  return random.pick(talks.filter(({ months }) => months === undefined || months.includes(month))).topic
}

/** 蹲点调研: two or three days; undefined when nobody has as many days free. */
function makeStay(random: Random, world: VisitWorld, schedule: Schedule): DraftVisit | undefined {
  const village = random.pick(world.villages)
  const recorder = recorderOf(random, world, village.code, null)
  const run = schedule.placeDays(random, recorder, random.int(2, 3))
  if (!run) return undefined
  const evening = { date: run.to, startMinute: 9 * 60, endMinute: 19 * 60 }
  return {
    ...commonOf(random, world, evening, [recorder]),
    kind: 'stay',
    subjectId: null,
    areaId: village.code,
    happenedOn: run.from,
    endedOn: run.to,
    startTime: null,
    endTime: null,
    place: village.name,
    participants: null,
    topic: '',
    villagesReached: null,
    householdsReached: null,
    village,
    group: random.pick(village.groups),
    subject: null,
    setting: village.setting,
  }
}

type Common = Pick<
  DraftVisit,
  'id' | 'visitorIds' | 'happenedOn' | 'startTime' | 'endTime' | 'recordedAt' | 'startMinute'
>

function commonOf(random: Random, world: VisitWorld, slot: Slot, visitorIds: [string, ...string[]]): Common {
  const recordedAt = writtenDownAt(random, world, slot)
  // Times of day are not required; a quarter of the visits goes without.
  const timed = random.chance(0.75)
  return {
    id: random.uuidAt(recordedAt),
    visitorIds,
    happenedOn: slot.date,
    startTime: timed ? clockTimeOf(slot.startMinute) : null,
    endTime: timed && random.chance(0.8) ? clockTimeOf(slot.endMinute) : null,
    recordedAt,
    startMinute: slot.startMinute,
  }
}

/** At once or the same evening; one in eight some days later, as soon as there was time. Never after `today` began. */
function writtenDownAt(random: Random, world: VisitWorld, slot: Slot): number {
  const minuteMs = 60_000
  const endedAt = startOfDay(slot.date) + slot.endMinute * minuteMs
  const soon = endedAt + random.int(2, 90) * minuteMs
  const late = startOfDay(addDays(slot.date, random.int(1, 4))) + random.int(18 * 60, 22 * 60) * minuteMs
  const written = (random.chance(0.12) ? late : soon) + random.int(0, 59) * 1_000
  return written < startOfDay(world.today) ? written : soon
}

/** Minutes of the day at which people are at home: mornings, late afternoons, and after supper. */
const homeHours = (random: Random) =>
  random.weighted([
    [random.int(510, 660), 4],
    [random.int(870, 1020), 3],
    [random.int(1080, 1220), 4],
  ])
const workHours = (random: Random) =>
  random.weighted([
    [random.int(520, 670), 1],
    [random.int(870, 1010), 1],
  ])
const gatheringHours = (random: Random) =>
  random.weighted([
    [random.int(1110, 1180), 3],
    [random.int(880, 960), 1],
  ])

function villageOf(world: VisitWorld, areaId: string): SeedVillage {
  const village = world.villages.find(({ code }) => code === areaId)
  if (!village) throw new Error(`visits: no village ${areaId}`)
  return village
}
