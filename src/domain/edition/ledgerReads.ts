/** What `ledgerLine` reads, in steps that follow each other: a line of a task leads over its issues to their villages. */
import { must, mustIf, related, type Read, type Rows } from '../command/define'
import type { Row } from '../rows'
import type { EditionList } from './rows'

export interface Ref {
  list: EditionList
  refId: string
}

/** What the lists name. */
export const refReads = (refs: readonly Ref[]): Read[] =>
  refs.map(({ list, refId }) => must(list === 'tasks' ? 'task' : 'issue', refId))

/** Second: what hangs on an issue, and the issues of a task. */
export const hangingReads = (refs: readonly Ref[], rows: Rows): Read[] =>
  refs.flatMap(({ list, refId }) =>
    list === 'tasks'
      ? (rows.get('task', refId)?.data.issueIds ?? []).map((id) => must('issue', id))
      : [
          related('task.issueIds', refId),
          related('effect.issueId', refId),
          ...mustIf('issue', rows.get('issue', refId)?.data.masterId),
        ],
  )

/** Third: who and where. */
export function namesReads(refs: readonly Ref[], rows: Rows): Read[] {
  const tasks = refs.flatMap(({ list, refId }) =>
    list === 'tasks' ? (rows.get('task', refId) ?? []) : rows.related('task.issueIds', refId),
  )
  return [
    ...issuesOf(refs, rows).flatMap(({ data }) => [
      ...mustIf('subject', data.subjectId),
      ...mustIf('visit', data.visitId),
      must('area', data.areaId),
      must('category', data.categoryId),
    ]),
    ...tasks.flatMap(({ data }) => [
      ...[data.leadUnitId, ...data.assistUnitIds].map((id) => must('unit', id)),
      must('person', data.leaderId),
      ...mustIf('person', data.handlerId),
    ]),
  ]
}

/** Last: the heading over a category. */
export const headingReads = (refs: readonly Ref[], rows: Rows): Read[] =>
  issuesOf(refs, rows).flatMap(({ data }) =>
    mustIf('category', rows.get('category', data.categoryId)?.data.parentId),
  )

const issuesOf = (refs: readonly Ref[], rows: Rows): Row<'issue'>[] =>
  refs
    .flatMap(({ list, refId }) =>
      list === 'tasks' ? (rows.get('task', refId)?.data.issueIds ?? []) : [refId],
    )
    .flatMap((id) => rows.get('issue', id) ?? [])
