/**
 * 通报: how the matters of a month were handled, by unit and by village, never by person (docs/domain.md §5). What was
 * listed, handled, satisfied and deferred is counted from the frozen edition; what was reopened and what is overdue from
 * the rows as they are on the day of the bulletin, of the same matters: a frozen line can't know what came after it.
 */
import type { Rows } from '../command/define'
import type { EditionContent } from '../edition/content'
import type { LedgerLine } from '../edition/rows'
import { ladderOf, usualLadder, type LadderRules } from '../task/ladder'
import type { CalendarDate } from '../time/shanghai'
import { officialCalendar, type WorkingCalendar } from '../time/workingDays'

/** In the order in which they are read. */
export const bulletinFigures = [
  'listed',
  'handled',
  'inTime',
  'satisfied',
  'reopened',
  'deferred',
  'yellow',
  'red',
] as const
type BulletinFigure = (typeof bulletinFigures)[number]
export type Figures = Record<BulletinFigure, number>

export interface BulletinRow extends Figures {
  /** Of the unit or village; empty for what no unit was given. */
  name: string
}

export interface Bulletin {
  /** Each matter once, so less than the sum where several units handle one. */
  whole: Figures
  byUnit: BulletinRow[]
  byArea: BulletinRow[]
  /** Years counted through without their official calendar. */
  guessedYears: number[]
}

export interface BulletinOf {
  content: EditionContent
  /** Of the issues and tasks that the edition names. */
  rows: Pick<Rows, 'get'>
  /** Day on which what is overdue is looked at. */
  today: CalendarDate
  rules?: LadderRules
  calendar?: WorkingCalendar
}

export function bulletinOf({
  content: { lists },
  rows,
  today,
  rules = usualLadder,
  calendar = officialCalendar,
}: BulletinOf): Bulletin {
  const whole = noFigures()
  const [byUnit, byArea] = [makeTable(), makeTable()]
  const guessedYears = new Set<number>()
  const count = (figure: BulletinFigure, { unit, area }: LedgerLine): void => {
    whole[figure] += 1
    for (const row of byUnit.rowsOf(unit)) row[figure] += 1
    for (const row of byArea.rowsOf(area)) row[figure] += 1
  }

  for (const { line } of lists.issues) {
    count('listed', line)
    if (line.state === 'deferred') count('deferred', line)
  }
  for (const { line } of lists.effects) {
    count('handled', line)
    if (!isLate(line)) count('inTime', line)
    if (line.satisfaction === 'satisfied' || line.satisfaction === 'fairly') count('satisfied', line)
  }
  // One that was listed and handled in the same month stands in both lists.
  const matters = new Map([...lists.effects, ...lists.issues].map(({ refId, line }) => [refId, line]))
  for (const [refId, line] of matters) {
    if ((rows.get('issue', refId)?.data.reopenedCount ?? 0) > 0) count('reopened', line)
  }
  for (const { refId, line } of lists.tasks) {
    const task = rows.get('task', refId)?.data
    const onLadder = task && ladderOf(task, today, rules, calendar)
    if (onLadder?.stage === 'yellow' || onLadder?.stage === 'red') count(onLadder.stage, line)
    for (const year of onLadder?.guessedYears ?? []) guessedYears.add(year)
  }
  return { whole, byUnit: byUnit.rows(), byArea: byArea.rows(), guessedYears: [...guessedYears].sort() }
}

/** Shown to be late; what had no deadline or was solved on the spot is in time. */
const isLate = ({ doneOn, struckOffOn, dueOn }: LedgerLine): boolean => {
  const day = doneOn ?? struckOffOn
  return day !== null && dueOn !== null && day > dueOn
}

const noFigures = (): Figures => Object.fromEntries(bulletinFigures.map((figure) => [figure, 0])) as Figures

/** Rows in the order in which their names come up in the lists; the nameless one last. */
function makeTable() {
  const byName = new Map<string, BulletinRow>()
  const rowOf = (name: string): BulletinRow => {
    const known = byName.get(name)
    if (known) return known
    const row = { name, ...noFigures() }
    byName.set(name, row)
    return row
  }
  return {
    /** A line has several names joined as `ledgerLine` joins them. */
    rowsOf: (names: string): BulletinRow[] => names.split('、').map(rowOf),
    rows: (): BulletinRow[] =>
      [...byName.values()].sort((a, b) => Number(a.name === '') - Number(b.name === '')),
  }
}
