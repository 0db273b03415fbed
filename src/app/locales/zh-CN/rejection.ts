/**
 * Why a command was refused, one sentence per code of domain/command/rejection.ts: what it is and what to do. The
 * parameters arrive as words (`composables/useRejectionText.ts`), never as ids.
 */
export const rejection = {
  invalidArgs: '“{field}”填写不合要求：{why}',
  unknownCommand: '服务器还不认识这种操作，可能是服务器版本较旧。请过后再送，或联系园区管理员。',
  notPermitted: '没有找到这条记录，或者您没有办理它的权限。',
  wrongState: '这件事的情况已经变了（现在是“{state}”），这一步不能再办。',
  alreadyExists: '这条记录已经有了，内容与这次不同。请核对后再报。',
  dependencyRejected: '它所依据的前一条记录没有通过。请先处理前一条，再重新提交这一条。',
  dateInFuture: '“{field}”填的是 {date}，还没到这一天。请核对日期；如果没有填错，请看看本机的时间对不对。',
  dateTooLongAgo:
    '“{field}”填的是 {date}，太早了（最早 {earliest}），可能填错了年份。请核对日期；如果没有填错，请看看本机的时间对不对。',
  endBeforeStart: '“{field}”早于开始的时间，请核对。',
  stayTooLong:
    '从开始到“{field}”有 {days} 天，一条蹲点记录最多 {max} 天。请核对日期；确实更长的，请分几条记。',
  unknownCategory: '所选的问题类别不能用（已经停用，或者下面还有细类），请重新选择类别。',
  unknownArea: '所选的村（社区）或组不在本园区，或者组不在这个村里，请重新选择。',
  unknownCareGroup: '所选的特殊群体类型已经停用，请重新选择。',
  unknownPerson: '所选人员已经不在本园区任职，请重新选择。',
  unknownUnit: '所选单位不在本园区，请重新选择。',
  ownAccess: '不能停用自己的账号，也不能取消自己的系统管理员角色。需要时请另一位系统管理员办理。',
  nameTaken: '同一级里已经有“{name}”了，请换一个名称，免得混淆。',
  areaInUse:
    '这个组里还登记着 {count} 户（家）走访对象，不能划到别的村（社区）。请先由综合协调组把它们迁走。',
  areaInactive: '这个村（社区）已经停用。请先启用，或选择别的村（社区）。',
  kindMismatch: '走访类型“{visitKind}”不适用于“{subjectKind}”，请改选走访类型或走访对象。',
  notUrgentKind: '只有矛盾隐患和风险隐患可以紧急上报，“{kind}”请按一般问题上报。',
  confidentialStays: '已经保密的问题不能改为不保密。',
  ownHandling: '这件事您经办过，回访和销号要由别人来办（经办、回访、销号三分开）。',
  ownReturnVisit: '这件事是您回访的，销号要由别人来办。',
  deadlinePast: '“{field}”填的是 {date}，已经过去了。请重新选择；如果没有填错，请看看本机的时间对不对。',
  milestonesNeeded: '分阶段推进的，至少要写一个有日期的阶段性目标。',
  milestoneAfterDeadline: '阶段性目标 {date} 晚于完成时限 {dueOn}，请核对。',
  confidentialAlone: '保密的问题要单独交办，并写明经办人；不能和不保密的问题合在一起。',
  handBackTooLate: '签收已经 {days} 个工作日，超过 {max} 个工作日不能退件。请与综合协调组联系。',
  noExtension: '没有待答复的延期申请，可能别人已经办了。',
  extensionPending: '上一次延期申请还没有答复，请等综合协调组办理。',
  notLater: '新的时限要晚于现在的时限 {dueOn}。',
  outcomeNotProposed: '这件事不是按这个结果报上来的，请选择相符的办理结果，或者不予销号。',
  notAMaster: '所选的主问题不能用：它自己已并入别的问题或已办结，或者要并入的问题下面还有别的问题。',
  masterNotEnded: '主问题还没有销号，等有了结果再告知群众。',
  notLeading: '所选领导没有包保这个村（社区）或这一户，请先建立领导包保。',
  nothingToChange: '内容没有变化，不需要保存。',
  identityNumber: '“{field}”里有身份证号码。本系统不收集身份证号码，请删去后再保存。',
  /** A code of a newer server. */
  other: '服务器没有接受这条记录（代码 {code}）。内容还在本机，可以复制后改报，或联系园区管理员。',
  payloadConflict: '服务器上已有同一编号、内容不同的记录。请核对后重新提交。',
  personInactive: '您的账号已经停用，这条记录转由综合协调组人工核对。',
  deviceRevoked: '这台设备已被停用，这条记录转由综合协调组人工核对。',
} as const
