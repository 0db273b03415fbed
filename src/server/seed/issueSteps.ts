/** What became of an issue after it was registered: the office's answers and the cadre's, in order and in time. */
import type { IssueState } from '../../domain/issue/rows'
import { startOfDay, type CalendarDate } from '../../domain/time/shanghai'
import { nextAt } from './loop/timeline'
import type { SeedPerson, SeedStep } from './plan'
import type { Random } from './random'
import type { Situation } from './situations/situation'

export type Fate = 'reported' | 'accepted' | 'sentBack' | 'resubmitted' | 'declined' | 'onSite'

interface OfficeWorld {
  readonly people: readonly SeedPerson[]
  readonly today: CalendarDate
}

interface RaisedIssue {
  readonly visit: { readonly visitorIds: readonly [string, ...string[]] }
  readonly situation: Situation
  readonly words: string
  readonly fate: Fate
}

const acceptRemarks = [
  '',
  '',
  '',
  '情况清楚，列入清单。',
  '请责任单位先到现场看。',
  '同类问题较多，列入清单一并研究。',
] as const
const replies = [
  '已再次上门核实，补在后面。',
  '已问清楚，见补充。',
  '打电话核对过，补充如下。',
  '到现场看了，补充在原话后面。',
] as const

/** Steps after the registration; a fate that the situation cannot have ends as an ordinary one. */
export function laterSteps(
  random: Random,
  world: OfficeWorld,
  raised: RaisedIssue,
  registeredAt: number,
): SeedStep[] {
  const { situation, visit, words, fate } = raised
  const [cadreId] = visit.visitorIds
  const officeId = personId(world, random.chance(0.6) ? 'office1' : 'office2')
  const answeredAt = nextTime(random, world, registeredAt)
  const again = nextTime(random, world, answeredAt)
  const accept = (at: number): SeedStep => ({
    command: 'issue.accept',
    byId: officeId,
    at,
    remark: random.pick(acceptRemarks),
  })
  const sendBack: SeedStep = {
    command: 'issue.sendBack',
    byId: officeId,
    at: answeredAt,
    remark: situation.missing,
  }
  const { onSite, decline, supplement } = situation
  switch (fate) {
    case 'reported':
      return []
    case 'sentBack':
      return [sendBack]
    case 'onSite':
      if (!onSite) return [accept(answeredAt)]
      return [{ command: 'issue.resolveOnSite', byId: cadreId, at: registeredAt + 30_000, ...onSite }]
    case 'declined':
      if (!decline) return [accept(answeredAt)]
      return [{ command: 'issue.decline', byId: officeId, at: answeredAt, ...decline }]
    case 'resubmitted': {
      if (supplement === undefined) return [sendBack]
      const resubmit: SeedStep = {
        command: 'issue.resubmit',
        byId: cadreId,
        at: again,
        words: words + supplement,
        reply: random.pick(replies),
      }
      return random.chance(0.5)
        ? [sendBack, resubmit]
        : [sendBack, resubmit, accept(nextTime(random, world, again))]
    }
    case 'accepted':
      return [accept(answeredAt)]
  }
}

/** Half an hour to five days later, in office hours if there is time for it, and always before `today` begins. */
function nextTime(random: Random, world: OfficeWorld, after: number): number {
  const wished = after + Math.floor((0.02 + random.next() * 5) * 86_400_000)
  return nextAt(random, { wished, last: after, end: startOfDay(world.today), hours: 'office' })
}

/** Before the loop begins: what the office has made of it. */
export function stateAfter(steps: readonly SeedStep[]): IssueState {
  switch (steps.at(-1)?.command) {
    case 'issue.accept':
      return 'listed'
    case 'issue.sendBack':
      return 'needsDetail'
    case 'issue.decline':
      return 'closed'
    case 'issue.resolveOnSite':
      return 'awaitingReview'
    default:
      return 'reported'
  }
}

function personId(world: OfficeWorld, login: string): string {
  const person = world.people.find((candidate) => candidate.login === login)
  if (!person) throw new Error(`issues: no account ${login}`)
  return person.id
}
