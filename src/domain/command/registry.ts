/**
 * All commands by name and version. Names are for ever: phones may be months behind, so an old version stays here
 * with an up-caster to the newest, and a changed argument shape is a new version.
 */
import { activityAmend, activityRecord, activityWithdraw } from '../activity/commands'
import { drawMake } from '../draw/make'
import { drawNotReached, drawRecordVisit } from '../draw/record'
import { editionNote, editionSetHead } from '../edition/edit'
import { editionDrop, editionFreeze } from '../edition/freeze'
import { editionAddItems, editionArrange, editionRemoveItems } from '../edition/items'
import { editionOpen } from '../edition/open'
import { issueAccept } from '../issue/accept'
import { issueAssign } from '../issue/assign'
import { issueClaim, issueSetProminent } from '../issue/claim'
import { issueDecline } from '../issue/decline'
import { issueResume, issueSetAside } from '../issue/defer'
import { issueExplain, issueReopen, issueTellResident, issueWithdrawByResident } from '../issue/ends'
import { issueMerge, issueUnmerge } from '../issue/merge'
import { issueRegister } from '../issue/register'
import { issueResolveOnSite } from '../issue/resolveOnSite'
import { issueResubmit } from '../issue/resubmit'
import { issueRecordReturnVisit } from '../issue/returnVisit'
import { issueSendBack } from '../issue/sendBack'
import { issueGiveSlip, issueTakeBackSlip } from '../issue/slip'
import { issueSplit } from '../issue/split'
import { issueRefuseStrikeOff, issueStrikeOff } from '../issue/strikeOff'
import { urgeOrder, urgeReply } from '../issue/urge'
import { noticeCompose } from '../notice/compose'
import { noticeEdit } from '../notice/edit'
import { noticeEditLine, noticeOmitLine, noticeRestoreLine } from '../notice/lines'
import { noticeApprove, noticeDrop, noticeRefuse, noticeSubmit, noticeWithdraw } from '../notice/post'
import {
  modelCasePublish,
  modelCaseReturn,
  modelCaseSubmit,
  modelCaseWithdraw,
  modelCaseWrite,
} from '../modelCase/commands'
import { unitPlanApprove, unitPlanReturn, unitPlanSubmit, unitPlanWrite } from '../plan/commands'
import { pressAmend, pressRecord, pressWithdraw } from '../press/commands'
import { registerKeepMapping } from '../register/keepMapping'
import { rosterChange } from '../roster/change'
import { subjectCreate } from '../subject/create'
import { subjectEdit } from '../subject/edit'
import { subjectMove } from '../subject/move'
import {
  taskCancel,
  taskGrantExtension,
  taskReassign,
  taskRefuseExtension,
  taskRequestExtension,
} from '../task/office'
import { taskComplete, taskHandBack, taskProgress, taskSetHandler, taskSign } from '../task/work'
import { visitAmend } from '../visit/amend'
import { visitRecord } from '../visit/record'
import { visitWithdraw } from '../visit/withdraw'
import { campaignClose, campaignCreate, campaignEdit } from '../campaign/commands'
import { calendarSetYear } from '../settings/calendar'
import { noticeTextsEdit } from '../settings/noticeTexts'
import { rulesEdit } from '../settings/rules'
import { areaCreate, areaMove, areaRename, areaSetActive } from '../zone/area'
import { categoryCreate, categoryEdit, categorySetActive } from '../zone/category'
import { zoneInstall } from '../zone/install'
import { pairingEnd, pairingStart } from '../zone/pairing'
import { personCreate, personEdit, personMove, personSetActive, personSetRoles } from '../zone/person'
import { unitCreate, unitEdit, unitSetActive } from '../zone/unit'
import { unitDissolve } from '../zone/unitDissolve'
import type { Infer } from '../schema'
import type { CommandDefinition } from './define'

export const commandDefinitions = {
  'zone.install': zoneInstall,
  'pairing.start': pairingStart,
  'pairing.end': pairingEnd,
  'person.create': personCreate,
  'person.edit': personEdit,
  'person.setRoles': personSetRoles,
  'person.move': personMove,
  'person.setActive': personSetActive,
  'area.create': areaCreate,
  'area.rename': areaRename,
  'area.move': areaMove,
  'area.setActive': areaSetActive,
  'unit.create': unitCreate,
  'unit.edit': unitEdit,
  'unit.setActive': unitSetActive,
  'unit.dissolve': unitDissolve,
  'category.create': categoryCreate,
  'category.edit': categoryEdit,
  'category.setActive': categorySetActive,
  'rules.edit': rulesEdit,
  'calendar.setYear': calendarSetYear,
  'campaign.create': campaignCreate,
  'campaign.edit': campaignEdit,
  'campaign.close': campaignClose,
  'noticeTexts.edit': noticeTextsEdit,
  'register.keepMapping': registerKeepMapping,
  'roster.change': rosterChange,
  'subject.create': subjectCreate,
  'subject.edit': subjectEdit,
  'subject.move': subjectMove,
  'visit.record': visitRecord,
  'visit.amend': visitAmend,
  'visit.withdraw': visitWithdraw,
  'issue.register': issueRegister,
  'issue.resolveOnSite': issueResolveOnSite,
  'issue.accept': issueAccept,
  'issue.sendBack': issueSendBack,
  'issue.resubmit': issueResubmit,
  'issue.decline': issueDecline,
  'issue.merge': issueMerge,
  'issue.unmerge': issueUnmerge,
  'issue.split': issueSplit,
  'issue.assign': issueAssign,
  'issue.claim': issueClaim,
  'issue.setProminent': issueSetProminent,
  'issue.withdrawByResident': issueWithdrawByResident,
  'issue.setAside': issueSetAside,
  'issue.resume': issueResume,
  'issue.recordReturnVisit': issueRecordReturnVisit,
  'issue.explain': issueExplain,
  'issue.strikeOff': issueStrikeOff,
  'issue.refuseStrikeOff': issueRefuseStrikeOff,
  'issue.reopen': issueReopen,
  'issue.tellResident': issueTellResident,
  'issue.giveSlip': issueGiveSlip,
  'issue.takeBackSlip': issueTakeBackSlip,
  'draw.make': drawMake,
  'draw.recordVisit': drawRecordVisit,
  'draw.notReached': drawNotReached,
  'task.sign': taskSign,
  'task.setHandler': taskSetHandler,
  'task.progress': taskProgress,
  'task.complete': taskComplete,
  'task.handBack': taskHandBack,
  'task.requestExtension': taskRequestExtension,
  'task.grantExtension': taskGrantExtension,
  'task.refuseExtension': taskRefuseExtension,
  'task.reassign': taskReassign,
  'task.cancel': taskCancel,
  'urge.order': urgeOrder,
  'urge.reply': urgeReply,
  'edition.open': editionOpen,
  'edition.addItems': editionAddItems,
  'edition.removeItems': editionRemoveItems,
  'edition.arrange': editionArrange,
  'edition.note': editionNote,
  'edition.setHead': editionSetHead,
  'edition.freeze': editionFreeze,
  'edition.drop': editionDrop,
  'notice.compose': noticeCompose,
  'notice.edit': noticeEdit,
  'notice.editLine': noticeEditLine,
  'notice.omitLine': noticeOmitLine,
  'notice.restoreLine': noticeRestoreLine,
  'notice.submit': noticeSubmit,
  'notice.refuse': noticeRefuse,
  'notice.approve': noticeApprove,
  'notice.withdraw': noticeWithdraw,
  'notice.drop': noticeDrop,
  'unitPlan.write': unitPlanWrite,
  'unitPlan.submit': unitPlanSubmit,
  'unitPlan.approve': unitPlanApprove,
  'unitPlan.return': unitPlanReturn,
  'activity.record': activityRecord,
  'activity.amend': activityAmend,
  'activity.withdraw': activityWithdraw,
  'modelCase.write': modelCaseWrite,
  'modelCase.submit': modelCaseSubmit,
  'modelCase.publish': modelCasePublish,
  'modelCase.return': modelCaseReturn,
  'modelCase.withdraw': modelCaseWithdraw,
  'press.record': pressRecord,
  'press.amend': pressAmend,
  'press.withdraw': pressWithdraw,
} as const

export type CommandName = keyof typeof commandDefinitions
export type CommandArgs<N extends CommandName> = Infer<(typeof commandDefinitions)[N]['args']>

/** A command as a page asks for it. */
export type CommandRequest = { [N in CommandName]: { name: N; args: CommandArgs<N> } }[CommandName]

/** Brings arguments of an older version to the next one; empty until a command has its second version. */
const upCasters: Partial<Record<`${CommandName}@${number}`, (args: unknown) => unknown>> = {}

/** The newest definition and the arguments brought up to it, or undefined for a name or version never released. */
export function findCommand(
  name: string,
  version: number,
  args: unknown,
): { definition: CommandDefinition; args: unknown } | undefined {
  if (!Object.hasOwn(commandDefinitions, name)) return undefined
  const definition = commandDefinitions[name as CommandName] as unknown as CommandDefinition
  if (!Number.isInteger(version) || version < 1 || version > definition.version) return undefined
  let current = args
  for (let at = version; at < definition.version; at++) {
    const upCast = upCasters[`${name as CommandName}@${at}`]
    if (!upCast) return undefined
    current = upCast(current)
  }
  return { definition, args: current }
}
