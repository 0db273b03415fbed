/** 问题: what is shown of one issue anywhere. */
export const issue = {
  unconfirmed: '待同步',
  urgent: '紧急',
  confidential: '保密',
  numbered: '{number} 号',
  timeline: '办理经过',
  noEvents: '办理经过还没有取到本机',
  eventRemark: '意见：{text}',
  eventReply: '补充说明：{text}',
  eventReason: '原因：{text}',
  eventMeasure: '办法：{text}',
  eventTold: '答复群众：{text}',
  eventHandedTo: '转交：{text}',
  eventFields: '改动：{fields}',
  listSeparator: '、',
} as const
