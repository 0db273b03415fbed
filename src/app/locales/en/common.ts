import type { Translated } from '../translated'
import type { common as zhCN } from '../zh-CN/common'

export const common: Translated<typeof zhCN> = {
  appName: 'Minqing',
  save: 'Save',
  cancel: 'Cancel',
  confirm: 'OK',
  edit: 'Edit',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  more: 'More',
  all: 'All',
  today: 'Today',
  yesterday: 'Yesterday',
  unknown: 'Unknown',
  none: 'None',
  mainNav: 'Main places',
  colon: ': ',
}
