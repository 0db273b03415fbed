/** What can be put on a list and is not there: those that belong into the month first, then the newest. */
import type { Rows } from '../../../domain/command/define'
import { fits } from '../../../domain/edition/fits'
import type { EditionList } from '../../../domain/edition/rows'
import type { Row } from '../../../domain/rows'

export interface Candidate {
  refId: string
  title: string
  /** Number, village, unit: by which it is told from others. */
  meta: string[]
}

export interface CandidatesOptions {
  list: EditionList
  issues: Iterable<Row<'issue'>>
  tasks: Iterable<Row<'task'>>
  /** Of the list, as far as they stand in it. */
  standing: ReadonlySet<string>
  /** Of the list: what the month proposes. */
  proposed: ReadonlySet<string>
  query: string
  rows: Rows
}

export function candidates(options: CandidatesOptions): Candidate[] {
  const { list, standing, proposed, query, rows } = options
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = (list === 'tasks' ? [...options.tasks].map(taskTexts) : [...options.issues].map(issueTexts))
    .filter(({ refId, text }) => {
      if (standing.has(refId) || !fits(rows, list, refId)) return false
      const all = text(rows).toLowerCase()
      return words.every((word) => all.includes(word))
    })
    .sort(
      (a, b) =>
        Number(proposed.has(b.refId)) - Number(proposed.has(a.refId)) || (a.newest < b.newest ? 1 : -1),
    )
  return found.map(({ refId, title, meta }) => ({ refId, title, meta: meta(rows).filter(Boolean) }))
}

interface Texts extends Omit<Candidate, 'meta'> {
  newest: string
  meta: (rows: Rows) => string[]
  text: (rows: Rows) => string
}

function issueTexts({ id, data }: Row<'issue'>): Texts {
  const subject = (rows: Rows) =>
    data.subjectId ? (rows.get('subject', data.subjectId)?.data.name ?? '') : ''
  const area = (rows: Rows) => rows.get('area', data.areaId)?.data.name ?? ''
  return {
    refId: id,
    title: data.title,
    newest: data.number ?? '',
    meta: (rows) => [data.number ?? '', area(rows), subject(rows)],
    text: (rows) => [data.title, data.words, data.number ?? '', area(rows), subject(rows)].join('\n'),
  }
}

function taskTexts({ id, data }: Row<'task'>): Texts {
  const unit = (rows: Rows) => rows.get('unit', data.leadUnitId)?.data.name ?? ''
  return {
    refId: id,
    title: data.title,
    newest: data.dueOn,
    meta: (rows) => [unit(rows), data.dueOn],
    text: (rows) => [data.title, data.measures, unit(rows)].join('\n'),
  }
}
