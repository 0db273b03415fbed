import type { EventRow, EventType } from '../../../domain/event'
import { fieldLabel } from '../../composables/useRejectionText'
import type { Translate } from '../../i18n'
import type { IconName } from '../ui/icons'
import type { Tone } from '../ui/tone'

/** Look of each event in a timeline. */
export const eventLooks: Readonly<Record<EventType, { tone: Tone; icon: IconName }>> = {
  'subject.created': { tone: 'neutral', icon: 'user' },
  'subject.edited': { tone: 'neutral', icon: 'edit' },
  'subject.moved': { tone: 'neutral', icon: 'place' },
  'visit.recorded': { tone: 'ok', icon: 'notebook' },
  'visit.amended': { tone: 'neutral', icon: 'edit' },
  'visit.withdrawn': { tone: 'neutral', icon: 'undo' },
  'issue.registered': { tone: 'wait', icon: 'inbox' },
  'issue.resolvedOnSite': { tone: 'ok', icon: 'checkCircle' },
  'issue.accepted': { tone: 'info', icon: 'list' },
  'issue.sentBack': { tone: 'bad', icon: 'returned' },
  'issue.resubmitted': { tone: 'wait', icon: 'send' },
  'issue.declined': { tone: 'neutral', icon: 'refused' },
  'field.conflict': { tone: 'warn', icon: 'people' },
}

const detailKeys = {
  remark: 'issue.eventRemark',
  reply: 'issue.eventReply',
  reason: 'issue.eventReason',
  measure: 'issue.eventMeasure',
  toldResident: 'issue.eventTold',
  handedTo: 'issue.eventHandedTo',
} as const

/** What was said or done, one line per detail; undefined when the event's title says it all. */
export function eventText(t: Translate, detail: EventRow['detail']): string | undefined {
  const lines: string[] = []
  for (const [name, key] of Object.entries(detailKeys)) {
    const value = detail[name]
    if (typeof value === 'string' && value.trim() !== '') lines.push(t(key, { text: value }))
  }
  const { fields } = detail
  if (Array.isArray(fields) && fields.length > 0) {
    const names = fields.map((field) => fieldLabel(t, field))
    lines.push(t('issue.eventFields', { fields: [...new Set(names)].join(t('issue.listSeparator')) }))
  }
  return lines.length > 0 ? lines.join('\n') : undefined
}
