/** 方案, 活动, 案例 and 报道: what units write beside the closed loop, and the groups that review it. */
import type { CommandArgs } from '../../../src/domain/command/registry'
import type { CaseState } from '../../../src/domain/modelCase/rows'
import { planIdOf, type PlanState } from '../../../src/domain/plan/rows'
import type { Row } from '../../../src/domain/rows'
import { addDays } from '../../../src/domain/time/shanghai'
import { phone } from '../names'
import { at, some, someOf, someUnit, type Scene, type Steps, type Weights } from './scene'

const planKey = (scene: Scene) => ({ campaignId: scene.zone.campaignId, unitId: someUnit(scene) })
function planIn(scene: Scene, ...states: PlanState[]): { campaignId: string; unitId: string } | undefined {
  const plan = someOf(scene, 'unitPlan', ({ data }) => states.includes(data.state))
  return plan && { campaignId: plan.data.campaignId, unitId: plan.data.unitId }
}
const caseIn = (scene: Scene, ...states: CaseState[]): Row<'modelCase'> | undefined =>
  someOf(scene, 'modelCase', ({ data }) => states.includes(data.state))
const activity = (scene: Scene) => someOf(scene, 'activity', ({ data }) => data.state === 'recorded')
const press = (scene: Scene) => someOf(scene, 'pressItem', ({ data }) => data.state === 'recorded')
/** Now and then a day that is still to come. */
const happenedOn = ({ today, pick }: Scene): string => addDays(today, pick % 9 === 0 ? 1 : 0)

export const workSteps = {
  'unitPlan.write': (scene) => {
    const key = planKey(scene)
    const before = scene.client.row('unitPlan', planIdOf(key.campaignId, key.unitId))?.data
    return {
      name: 'unitPlan.write',
      args: {
        ...key,
        goals: before && scene.pick % 2 === 0 ? before.goals : `目标${scene.pick}`,
        measures: scene.pick % 7 === 0 ? '' : `措施${scene.pick % 3}`,
        responsible: '己',
        schedule: [{ phaseId: 'phase-1', text: '七月' }],
      },
    }
  },
  'unitPlan.submit': (scene) => {
    const plan = planIn(scene, 'draft', 'returned')
    return plan && { name: 'unitPlan.submit', args: plan }
  },
  'unitPlan.approve': (scene) => {
    const plan = planIn(scene, 'submitted')
    return plan && { name: 'unitPlan.approve', args: { ...plan, remark: '' } }
  },
  'unitPlan.return': (scene) => {
    const plan = planIn(scene, 'submitted', 'approved')
    return plan && { name: 'unitPlan.return', args: { ...plan, remark: '再细些' } }
  },
  'activity.record': (scene) => {
    const areaId = scene.pick % 3 === 0 ? null : (at(scene.zone.villages, scene.pick) ?? null)
    return {
      name: 'activity.record',
      args: {
        activityId: scene.newId(),
        campaignId: scene.zone.campaignId,
        unitId: someUnit(scene),
        actionId: scene.pick % 8 === 0 ? 'action-none' : 'action-1',
        kind: 'building',
        happenedOn: happenedOn(scene),
        areaId,
        groupIds: [],
        place: '村部',
        peopleReached: scene.pick,
        householdsReached: null,
        result: '干净了',
      },
    }
  },
  'activity.amend': (scene) => {
    const row = activity(scene)
    const ways: CommandArgs<'activity.amend'>['changes'][] = [
      { place: `村口${scene.pick}` },
      { areaId: at(scene.zone.villages, scene.pick) ?? null, groupIds: [] },
      { peopleReached: scene.pick },
    ]
    const changes = at(ways, scene.pick)
    return row && changes && { name: 'activity.amend', args: { activityId: row.id, changes } }
  },
  'activity.withdraw': (scene) => {
    const row = activity(scene)
    return row && { name: 'activity.withdraw', args: { activityId: row.id, reason: '记错了' } }
  },
  'modelCase.write': (scene) => {
    const before = scene.pick % 3 === 0 ? caseIn(scene, 'draft', 'returned') : undefined
    const told =
      scene.pick % 4 === 0 ? someOf(scene, 'issue', ({ data }) => data.state === 'struckOff') : undefined
    return {
      name: 'modelCase.write',
      args: {
        caseId: before?.id ?? scene.newId(),
        kind: 'case',
        title: `案例${scene.pick}`,
        text: scene.pick % 7 === 0 ? '' : '修好了灯',
        unitId: before?.data.unitId ?? someUnit(scene),
        issueId: told?.id ?? null,
      },
    }
  },
  'modelCase.submit': (scene) => {
    const row = caseIn(scene, 'draft', 'returned')
    return row && { name: 'modelCase.submit', args: { caseId: row.id } }
  },
  'modelCase.publish': (scene) => {
    const row = caseIn(scene, 'submitted')
    const text = scene.pick % 5 === 0 ? `修好了灯，问${phone}` : '修好了灯'
    return row && { name: 'modelCase.publish', args: { caseId: row.id, title: row.data.title, text } }
  },
  'modelCase.return': (scene) => {
    const row = caseIn(scene, 'submitted')
    return row && { name: 'modelCase.return', args: { caseId: row.id, remark: '写细些' } }
  },
  'modelCase.withdraw': (scene) => {
    const row = caseIn(scene, 'published')
    return row && { name: 'modelCase.withdraw', args: { caseId: row.id, reason: '有误' } }
  },
  'press.record': (scene) => ({
    name: 'press.record',
    args: {
      pressId: scene.newId(),
      outlet: '县报',
      title: `报道${scene.pick}`,
      publishedOn: happenedOn(scene),
      link: '',
      unitId: scene.pick % 2 === 0 ? someUnit(scene) : null,
      caseId: some(scene, 'modelCase')?.id ?? null,
    },
  }),
  'press.amend': (scene) => {
    const row = press(scene)
    const ways: CommandArgs<'press.amend'>['changes'][] = [
      { title: `报道${scene.pick}` },
      { unitId: someUnit(scene) },
      { unitId: null },
    ]
    const changes = at(ways, scene.pick)
    return row && changes && { name: 'press.amend', args: { pressId: row.id, changes } }
  },
  'press.withdraw': (scene) => {
    const row = press(scene)
    return row && { name: 'press.withdraw', args: { pressId: row.id, reason: '重了' } }
  },
} as const satisfies Steps

export const workWeights: Weights<keyof typeof workSteps> = {
  'unitPlan.write': [2, 'unit'],
  'unitPlan.submit': [2, 'unit'],
  'unitPlan.approve': [1.2, 'assessor'],
  'unitPlan.return': [1, 'assessor'],
  'activity.record': [1.5, 'unit'],
  'activity.amend': [1.2, 'anybody'],
  'activity.withdraw': [1.2, 'anybody'],
  'modelCase.write': [2, 'unit'],
  'modelCase.submit': [2, 'unit'],
  'modelCase.publish': [2, 'publicity'],
  'modelCase.return': [0.8, 'publicity'],
  'modelCase.withdraw': [0.7, 'publicity'],
  'press.record': [1, 'publicity'],
  'press.amend': [0.8, 'publicity'],
  'press.withdraw': [0.9, 'publicity'],
}
