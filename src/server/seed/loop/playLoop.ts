/** Plays the closed loop: what became of every listed issue, as commands of those who would have given them. */
import type { IssueState } from '../../../domain/issue/rows'
import { startOfDay, type CalendarDate } from '../../../domain/time/shanghai'
import type { SeedIssue, SeedStep } from '../plan'
import type { Random } from '../random'
import type { Crew } from './crew'
import { dealStories } from './deal'
import { groupStory, type Group } from './groups'
import { makeScene, type Beat, type Mark, type Matter } from './scene'
import { putOff, setProminent } from './issueBeats'
import { stories } from './stories'
import type { Story } from './storyParts'
import { layOut } from './timeline'

export interface LoopWorld {
  readonly crew: Crew
  readonly today: CalendarDate
}

/** Listed issues, alone or grouped; the same issues come back by their ids, with steps and state. */
export function playLoop(
  random: Random,
  { crew, today }: LoopWorld,
  matters: readonly Matter[],
  groups: readonly Group[],
): ReadonlyMap<string, SeedIssue> {
  const played = new Map<string, SeedIssue>()
  const keep = ({ issue }: Matter, steps: readonly SeedStep[], state: IssueState) =>
    played.set(issue.id, { ...issue, steps: [...issue.steps, ...steps], state })

  const grouped = new Set(groups.flatMap(({ first, others }) => [first, ...others]))
  const single = matters.filter((matter) => !grouped.has(matter))
  for (const { matter, story: name, leaderId } of dealStories(single, crew, today)) {
    const story = stories[name]
    const scene = makeScene({ matter, crew, random, today, leaderId })
    const beats = story.beats(scene)
    if (isSlow(matter, today) && random.chance(story.mayRest ?? 0)) beats.unshift(...putOff(scene))
    if (leaderId !== null) beats.unshift(setProminent(scene, leaderId))
    keep(
      matter,
      playBeats(random, beats, matter.listedAt, endOf(random, story.until, matter.listedAt, today)),
      story.state,
    )
  }
  groups.forEach((group, index) => {
    const scene = makeScene({ matter: group.first, crew, random, today, leaderId: null })
    const { beats, state, othersState, until } = groupStory(scene, group, index)
    const from = Math.max(...[group.first, ...group.others].map(({ listedAt }) => listedAt))
    keep(group.first, playBeats(random, beats, from, endOf(random, until, from, today)), state)
    for (const other of group.others) keep(other, [], othersState)
  })
  return played
}

const dayMs = 86_400_000
/** What was listed longer ago and is still handled was put off in between, or its deadline is a long one. */
const slowDays = 75

const isSlow = ({ issue, listedAt }: Matter, today: CalendarDate): boolean =>
  !issue.confidential && startOfDay(today) - listedAt > slowDays * dayMs

function endOf(
  random: Random,
  until: Story['until'],
  from: number,
  today: CalendarDate,
): { to: number; end: number } {
  const end = startOfDay(today)
  const ago = (days: number) => end - days * dayMs
  switch (until) {
    case 'yesterday':
      return { to: ago(0.3 + random.next() * 0.5), end }
    case 'now':
      return { to: ago(0.3 + random.next() * 4), end }
    case 'provisional':
      return { to: ago(1 + random.next() * 12), end }
    case 'settled':
      return { to: Math.min(from + (18 + random.next() * 30) * dayMs, ago(1 + random.next() * 3)), end }
  }
}

function playBeats(
  random: Random,
  beats: readonly Beat[],
  from: number,
  { to, end }: { to: number; end: number },
): SeedStep[] {
  const times = layOut(random, beats, { from, to, end })
  const when = (mark: Mark) => times[beats.findIndex((beat) => beat.mark === mark)]
  return beats.map(({ play }, index) => play(times[index] ?? end, when))
}
