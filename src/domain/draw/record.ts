/** What came of a draw, one issue at a time; by the one who drew, who has it on the phone. */
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  must,
  patch,
  reject,
  related,
  type Change,
  type Decision,
  type Rows,
} from '../command/define'
import type { Actor } from '../access/actor'
import type { DrawId, IssueId } from '../ids'
import { issueEvent } from '../issue/events'
import { refuseReturnVisitor, returnVisitFields } from '../issue/returnVisit'
import { tasksOf, todayOf } from '../issue/step'
import type { Row } from '../rows'
import { freeText, object, uuid } from '../schema'
import { refuseFutureDates } from '../time/check'
import { returnVisitReads, visitOfReturn } from '../visit/returnVisit'
import type { DrawItem, DrawResult } from './rows'

/**
 * 记抽查回访: the same questions as any return visit. The matter stays as it stands: 不满意 is shown to the office, which
 * reopens it or not. Rejections: ownHandling, drawItemDone.
 */
export const drawRecordVisit = defineCommand('draw.recordVisit@1', {
  args: object({ drawId: uuid, issueId: uuid, ...returnVisitFields }),
  reads: ({ drawId, issueId }) => [
    must('draw', drawId),
    must('drawContact', drawId),
    must('issue', issueId),
    tasksOf(issueId),
    related('effect.issueId', issueId),
  ],
  readsMore: ({ issueId }, rows) => returnVisitReads(issueId, rows),
  decide(context) {
    const { args, actor, rows, at } = context
    const { drawId, issueId, satisfaction, words, happenedOn, way } = args
    const found = openItem({ actor, rows }, 'draw.recordVisit', { drawId, issueId })
    if (found.refusal) return found.refusal
    const issue = rows.get('issue', issueId)
    if (!issue) return reject('notPermitted')
    const refused =
      refuseReturnVisitor(issue.data, rows.related('task.issueIds', issueId), actor.personId) ??
      refuseFutureDates({ happenedOn }, at)
    if (refused) return refused
    const { reopenedCount = 0 } = issue.data
    const by = actor.personId
    return accept([
      withResult(found.draw, issueId, { is: 'visited', on: happenedOn, satisfaction }),
      ...takeBackParty(rows, drawId, issueId),
      patch('issue', issueId, { sampled: { by, on: happenedOn, satisfaction, words, reopenedCount } }),
      // Nobody had asked: this is what the resident says of it.
      ...rows
        .related('effect.issueId', issueId)
        .filter(({ data }) => data.satisfaction === 'notAsked')
        .map(({ id }) => patch('effect', id, { satisfaction })),
      issueEvent(
        context,
        'issue.sampled',
        { id: issueId, audience: issue.data.audience },
        { satisfaction, words, happenedOn, way },
      ),
      ...visitOfReturn(context, issue, { happenedOn, way }),
    ])
  },
})

/** 没见到: with the reason; who is met later is recorded all the same. */
export const drawNotReached = defineCommand('draw.notReached@1', {
  args: object({ drawId: uuid, issueId: uuid, reason: freeText({ max: 200, min: 1 }) }),
  reads: ({ drawId }) => [must('draw', drawId)],
  decide(context) {
    const { args, actor, rows } = context
    const { drawId, issueId, reason } = args
    const found = openItem({ actor, rows }, 'draw.notReached', { drawId, issueId })
    if (found.refusal) return found.refusal
    return accept([withResult(found.draw, issueId, { is: 'notReached', on: todayOf(context), reason })])
  },
})

type Found = { refusal: Decision } | { refusal?: undefined; draw: Row<'draw'> }

function openItem(
  { actor, rows }: { actor: Actor; rows: Rows },
  command: 'draw.recordVisit' | 'draw.notReached',
  { drawId, issueId }: { drawId: DrawId; issueId: IssueId },
): Found {
  const draw = rows.get('draw', drawId)
  const item = draw?.data.items.find((each) => each.issueId === issueId)
  if (!draw || !item || !may(actor, command, { authorId: draw.data.drawnBy }))
    return { refusal: reject('notPermitted') }
  return item.result?.is === 'visited' ? { refusal: reject('drawItemDone') } : { draw }
}

const withResult = ({ id, data }: Row<'draw'>, issueId: IssueId, result: DrawResult): Change =>
  patch('draw', id, {
    items: data.items.map((item): DrawItem => (item.issueId === issueId ? { ...item, result } : item)),
  })

/** Whom to go to is needed no longer. */
function takeBackParty(rows: Rows, drawId: DrawId, issueId: IssueId): Change[] {
  const parties = rows.get('drawContact', drawId)?.data.parties ?? []
  return parties.some((party) => party.issueId === issueId)
    ? [patch('drawContact', drawId, { parties: parties.filter((party) => party.issueId !== issueId) })]
    : []
}
