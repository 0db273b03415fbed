/**
 * Who is drawn: pure, from a list and a seed, so that it can be drawn again by anybody who doubts it. The seed is the
 * server's, so that nobody can choose.
 */
import { hash53, seededRandom } from '../hash'
import type { AreaId, IssueId, PersonId } from '../ids'
import { hasHandled } from '../issue/handling'
import type { Effect, Issue, IssueState } from '../issue/rows'
import type { Row } from '../rows'
import type { CalendarDate } from '../time/shanghai'

export interface Candidate {
  issueId: IssueId
  areaId: AreaId
  /** Household or firm; matters of a whole village count as one. */
  household: string
  reopened: boolean
}

/** What was not right the first time is looked at three times as readily. */
export const reopenedWeight = 3

const ended: readonly IssueState[] = ['awaitingReview', 'struckOff', 'closed']

/** The day on which a matter ended, as far as rows say it. One that was declined has none of its own. */
function endedOn({ struckOff, returnVisit, listedOn, raisedOn }: Issue, effect?: Effect): CalendarDate {
  return struckOff?.on ?? returnVisit?.on ?? effect?.happenedOn ?? listedOn ?? raisedOn
}

export interface DrawRules {
  from: CalendarDate
  to: CalendarDate
  drawnBy: PersonId
  /** Confidential matters are drawn by those only who know of them anyway. */
  mayKnowConfidential: boolean
}

/** Undefined where it is not to be drawn: not ended in the period, handled by who draws, or asked about already since. */
export function candidateOf(
  issue: Row<'issue'>,
  { tasks, effect }: { tasks: readonly Row<'task'>[]; effect: Row<'effect'> | undefined },
  { from, to, drawnBy, mayKnowConfidential }: DrawRules,
): Candidate | undefined {
  const { data } = issue
  if (!ended.includes(data.state) || (data.confidential && !mayKnowConfidential)) return undefined
  const day = endedOn(data, effect?.data)
  if (day < from || day > to || hasHandled(data, tasks, drawnBy)) return undefined
  const { reopenedCount = 0, sampled } = data
  if (sampled && sampled.reopenedCount === reopenedCount) return undefined
  return {
    issueId: issue.id,
    areaId: data.areaId,
    household: data.subjectId ?? `area:${data.areaId}`,
    reopened: reopenedCount > 0,
  }
}

/** In one order, however the rows came; the hash in the draw is that of this list. */
export const inOrder = (candidates: readonly Candidate[]): Candidate[] =>
  [...candidates].sort((a, b) => (a.issueId < b.issueId ? -1 : 1))

/** One by one: nobody's household twice while another is undrawn, then no village twice while another is. */
export function drawSample(candidates: readonly Candidate[], size: number, seed: string): Candidate[] {
  const random = seededRandom(`draw.${seed}`)
  const drawn: Candidate[] = []
  const left = inOrder(candidates)
  while (drawn.length < size && left.length > 0) {
    const byHousehold = leastDrawn(left, drawn, ({ household }) => household)
    const [picked] = weighted(
      leastDrawn(byHousehold, drawn, ({ areaId }) => areaId),
      random(),
    )
    if (!picked) break
    drawn.push(picked)
    left.splice(left.indexOf(picked), 1)
  }
  return drawn
}

function leastDrawn(
  left: readonly Candidate[],
  drawn: readonly Candidate[],
  keyOf: (candidate: Candidate) => string,
): Candidate[] {
  const times = new Map<string, number>()
  for (const each of drawn) times.set(keyOf(each), (times.get(keyOf(each)) ?? 0) + 1)
  const timesOf = (each: Candidate): number => times.get(keyOf(each)) ?? 0
  const fewest = Math.min(...left.map(timesOf))
  return left.filter((each) => timesOf(each) === fewest)
}

function weighted(pool: readonly Candidate[], chance: number): Candidate[] {
  const weightOf = ({ reopened }: Candidate): number => (reopened ? reopenedWeight : 1)
  let rest = chance * pool.reduce((sum, each) => sum + weightOf(each), 0)
  const at = pool.findIndex((each) => (rest -= weightOf(each)) < 0)
  return pool.slice(at, at + 1)
}

/** Of the list a sample was drawn from: shows later whether it is the same one. */
export const hashOfPool = (candidates: readonly Candidate[]): string =>
  hash53(
    inOrder(candidates)
      .map(({ issueId, household, areaId, reopened }) => [issueId, household, areaId, reopened].join(' '))
      .join('\n'),
  )
    .toString(16)
    .padStart(14, '0')
