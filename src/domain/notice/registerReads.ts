/**
 * What screening knows: the households, contact persons and family members of the villages that the lines speak of, the
 * people who have to do with them, the enterprises. All of it as far as it is held: 综合协调组 has no family members on
 * its devices and 宣传报道组 nothing at all, so what they see at first may show more than what the server then writes.
 */
import { ifHeld, mustIf, relatedIfHeld, type Read, type ReadStep, type Rows } from '../command/define'
import { makeScreen, type Screen } from '../deidentify/screen'
import type { EditionList } from '../edition/rows'
import type { CampaignId } from '../ids'
import type { Issue } from '../issue/rows'
import type { Row } from '../rows'
import type { SubjectKind } from '../subject/rows'

export interface Ref {
  list: EditionList
  refId: string
}

/** First the issues and tasks themselves, then step by step what they lead to. */
export const refsIfHeld = (refs: readonly Ref[]): Read[] =>
  refs.map(({ list, refId }) => ifHeld(list === 'tasks' ? 'task' : 'issue', refId))

/** Issues of the tasks. */
export const issuesOfTasks = (refs: readonly Ref[], rows: Rows): Read[] =>
  tasksOf(refs, rows).flatMap(({ data }) => data.issueIds.map((id) => ifHeld('issue', id)))

const placesAndPeople = (refs: readonly Ref[], rows: Rows): Read[] => [
  ...villagesOf(refs, rows).flatMap((areaId) => [
    ...mustIf('area', areaId),
    ...(['subject', 'subjectContact', 'subjectMember', 'pairing'] as const).map((kind) =>
      relatedIfHeld(`${kind}.areaId`, areaId),
    ),
  ]),
  ...issuesOf(refs, rows).flatMap(({ data }) => [
    ...(data.subjectId === null ? [] : [ifHeld('subject', data.subjectId)]),
    ...data.audience.people.map((id) => ifHeld('person', id)),
  ]),
  ...unitsOf(refs, rows).map((id) => relatedIfHeld('person.unitId', id)),
]

const zoneAndPaired = (refs: readonly Ref[], rows: Rows): Read[] =>
  villagesOf(refs, rows).flatMap((areaId) => [
    ...mustIf('area', rows.get('area', areaId)?.data.parentId),
    ...rows.related('pairing.areaId', areaId).map(({ data }) => ifHeld('person', data.personId)),
  ])

/** The steps after `refsIfHeld`; `refsOf` says again of which lines, from the rows read before. */
export const registerSteps = <A>(refsOf: (args: A, rows: Rows) => readonly Ref[]): ReadStep<A>[] =>
  [issuesOfTasks, placesAndPeople, zoneAndPaired].map(
    (step): ReadStep<A> =>
      (args, rows) =>
        step(refsOf(args, rows), rows),
  )

/** `alsoNamed`: people whom the frozen lines themselves name. */
export function screenOf(
  rows: Rows,
  refs: readonly Ref[],
  { campaignId, alsoNamed = [] }: { campaignId: CampaignId | null; alsoNamed?: Iterable<string> },
): Screen {
  const subjects = subjectsOf(rows, refs)
  const villages = villagesOf(refs, rows)
  const persons = [
    ...unitsOf(refs, rows).flatMap((id) => rows.related('person.unitId', id)),
    ...[
      ...issuesOf(refs, rows).flatMap(({ data }) => data.audience.people),
      ...villages.flatMap((id) => rows.related('pairing.areaId', id).map(({ data }) => data.personId)),
    ].flatMap((id) => rows.get('person', id) ?? []),
  ]
  return makeScreen({
    people: new Set([
      ...alsoNamed,
      ...subjects.flatMap(({ data }) => (data.kind === 'household' ? data.name : [])),
      ...villages.flatMap((areaId) => [
        ...rows.related('subjectContact.areaId', areaId).map(({ data }) => data.contactName),
        ...rows.related('subjectMember.areaId', areaId).map(({ data }) => data.name),
      ]),
      ...persons.map(({ data }) => data.name),
    ]),
    enterprises: new Set(subjects.flatMap(({ data }) => (data.kind === 'enterprise' ? data.name : []))),
    careGroups:
      (campaignId === null ? undefined : rows.get('campaign', campaignId))?.data.careGroups.map(
        ({ name }) => name,
      ) ?? [],
  })
}

/** What is known by a name; of two kinds by the same name neither counts. */
export function kindsOf(rows: Rows, refs: readonly Ref[]): (name: string) => SubjectKind | undefined {
  const kinds = new Map<string, SubjectKind | undefined>()
  for (const { data } of subjectsOf(rows, refs)) {
    const isKnown = kinds.has(data.name)
    kinds.set(data.name, isKnown && kinds.get(data.name) !== data.kind ? undefined : data.kind)
  }
  return (name) => kinds.get(name)
}

/** Name of the zone over the villages. */
export function zoneOf(rows: Rows, refs: readonly Ref[]): string {
  for (const areaId of villagesOf(refs, rows)) {
    const parentId = rows.get('area', areaId)?.data.parentId
    const zone = parentId ? rows.get('area', parentId)?.data : undefined
    if (zone?.level === 'zone') return zone.name
  }
  return ''
}

/** Marked confidential since the lines were frozen; a task is so with any of its issues. `number`: as the line tells it. */
export function isConfidentialNow(rows: Rows, { list, refId, number }: Ref & { number: string }): boolean {
  const task = list === 'tasks' ? rows.get('task', refId)?.data : undefined
  const ids = list === 'tasks' ? (task?.issueIds ?? []) : [refId]
  const issues = ids.flatMap((id) => rows.get('issue', id)?.data ?? [])
  return (
    task?.audience.confidential === true ||
    issues.some((issue) => issue.confidential || issue.audience.confidential) ||
    // A task that serves others too lets go of the confidential one (`issue/confidential.ts`): the line still tells of it.
    (task !== undefined && issues.length === ids.length && !areAllOf(number, issues))
  )
}

const areAllOf = (numbers: string, issues: readonly Pick<Issue, 'number'>[]): boolean =>
  numbers.split('、').every((number) => number === '' || issues.some((issue) => issue.number === number))

function subjectsOf(rows: Rows, refs: readonly Ref[]): Row<'subject'>[] {
  const found = [
    ...villagesOf(refs, rows).flatMap((areaId) => rows.related('subject.areaId', areaId)),
    // Of a village that it has left meanwhile.
    ...issuesOf(refs, rows).flatMap(({ data }) =>
      data.subjectId === null ? [] : (rows.get('subject', data.subjectId) ?? []),
    ),
  ]
  return [...new Map(found.map((subject) => [subject.id, subject])).values()]
}

const tasksOf = (refs: readonly Ref[], rows: Rows): Row<'task'>[] =>
  refs.flatMap(({ list, refId }) => (list === 'tasks' ? (rows.get('task', refId) ?? []) : []))

const issuesOf = (refs: readonly Ref[], rows: Rows): Row<'issue'>[] =>
  [
    ...refs.flatMap(({ list, refId }) => (list === 'tasks' ? [] : refId)),
    ...tasksOf(refs, rows).flatMap(({ data }) => data.issueIds),
  ].flatMap((id) => rows.get('issue', id) ?? [])

const villagesOf = (refs: readonly Ref[], rows: Rows): string[] => [
  ...new Set(issuesOf(refs, rows).map(({ data }) => data.areaId)),
]

const unitsOf = (refs: readonly Ref[], rows: Rows): string[] => [
  ...new Set([
    ...issuesOf(refs, rows).flatMap(({ data }) => data.audience.units ?? []),
    ...tasksOf(refs, rows).flatMap(({ data }) => [data.leadUnitId, ...data.assistUnitIds]),
  ]),
]
