/** What the first screen shows, as it is kept for the next start: plain data, by name. */
import type { RowKind, Row } from '../../domain/rows'
import type { Coverage } from '../../domain/roster/coverage'
import type { CalendarDate } from '../../domain/time/shanghai'
import type { DueVisit } from '../../domain/visit/due'
import type { Client } from '../client/engine/client'
import type { Shown } from '../client/engine/home'
import type { InboxCounts } from '../components/desk/inbox'
import type { LoopCounts } from '../components/loop/loopCounts'
import type { TaskCounts } from '../components/loop/taskList'

/** A change of these shapes raises `homeShape`: a new build must not read what an old one kept. */
export interface HomeParts {
  /** 待受理: how many the office's place in the bar says. */
  reported: number
  attention: { sentBack: Row<'issue'>[]; conflicts: Row<'event'>[] }
  desk: { counts: InboxCounts; first: Row<'issue'>[] }
  tasks: { counts: Pick<TaskCounts, 'toSign' | 'inHand' | 'pressing'>; urges: number; first: Row<'task'>[] }
  /** 待回访 and 待告知 of a cadre's villages. */
  asking: { visits: Row<'issue'>[]; tells: Row<'issue'>[]; total: number }
  loop: LoopCounts
  /** Of 实践活动: what waits for a review, units without a plan, and how the own one stands. */
  campaign: {
    plansWaiting: number
    plansMissing: number
    casesWaiting: number
    ownPlan: { id: string; is: 'planMissing' | 'planReturned' } | null
  }
  answers: { event: Row<'event'>; issue: Row<'issue'> }[]
  /** What the drafts shown are about, so that it has its name. */
  drafts: string[]
  coverage: Coverage
  route: { next: string[]; left: number; done: number }
  due: { first: DueVisit[]; total: number; hasRhythm: boolean }
}
const homeShape = 3

/** Parts that are another thing the next day. */
export const dailyParts: ReadonlySet<keyof HomeParts> = new Set(['route', 'due', 'tasks', 'loop'])

export interface HomeContent {
  shape: typeof homeShape
  day: CalendarDate
  parts: Partial<HomeParts>
}

/** Of what `Client.home` returned; undefined for that of another build. */
export function readHomeContent(content: unknown): HomeContent | undefined {
  const home = content as Partial<HomeContent> | undefined
  return home?.shape === homeShape && typeof home.parts === 'object' ? (home as HomeContent) : undefined
}

/** For `Client.keepHome`: every subject, issue and task whose id stands anywhere in it comes along. */
export function shownOf(
  client: Pick<Client, 'row'>,
  { day, parts }: Pick<HomeContent, 'day' | 'parts'>,
): Shown {
  const rows = [...new Set(stringsIn(parts))].flatMap((id) =>
    (['subject', 'issue', 'task'] satisfies RowKind[]).flatMap((kind) =>
      client.row(kind, id) ? { kind, id } : [],
    ),
  )
  return { content: { shape: homeShape, day, parts } satisfies HomeContent, rows }
}

function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) yield* stringsIn(each)
}
