/** 实践活动: the next one begins as a copy of the last; ids of care groups are the same in all of them. */
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  must,
  patch,
  put,
  reject,
  type Decision,
  type Rows,
} from '../command/define'
import type { CampaignId } from '../ids'
import { calendarDate, codeId, freeText, integer, list, nullable, object, optional, boolean } from '../schema'
import { fieldChanges, settingsEvent } from '../settings/history'
import { refuseFutureDates } from '../time/check'
import type { CalendarDate } from '../time/shanghai'
import type { Campaign } from '../zone/rows'
import { nameSchema } from '../zone/schemas'
import { inheritorOf, inheritorReads } from '../zone/successor'
import { refuseUnit } from '../zone/unit'
import { campaignFields } from './fields'

const named = { id: codeId, name: nameSchema }
const yearSchema = integer({ min: 2000, max: 2199 })

/** 新一轮实践活动: everything of `copyOf`, its days as many years later. Rosters begin empty. */
export const campaignCreate = defineCommand('campaign.create@1', {
  args: object({ campaignId: codeId, copyOf: codeId, name: nameSchema, year: yearSchema }),
  reads: ({ campaignId, copyOf }) => [fresh('campaign', campaignId), must('campaign', copyOf)],
  readsMore: inheritorReads<{ copyOf: CampaignId }>(({ copyOf }, rows) => {
    const last = rows.get('campaign', copyOf)?.data
    return last ? unitsOf(last) : []
  }),
  decide(context) {
    const { args, actor, rows } = context
    const { campaignId, copyOf, name, year } = args
    const last = rows.get('campaign', copyOf)?.data
    if (!last || !may(actor, 'campaign.create', {})) return reject('notPermitted')
    if (rows.get('campaign', campaignId)) return reject('alreadyExists')
    const later = (date: CalendarDate): CalendarDate => yearsLater(date, year - last.year)
    const phases = last.phases.map((phase) => ({ ...phase, from: later(phase.from), to: later(phase.to) }))
    // A unit that ended between the two campaigns leads nothing of the next.
    const led = {
      keyActions: last.keyActions.map((each) => ({
        ...each,
        leadUnitId: inheritorOf(rows, each.leadUnitId),
      })),
      groups: last.groups.map((each) => ({ ...each, unitId: inheritorOf(rows, each.unitId) })),
    }
    return accept([
      put('campaign', campaignId, { ...last, ...led, name, year, phases, closedOn: null }),
      settingsEvent(context, 'settings.created', { kind: 'campaign', id: campaignId, name }),
    ])
  },
})

/** 修改实践活动: only what is to change. Rejections: phaseOrder, careGroupKept, unknownUnit, unitInactive. */
export const campaignEdit = defineCommand('campaign.edit@1', {
  args: object({
    campaignId: codeId,
    name: optional(nameSchema),
    year: optional(yearSchema),
    operator: optional(freeText({ max: 80 })),
    filingNumber: optional(freeText({ max: 80 })),
    phases: optional(list(object({ ...named, from: calendarDate, to: calendarDate }), { max: 20, min: 1 })),
    keyActions: optional(list(object({ ...named, leadUnitId: codeId }), { max: 50 })),
    careGroups: optional(list(object({ ...named, active: optional(boolean) }), { max: 30 })),
    groups: optional(list(object({ ...named, unitId: codeId }), { max: 20 })),
  }),
  reads: ({ campaignId, keyActions = [], groups = [] }) => [
    must('campaign', campaignId),
    ...unitsOf({ keyActions, groups }).map((id) => must('unit', id)),
  ],
  decide(context) {
    const { args, actor, rows } = context
    const { campaignId, ...fields } = args
    const campaign = rows.get('campaign', campaignId)?.data
    if (!campaign || !may(actor, 'campaign.edit', {})) return reject('notPermitted')
    const after = { ...campaign, ...fields }
    const changes = fieldChanges(campaignFields(campaign), campaignFields(after))
    if (changes.length === 0) return reject('nothingToChange')
    const refused =
      refuseDoubles(after) ??
      refusePhases(after.phases) ??
      refuseLostGroup(campaign, after) ??
      refuseUnits(rows, campaign, { keyActions: fields.keyActions ?? [], groups: fields.groups ?? [] })
    if (refused) return refused
    return accept([
      patch('campaign', campaignId, fields),
      settingsEvent(
        context,
        'settings.changed',
        { kind: 'campaign', id: campaignId, name: campaign.name },
        { changes },
      ),
    ])
  },
})

/** 结束实践活动 before its phases do; null: it goes on. All of it stays readable. */
export const campaignClose = defineCommand('campaign.close@1', {
  args: object({ campaignId: codeId, closedOn: nullable(calendarDate) }),
  reads: ({ campaignId }) => [must('campaign', campaignId)],
  decide(context) {
    const { args, actor, rows, at } = context
    const { campaignId, closedOn } = args
    const campaign = rows.get('campaign', campaignId)?.data
    if (!campaign || !may(actor, 'campaign.close', {})) return reject('notPermitted')
    if ((campaign.closedOn ?? null) === closedOn) return reject('nothingToChange')
    const future = refuseFutureDates({ closedOn }, at)
    if (future) return future
    return accept([
      patch('campaign', campaignId, { closedOn }),
      settingsEvent(
        context,
        closedOn === null ? 'settings.enabled' : 'settings.disabled',
        { kind: 'campaign', id: campaignId, name: campaign.name },
        { changes: fieldChanges({ closedOn: campaign.closedOn }, { closedOn }) },
      ),
    ])
  },
})

/** 29 February of a leap year becomes the 28th. */
const yearsLater = (date: CalendarDate, years: number): CalendarDate => {
  const moved = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
  return moved.endsWith('-02-29') && years % 4 !== 0 ? `${moved.slice(0, 8)}28` : moved
}

type Led = Pick<Campaign, 'keyActions' | 'groups'>
const unitsOf = ({ keyActions, groups }: Led): string[] => [
  ...new Set([...keyActions.map(({ leadUnitId }) => leadUnitId), ...groups.map(({ unitId }) => unitId)]),
]

/** A unit that was dissolved may stay where it stood, and is taken for nothing new. */
function refuseUnits(rows: Rows, before: Led, fields: Led): Decision | undefined {
  const known = new Set(unitsOf(before))
  for (const id of unitsOf(fields)) {
    const refused = known.has(id) ? undefined : refuseUnit(rows, id)
    if (refused) return refused
  }
  return undefined
}

function refuseDoubles(campaign: Campaign): Decision | undefined {
  for (const path of ['phases', 'keyActions', 'careGroups', 'groups'] as const) {
    const ids = campaign[path].map(({ id }) => id)
    if (new Set(ids).size < ids.length) return reject('invalidArgs', { path, issue: 'duplicateItem' })
  }
  return undefined
}

function refusePhases(phases: Campaign['phases']): Decision | undefined {
  let before: CalendarDate = ''
  for (const { name, from, to } of [...phases].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (to < from || from <= before) return reject('phaseOrder', { name })
    before = to
  }
  return undefined
}

/** Households are registered with these ids, in this campaign and the next. */
function refuseLostGroup(before: Campaign, after: Campaign): Decision | undefined {
  const lost = before.careGroups.find(({ id }) => !after.careGroups.some((group) => group.id === id))
  return lost && reject('careGroupKept', { name: lost.name })
}
