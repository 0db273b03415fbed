/** 报道登记: kept by 宣传报道组 and the office. */
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
import { conflictEvents, editRow } from '../mergeFields'
import { calendarDate, codeId, freeText, nullable, object, optional, uuid, webLink } from '../schema'
import { refuseDatesLongAgo, refuseFutureDates } from '../time/check'

/** An old cutting may still be entered; five years back it is a slip. */
const longestAgoDays = 5 * 366

const fields = {
  outlet: freeText({ max: 80, min: 1 }),
  title: freeText({ max: 200, min: 1 }),
  publishedOn: calendarDate,
  link: webLink({ max: 500 }),
  unitId: nullable(codeId),
  caseId: nullable(uuid),
}

/** 登记报道. Rejections: unknownUnit, the dates. */
export const pressRecord = defineCommand('press.record@1', {
  args: object({ pressId: uuid, ...fields }),
  reads: ({ pressId, unitId, caseId }) => [fresh('pressItem', pressId), ...targets(unitId, caseId)],
  decide({ args, actor, rows, at }) {
    const { pressId, ...item } = args
    if (!may(actor, 'press.record', {})) return reject('notPermitted')
    if (rows.get('pressItem', pressId)) return reject('alreadyExists')
    const refused =
      refuseTargets(rows, item) ??
      refuseFutureDates({ publishedOn: item.publishedOn }, at) ??
      refuseDatesLongAgo({ publishedOn: item.publishedOn }, longestAgoDays, at)
    if (refused) return refused
    return accept([
      put('pressItem', pressId, {
        ...item,
        state: 'recorded',
        withdrawReason: null,
        recordedBy: actor.personId,
        audience: pressAudience(item.unitId),
        ...at,
      }),
    ])
  },
})

/** 更正报道: changed fields only. */
export const pressAmend = defineCommand('press.amend@1', {
  args: object({
    pressId: uuid,
    changes: object({
      outlet: optional(fields.outlet),
      title: optional(fields.title),
      publishedOn: optional(fields.publishedOn),
      link: optional(fields.link),
      unitId: optional(fields.unitId),
      caseId: optional(fields.caseId),
    }),
  }),
  reads: ({ pressId, changes }) => [
    must('pressItem', pressId),
    ...targets(changes.unitId ?? null, changes.caseId ?? null),
  ],
  decide(context) {
    const { args, rows, at } = context
    const { changes } = args
    const step = standing(context, 'press.amend')
    if (step.refusal) return step.refusal
    const { item } = step
    const refused =
      refuseTargets(rows, { unitId: changes.unitId ?? null, caseId: changes.caseId ?? null }) ??
      refuseFutureDates({ publishedOn: changes.publishedOn }, at) ??
      refuseDatesLongAgo({ publishedOn: changes.publishedOn }, longestAgoDays, at)
    if (refused) return refused
    const { changes: edits, changed, conflicts } = editRow(item, changes, context)
    if (changed.length === 0) return reject('nothingToChange')
    const audience = pressAudience(changes.unitId ?? null)
    return accept([
      ...edits,
      ...(changed.includes('unitId') ? [patch('pressItem', item.id, { audience })] : []),
      ...conflictEvents(context, { kind: 'pressItem', id: item.id, areaId: '' }, conflicts),
    ])
  },
})

/** 撤销登记, with its reason. */
export const pressWithdraw = defineCommand('press.withdraw@1', {
  args: object({ pressId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ pressId }) => [must('pressItem', pressId)],
  decide(context) {
    const step = standing(context, 'press.withdraw')
    if (step.refusal) return step.refusal
    return accept([
      patch('pressItem', step.item.id, { state: 'withdrawn', withdrawReason: context.args.reason }),
    ])
  },
})

const targets = (unitId: string | null, caseId: string | null) => [
  ...mustIf('unit', unitId),
  ...mustIf('modelCase', caseId),
]

function refuseTargets(
  rows: Rows,
  { unitId, caseId }: { unitId: string | null; caseId: string | null },
): Refused | undefined {
  if (unitId !== null && !rows.get('unit', unitId)) return reject('unknownUnit', { unitId })
  return caseId !== null && !rows.get('modelCase', caseId) ? reject('notPermitted') : undefined
}

function standing(
  { args, actor, rows }: DecideContext<{ pressId: string }>,
  command: 'press.amend' | 'press.withdraw',
) {
  const item = rows.get('pressItem', args.pressId)
  if (!item || !may(actor, command, {})) return { refusal: reject('notPermitted') } as const
  return item.data.state === 'recorded'
    ? ({ refusal: undefined, item } as const)
    : ({ refusal: reject('wrongState', { state: item.data.state }) } as const)
}

/** A unit keeps what was written about it, for its report. */
const pressAudience = (unitId: string | null): Audience => ({
  areaId: '',
  people: [],
  confidential: false,
  ...(unitId === null ? {} : { units: [unitId] }),
  groups: ['office', 'assessor', 'publicity', 'discipline'],
})
