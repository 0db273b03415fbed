/** What a history begins with: issues in all stages of the loop, a month that is frozen, a notice of it. */
import type { CommandRequest } from '../../src/domain/command/registry'
import { uuidV7 } from '../../src/domain/ids'
import { editionLists } from '../../src/domain/edition/rows'
import type { Random } from '../../src/server/ports'
import type { Store } from '../../src/server/store/port'
import { tellsOf } from './names'
import type { Rng } from './random'
import { issueOf } from './requests'
import { giveCommands, pairingStart, simStart, type SimZone } from './zone'

const nowhere = { id: '', data: { areaId: '' } }

type Said = readonly [personId: string, trusted: 'person', request: CommandRequest]

/** Issues and tasks in all stages of the loop: a history is too short to bring many there by itself. */
export async function fillLoop(store: Store, zone: SimZone, rng: Rng, random: Random): Promise<void> {
  const id = () => uuidV7(simStart, rng.bytes(10))
  const [, , author = '', office = '', , unit = ''] = zone.people.map((person) => person.id)
  const made: { issueId: string; taskId: string }[] = []
  const requests = Array.from({ length: 8 }, (_, index): [string, 'person', CommandRequest][] => {
    const [issueId, taskId] = [id(), id()]
    made.push({ issueId, taskId })
    // A matter of a household of either village.
    const subject = zone.subjects[(index % 2) * 3] ?? nowhere
    const steps: [string, CommandRequest][] = [
      [author, issueOf(zone, issueId, null, subject, 0, '2026-07-01')],
      [office, { name: 'issue.accept', args: { issueId, remark: '' } }],
      [office, assignmentOf(zone, taskId, issueId, subject.id)],
      [unit, { name: 'task.sign', args: { taskId } }],
      [
        unit,
        {
          name: 'task.complete',
          args: { taskId, result: `${tellsOf(subject.id)}办好`, completedOn: '2026-07-01' },
        },
      ],
      [
        author,
        {
          name: 'issue.recordReturnVisit',
          args: { issueId, satisfaction: 'fairly', words: '', happenedOn: '2026-07-01', way: 'phone' },
        },
      ],
      [office, { name: 'issue.strikeOff', args: { issueId, outcome: 'solved', remark: '' } }],
    ]
    return steps.slice(0, index).map(([personId, request]) => [personId, 'person', request])
  }).flat()
  const [, , , assigned, signed, , , ended] = made
  const [merged, aside] = [id(), id()]
  const more: Said[] = [
    [author, 'person', issueOf(zone, merged, null, zone.subjects[1] ?? nowhere, 0, '2026-07-01')],
    [
      office,
      'person',
      { name: 'issue.merge', args: { masterId: ended?.issueId ?? '', issueIds: [merged], remark: '' } },
    ],
    [
      office,
      'person',
      {
        name: 'urge.order',
        args: {
          urgeId: id(),
          issueId: assigned?.issueId ?? '',
          taskId: null,
          level: 'yellow',
          text: '请抓紧',
          replyBy: '2026-07-04',
        },
      },
    ],
    [
      unit,
      'person',
      {
        name: 'task.requestExtension',
        args: { taskId: signed?.taskId ?? '', dueOn: '2026-07-25', reason: '雨' },
      },
    ],
    [author, 'person', issueOf(zone, aside, null, zone.subjects[4] ?? nowhere, 0, '2026-07-01')],
    [office, 'person', { name: 'issue.accept', args: { issueId: aside, remark: '' } }],
    [
      office,
      'person',
      {
        name: 'issue.setAside',
        args: { issueId: aside, reason: '等', toldResident: '说了', reviewOn: '2026-08-01' },
      },
    ],
    [office, 'person', pairingStart(id(), author, zone.villages[0] ?? '', 'leader')],
  ]
  await giveCommands(store, zone.tenantId, { requests: [...requests, ...more], deviceId: id(), id, random })
}

/** A plan and a case that wait to be looked at, a case that everybody may read, an activity and a cutting. */
export async function fillWork(store: Store, zone: SimZone, rng: Rng, random: Random): Promise<void> {
  const id = () => uuidV7(simStart, rng.bytes(10))
  const [unit = '', group = ''] = zone.people.slice(5).map((person) => person.id)
  const { campaignId } = zone
  const unitId = 'unit-1'
  const [waiting, published] = [id(), id()]
  const caseOf = (caseId: string): CommandRequest => ({
    name: 'modelCase.write',
    args: { caseId, kind: 'case', title: '案例', text: '修好了灯', unitId, issueId: null },
  })
  const schedule = [{ phaseId: 'phase-1', text: '七月' }]
  const plan = { goals: '目标', measures: '措施', responsible: '己', schedule }
  const activity = {
    actionId: 'action-1',
    kind: 'building' as const,
    happenedOn: '2026-07-01',
    areaId: null,
    groupIds: [],
    place: '村部',
    peopleReached: 9,
    householdsReached: null,
    result: '干净了',
  }
  const byUnit: CommandRequest[] = [
    { name: 'unitPlan.write', args: { campaignId, unitId, ...plan } },
    { name: 'unitPlan.submit', args: { campaignId, unitId } },
    ...[waiting, published].flatMap((caseId): CommandRequest[] => [
      caseOf(caseId),
      { name: 'modelCase.submit', args: { caseId } },
    ]),
    { name: 'activity.record', args: { activityId: id(), campaignId, unitId, ...activity } },
  ]
  const cutting = { outlet: '县报', title: '报道', publishedOn: '2026-07-01', link: '', unitId, caseId: null }
  const byGroup: CommandRequest[] = [
    { name: 'modelCase.publish', args: { caseId: published, title: '案例', text: '修好了灯' } },
    { name: 'press.record', args: { pressId: id(), ...cutting } },
  ]
  const requests = [
    ...byUnit.map((request): Said => [unit, 'person', request]),
    ...byGroup.map((request): Said => [group, 'person', request]),
  ]
  await giveCommands(store, zone.tenantId, { requests, deviceId: id(), id, random })
}

/** 月度三张清单 of the month in which everything begins, frozen, with all issues that are listed. */
export async function freezeMonth(
  store: Store,
  zone: SimZone,
  {
    rng,
    random,
    isCorrected = false,
    notice = 'none',
  }: { rng: Rng; random: Random; isCorrected?: boolean; notice?: 'none' | 'submitted' | 'posted' },
): Promise<void> {
  const id = () => uuidV7(simStart, rng.bytes(10))
  const [editionId, office] = [id(), zone.people[3]?.id ?? '']
  const issues = await store.read(zone.tenantId, (tx) => tx.rowsOfKind('issue'))
  const open: Extract<CommandRequest, { name: 'edition.open' }> = {
    name: 'edition.open',
    args: {
      editionId,
      month: '2026-07',
      heldOn: '2026-07-01',
      title: '七月清单',
      publicForms: [],
      correctsId: null,
      reason: '',
      items: issues.map(({ id: refId }) => ({ list: 'issues', refId })),
    },
  }
  const freeze: CommandRequest = { name: 'edition.freeze', args: { editionId } }
  const correction: CommandRequest = {
    name: 'edition.open',
    args: { ...open.args, editionId: id(), correctsId: editionId, reason: '漏了', items: [] },
  }
  const noticeId = id()
  const refId = issues.find(({ json }) => !json.includes('"number":null'))?.id ?? ''
  const approve: CommandRequest = { name: 'notice.approve', args: { noticeId, revision: 2 } }
  const byOffice = [
    open,
    freeze,
    ...(notice === 'none' ? [] : noticeOf(zone, { noticeId, editionId, refId })),
    ...(isCorrected ? [correction] : []),
  ]
  const requests = [
    ...byOffice.map((request): Said => [office, 'person', request]),
    ...(notice === 'posted' ? [[zone.people[6]?.id ?? '', 'person', approve] as const] : []),
  ]
  await giveCommands(store, zone.tenantId, { requests, deviceId: id(), id, random })
}

const assignmentOf = (zone: SimZone, taskId: string, issueId: string, subjectId: string): CommandRequest => ({
  name: 'issue.assign',
  args: {
    taskId,
    issueIds: [issueId],
    title: '办',
    measures: `去${tellsOf(subjectId)}办`,
    deadlineKind: 'byDate',
    dueOn: '2026-07-20',
    milestones: [],
    leadUnitId: 'unit-1',
    assistUnitIds: [],
    leaderId: zone.people[2]?.id ?? '',
    handlerId: null,
  },
})

/** 公示 of it, composed, with a line left out, and handed in: somebody else has to look at it. */
const noticeOf = (
  zone: SimZone,
  { noticeId, editionId, refId }: { noticeId: string; editionId: string; refId: string },
): CommandRequest[] => [
  {
    name: 'notice.compose',
    args: {
      noticeId,
      editionId,
      title: '民情公示',
      intro: '如下',
      closing: '请监督',
      contact: '0722-3300000',
      lists: [...editionLists],
      expiresOn: '2026-07-04',
      campaignId: zone.campaignId,
    },
  },
  { name: 'notice.omitLine', args: { noticeId, list: 'issues', refId, reason: '再看看' } },
  { name: 'notice.submit', args: { noticeId } },
]
