/** What the zone needs before every template would be applied, in order. */
import type { CommandRequest } from '../../../src/domain/command/registry'
import { people, villages, type Login } from '../../unit/server/http/makeEdge'
import { composeOf, openOf } from './lists'
import { register, visit } from './records'
import { actionId, campaignId, known, nextCampaignId, today, unitId } from './template'
import { activityOf, caseOf, planOf, pressOf } from './work'

export interface Preparation {
  login: Login
  request: CommandRequest
}

const accepted = [
  known.listed,
  known.master,
  known.merged,
  known.told,
  known.deferred,
  known.returning,
  known.reviewing,
  known.struckOff,
  known.underWay,
] as const

const assign = (taskId: string, issueId: string): CommandRequest => ({
  name: 'issue.assign',
  args: {
    taskId,
    issueIds: [issueId],
    title: '清淤',
    measures: '组织清淤。',
    deadlineKind: 'byDate',
    dueOn: '2026-06-30',
    milestones: [],
    leadUnitId: unitId,
    assistUnitIds: [],
    leaderId: people.admin1.id,
    handlerId: null,
  },
})
const sign = (taskId: string): CommandRequest => ({ name: 'task.sign', args: { taskId } })
const plan = (campaign: string) => ({ campaignId: campaign, unitId })

/** Each task that is done has the id of the effect it brings: that of no other row. */
const doneIssues = [known.returning, known.reviewing, known.struckOff] as const

const asked = (newId: () => string): Record<'cadre1' | 'office1' | 'admin1', CommandRequest[]>[] => {
  const doneTasks = doneIssues.map((issueId) => ({ issueId, taskId: newId() }))
  return [
    {
      admin1: [
        // One desk for what needs a unit, a reviewer and a publicity group.
        {
          name: 'person.setRoles',
          args: { personId: people.admin1.id, roles: ['unit', 'assessor', 'publicity', 'admin'] },
        },
        {
          name: 'campaign.edit',
          args: { campaignId, keyActions: [{ id: actionId, name: '清河', leadUnitId: unitId }] },
        },
        {
          name: 'campaign.create',
          args: { campaignId: nextCampaignId, copyOf: campaignId, name: '下一年', year: 2027 },
        },
        {
          name: 'pairing.start',
          args: {
            pairingId: known.leading,
            pairing: {
              kind: 'leader',
              personId: people.admin1.id,
              areaId: villages[0],
              subjectId: null,
              visitEveryDays: null,
              since: '2026-06-01',
            },
          },
        },
      ],
      cadre1: [
        {
          name: 'subject.create',
          args: {
            subjectId: known.enterprise,
            kind: 'enterprise',
            name: '晨光农机合作社',
            areaId: villages[0],
            groupId: null,
            address: '',
            tags: [],
            notes: '',
            contact: null,
            members: [],
            care: null,
            campaignId,
          },
        },
        {
          name: 'visit.record',
          args: {
            ...visit(() => known.visit),
            details: { kind: 'meeting', areaId: villages[0], participants: 20 },
          },
        },
        ...[known.reported, known.needsDetail, ...accepted].map(register),
      ],
      office1: [
        { name: 'issue.sendBack', args: { issueId: known.needsDetail, remark: '请补充是哪一段水渠。' } },
        ...accepted.map(
          (issueId): CommandRequest => ({ name: 'issue.accept', args: { issueId, remark: '' } }),
        ),
        ...doneTasks.map(({ taskId, issueId }) => assign(taskId, issueId)),
        ...[known.assigned, known.signed, known.asking, known.handedBack].map((taskId) =>
          assign(taskId, known.underWay),
        ),
        {
          name: 'issue.setAside',
          args: {
            issueId: known.deferred,
            reason: '等资金。',
            toldResident: '已说明。',
            reviewOn: '2026-09-01',
          },
        },
        {
          name: 'urge.order',
          args: {
            urgeId: known.urge,
            issueId: known.underWay,
            taskId: null,
            level: 'reminder',
            text: '请抓紧。',
            replyBy: '2026-06-18',
          },
        },
      ],
    },
    {
      admin1: [
        ...[...doneTasks.map(({ taskId }) => taskId), known.signed, known.asking, known.handedBack].map(sign),
        ...doneTasks.map(
          ({ taskId }): CommandRequest => ({
            name: 'task.complete',
            args: { taskId, result: '水通了。', completedOn: '2026-06-12' },
          }),
        ),
        {
          name: 'task.requestExtension',
          args: { taskId: known.asking, dueOn: '2026-07-15', reason: '下雨。' },
        },
        { name: 'task.handBack', args: { taskId: known.handedBack, reason: '不归我们管。' } },
        planOf(campaignId),
        planOf(nextCampaignId),
        { name: 'unitPlan.submit', args: plan(nextCampaignId) },
      ],
      cadre1: [known.reviewing, known.struckOff].map((issueId) => ({
        name: 'issue.recordReturnVisit',
        args: { issueId, satisfaction: 'fairly', words: '', happenedOn: '2026-06-12', way: 'phone' },
      })),
      office1: [
        { name: 'issue.strikeOff', args: { issueId: known.struckOff, outcome: 'solved', remark: '' } },
        {
          name: 'issue.merge',
          args: { masterId: known.struckOff, issueIds: [known.told], remark: '' },
        },
        { name: 'issue.merge', args: { masterId: known.master, issueIds: [known.merged], remark: '' } },
        { name: 'issue.giveSlip', args: { issueId: known.struckOff } },
        { name: 'draw.make', args: { drawId: known.draw, from: '2026-06-01', to: today, size: 20 } },
        openOf(known.draft, '2026-05'),
        openOf(known.frozen, '2026-06'),
        { name: 'edition.freeze', args: { editionId: known.frozen } },
        ...[known.noticeDraft, known.noticeSubmitted, known.noticePosted].map(composeOf),
        {
          name: 'notice.omitLine',
          args: { noticeId: known.noticeDraft, list: 'issues', refId: known.struckOff, reason: '再看看。' },
        },
        ...[known.noticeSubmitted, known.noticePosted].map(
          (noticeId): CommandRequest => ({ name: 'notice.submit', args: { noticeId } }),
        ),
        activityOf(known.activity),
      ],
    },
    {
      admin1: [
        { name: 'notice.approve', args: { noticeId: known.noticePosted, revision: 1 } },
        ...[known.caseDraft, known.caseSubmitted, known.casePublished].map(caseOf),
        ...[known.caseSubmitted, known.casePublished].map(
          (caseId): CommandRequest => ({ name: 'modelCase.submit', args: { caseId } }),
        ),
      ],
      cadre1: [],
      office1: [
        {
          name: 'modelCase.publish',
          args: { caseId: known.casePublished, title: '一渠清水', text: '修好了渠。' },
        },
        pressOf(known.press),
      ],
    },
  ]
}

/** In three rounds, each desk in its turn. */
export const preparations = (newId: () => string): readonly Preparation[] =>
  asked(newId).flatMap((round) =>
    (['admin1', 'cadre1', 'office1'] as const).flatMap((login) =>
      round[login].map((request) => ({ login, request })),
    ),
  )
