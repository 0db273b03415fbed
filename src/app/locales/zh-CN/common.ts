/** Words that more than one part of the app uses. */
export const common = {
  appName: '民情簿',
  save: '保存',
  cancel: '取消',
  confirm: '确定',
  edit: '修改',
  retry: '重试',
  copy: '复制',
  copied: '已复制',
  more: '更多',
  all: '全部',
  today: '今天',
  yesterday: '昨天',
  unknown: '不详',
  none: '无',
  mainNav: '主要栏目',
  colon: '：',
} as const
