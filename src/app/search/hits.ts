/** Gathers the hits of a query in the order in which they are shown, packed for the way to the page. */
import { reasons, type FindFilter, type Found } from './messages'
import type { Hit, Query } from './query'
import type { Indexed } from './searchIndex'

interface Run {
  best: number
  /** Best first is not the order they came in. */
  isMixed: boolean
  hits: { subject: Indexed; hit: Hit }[]
}

/**
 * `order`: by village, group and name. The group with the best hit comes first, within it the best; equals stay in
 * their order. `loose` is asked about those that `query` does not find.
 */
export function collect(
  order: readonly Indexed[],
  query: Query,
  filter: FindFilter,
  loose?: Query,
): Omit<Found, 'tookMs'> {
  const isPassing = passes(filter)
  const runs: Run[] = []
  let run: Run | undefined
  let last: Indexed | undefined
  let total = 0
  let near = 0
  for (const subject of order) {
    if (isPassing && !isPassing(subject)) continue
    let hit = query.hit(subject)
    if (!hit && loose) {
      hit = loose.hit(subject)
      if (hit) near += 1
    }
    if (!hit) continue
    if (!run || !last || !isTogether(last, subject))
      runs.push((run = { best: hit.rank, isMixed: false, hits: [] }))
    else if (hit.rank !== run.best) run.isMixed = true
    run.best = Math.min(run.best, hit.rank)
    run.hits.push({ subject, hit })
    last = subject
    total += 1
  }
  runs.sort((a, b) => a.best - b.best)
  return { ...pack(runs, total), near }
}

const isTogether = ({ entry: a }: Indexed, { entry: b }: Indexed): boolean =>
  a.areaId === b.areaId && a.groupId === b.groupId

/** Undefined when everybody passes. */
function passes(filter: FindFilter): ((subject: Indexed) => boolean) | undefined {
  const { areaId, outsideAreas, groupId, kinds, careGroup, notVisitedSince, hasOpenIssues } = filter
  const asked = [areaId, outsideAreas, groupId, kinds, careGroup, notVisitedSince, hasOpenIssues || undefined]
  if (asked.every((each) => each === undefined)) return undefined
  return ({ entry }) =>
    (areaId === undefined || entry.areaId === areaId) &&
    (groupId === undefined || entry.groupId === groupId) &&
    !outsideAreas?.includes(entry.areaId) &&
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (careGroup === undefined || entry.careGroups.includes(careGroup)) &&
    (notVisitedSince === undefined || entry.lastVisit === null || entry.lastVisit < notVisitedSince) &&
    (!hasOpenIssues || entry.openIssues > 0)
}

function pack(runs: readonly Run[], total: number): Omit<Found, 'tookMs' | 'near'> {
  const found = {
    slots: new Uint32Array(total),
    marks: new Uint32Array(total * 2),
    why: new Uint8Array(total),
    runs: Uint32Array.from(runs, ({ hits }) => hits.length),
  }
  let at = 0
  for (const { hits, isMixed } of runs) {
    if (isMixed) hits.sort((a, b) => a.hit.rank - b.hit.rank)
    for (const { subject, hit } of hits) {
      found.slots[at] = subject.entry.slot
      found.why[at] = reasons.indexOf(hit.reason)
      for (const { from, to } of hit.stretches) mark(found.marks, at, subject, from, to)
      at += 1
    }
  }
  return found
}

function mark(marks: Uint32Array, hit: number, { shownAt }: Indexed, from: number, to: number): void {
  for (let cell = from; cell < to; cell++) {
    const shown = shownAt ? (shownAt[cell] ?? Infinity) : cell
    if (shown >= 64) return
    const place = hit * 2 + (shown >> 5)
    marks[place] = (marks[place] ?? 0) | (1 << (shown & 31))
  }
}
