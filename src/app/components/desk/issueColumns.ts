/**
 * What a list of issues can show beside each other, on the screen and in a file. Everything here is of the issue
 * itself and of names that colleagues hold anyway: neither phone numbers, family members nor care groups, whose every
 * export would have to be logged (docs/domain.md §5).
 */
import type { Row } from '../../../domain/rows'
import { daysBetween, shanghaiDate } from '../../../domain/time/shanghai'
import { arrivedAt } from './inbox'

export const issueColumnKeys = [
  'number',
  'title',
  'state',
  'urgency',
  'kind',
  'category',
  'area',
  'subject',
  'words',
  'raisedOn',
  'arrivedOn',
  'waitingDays',
  'registeredBy',
  'sentBackCount',
  'officeRemark',
  'outcome',
] as const
export type IssueColumnKey = (typeof issueColumnKeys)[number]

export const startingColumns: readonly IssueColumnKey[] = [
  'number',
  'title',
  'state',
  'category',
  'area',
  'subject',
  'raisedOn',
  'registeredBy',
]

export interface IssueSort {
  column: IssueColumnKey
  descending: boolean
}

/** Words for what is behind ids and codes, in the language of the page. */
export interface IssueWords {
  number(issue: Row<'issue'>): string
  state(issue: Row<'issue'>): string
  urgent: string
  kind(issue: Row<'issue'>): string
  category(id: string): string
  area(id: string): string
  /** Null: raised of the whole village. */
  subject(id: string | null): string
  person(id: string): string
  outcome(issue: Row<'issue'>): string
  /** Of this day the waiting is counted. */
  today: string
}

/** As a file shows it and as it is sorted by: a whole number stays one. */
export type IssueCell = string | number

export function issueCell(column: IssueColumnKey, issue: Row<'issue'>, words: IssueWords): IssueCell {
  const { data } = issue
  switch (column) {
    case 'number':
      return words.number(issue)
    case 'title':
      return data.title
    case 'state':
      return words.state(issue)
    case 'urgency':
      return data.urgent ? words.urgent : ''
    case 'kind':
      return words.kind(issue)
    case 'category':
      return words.category(data.categoryId)
    case 'area':
      return words.area(data.areaId)
    case 'subject':
      return words.subject(data.subjectId)
    case 'words':
      return data.words
    case 'raisedOn':
      return data.raisedOn
    case 'arrivedOn':
      return shanghaiDate(arrivedAt(issue))
    case 'waitingDays':
      return Math.max(0, daysBetween(shanghaiDate(arrivedAt(issue)), words.today))
    case 'registeredBy':
      return words.person(data.registeredBy)
    case 'sentBackCount':
      return data.sentBackCount
    case 'officeRemark':
      return data.officeRemark ?? ''
    case 'outcome':
      return words.outcome(issue)
  }
}

/** Sorted by one column; what is equal there, and what has nothing there, stays in the order it came in. */
export function sortIssues(
  issues: readonly Row<'issue'>[],
  sort: IssueSort | null,
  words: IssueWords,
): readonly Row<'issue'>[] {
  if (!sort) return issues
  const collator = new Intl.Collator('zh-CN', { numeric: true })
  const direction = sort.descending ? -1 : 1
  // Each cell is worked out once, not at every comparison.
  return issues
    .map((issue) => ({ issue, cell: issueCell(sort.column, issue, words) }))
    .sort((a, b) => {
      if (a.cell === b.cell) return 0
      if (a.cell === '') return 1
      if (b.cell === '') return -1
      const order =
        typeof a.cell === 'number' && typeof b.cell === 'number'
          ? a.cell - b.cell
          : collator.compare(String(a.cell), String(b.cell))
      return order * direction
    })
    .map(({ issue }) => issue)
}

/** A column that was sorted upwards turns round, then the inbox's own order comes back. */
export function nextSort(now: IssueSort | null, column: IssueColumnKey): IssueSort | null {
  if (now?.column !== column) return { column, descending: false }
  return now.descending ? null : { column, descending: true }
}
