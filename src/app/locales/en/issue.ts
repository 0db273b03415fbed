import type { Translated } from '../translated'
import type { issue as zhCN } from '../zh-CN/issue'

export const issue: Translated<typeof zhCN> = {
  unconfirmed: 'not synced',
  urgent: 'Urgent',
  confidential: 'Confidential',
  numbered: 'No. {number}',
  timeline: 'What has happened',
  noEvents: 'The history has not reached this device yet',
  eventRemark: 'Remark: {text}',
  eventReply: 'Reply: {text}',
  eventReason: 'Reason: {text}',
  eventMeasure: 'What was done: {text}',
  eventTold: 'The resident was told: {text}',
  eventHandedTo: 'Handed to: {text}',
  eventFields: 'Changed: {fields}',
  listSeparator: ', ',
}
