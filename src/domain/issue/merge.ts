import { accept, defineCommand, must, patch, reject, related } from '../command/define'
import { freeText, idList, object, uuid } from '../schema'
import { issueEvent } from './events'
import { endOf } from './masterEnd'
import { stepOf } from './step'

/**
 * 并入主问题: one issue stands for many households. Those merged keep their number and history; how the master ends is
 * told to each of them. Rejections: notAMaster, wrongState.
 */
export const issueMerge = defineCommand('issue.merge@1', {
  args: object({
    masterId: uuid,
    issueIds: idList(uuid, { max: 200, min: 1 }),
    remark: freeText({ max: 500 }),
  }),
  reads: ({ masterId, issueIds }) => [
    must('issue', masterId),
    ...issueIds.flatMap((id) => [must('issue', id), related('issue.masterId', id)]),
  ],
  decide(context) {
    const { args, rows } = context
    const master = rows.get('issue', args.masterId)
    if (!master) return reject('notPermitted')
    if (master.data.state === 'merged' || master.data.state === 'closed' || args.issueIds.includes(master.id))
      return reject('notAMaster', { issueId: master.id })
    const changes = []
    for (const [place, issueId] of args.issueIds.entries()) {
      const step = stepOf(context, 'issue.merge', issueId)
      if (step.refusal) return step.refusal
      const { issue, next } = step
      // A confidential matter would become known through the other one, or hide in it.
      if (issue.data.confidential !== master.data.confidential) return reject('confidentialAlone')
      const isMaster = rows.related('issue.masterId', issueId).some(({ data }) => data.state === 'merged')
      if (isMaster) return reject('notAMaster', { issueId })
      const mergedFrom = issue.data.state === 'listed' ? 'listed' : 'reported'
      changes.push(
        patch('issue', issueId, {
          state: next,
          masterId: master.id,
          mergedFrom,
          told: null,
          masterEnded: endOf(master.data),
        }),
        issueEvent(
          context,
          'issue.merged',
          { id: issueId, audience: issue.data.audience },
          { masterId: master.id, number: master.data.number, remark: args.remark },
          place,
        ),
      )
    }
    return accept(changes)
  },
})

/** 撤销并入: as it was before. */
export const issueUnmerge = defineCommand('issue.unmerge@1', {
  args: object({ issueId: uuid, remark: freeText({ max: 500 }) }),
  reads: ({ issueId }) => [must('issue', issueId)],
  decide(context) {
    const { issueId, remark } = context.args
    const step = stepOf(context, 'issue.unmerge', issueId)
    if (step.refusal) return step.refusal
    const { issue, nexts } = step
    const before = nexts.find((state) => state === issue.data.mergedFrom) ?? 'reported'
    return accept([
      patch('issue', issueId, {
        state: before,
        masterId: null,
        mergedFrom: null,
        told: null,
        masterEnded: null,
      }),
      issueEvent(context, 'issue.unmerged', { id: issueId, audience: issue.data.audience }, { remark }),
    ])
  },
})
