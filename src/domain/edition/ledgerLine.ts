/**
 * One line of a list, built from rows: for the preview of a draft and for the freeze, so that what the meeting saw is
 * what is frozen. What it reads stands in `ledgerReads.ts`.
 */
import type { Rows } from '../command/define'
import type { AreaId, CategoryId, PersonId, UnitId } from '../ids'
import type { Row } from '../rows'
import { fits, isListable, listedOnOf } from './fits'
import type { EditionList, LedgerLine, PublicForm } from './rows'

export interface LineOf {
  list: EditionList
  refId: string
  /** 序号. */
  serial: number
  remark: string
  publicForms: readonly PublicForm[]
}

/** Undefined for what may not stand in an edition, or is not there. */
export function ledgerLine(of: LineOf, rows: Rows): LedgerLine | undefined {
  if (!fits(rows, of.list, of.refId)) return undefined
  if (of.list === 'tasks') {
    const task = rows.get('task', of.refId)
    return task && taskLine(of, task, rows)
  }
  const issue = rows.get('issue', of.refId)
  return issue && issueLine(of, issue, rows)
}

function issueLine(of: LineOf, { id, data }: Row<'issue'>, rows: Rows): LedgerLine {
  const tasks = tasksInOrder(rows.related('task.issueIds', id))
  const [effect] = rows.related('effect.issueId', id)
  const progress = latestProgress(tasks)
  const master = data.masterId ? rows.get('issue', data.masterId)?.data : undefined
  const measured = each(tasks, (task) => task.measures).join('\n')
  const isEffect = of.list === 'effects'
  return {
    serial: of.serial,
    number: data.number ?? '',
    ...mattersOf([data], rows),
    title: data.title,
    description: data.words,
    raisedOn: data.raisedOn,
    listedOn: listedOnOf(data) ?? null,
    ...handledBy(tasks, rows),
    measures: (isEffect ? effect?.data.measure : undefined) ?? (measured || (effect?.data.measure ?? '')),
    dueOn:
      each(tasks, (task) => task.dueOn)
        .sort()
        .at(-1) ?? null,
    state: data.state,
    ...progress,
    mergedInto: master?.number ?? '',
    outcome: data.outcome,
    result: effect?.data.result ?? '',
    doneOn: effect?.data.happenedOn ?? null,
    satisfaction: data.returnVisit?.satisfaction ?? effect?.data.satisfaction ?? null,
    struckOffOn: data.struckOff?.on ?? null,
    publicForms: [...of.publicForms],
    remark: of.remark,
  }
}

function taskLine(of: LineOf, { data }: Row<'task'>, rows: Rows): LedgerLine {
  const issues = data.issueIds.flatMap((id) => {
    const issue = rows.get('issue', id)
    return issue && isListable(issue) ? [issue.data] : []
  })
  const [first] = issues
  const only = issues.length === 1 ? first : undefined
  return {
    serial: of.serial,
    number: joined(issues.map(({ number }) => number ?? '')),
    ...mattersOf(issues, rows),
    title: data.title,
    description: joined(issues.map(({ title }) => title)),
    raisedOn: only?.raisedOn ?? null,
    listedOn: only ? (listedOnOf(only) ?? null) : null,
    ...handledBy([data], rows),
    measures: data.measures,
    dueOn: data.dueOn,
    state: data.state,
    progress: data.progress?.text ?? '',
    progressOn: data.progress?.on ?? null,
    mergedInto: '',
    outcome: only?.outcome ?? null,
    result: data.result || (data.cancelReason ?? ''),
    doneOn: data.completedOn,
    satisfaction: only?.returnVisit?.satisfaction ?? null,
    struckOffOn: only?.struckOff?.on ?? null,
    publicForms: [...of.publicForms],
    remark: of.remark,
  }
}

type IssueData = Row<'issue'>['data']
type TaskData = Row<'task'>['data']

/** Where it comes from and what it is about; of several issues, all of them. */
function mattersOf(
  issues: readonly IssueData[],
  rows: Rows,
): Pick<LedgerLine, 'source' | 'area' | 'subject' | 'category'> {
  const sources = new Set(
    issues.map(({ visitId }) => (visitId ? rows.get('visit', visitId)?.data.kind : null)),
  )
  const [source] = sources
  return {
    source: sources.size === 1 ? (source ?? null) : null,
    area: joined(issues.map(({ areaId }) => areaName(rows, areaId))),
    subject: joined(
      issues.map(({ subjectId }) => (subjectId ? (rows.get('subject', subjectId)?.data.name ?? '') : '')),
    ),
    category: joined(issues.map(({ categoryId }) => categoryName(rows, categoryId))),
  }
}

function handledBy(
  tasks: readonly TaskData[],
  rows: Rows,
): Pick<LedgerLine, 'unit' | 'assistUnits' | 'leader' | 'handler'> {
  const unit = (id: UnitId) => rows.get('unit', id)?.data.name ?? ''
  const person = (id: PersonId) => rows.get('person', id)?.data.name ?? ''
  return {
    unit: joined(tasks.map(({ leadUnitId }) => unit(leadUnitId))),
    assistUnits: joined(tasks.flatMap(({ assistUnitIds }) => assistUnitIds.map(unit))),
    leader: joined(tasks.map(({ leaderId }) => person(leaderId))),
    handler: joined(tasks.map(({ handlerId }) => (handlerId === null ? '' : person(handlerId)))),
  }
}

/** As they were set. Cancelled ones tell nothing where others were set. */
function tasksInOrder(tasks: readonly Row<'task'>[]): TaskData[] {
  const sorted = [...tasks]
    .filter(({ data }) => !data.audience.confidential)
    .sort((a, b) => compare(setOnOf(a.data), setOnOf(b.data)) || compare(a.id, b.id))
    .map(({ data }) => data)
  const valid = sorted.filter(({ state }) => state !== 'cancelled')
  return valid.length > 0 ? valid : sorted
}

function latestProgress(tasks: readonly TaskData[]): Pick<LedgerLine, 'progress' | 'progressOn'> {
  const latest = tasks
    .flatMap(({ progress }) => progress ?? [])
    .reduce<TaskData['progress']>((best, next) => (best && best.on > next.on ? best : next), null)
  return { progress: latest?.text ?? '', progressOn: latest?.on ?? null }
}

function categoryName(rows: Rows, categoryId: CategoryId): string {
  const category = rows.get('category', categoryId)?.data
  const parent = category?.parentId ? rows.get('category', category.parentId)?.data.name : undefined
  return [parent, category?.name].filter(Boolean).join('/')
}

const areaName = (rows: Rows, areaId: AreaId): string => rows.get('area', areaId)?.data.name ?? ''
const each = <T>(tasks: readonly TaskData[], of: (task: TaskData) => T): T[] => tasks.map(of)
const joined = (names: readonly string[]): string => [...new Set(names)].filter(Boolean).join('、')

export const setOnOf = ({ deadlines, dueOn }: Pick<TaskData, 'deadlines' | 'dueOn'>): string =>
  deadlines[0]?.setOn ?? dueOn
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
