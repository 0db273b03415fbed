import type { Activity, ActivityKind } from '../../../domain/activity/rows'
import type { CommandArgs } from '../../../domain/command/registry'
import { changedFields } from '../../composables/editDraft'

/** An activity as the sheet holds it: figures as they are typed. */
export interface ActivityDraft {
  activityId: string
  actionId: string
  kind: ActivityKind | ''
  happenedOn: string
  areaId: string
  groupIds: string[]
  place: string
  peopleReached: string
  householdsReached: string
  result: string
  unitId: string
}

const textOf = (value: number | null): string => String(value ?? '')
/** Nothing is no figure; what is no number stays what it is, for the schema to refuse. */
const figureOf = (typed: string): number | string | null => {
  const plain = typed.trim()
  if (plain === '') return null
  return /^\d+$/u.test(plain) ? Number(plain) : plain
}

export const draftOf = (activityId: string, data: Activity): ActivityDraft => ({
  activityId,
  actionId: data.actionId,
  kind: data.kind,
  happenedOn: data.happenedOn,
  areaId: data.areaId ?? '',
  groupIds: [...data.groupIds],
  place: data.place,
  peopleReached: textOf(data.peopleReached),
  householdsReached: textOf(data.householdsReached),
  result: data.result,
  unitId: data.unitId,
})

/** Arguments as the command wants them; what is wrong in them its schema says. */
export function fieldsOf(draft: ActivityDraft): Record<string, unknown> {
  const isTalk = draft.kind === 'talk'
  return {
    // Absent rather than empty, so that it is said to be missing.
    ...(draft.actionId === '' ? {} : { actionId: draft.actionId }),
    ...(draft.kind === '' ? {} : { kind: draft.kind }),
    happenedOn: draft.happenedOn,
    areaId: draft.areaId === '' ? null : draft.areaId,
    groupIds: isTalk && draft.areaId !== '' ? draft.groupIds : [],
    place: draft.place,
    peopleReached: figureOf(draft.peopleReached),
    householdsReached: isTalk ? figureOf(draft.householdsReached) : null,
    result: draft.result,
  }
}

export const changesOf = (
  before: ActivityDraft,
  now: ActivityDraft,
): Partial<CommandArgs<'activity.amend'>['changes']> => changedFields(fieldsOf(before), fieldsOf(now))
