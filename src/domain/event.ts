/** What people see as the timeline of an issue, a visit or a subject: rows like any other, synced like any other. */
import type { PersonId } from './ids'
import type { Audience } from './access/audience'
import type { HonestTimes } from './time/honest'

export const eventTypes = [
  'subject.created',
  'subject.edited',
  'subject.moved',
  'visit.recorded',
  'visit.amended',
  'visit.withdrawn',
  'issue.registered',
  'issue.resolvedOnSite',
  'issue.accepted',
  'issue.sentBack',
  'issue.resubmitted',
  'issue.declined',
  'issue.merged',
  'issue.unmerged',
  'issue.split',
  'issue.assigned',
  'issue.claimed',
  'issue.prominent',
  'issue.withdrawnByResident',
  'issue.setAside',
  'issue.resumed',
  'issue.returnVisited',
  'issue.explained',
  'issue.struckOff',
  'issue.strikeOffRefused',
  'issue.reopened',
  'issue.told',
  'issue.sampled',
  'issue.slipGiven',
  'issue.slipTakenBack',
  'task.signed',
  'task.handlerSet',
  'task.progressed',
  'task.completed',
  'task.handedBack',
  'task.extensionRequested',
  'task.extensionGranted',
  'task.extensionRefused',
  'task.reassigned',
  'task.cancelled',
  'task.unitDissolved',
  'urge.ordered',
  'urge.replied',
  'edition.opened',
  'edition.itemsAdded',
  'edition.itemsRemoved',
  'edition.frozen',
  'edition.dropped',
  'notice.composed',
  'notice.edited',
  'notice.submitted',
  'notice.refused',
  'notice.posted',
  'notice.withdrawn',
  'notice.dropped',
  'unitPlan.submitted',
  'unitPlan.approved',
  'unitPlan.returned',
  'activity.recorded',
  'activity.amended',
  'activity.withdrawn',
  'modelCase.written',
  'modelCase.submitted',
  'modelCase.published',
  'modelCase.returned',
  'modelCase.withdrawn',
  'settings.created',
  'settings.changed',
  'settings.disabled',
  'settings.enabled',
  'settings.dissolved',
  'field.conflict',
] as const
export type EventType = (typeof eventTypes)[number]

/** What an administrator sets; its history is read in the settings. */
export const settingKinds = [
  'unit',
  'category',
  'rules',
  'calendarYear',
  'campaign',
  'noticeTexts',
  'pairing',
  'person',
  'area',
] as const
export type SettingKind = (typeof settingKinds)[number]

export interface EventRow extends HonestTimes {
  type: EventType
  aboutKind:
    | 'subject'
    | 'visit'
    | 'issue'
    | 'task'
    | 'edition'
    | 'notice'
    | 'unitPlan'
    | 'activity'
    | 'modelCase'
    | 'pressItem'
    | SettingKind
  aboutId: string
  actorId: PersonId
  /** Plain words or figures of the event: a remark, a number, the fields changed. Values, never locale text. */
  detail: Record<string, string | number | string[] | null>
  audience: Audience
}
