/**
 * How a master issue ended, written on each issue merged into it: the cadre who tells the household may hold nothing of
 * the master, which belongs to another village.
 */
import {
  patch,
  reject,
  relatedIfHeld,
  type Change,
  type Read,
  type Refused,
  type Rows,
} from '../command/define'
import type { IssueId } from '../ids'
import type { CalendarDate } from '../time/shanghai'
import type { Issue, IssueOutcome } from './rows'

export interface MasterEnd {
  on: CalendarDate
  outcome: IssueOutcome
  /** 核实意见, or what the resident of the master was told when it was declined; may be empty. */
  words: string
}

/** Who ends a master holds all that is merged into it, or the server finds it. */
export const mergedReads = (masterId: IssueId): Read => relatedIfHeld('issue.masterId', masterId)

/** Its end becomes known to those merged into it. With a new one (复号, `null`) who was told has to be told again. */
export const passOnEnd = (rows: Rows, masterId: IssueId, masterEnded: MasterEnd | null): Change[] =>
  rows
    .related('issue.masterId', masterId)
    .filter(({ data }) => data.state === 'merged' && (masterEnded ?? data.masterEnded ?? data.told))
    .map(({ id }) => patch('issue', id, { masterEnded, ...(masterEnded ? {} : { told: null }) }))

/** The end of an issue that stands already when another is merged into it. */
export const endOf = ({ struckOff, outcome }: Pick<Issue, 'struckOff' | 'outcome'>): MasterEnd | null =>
  struckOff && outcome ? { on: struckOff.on, outcome, words: struckOff.remark } : null

/** Rows that were merged before ends were passed on say nothing: there the master itself does, where it is held. */
export const refuseTelling = (
  { masterEnded }: Pick<Issue, 'masterEnded'>,
  master: Issue | undefined,
): Refused | undefined =>
  masterEnded || master?.state === 'struckOff' || master?.state === 'closed'
    ? undefined
    : reject('masterNotEnded')
