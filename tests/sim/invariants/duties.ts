/**
 * Separation of duties, from the timeline alone: what the rows themselves say of who handled what is not asked. Tasks
 * that served several issues are left out, since which of those was being handled at a time can't be told from it.
 */
import type { EventRow } from '../../../src/domain/event'
import { eventsInOrder, type Past } from './past'
import { demand } from './violation'

const handlesIssue: ReadonlySet<string> = new Set([
  'issue.resolvedOnSite',
  'issue.claimed',
  'issue.explained',
])
const handlesTask: ReadonlySet<string> = new Set(['task.signed', 'task.progressed', 'task.completed'])
const asks: ReadonlySet<string> = new Set(['issue.returnVisited', 'issue.sampled'])
const judges: ReadonlySet<string> = new Set(['issue.struckOff', 'issue.strikeOffRefused'])

/** Who handled an issue neither asks the resident nor ends it, nor is drawn to; who asked last does not end it. */
export function checkDuties(past: Past): void {
  const issueOf = onlyIssues(past)
  const handlers = new Map<string, Set<string>>()
  const askers = new Map<string, string>()
  const hasHandled = (issueId: string, personId: string) => handlers.get(issueId)?.has(personId) ?? false
  const handle = (issueId: string | undefined, personId: string): void => {
    if (issueId !== undefined) handlers.set(issueId, (handlers.get(issueId) ?? new Set()).add(personId))
  }
  const drawn = new Map(past.rows('draw').map((draw) => [draw.data.number, draw.data]))
  for (const { commandId, name, result, outcome } of past.commands) {
    if (result !== 'applied') continue
    if (name === 'draw.make') {
      const { numbers } = JSON.parse(outcome) as { numbers: Record<string, string> }
      for (const number of Object.values(numbers)) {
        const { items = [], drawnBy = '' } = drawn.get(number) ?? {}
        for (const { issueId } of items)
          demand(!hasHandled(issueId, drawnBy), 'duties', () => `${number} drew ${issueId} for its handler`)
      }
    }
    for (const { type, aboutId, actorId } of past.eventsOf(commandId)) {
      if (asks.has(type) || judges.has(type))
        demand(!hasHandled(aboutId, actorId), 'duties', () => `${type} of ${aboutId} by one who handled it`)
      if (judges.has(type))
        demand(askers.get(aboutId) !== actorId, 'duties', () => `${type} of ${aboutId} by who asked`)
      if (asks.has(type)) askers.set(aboutId, actorId)
      if (handlesIssue.has(type)) handle(aboutId, actorId)
      if (handlesTask.has(type)) handle(issueOf.get(aboutId), actorId)
    }
  }
}

/** Of tasks that never served but one issue. */
function onlyIssues(past: Past): ReadonlyMap<string, string> {
  const served = new Map<string, Set<string>>()
  const serve = (taskId: string, issueId: string): void =>
    void served.set(taskId, (served.get(taskId) ?? new Set()).add(issueId))
  const isGiven = ({ type }: EventRow) => type === 'issue.assigned' || type === 'issue.claimed'
  for (const { aboutId, detail } of eventsInOrder(past).filter(isGiven))
    serve(String(detail['taskId']), aboutId)
  for (const { id, data } of past.rows('task')) for (const issueId of data.issueIds) serve(id, issueId)
  return new Map(
    [...served].flatMap(([taskId, [only, ...others]]) =>
      only !== undefined && others.length === 0 ? [[taskId, only] as const] : [],
    ),
  )
}
