/** 单位实施方案: written by the unit, filed for review, and approved or returned by 指导考核组 (§四.1). */
import type { Audience } from '../access/audience'
import { may } from '../access/may'
import { accept, defineCommand, fresh, must, patch, put, reject, type DecideContext } from '../command/define'
import { timelineEvent } from '../issue/events'
import { todayOf } from '../issue/step'
import { conflictEvents, editRow } from '../mergeFields'
import type { Row } from '../rows'
import { codeId, freeText, list, object, optional } from '../schema'
import { planIdOf, type PlanText, type PlanVersion, type UnitPlan } from './rows'
import { nextPlanState, type PlanCommand } from './transitions'

const planKey = { campaignId: codeId, unitId: codeId }
/** Four pages of measures are a long plan; more is a report. */
const sections = {
  goals: optional(freeText({ max: 2000 })),
  measures: optional(freeText({ max: 4000 })),
  responsible: optional(freeText({ max: 1000 })),
  schedule: optional(list(object({ phaseId: codeId, text: freeText({ max: 1000 }) }), { max: 20 })),
}
const nothingWritten: PlanText = { goals: '', measures: '', responsible: '', schedule: [] }

/** 起草: the parts that were written; one that a colleague changed meanwhile is a conflict of that part alone. */
export const unitPlanWrite = defineCommand('unitPlan.write@1', {
  args: object({ ...planKey, ...sections }),
  reads: ({ campaignId, unitId }) => [
    must('campaign', campaignId),
    must('unit', unitId),
    // Most often there is none yet, and then a device without signal must be able to say so.
    fresh('unitPlan', planIdOf(campaignId, unitId)),
  ],
  decide(context) {
    const { args, actor, rows, at } = context
    const { campaignId, unitId, ...text } = args
    if (!rows.get('unit', unitId) || !rows.get('campaign', campaignId)) return reject('notPermitted')
    if (!may(actor, 'unitPlan.write', { unitIds: [unitId] })) return reject('notPermitted')
    const planId = planIdOf(campaignId, unitId)
    const plan = rows.get('unitPlan', planId)
    const next = nextPlanState('unitPlan.write', plan?.data.state ?? '(new)')
    if (!next) return reject('wrongState', { state: plan?.data.state ?? '' })
    if (!plan) {
      const state = { state: next, versions: [], audience: planAudience(unitId) }
      const begun: UnitPlan = { campaignId, unitId, ...nothingWritten, ...text, ...state, ...at }
      return accept([put('unitPlan', planId, begun)])
    }
    const { changes, conflicts } = editRow(plan, text, context)
    if (changes.length === 0) return reject('nothingToChange')
    return accept([
      ...changes,
      ...conflictEvents(context, { kind: 'unitPlan', id: planId, areaId: '' }, conflicts),
    ])
  },
})

/** 报送审核: every section has something in it. Rejections: planIncomplete. */
export const unitPlanSubmit = defineCommand('unitPlan.submit@1', {
  args: object(planKey),
  reads: ({ campaignId, unitId }) => [must('unitPlan', planIdOf(campaignId, unitId))],
  decide(context) {
    const step = stepOf(context, 'unitPlan.submit')
    if (step.refusal) return step.refusal
    const { plan, next } = step
    const text = textOf(plan.data)
    const empty = emptySection(text)
    if (empty) return reject('planIncomplete', { field: empty })
    const version = { ...text, by: context.actor.personId, on: todayOf(context), review: null }
    return accept([
      patch('unitPlan', plan.id, { state: next, versions: [...plan.data.versions, version] }),
      planEvent(context, 'unitPlan.submitted', plan),
    ])
  },
})

/** 审核通过. Rejections: ownWork. */
export const unitPlanApprove = defineCommand('unitPlan.approve@1', {
  args: object({ ...planKey, remark: freeText({ max: 1000 }) }),
  reads: ({ campaignId, unitId }) => [must('unitPlan', planIdOf(campaignId, unitId))],
  decide: (context) => review(context, 'unitPlan.approve'),
})

/** 退回修改, with what has to be changed; an approved one as well. Rejections: ownWork. */
export const unitPlanReturn = defineCommand('unitPlan.return@1', {
  args: object({ ...planKey, remark: freeText({ max: 1000, min: 1 }) }),
  reads: ({ campaignId, unitId }) => [must('unitPlan', planIdOf(campaignId, unitId))],
  decide: (context) => review(context, 'unitPlan.return'),
})

interface PlanArgs {
  campaignId: string
  unitId: string
}

/** The plan a command is about and the state that follows, or why it can't be done. */
function stepOf({ args, actor, rows }: DecideContext<PlanArgs>, command: PlanCommand) {
  const plan = rows.get('unitPlan', planIdOf(args.campaignId, args.unitId))
  if (!plan || !may(actor, command, { unitIds: [plan.data.unitId] }))
    return { refusal: reject('notPermitted') } as const
  const next = nextPlanState(command, plan.data.state)
  return next
    ? ({ refusal: undefined, plan, next } as const)
    : ({ refusal: reject('wrongState', { state: plan.data.state }) } as const)
}

function review(
  context: DecideContext<PlanArgs & { remark: string }>,
  command: 'unitPlan.approve' | 'unitPlan.return',
) {
  const step = stepOf(context, command)
  if (step.refusal) return step.refusal
  const { plan, next } = step
  const { actor, args } = context
  const versions = [...plan.data.versions]
  const last = versions.pop()
  // Who filed it does not judge it.
  if (last?.by === actor.personId) return reject('ownWork')
  const verdict = command === 'unitPlan.approve' ? ('approved' as const) : ('returned' as const)
  const reviewed: PlanVersion[] = last
    ? [
        ...versions,
        { ...last, review: { verdict, remark: args.remark, by: actor.personId, on: todayOf(context) } },
      ]
    : versions
  return accept([
    patch('unitPlan', plan.id, { state: next, versions: reviewed }),
    planEvent(context, `unitPlan.${verdict}`, plan, args.remark === '' ? {} : { remark: args.remark }),
  ])
}

const textOf = ({ goals, measures, responsible, schedule }: PlanText): PlanText => ({
  goals,
  measures,
  responsible,
  schedule,
})

function emptySection({ goals, measures, responsible, schedule }: PlanText): keyof PlanText | undefined {
  if (goals.trim() === '') return 'goals'
  if (measures.trim() === '') return 'measures'
  if (responsible.trim() === '') return 'responsible'
  return schedule.some(({ text }) => text.trim() !== '') ? undefined : 'schedule'
}

/** The unit itself, and those who review plans or look on. */
const planAudience = (unitId: string): Audience => ({
  areaId: '',
  people: [],
  confidential: false,
  units: [unitId],
  groups: ['office', 'assessor', 'discipline'],
})

const planEvent = (
  context: DecideContext<unknown>,
  type: 'unitPlan.submitted' | 'unitPlan.approved' | 'unitPlan.returned',
  plan: Row<'unitPlan'>,
  detail = {},
) =>
  timelineEvent(context, {
    type,
    aboutKind: 'unitPlan',
    about: { id: plan.id, audience: plan.data.audience },
    detail,
    place: 0,
  })
