import type { AreaId, DrawId, IssueId, PersonId } from '../ids'
import type { Satisfaction } from '../issue/rows'
import type { Party } from '../task/rows'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'

/**
 * 抽查回访: a small sample of what was reported as done, drawn by the server, for somebody to go to and ask. Drawing again
 * makes another one; this one stays. It is about matters: who handled them is not looked at.
 */
export interface Draw extends HonestTimes {
  /** When the matters ended (`sample.ts`). */
  from: CalendarDate
  to: CalendarDate
  /** How many were asked for; there may be fewer. */
  size: number
  drawnBy: PersonId
  /** `2026-抽3`, and all below: from the server; null and empty until then. */
  number: string | null
  /** With the list it was drawn from it gives the same sample for ever. */
  seed: string | null
  pool: { count: number; hash: string } | null
  items: DrawItem[]
}

export interface DrawItem {
  issueId: IssueId
  areaId: AreaId
  /** 复号 before: drawn more readily. */
  reopened: boolean
  result: DrawResult | null
}

/** 未见到 counts against nobody: people are out on their fields. */
export type DrawResult =
  | { is: 'visited'; on: CalendarDate; satisfaction: Exclude<Satisfaction, 'notAsked'> }
  | { is: 'notReached'; on: CalendarDate; reason: string }

/**
 * Whom to go to, for the one who drew and nobody else; with the draw's id. Each party is taken back when what the
 * resident said is recorded.
 */
export interface DrawContact {
  drawId: DrawId
  personId: PersonId
  parties: Party[]
}

/** Few enough for an afternoon, and for nobody to be called on twice in a month. */
export const drawSizes = { usual: 5, max: 20 } as const

export const isDrawDone = ({ number, items }: Pick<Draw, 'number' | 'items'>): boolean =>
  number !== null && items.every(({ result }) => result !== null)
