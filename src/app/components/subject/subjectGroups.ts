/** Subjects as rows of one list, with a heading before each group (组/湾/小区). Items are made when they are shown. */
import type { Row } from '../../../domain/rows'
import type { Reason } from '../../search/messages'
import type { ListSource } from '../record/listPlace'

export type SubjectListItem =
  | { type: 'heading'; key: string; areaId: string; groupId: string | null; count: number }
  | { type: 'subject'; key: string; subject: Row<'subject'>; hit?: SubjectHit | undefined }

/** Why a search found it. */
export interface SubjectHit {
  /** Which of the first 64 characters of the name to mark, low bits first. */
  marks: readonly [number, number]
  reason: Reason
}

export type SubjectList = ListSource<SubjectListItem> & {
  /** Subjects, without headings. */
  readonly subjects: number
}

interface Run {
  length: number
  /** Subject at a place of this run; undefined when it has gone meanwhile. */
  at: (place: number) => { subject: Row<'subject'>; hit?: SubjectHit } | undefined
}

/** Subjects that come by village and group; each group is put in order when it is first looked at. */
export function listOfGroups(
  groups: readonly (readonly Row<'subject'>[])[],
  compare: (a: Row<'subject'>, b: Row<'subject'>) => number,
): SubjectList {
  return listOf(
    groups.map((group) => {
      let sorted: Row<'subject'>[] | undefined
      const at: Run['at'] = (place) => {
        const subject = (sorted ??= [...group].sort(compare))[place]
        return subject && { subject }
      }
      return { length: group.length, at }
    }),
  )
}

/** Lists what a search has found, in its order. */
export function listOfHits(
  found: { slots: Uint32Array; marks: Uint32Array; runs: Uint32Array },
  reasonAt: (hit: number) => Reason,
  subjectOf: (slot: number) => Row<'subject'> | undefined,
): SubjectList {
  let before = 0
  return listOf(
    Array.from(found.runs, (length) => {
      const start = before
      before += length
      const at: Run['at'] = (place) => {
        const hit = start + place
        const subject = subjectOf(found.slots[hit] ?? -1)
        const marks = [found.marks[hit * 2] ?? 0, found.marks[hit * 2 + 1] ?? 0] as const
        return subject && { subject, hit: { marks, reason: reasonAt(hit) } }
      }
      return { length, at }
    }),
  )
}

function listOf(runs: readonly Run[]): SubjectList {
  const starts: number[] = []
  let length = 0
  let subjects = 0
  for (const run of runs) {
    starts.push(length)
    length += run.length + 1
    subjects += run.length
  }
  const made = new Map<number, SubjectListItem | undefined>()

  function make(index: number): SubjectListItem | undefined {
    const number = lastUpTo(starts, index)
    const run = runs[number]
    if (!run || index < 0 || index >= length) return undefined
    const place = index - (starts[number] ?? 0) - 1
    if (place >= 0) {
      const one = run.at(place)
      return one && { type: 'subject', key: one.subject.id, ...one }
    }
    const first = Array.from({ length: run.length }, (_, at) => at).find((at) => run.at(at))
    const data = first === undefined ? undefined : run.at(first)?.subject.data
    if (!data) return undefined
    const { areaId, groupId } = data
    return { type: 'heading', key: `heading:${areaId}:${groupId ?? ''}`, areaId, groupId, count: run.length }
  }

  return {
    length,
    subjects,
    at(index) {
      if (made.has(index)) return made.get(index)
      const item = make(index)
      made.set(index, item)
      return item
    },
  }
}

/** The last number that is not larger; the numbers rise. */
function lastUpTo(numbers: readonly number[], wanted: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}
