import type { Translated } from '../translated'
import type { ui as zhCN } from '../zh-CN/ui'

export const ui: Translated<typeof zhCN> = {
  close: 'Close',
  back: 'Back',
  clear: 'Clear',
  dismiss: 'Got it',
  undo: 'Undo',
  cancel: 'Cancel',
  retry: 'Try again',
  required: 'required',
  optional: 'optional',
  pleaseChoose: 'Please choose',
  chooseDate: 'Choose a date',
  chooseTime: 'Choose a time',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  skipToContent: 'Skip to content',
  loading: 'Loading',
  working: 'Working',
  notices: 'Notices',
  justNow: 'just now',
  count: '{count} item | {count} items',
  charsLeft: '{count} character left | {count} characters left',
  charsOver:
    '{count} character too many: shorten before saving | {count} characters too many: shorten before saving',
  progress: '{value} / {max}',
  errorCode: 'Code {code}',
  happenedAt: 'Happened',
  writtenAt: 'Written down',
  receivedAt: 'Received',
  notReceived: 'Not delivered yet',
}
