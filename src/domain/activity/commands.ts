/** 活动记录: recorded by a unit's people, put right by a correction, withdrawn with a reason. */
import type { Audience } from '../access/audience'
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  must,
  mustIf,
  patch,
  put,
  reject,
  type DecideContext,
  type Refused,
  type Rows,
} from '../command/define'
import { timelineEvent } from '../issue/events'
import { conflictEvents, editRow } from '../mergeFields'
import {
  calendarDate,
  choice,
  codeId,
  freeText,
  idList,
  integer,
  nullable,
  object,
  optional,
  uuid,
} from '../schema'
import { refuseDatesLongAgo, refuseFutureDates } from '../time/check'
import { activityKinds, type Activity } from './rows'

/** As visits: written down late is ordinary, a wrong year is a slip. */
const longestAgoDays = 2 * 366

const fields = {
  actionId: codeId,
  kind: choice(activityKinds),
  happenedOn: calendarDate,
  areaId: nullable(codeId),
  groupIds: idList(codeId, { max: 100 }),
  place: freeText({ max: 120 }),
  peopleReached: nullable(integer({ min: 0, max: 100_000 })),
  householdsReached: nullable(integer({ min: 0, max: 100_000 })),
  result: freeText({ max: 1000 }),
}

/** 记活动. What, when and of which action; everything else may stay empty. Rejections: unknownAction, unknownArea, the dates. */
export const activityRecord = defineCommand('activity.record@1', {
  args: object({ activityId: uuid, campaignId: codeId, unitId: codeId, ...fields }),
  reads: ({ activityId, campaignId, unitId, areaId, groupIds }) => [
    fresh('activity', activityId),
    must('campaign', campaignId),
    must('unit', unitId),
    ...mustIf('area', areaId),
    ...groupIds.map((id) => must('area', id)),
  ],
  decide(context) {
    const { args, actor, rows, at } = context
    const { activityId, ...activity } = args
    if (!rows.get('unit', args.unitId) || !may(actor, 'activity.record', { unitIds: [args.unitId] }))
      return reject('notPermitted')
    if (rows.get('activity', activityId)) return reject('alreadyExists')
    const refused =
      refuseAction(rows, args.campaignId, args.actionId) ??
      refusePlaces(rows, args) ??
      refuseFutureDates({ happenedOn: args.happenedOn }, at) ??
      refuseDatesLongAgo({ happenedOn: args.happenedOn }, longestAgoDays, at)
    if (refused) return refused
    const audience = activityAudience(args, [actor.personId])
    return accept([
      put('activity', activityId, {
        ...activity,
        state: 'recorded',
        withdrawReason: null,
        recordedBy: actor.personId,
        audience,
        ...at,
      }),
      activityEvent(context, 'activity.recorded', { id: activityId, audience }),
    ])
  },
})

/** 更正活动: changed fields only. */
export const activityAmend = defineCommand('activity.amend@1', {
  args: object({
    activityId: uuid,
    changes: object({
      actionId: optional(fields.actionId),
      kind: optional(fields.kind),
      happenedOn: optional(fields.happenedOn),
      areaId: optional(fields.areaId),
      groupIds: optional(fields.groupIds),
      place: optional(fields.place),
      peopleReached: optional(fields.peopleReached),
      householdsReached: optional(fields.householdsReached),
      result: optional(fields.result),
    }),
  }),
  reads: ({ activityId, changes }) => [
    must('activity', activityId),
    ...mustIf('area', changes.areaId),
    ...(changes.groupIds ?? []).map((id) => must('area', id)),
  ],
  // What was there before may come into question with a new village.
  readsMore: ({ activityId }, rows) => {
    const activity = rows.get('activity', activityId)?.data
    if (!activity) return []
    return [
      must('campaign', activity.campaignId),
      ...mustIf('area', activity.areaId),
      ...activity.groupIds.map((id) => must('area', id)),
    ]
  },
  decide(context) {
    const { args, rows, at } = context
    const { changes } = args
    const step = standing(context, 'activity.amend')
    if (step.refusal) return step.refusal
    const { activity } = step
    const after: Activity = { ...activity.data, ...changes }
    const refused =
      (changes.actionId === undefined ? undefined : refuseAction(rows, after.campaignId, after.actionId)) ??
      (changes.areaId === undefined && changes.groupIds === undefined
        ? undefined
        : refusePlaces(rows, after)) ??
      refuseFutureDates({ happenedOn: changes.happenedOn }, at) ??
      refuseDatesLongAgo({ happenedOn: changes.happenedOn }, longestAgoDays, at)
    if (refused) return refused
    const { changes: edits, changed, conflicts } = editRow(activity, changes, context)
    if (changed.length === 0) return reject('nothingToChange')
    const audience = activityAudience(after, activity.data.audience.people)
    return accept([
      ...edits,
      ...(changed.includes('areaId') ? [patch('activity', activity.id, { audience })] : []),
      activityEvent(context, 'activity.amended', { id: activity.id, audience }, { fields: changed }),
      ...conflictEvents(
        context,
        { kind: 'activity', id: activity.id, areaId: after.areaId ?? '' },
        conflicts,
      ),
    ])
  },
})

/** 撤回活动: it stays in the history with its reason, and is counted nowhere. */
export const activityWithdraw = defineCommand('activity.withdraw@1', {
  args: object({ activityId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ activityId }) => [must('activity', activityId)],
  decide(context) {
    const step = standing(context, 'activity.withdraw')
    if (step.refusal) return step.refusal
    const { id, data } = step.activity
    const { reason } = context.args
    return accept([
      patch('activity', id, { state: 'withdrawn', withdrawReason: reason }),
      activityEvent(context, 'activity.withdrawn', { id, audience: data.audience }, { reason }),
    ])
  },
})

function standing(
  { args, actor, rows }: DecideContext<{ activityId: string }>,
  command: 'activity.amend' | 'activity.withdraw',
) {
  const activity = rows.get('activity', args.activityId)
  const target = activity && { authorId: activity.data.recordedBy, unitIds: [activity.data.unitId] }
  if (!activity || !target || !may(actor, command, target))
    return { refusal: reject('notPermitted') } as const
  return activity.data.state === 'recorded'
    ? ({ refusal: undefined, activity } as const)
    : ({ refusal: reject('wrongState', { state: activity.data.state }) } as const)
}

function refuseAction(rows: Rows, campaignId: string, actionId: string): Refused | undefined {
  const campaign = rows.get('campaign', campaignId)
  if (!campaign) return reject('notPermitted')
  const isKnown = campaign.data.keyActions.some(({ id }) => id === actionId)
  return isKnown ? undefined : reject('unknownAction', { actionId })
}

/** The village is one, and the groups are its own. */
function refusePlaces(
  rows: Rows,
  { areaId, groupIds }: Pick<Activity, 'areaId' | 'groupIds'>,
): Refused | undefined {
  if (areaId !== null && rows.get('area', areaId)?.data.level !== 'village')
    return reject('unknownArea', { areaId })
  const foreign = groupIds.find((id) => {
    const group = rows.get('area', id)?.data
    return areaId === null || group?.level !== 'group' || group.parentId !== areaId
  })
  return foreign === undefined ? undefined : reject('unknownArea', { areaId: foreign })
}

/** Whoever works in the village, the unit, the author, and the groups that follow the campaign. */
const activityAudience = (
  { areaId, unitId }: Pick<Activity, 'areaId' | 'unitId'>,
  people: readonly string[],
): Audience => ({
  areaId: areaId ?? '',
  people: [...people],
  confidential: false,
  units: [unitId],
  groups: ['office', 'assessor', 'publicity', 'discipline'],
})

const activityEvent = (
  context: DecideContext<unknown>,
  type: 'activity.recorded' | 'activity.amended' | 'activity.withdrawn',
  about: { id: string; audience: Audience },
  detail: Record<string, string | string[]> = {},
) => timelineEvent(context, { type, aboutKind: 'activity', about, detail, place: 0 })
