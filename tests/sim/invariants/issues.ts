import { issueOutcomes, issueStates } from '../../../src/domain/issue/rows'
import type { Row } from '../../../src/domain/rows'
import { isOpenTask } from '../../../src/domain/task/rows'
import type { Counts } from '../seen'
import { eventsInOrder, type Past } from './past'
import { demand } from './violation'

/**
 * J: an issue is registered once, never skips a step, is in exactly one state and ends in exactly one outcome; an open
 * task belongs to an issue that is being handled, and nothing hangs on an issue that is not there.
 */
export function checkIssues(past: Past): void {
  const typesOf = new Map<string, string[]>()
  for (const { aboutId, type } of eventsInOrder(past))
    typesOf.set(aboutId, [...(typesOf.get(aboutId) ?? []), type])
  for (const issue of past.rows('issue')) {
    const types = typesOf.get(issue.id) ?? []
    const count = (type: string) => types.filter((each) => each === type).length
    checkLife(issue, count)
    checkEnd(past, issue, count)
  }
  checkTasks(past)
  const issues = new Set(past.rows('issue').map(({ id }) => id))
  const hanging = [...past.rows('urge'), ...past.rows('effect')].map(({ data }) => data.issueId)
  const drawn = past.rows('draw').flatMap(({ data }) => data.items.map(({ issueId }) => issueId))
  const lost = [...hanging, ...drawn].find((id) => !issues.has(id))
  demand(lost === undefined, 'J', () => `something hangs on ${lost}, which is no issue`)
}

type Count = (type: string) => number

function checkLife({ id, data }: Row<'issue'>, count: Count): void {
  const say = (what: string) => (): string => `issue ${id} ${what}`
  const isPart = data.splitFromId !== undefined
  demand(count('issue.registered') === (isPart ? 0 : 1), 'J', say('was not registered once'))
  demand(data.sentBackCount === count('issue.sentBack'), 'J', say('counts its returns wrongly'))
  demand(count('issue.resubmitted') <= count('issue.sentBack'), 'J', say('was resubmitted too often'))
  const lists = ['issue.accepted', 'issue.struckOff', 'issue.split', 'issue.reopened']
  const isListed = lists.some((type) => count(type) > 0)
  demand((data.number !== null) === isListed, 'J', say(`has the number ${data.number}`))
  demand((data.reopenedCount ?? 0) === count('issue.reopened'), 'J', say('forgot that it was reopened'))
}

function checkEnd(past: Past, { id, data }: Row<'issue'>, count: Count): void {
  const { state, outcome, struckOff, masterId } = data
  const say = (what: string) => (): string => `issue ${id} is ${state} (${outcome}), ${what}`
  demand(issueStates.includes(state), 'J', say('which is no state'))
  demand((state === 'struckOff') === Boolean(struckOff), 'J', say('its strike-off says otherwise'))
  demand((state === 'merged') === Boolean(masterId), 'J', say('its master says otherwise'))
  demand(state !== 'deferred' || Boolean(data.deferred), 'J', say('and nobody knows until when'))
  const ends = count('issue.struckOff') + count('issue.declined') - count('issue.reopened')
  const hasEnded = state === 'struckOff' || state === 'closed'
  demand(ends === (hasEnded ? 1 : 0), 'J', say(`and ended ${ends} times`))
  if (!hasEnded) return
  demand((state === 'closed') === (outcome === 'notOurs'), 'J', say('an end that is none'))
  demand(outcome !== null && issueOutcomes.includes(outcome), 'J', say('an end without an outcome'))
  if (state === 'closed') return
  const { returnVisit, handledBy } = data
  const judge = struckOff?.by ?? ''
  demand(data.number !== null, 'J', say('without a number'))
  demand(!handledBy?.includes(judge) && returnVisit?.by !== judge, 'J', say('by who handled it or asked'))
  const isDone = outcome === 'solved' || outcome === 'partly'
  demand(!isDone || past.row('effect', id) !== undefined, 'J', say('and nothing came of it'))
}

function checkTasks({ rows, row }: Past): void {
  for (const { id, data } of rows('task')) {
    const { issueIds, state } = data
    const served = issueIds.map((issueId) => row('issue', issueId)?.data.state)
    demand(issueIds.length > 0 && !served.includes(undefined), 'J', () => `task ${id} serves nothing`)
    const isNeeded = served.includes('handling')
    demand(!isOpenTask(state) || isNeeded, 'J', () => `task ${id} is ${state}, and nothing is handled by it`)
  }
}

/** What of the loop this history came to. */
export function countIssues({ rows }: Past, seen: Counts): void {
  for (const { data } of rows('issue')) {
    if (data.state === 'struckOff') seen.struckOff += 1
    if (data.slipCode) seen.slips += 1
    seen.reopened += data.reopenedCount ?? 0
  }
  seen.tasksDone += rows('task').filter(({ data }) => data.state === 'done').length
  seen.drawn += rows('draw').reduce((sum, { data }) => sum + data.items.length, 0)
  seen.conflicts += rows('event').filter(({ data }) => data.type === 'field.conflict').length
}
