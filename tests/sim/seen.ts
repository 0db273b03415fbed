/** The counts that prove that histories met what they are there to meet. */
import type { SyncService } from '../../src/server/sync/service'
import { emptyCounts, type NetworkCounts } from './network'

/** What became of the commands of one name: acted, or refused by the device or the server. */
interface Played {
  applied: number
  refused: number
}

/** What a history went through; the suite proves that it went through everything. */
export interface Seen extends Counts {
  /** By name of the command. */
  played: Record<string, Played>
}

export function playedOf({ played }: Pick<Seen, 'played'>, name: string): Played {
  return (played[name] ??= { applied: 0, refused: 0 })
}

export interface Counts extends NetworkCounts {
  acknowledged: number
  applied: number
  rejected: number
  held: number
  quarantined: number
  duplicate: number
  payloadConflict: number
  unknown: number
  refusedLocally: number
  failedSaves: number
  restarts: number
  serverRestarts: number
  tombstones: number
  droppedScopes: number
  healed: number
  blocks: number
  conflicts: number
  delivered: number
  unreadable: number
  numbers: number
  /** Of the closed loop: issues struck off at the end, times reopened, tasks done. */
  struckOff: number
  reopened: number
  tasksDone: number
  /** Monthly lists frozen, their lines, and those of them that correct others. */
  frozenEditions: number
  frozenLines: number
  corrections: number
  /** Notices that were public at some time, their lines, and those of them that are gone again. */
  posted: number
  postedLines: number
  goneNotices: number
  /** Return visits drawn by the server. */
  drawn: number
  slips: number
  /** Open tasks that went over with a unit that was dissolved. */
  handedOver: number
  /** Fields of settings whose history was compared. */
  settingsChanged: number
  /** Pages that end before their scope does. */
  parts: number
  /** Answers to who was shut out. */
  shutOut: number
  /** Commands saved while the phone's clock was years off. */
  skewed: number
}

export const emptySeen = (): Seen => ({
  played: {},
  acknowledged: 0,
  applied: 0,
  rejected: 0,
  held: 0,
  quarantined: 0,
  duplicate: 0,
  payloadConflict: 0,
  unknown: 0,
  refusedLocally: 0,
  failedSaves: 0,
  restarts: 0,
  serverRestarts: 0,
  tombstones: 0,
  droppedScopes: 0,
  healed: 0,
  blocks: 0,
  conflicts: 0,
  delivered: 0,
  unreadable: 0,
  numbers: 0,
  struckOff: 0,
  reopened: 0,
  tasksDone: 0,
  frozenEditions: 0,
  frozenLines: 0,
  corrections: 0,
  posted: 0,
  postedLines: 0,
  goneNotices: 0,
  drawn: 0,
  slips: 0,
  handedOver: 0,
  settingsChanged: 0,
  parts: 0,
  shutOut: 0,
  skewed: 0,
  ...emptyCounts(),
})

/** The same service; what it answers is counted. */
export function countOutcomes(seen: Seen, service: SyncService): SyncService {
  return {
    ...service,
    async sync(identity, request) {
      const response = await service.sync(identity, request)
      for (const outcome of response.outcomes) {
        seen[outcome.result] += 1
        if (outcome.duplicate) seen.duplicate += 1
      }
      seen.droppedScopes += response.dropped.length
      if (response.shutOut !== undefined) seen.shutOut += 1
      for (const page of response.pages) {
        seen.blocks += page.blocks.length
        if (!page.done) seen.parts += 1
        for (const line of page.lines.split('\n')) if (line.endsWith(' -')) seen.tombstones += 1
      }
      return response
    },
    async deliver(bundles) {
      seen.delivered += bundles.length
      return service.deliver(bundles)
    },
  }
}

export function addCounts(total: Counts, counts: Partial<Counts>): void {
  for (const [name, count] of Object.entries(counts) as [keyof Counts, number][]) total[name] += count
}

export function addSeen(total: Seen, { played, ...counts }: Seen): void {
  addCounts(total, counts)
  for (const [name, { applied, refused }] of Object.entries(played)) {
    const of = playedOf(total, name)
    of.applied += applied
    of.refused += refused
  }
}
