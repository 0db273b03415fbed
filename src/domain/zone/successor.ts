/** 撤并: who goes on with what a unit had in hand that has ended since. */
import { ifHeld, type ReadStep, type Rows } from '../command/define'
import type { UnitId } from '../ids'
import { isActiveUnit } from './rows'

/** Units that were dissolved one into the other; more of them within what one command looks at there never were. */
const mostEnds = 3

/** The unit itself while it is there; otherwise the one it went into, or the one which that went into. */
export function inheritorOf(rows: Rows, unitId: UnitId, ends = mostEnds): UnitId {
  const unit = ends > 0 ? rows.get('unit', unitId)?.data : undefined
  // One that was dissolved by mistake and is there again goes on itself.
  const next = unit && !isActiveUnit(unit) ? unit.successorId : undefined
  return next ? inheritorOf(rows, next, ends - 1) : unitId
}

/** The last steps of reads of a command that asks `inheritorOf` for these units. */
export const inheritorReads = <A>(
  unitsOf: (args: A, rows: Rows) => readonly UnitId[],
): readonly ReadStep<A>[] =>
  Array.from(
    { length: mostEnds },
    (_, ends): ReadStep<A> =>
      (args, rows) =>
        [...new Set(unitsOf(args, rows).map((id) => inheritorOf(rows, id, ends)))].map((id) =>
          ifHeld('unit', id),
        ),
  )
