/** Which story each listed issue gets: first what the demo's people must find waiting for them, then by age. */
import type { CalendarDate } from '../../../domain/time/shanghai'
import { shanghaiDate, daysBetween } from '../../../domain/time/shanghai'
import type { Crew } from './crew'
import type { Matter } from './scene'
import { stories, storyNames, type StoryName } from './stories'

export interface Deal {
  readonly matter: Matter
  readonly story: StoryName
  /** 突出问题 of this leader. */
  readonly leaderId: string | null
}

/** Of the days that a story usually takes, what it takes at least. */
const ripeness = 0.4

/** Below this a zone is too small to promise anybody anything. */
const smallestPromise = 40

export function dealStories(matters: readonly Matter[], crew: Crew, today: CalendarDate): Deal[] {
  const oldestFirst = matters.toSorted((a, b) => a.listedAt - b.listedAt)
  const cards = deck(matters.length)
  const left = new Set(oldestFirst)
  const deals: Deal[] = []
  const give = (matter: Matter, story: StoryName, leaderId: string | null = null) => {
    left.delete(matter)
    deals.push({ matter, story, leaderId })
  }

  const age = ({ listedAt }: Matter) => daysBetween(shanghaiDate(listedAt), today)
  // Nothing has come of what was listed last night.
  for (const matter of oldestFirst.filter((each) => age(each) <= 1)) {
    take(cards, 'waiting')
    give(matter, 'waiting')
  }
  if (matters.length >= smallestPromise) {
    for (const wish of wishes(crew)) {
      const suiting = [...left].filter((matter) => suits(matter, wish.story))
      // A story of weeks is not told of yesterday's issue, unless there are none but new ones.
      const ripe = suiting.filter((matter) => age(matter) >= stories[wish.story].days * ripeness)
      const candidates = [ripe, suiting]
        .flatMap((list) => wish.meant.map((isMeant) => list.filter(isMeant)))
        .find((list) => list.length > 0)
      const [best] = (candidates ?? []).toSorted(
        (a, b) => Math.abs(age(a) - stories[wish.story].days) - Math.abs(age(b) - stories[wish.story].days),
      )
      if (!best) continue
      take(cards, wish.story)
      give(best, wish.story, wish.leaderId ?? null)
    }
  }
  for (const story of inOrder(cards)) {
    const oldest = firstOf(left, (matter) => suits(matter, story)) ?? firstOf(left, () => true)
    if (!oldest) continue
    // What suits none of those left is one more of the stories that suit all.
    give(oldest, suits(oldest, story) ? story : 'onTime')
  }
  return deals
}

const suits = (matter: Matter, story: StoryName): boolean => stories[story].suits?.(matter) ?? true

function firstOf(matters: Iterable<Matter>, test: (matter: Matter) => boolean): Matter | undefined {
  for (const matter of matters) if (test(matter)) return matter
  return undefined
}

/** How often each story is told: by shares, and each at least once where there are enough issues. */
function deck(count: number): Map<StoryName, number> {
  const total = storyNames.reduce((sum, name) => sum + stories[name].share, 0)
  const least = count >= storyNames.length ? 1 : 0
  const wished = storyNames.map((name) => ({ name, exact: (count * stories[name].share) / total }))
  const cards = new Map(wished.map(({ name, exact }) => [name, Math.max(least, Math.floor(exact))]))
  const byNeed = wished.toSorted((a, b) => (b.exact % 1) - (a.exact % 1))
  const sum = () => [...cards.values()].reduce((all, each) => all + each, 0)
  for (let index = 0; sum() < count; index++) {
    const { name } = byNeed[index % byNeed.length] as (typeof byNeed)[number]
    cards.set(name, (cards.get(name) ?? 0) + 1)
  }
  while (sum() > count) take(cards)
  return cards
}

/** Takes one card of that story, or of the commonest one. */
function take(cards: Map<StoryName, number>, story?: StoryName): void {
  const has = story !== undefined && (cards.get(story) ?? 0) > 0
  const name = has ? story : [...cards].toSorted(([, a], [, b]) => b - a)[0]?.[0]
  if (name !== undefined) cards.set(name, (cards.get(name) ?? 0) - 1)
}

/** Stories of long ago first. */
const inOrder = (cards: ReadonlyMap<StoryName, number>): StoryName[] =>
  storyNames
    .toSorted((a, b) => stories[b].days - stories[a].days)
    .flatMap((name) => Array.from({ length: cards.get(name) ?? 0 }, () => name))

interface Wish {
  readonly story: StoryName
  /** Whom it is meant for: by the first test that anything passes. */
  readonly meant: readonly ((matter: Matter) => boolean)[]
  readonly leaderId?: string
}

/** What the README promises of the demo accounts. */
function wishes(crew: Crew): Wish[] {
  const isOpen = ({ issue }: Matter) => !issue.confidential
  const leads =
    (unitId: string) =>
    ({ issue, handling }: Matter): boolean =>
      !issue.confidential && (handling.leadUnitId ?? crew.leadUnitOf(issue.categoryId)) === unitId
  const helps =
    (unitId: string) =>
    ({ handling }: Matter): boolean =>
      handling.assistUnitIds?.includes(unitId) === true
  const ofUnit = (unitId: string, list: readonly StoryName[]): Wish[] =>
    list.map((story) => ({ story, meant: [leads(unitId), helps(unitId)] }))
  /** Not handled by that cadre, who works in a unit as well. */
  const toVisit = (login: string): Wish => {
    const personId = crew.personId(login)
    return {
      story: 'toVisit',
      meant: [(matter) => isOpen(matter) && crew.cadresOf(matter.issue.areaId).includes(personId)],
    }
  }
  // 领导包保: the first leader's village has two, the second one's has one, their enterprises none.
  const villages = crew.leaderPairings().filter(({ areaId }) => areaId !== null)
  const prominent = villages.flatMap(({ areaId, personId }, index): Wish[] => {
    const isMeant = (matter: Matter) => isOpen(matter) && matter.issue.areaId === areaId
    const list: readonly StoryName[] = index === 0 ? ['waiting', 'onTime'] : ['onTime']
    return list.map((story) => ({ story, meant: [isMeant], leaderId: personId }))
  })
  const petition = ({ issue }: Matter) => issue.confidential
  return [
    ...prominent,
    ...(['onTime', 'toSign'] as const).map((story): Wish => ({ story, meant: [petition] })),
    ...ofUnit('unit-civil-affairs', ['yellow', 'dissatisfied', 'toSign', 'onTime', 'toSign', 'dueSoon']),
    ...ofUnit('unit-dual-creation', ['yellowUrged', 'toSign', 'onTime']),
    ...['cadre1', 'cadre2', 'cadre1', 'cadre2'].map(toVisit),
  ]
}
