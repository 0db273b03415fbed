/** Plans, activities, cases and press: what units write beside the loop. */
import { villages } from '../../unit/server/http/makeEdge'
import {
  actionId,
  campaignId,
  known,
  nextCampaignId,
  template,
  unitId,
  yesterday,
  type Template,
} from './template'

export const planOf = (campaign: string) =>
  ({
    name: 'unitPlan.write',
    args: {
      campaignId: campaign,
      unitId,
      goals: '水渠通。',
      measures: '清淤。',
      responsible: '办公室',
      schedule: [{ phaseId: 'phase-1', text: '六月' }],
    },
  }) as const satisfies Template['request']

export const activityOf = (activityId: string) =>
  ({
    name: 'activity.record',
    args: {
      activityId,
      campaignId,
      unitId,
      actionId,
      kind: 'building',
      happenedOn: yesterday,
      areaId: villages[0],
      groupIds: [],
      place: '村部',
      peopleReached: 20,
      householdsReached: null,
      result: '干净了。',
    },
  }) as const satisfies Template['request']

export const caseOf = (caseId: string) =>
  ({
    name: 'modelCase.write',
    args: { caseId, kind: 'case', title: '一渠清水', text: '修好了渠。', unitId, issueId: known.struckOff },
  }) as const satisfies Template['request']

export const pressOf = (pressId: string) =>
  ({
    name: 'press.record',
    args: {
      pressId,
      outlet: '县报',
      title: '水渠通了',
      publishedOn: yesterday,
      link: 'https://example.org/news',
      unitId,
      caseId: known.casePublished,
    },
  }) as const satisfies Template['request']

const finished = { title: '一渠清水', text: '修好了渠。' }

export const workTemplates = (newId: () => string): Template[] => [
  template('admin1', { name: 'unitPlan.write', args: { ...planOf(campaignId).args, goals: '路也通。' } }, [
    'goals',
    'measures',
    'responsible',
    'schedule',
  ]),
  template('admin1', { name: 'unitPlan.submit', args: { campaignId, unitId } }),
  template('office1', {
    name: 'unitPlan.approve',
    args: { campaignId: nextCampaignId, unitId, remark: '同意。' },
  }),
  template('office1', {
    name: 'unitPlan.return',
    args: { campaignId: nextCampaignId, unitId, remark: '再细些。' },
  }),
  template('office1', activityOf(newId())),
  template(
    'office1',
    {
      name: 'activity.amend',
      args: { activityId: known.activity, changes: { place: '渠边', peopleReached: 30 } },
    },
    ['changes.place', 'changes.peopleReached'],
  ),
  template('office1', {
    name: 'activity.withdraw',
    args: { activityId: known.activity, reason: '记重了。' },
  }),
  template('office1', caseOf(newId()), ['kind', 'text', 'issueId']),
  template('admin1', { name: 'modelCase.submit', args: { caseId: known.caseDraft } }),
  template('office1', { name: 'modelCase.publish', args: { caseId: known.caseSubmitted, ...finished } }),
  template('office1', {
    name: 'modelCase.return',
    args: { caseId: known.caseSubmitted, remark: '写细些。' },
  }),
  template('office1', {
    name: 'modelCase.withdraw',
    args: { caseId: known.casePublished, reason: '有误。' },
  }),
  template('office1', pressOf(newId())),
  template(
    'office1',
    { name: 'press.amend', args: { pressId: known.press, changes: { title: '渠通了', unitId: null } } },
    ['changes.title', 'changes.unitId'],
  ),
  template('office1', { name: 'press.withdraw', args: { pressId: known.press, reason: '重了。' } }),
]
