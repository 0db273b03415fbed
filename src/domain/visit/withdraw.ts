import { may } from '../access/may'
import { accept, defineCommand, must, patch, put, reject } from '../command/define'
import { freeText, object, uuid } from '../schema'

/** 撤回走访: it stays in the history with its reason; issues raised in it stay, they are the residents' own. */
export const visitWithdraw = defineCommand('visit.withdraw@1', {
  args: object({ visitId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: (args) => [must('visit', args.visitId)],
  decide({ args, actor, rows, at, commandId }) {
    const visit = rows.get('visit', args.visitId)
    if (!visit || !may(actor, 'visit.withdraw', { authorId: visit.data.recordedBy }))
      return reject('notPermitted')
    if (visit.data.kind === 'return') return reject('returnVisitStays')
    if (visit.data.state !== 'recorded') return reject('wrongState', { state: visit.data.state })
    return accept([
      patch('visit', visit.id, { state: 'withdrawn', withdrawReason: args.reason }),
      put('event', `${commandId}.0`, {
        type: 'visit.withdrawn',
        aboutKind: 'visit',
        aboutId: visit.id,
        actorId: actor.personId,
        detail: { reason: args.reason },
        audience: visit.data.audience,
        ...at,
      }),
    ])
  },
})
