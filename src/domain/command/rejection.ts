/**
 * Every code with which a command can be refused: what happened, when it is normal. A refusal is data, not an
 * exception: it moves the queue on, is shown to its author with what was typed, and each code has a sentence in
 * every locale under `rejection.*` (a test counts them).
 */
export const rejectionCodes = [
  /** The arguments do not fit the command's schema; params: path, issue (a schema issue code) and its params. */
  'invalidArgs',
  /** This server does not know the command or this version of it; params: name, version. */
  'unknownCommand',
  /** Absent and forbidden answer alike: the row is not there, or not for this person. */
  'notPermitted',
  /** The row moved on meanwhile; params: state. Normal after days offline. */
  'wrongState',
  /** A row with this id is there already with other content. */
  'alreadyExists',
  /** A command it builds on was refused, and so this one can't stand; params: commandId. Settle that one first. */
  'dependencyRejected',
  /** A date lies after today; params: field, date, today. Often the phone's clock. */
  'dateInFuture',
  /** A date lies so far back that it must be a slip; params: field, date, earliest. Or the phone's clock is years ahead. */
  'dateTooLongAgo',
  /** End before start; params: field. */
  'endBeforeStart',
  /** A stay (蹲点) of more days than one record holds; params: field, days, max. */
  'stayTooLong',
  /** The category is not (or no longer) in the campaign, or a heading over others; params: categoryId. */
  'unknownCategory',
  /** The village or group is not in this zone, or the group not in this village; params: areaId. */
  'unknownArea',
  /** The care group is not in the campaign; params: groupId. */
  'unknownCareGroup',
  /** A visitor is not an active person of this zone; params: personId. */
  'unknownPerson',
  /** The unit is not in this zone; params: unitId. */
  'unknownUnit',
  /** Own access is not taken away by oneself: another administrator does it, so there is always one left. */
  'ownAccess',
  /** Another village of the zone, or group of the village, has this name; params: name. */
  'nameTaken',
  /** Subjects are registered in this group, and so it stays with its village; params: count. */
  'areaInUse',
  /** The village is switched off: no group begins or goes on in it; params: areaId. */
  'areaInactive',
  /** The unit has been dissolved or switched off; params: unitId. Normal for who was offline when it happened. */
  'unitInactive',
  /** Open tasks and active categories go to another unit first (撤并); params: tasks, categories. */
  'unitInUse',
  /** A category has two levels: a heading stays a heading while something stands below it. */
  'categoryTooDeep',
  /** A heading goes with what stands below it: that is switched off first; params: count. */
  'categoryInUse',
  /** A phase ends before it begins or overlaps another; params: name. */
  'phaseOrder',
  /** Care groups of the register stay in the campaign: they are switched off, not taken out; params: name. */
  'careGroupKept',
  /** A holiday or make-up day of another year; params: date, year. */
  'calendarOutside',
  /** Named twice, or both a day off and worked; params: date. */
  'calendarOverlap',
  /** Make-up days are Saturdays and Sundays; params: date. */
  'calendarNotWeekend',
  /** The visit's kind does not fit the subject's kind; params: visitKind, subjectKind. */
  'kindMismatch',
  /** Only 矛盾隐患 and 风险隐患 can be urgent; params: kind. */
  'notUrgentKind',
  /** Confidentiality is raised and never taken back by a correction. */
  'confidentialStays',
  /** Who handled it records neither the satisfaction nor the strike-off (separation of duties). */
  'ownHandling',
  /** Who paid the return visit does not strike it off as well. */
  'ownReturnVisit',
  /** A deadline or a milestone lies before today; params: field, date, today. */
  'deadlinePast',
  /** 分阶段推进 needs a dated milestone. */
  'milestonesNeeded',
  /** A milestone lies after the deadline; params: date, dueOn. */
  'milestoneAfterDeadline',
  /** A confidential issue goes to a named handler, in a task of its own. */
  'confidentialAlone',
  /** Handed back too long after signing; params: days, max. */
  'handBackTooLate',
  /** The office has not decided on the extension that was asked for before. */
  'extensionPending',
  /** No extension was asked for, or it was decided meanwhile. */
  'noExtension',
  /** The new deadline is not later than the one that counts; params: dueOn. */
  'notLater',
  /** The outcome is not among those that were proposed; params: outcome. */
  'outcomeNotProposed',
  /** The master issue is merged itself, or one of those to be merged is a master; params: issueId. */
  'notAMaster',
  /** Nothing to be told yet: the master issue has not ended. */
  'masterNotEnded',
  /** The leader has no 领导包保 with this village or subject; params: personId. */
  'notLeading',
  /** The month's lists are being made already, by a colleague or on another device; params: month. */
  'monthOpen',
  /** The month's lists are frozen: what is wrong in them is put right by a correction; params: month. */
  'monthFrozen',
  /** Frozen lists never change, whatever is asked of them. Normal for who was offline when it happened. */
  'editionFrozen',
  /** A correction names the frozen edition that counts now; this one has been corrected meanwhile; params: month. */
  'notLatestEdition',
  /** Confidential, or never listed: it stands in no month's lists. */
  'notForEdition',
  /** Only of a frozen edition can anything be made public. */
  'editionNotFrozen',
  /** Every line was left out, or the lists chosen are empty. */
  'noticeEmpty',
  /** More lines than one notice holds; params: count, max. */
  'noticeTooLarge',
  /** Lines became confidential since; params: count. They are left out first. */
  'noticeConfidential',
  /** A notice ends some day; params: date, latest. */
  'expiryTooFar',
  /** What was looked at is not what the notice says now; params: revision. Look again. */
  'noticeChanged',
  /** Who composed or changed a notice does not approve it (separation of duties). */
  'ownNotice',
  /** A section of the plan is still empty; params: field. Normal when it was filed from an old page. */
  'planIncomplete',
  /** A phone, number of a paper or plate stands in what the whole zone would read; params: kind (`MaskKind`). */
  'stillIdentifies',
  /** Who wrote or filed it does not approve or return it. */
  'ownWork',
  /** The key action is not (or no longer) in the campaign; params: actionId. */
  'unknownAction',
  /** What a resident said at a return visit stays with the issue: its visit is neither corrected nor withdrawn alone. */
  'returnVisitStays',
  /** What the resident said is recorded already for this draw. */
  'drawItemDone',
  /** Nothing would change. */
  'nothingToChange',
  /** The number of an identity card was typed; it is not collected (docs/domain.md §5); params: field. */
  'identityNumber',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

export interface Rejection {
  code: RejectionCode
  params: Record<string, string | number>
}
