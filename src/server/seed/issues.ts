/** Issues (问题) out of visits: which situation, in whose words, and what the office made of it. */
import { startOfDay } from '../../domain/time/shanghai'
import { heardOf } from './heard/allHeard'
import { handlingOf } from './handlings/allHandlings'
import { arrange, type Arrangement } from './issueGroups'
import { laterSteps, stateAfter, type Fate } from './issueSteps'
import type { Crew } from './loop/crew'
import type { Group } from './loop/groups'
import { playLoop } from './loop/playLoop'
import type { Matter } from './loop/scene'
import { makeSurname } from './names'
import type { SeedIssue, SeedPerson, SeedSubject } from './plan'
import type { Random } from './random'
import type { Situation } from './situations/situation'
import { allows, fits, monthOf, situationChooser } from './situationChoice'
import { situationById } from './situations/allSituations'
import type { DoubleMatter } from './situations/splits'
import { fillSlots, type SlotValues } from './slots'
import { splitOff } from './splitOff'
import type { DraftVisit } from './visits'
import { voiceOf } from './voices/allVoices'

/** Shares of all; those left over are accepted. */
const shares: Readonly<Record<Exclude<Fate, 'accepted'>, number>> = {
  reported: 0.25,
  sentBack: 0.1,
  resubmitted: 0.05,
  declined: 0.05,
  onSite: 0.1,
}

/** How many issues a visit brings, relative to a household: a meeting brings more. */
const yields: Readonly<Record<DraftVisit['kind'], number>> = {
  household: 1,
  enterprise: 2.6,
  meeting: 2.2,
  stay: 2,
  talk: 0.7,
}

interface IssueWorld {
  readonly situations: readonly Situation[]
  readonly people: readonly SeedPerson[]
  readonly subjects: readonly SeedSubject[]
  readonly crew: Crew
  readonly year: number
  readonly today: string
}

export function makeIssues(
  random: Random,
  world: IssueWorld,
  visits: readonly DraftVisit[],
  count: number,
): SeedIssue[] {
  if (count > 0 && visits.length === 0)
    throw new RangeError('issues: they are raised in visits, and there is none')
  const raisedIn = chooseVisits(random, visits, count)
  const fates = dealFates(random, count)
  const householdsByGroup = new Map<string | null, SeedSubject[]>()
  for (const subject of world.subjects) {
    if (subject.kind !== 'household') continue
    const known = householdsByGroup.get(subject.groupId)
    if (known) known.push(subject)
    else householdsByGroup.set(subject.groupId, [subject])
  }
  const arrangement = arrange(random.fork('groups'), {
    ...world,
    raisedIn,
    fates,
    fits: (situation, visit, fate) =>
      fits(situation, visit, visit.subject, world.year) && allows(situation, fate),
    leadUnitOf: ({ id, categoryId }) => handlingOf(id).leadUnitId ?? world.crew.leadUnitOf(categoryId),
    leadersAreas: new Set(world.crew.leaderPairings().map(({ areaId }) => areaId)),
  })
  const wanted = wantedIn(arrangement)
  const choose = situationChooser(random, world, wanted.size > 0)
  for (const { situation } of wanted.values()) choose.reserve(situation)
  const raised = raisedIn.flatMap((visit, place) => {
    if (arrangement.dropped.has(place)) return []
    const fate = fates[place] ?? 'accepted'
    const subject = subjectOf(random, householdsByGroup, visit)
    const wish = wanted.get(place)
    const situation = wish?.situation ?? choose(visit, subject, fate)
    const slots = slotsOf(random, visit, subject)
    const words = fillSlots(wish?.double?.words ?? choose.wordingOf(situation), slots, random)
    const title = wish?.double?.title ?? situation.title
    const issue = makeIssue(random, world, { visit, subject, situation, title, words, fate })
    return [{ place, issue, situation, slots, double: wish?.double }]
  })
  const matters = new Map<number, Matter>()
  const splits: Matter[] = []
  const end = startOfDay(world.today)
  for (const { place, issue, situation, slots, double } of raised) {
    if (issue.state !== 'listed') continue
    const matter = matterOf(issue, situation, slots)
    if (!double) {
      matters.set(place, matter)
      continue
    }
    const parts = splitOff(random, matter, double, end)
    matters.set(place, parts.stays)
    splits.push(parts.leaves)
  }
  const groups = arrangement.groups.flatMap(({ places }): Group[] => {
    const [first, ...others] = places.flatMap((place) => matters.get(place) ?? [])
    return first && others.length > 0 ? [{ first, others }] : []
  })
  const played = playLoop(random.fork('loop'), world, [...matters.values(), ...splits], groups)
  return [...raised.map(({ issue }) => issue), ...splits.map(({ issue }) => issue)].map(
    (issue) => played.get(issue.id) ?? issue,
  )
}

/** What stands fixed before the others choose: by place among the visits. */
function wantedIn({
  groups,
  singles,
  doubles,
}: Arrangement): ReadonlyMap<number, { situation: Situation; double?: DoubleMatter }> {
  const wanted = new Map<number, { situation: Situation; double?: DoubleMatter }>()
  for (const [place, situation] of singles) wanted.set(place, { situation })
  for (const { situation, places } of groups) for (const place of places) wanted.set(place, { situation })
  for (const [place, double] of doubles)
    wanted.set(place, { situation: situationById(double.stays.situationId), double })
  return wanted
}

function matterOf(issue: SeedIssue, situation: Situation, slots: SlotValues): Matter {
  const { byId: cadreId } = issue.steps[0]
  const listedAt = issue.steps.at(-1)?.at ?? issue.steps[0].at
  return {
    issue,
    handling: handlingOf(situation.id),
    voice: voiceOf(situation.categoryId),
    heard: heardOf(situation.id),
    slots,
    cadreId,
    listedAt,
  }
}

/** Visits in order of time; one with several issues stands several times. */
function chooseVisits(random: Random, visits: readonly DraftVisit[], count: number): DraftVisit[] {
  const perVisit = Math.max(3, Math.ceil((count / Math.max(1, visits.length)) * 2))
  const tickets = visits.flatMap((visit) =>
    // Weighted sampling without replacement (Efraimidis and Spirakis): the smallest keys win. A second issue from the
    // same visit is a good deal less likely than the first.
    Array.from({ length: perVisit }, (_, nth) => ({
      visit,
      key: (-Math.log(1 - random.next()) / yields[visit.kind]) * 4 ** nth,
    })),
  )
  return tickets
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ visit }) => visit)
    .sort((a, b) => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1))
}

/** What is still waiting is mostly new; the rest is dealt at random. Index 0 is the oldest issue. */
function dealFates(random: Random, count: number): Fate[] {
  const quota = (fate: keyof typeof shares) => Math.round(count * shares[fate])
  const newestFirst = Array.from({ length: count }, (_, index) => index)
    .map((index) => ({ index, rank: (count - index) / count + random.next() * 0.6 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ index }) => index)
  const waiting = newestFirst.slice(0, quota('reported'))
  const others = random.shuffle(newestFirst.slice(quota('reported')))
  const fates: Fate[] = Array.from({ length: count }, () => 'accepted')
  for (const index of waiting) fates[index] = 'reported'
  for (const fate of ['sentBack', 'resubmitted', 'declined', 'onSite'] as const) {
    for (const index of others.splice(0, quota(fate))) fates[index] = fate
  }
  return fates
}

/** In a meeting somebody of the village speaks up, or all of them together. */
function subjectOf(
  random: Random,
  householdsByGroup: ReadonlyMap<string | null, readonly SeedSubject[]>,
  visit: DraftVisit,
): SeedSubject | null {
  if (visit.subject || random.chance(0.5)) return visit.subject
  const present = householdsByGroup.get(visit.group.id) ?? []
  return present.length === 0 ? null : random.pick(present)
}

const slotsOf = (random: Random, visit: DraftVisit, subject: SeedSubject | null): SlotValues => ({
  group:
    subject?.groupId === visit.group.id || subject === null ? visit.group.spokenName : visit.village.name,
  village: visit.village.name,
  month: monthOf(visit),
  surname: makeSurname(random, null),
})

interface Raised {
  readonly visit: DraftVisit
  readonly subject: SeedSubject | null
  readonly situation: Situation
  readonly title: string
  readonly words: string
  readonly fate: Fate
}

function makeIssue(random: Random, world: IssueWorld, raised: Raised): SeedIssue {
  const { visit, subject, situation, title, words } = raised
  const registeredAt = visit.recordedAt + random.int(20, 240) * 1_000
  const [byId] = visit.visitorIds
  const later = laterSteps(random, world, raised, registeredAt)
  return {
    id: random.uuidAt(registeredAt),
    situationId: situation.id,
    visitId: visit.id,
    subjectId: subject?.id ?? null,
    areaId: visit.areaId,
    categoryId: situation.categoryId,
    kind: situation.kind,
    urgent: situation.urgent === true && random.chance(0.6),
    confidential: situation.kind === 'petition',
    title,
    words,
    raisedOn: visit.endedOn ?? visit.happenedOn,
    splitFromId: null,
    state: stateAfter(later),
    steps: [{ command: 'issue.register', byId, at: registeredAt }, ...later],
  }
}
