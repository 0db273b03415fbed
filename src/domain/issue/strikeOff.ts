/** 销号: who may confirm an end and which, and until when it can be objected to. */
import { accept, defineCommand, ifHeld, must, patch, reject, type Refused } from '../command/define'
import type { PersonId } from '../ids'
import type { Row } from '../rows'
import { choice, freeText, object, uuid } from '../schema'
import { usualRules } from '../settings/rules'
import { rulesId } from '../settings/rows'
import { addDays, type CalendarDate } from '../time/shanghai'
import { issueEvent } from './events'
import { reopenTasks, successionReads } from '../task/succession'
import { hasHandled, takePartiesBack } from './handling'
import { mergedReads, passOnEnd } from './masterEnd'
import type { Issue, IssueOutcome } from './rows'
import { stepOf, tasksOf, todayOf } from './step'

/** What may be confirmed of what was proposed: a solution may turn out to be a partial one. */
const confirmable: Readonly<Record<IssueOutcome, readonly IssueOutcome[]>> = {
  solved: ['solved', 'partly'],
  partly: ['solved', 'partly'],
  explained: ['explained'],
  withdrawn: ['withdrawn'],
  notOurs: [],
}
export const confirmableOutcomes = (proposed: IssueOutcome | null): readonly IssueOutcome[] =>
  confirmable[proposed ?? 'solved']

/** 销号: by somebody who neither handled it nor paid the return visit. Rejections: ownHandling, ownReturnVisit, outcomeNotProposed. */
export const issueStrikeOff = defineCommand('issue.strikeOff@1', {
  args: object({
    issueId: uuid,
    outcome: choice(['solved', 'partly', 'explained', 'withdrawn'] as const),
    remark: freeText({ max: 500 }),
  }),
  reads: ({ issueId }) => [
    must('issue', issueId),
    tasksOf(issueId),
    mergedReads(issueId),
    ifHeld('rules', rulesId),
  ],
  decide(context) {
    const { args, actor, rows } = context
    const { issueId, outcome, remark } = args
    const step = stepOf(context, 'issue.strikeOff', issueId)
    if (step.refusal) return step.refusal
    const { issue, next } = step
    const tasks = rows.related('task.issueIds', issueId)
    const refused = refuseJudge(issue.data, tasks, actor.personId)
    if (refused) return refused
    if (!confirmableOutcomes(issue.data.outcome).includes(outcome))
      return reject('outcomeNotProposed', { outcome })
    const on = todayOf(context)
    // One that was solved on the spot enters the lists here.
    const isUnlisted = issue.data.number === null
    const rules = rows.get('rules', rulesId)?.data
    return accept(
      [
        patch('issue', issueId, {
          state: next,
          outcome,
          // Kept with it where the zone has set its own: a rule that is changed later does not move this day.
          struckOff: {
            by: actor.personId,
            on,
            remark,
            ...(rules ? { finalOn: addDays(on, rules.provisionalDays) } : {}),
          },
          ...(isUnlisted ? { listedOn: on } : {}),
        }),
        ...takePartiesBack(tasks, issueId),
        ...passOnEnd(rows, issueId, { on, outcome, words: remark }),
        issueEvent(
          context,
          'issue.struckOff',
          { id: issueId, audience: issue.data.audience },
          { outcome, remark },
        ),
      ],
      isUnlisted ? [{ add: 'issueNumber', issueId }] : [],
    )
  },
})

/** 不予销号: it goes back to those who handle it; the remark says what is missing. */
export const issueRefuseStrikeOff = defineCommand('issue.refuseStrikeOff@1', {
  args: object({ issueId: uuid, remark: freeText({ max: 500, min: 1 }) }),
  reads: ({ issueId }) => [must('issue', issueId), tasksOf(issueId)],
  readsMore: successionReads,
  decide(context) {
    const { args, actor, rows } = context
    const { issueId, remark } = args
    const step = stepOf(context, 'issue.refuseStrikeOff', issueId)
    if (step.refusal) return step.refusal
    const { issue, next } = step
    const refused = refuseJudge(issue.data, rows.related('task.issueIds', issueId), actor.personId)
    if (refused) return refused
    const { audience, changes } = reopenTasks(context, issue, 'issue.refuseStrikeOff')
    return accept([
      patch('issue', issueId, { state: next, audience, outcome: null, officeRemark: remark }),
      ...changes,
      issueEvent(context, 'issue.strikeOffRefused', { id: issueId, audience }, { remark }),
    ])
  },
})

/** Separation of duties: neither who handled it nor who paid the return visit decides on its end. */
export function refuseJudge(
  issue: Issue,
  tasks: readonly Row<'task'>[],
  personId: PersonId,
): Refused | undefined {
  if (hasHandled(issue, tasks, personId)) return reject('ownHandling')
  const hasAsked = issue.returnVisit?.by === personId || issue.sampled?.by === personId
  return hasAsked ? reject('ownReturnVisit') : undefined
}

type Struck = Pick<Issue, 'struckOff'>
/** The first day on which the strike-off is final; undefined for one that is not struck off. */
export const finalDayOf = ({ struckOff }: Struck): CalendarDate | undefined =>
  struckOff ? (struckOff.finalOn ?? addDays(struckOff.on, usualRules.provisionalDays)) : undefined
/** 待观察: struck off, and not final yet. */
export const isProvisional = (issue: Struck, today: CalendarDate): boolean =>
  today < (finalDayOf(issue) ?? '')
