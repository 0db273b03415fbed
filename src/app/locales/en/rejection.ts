import type { Translated } from '../translated'
import type { rejection as zhCN } from '../zh-CN/rejection'

export const rejection: Translated<typeof zhCN> = {
  invalidArgs: '“{field}” cannot be saved: {why}.',
  unknownCommand:
    'The server does not know this action yet; it may be an older version. Send it later, or ask your administrator.',
  notPermitted: 'This record was not found, or you may not do this with it.',
  wrongState: 'Things have moved on (it is now “{state}”), so this step can no longer be done.',
  alreadyExists: 'This record is there already, with other content. Please check and report again.',
  dependencyRejected:
    'The record it builds on was refused. Settle that one first, then submit this one again.',
  dateInFuture:
    '“{field}” says {date}, which is still to come. Please check the date; if it is right, check the clock of this device.',
  dateTooLongAgo:
    '“{field}” says {date}, which is too long ago (the earliest is {earliest}); perhaps the year is wrong. Please check the date; if it is right, check the clock of this device.',
  endBeforeStart: '“{field}” is earlier than the start. Please check.',
  stayTooLong:
    'From the start to “{field}” there are {days} days; one stay has at most {max}. Please check the dates; record a longer one in parts.',
  unknownCategory:
    'This category cannot be used: it is no longer in use, or it is a heading over others. Please choose another one.',
  unknownArea:
    'This village or group is not in this zone, or the group is not in this village. Please choose again.',
  unknownCareGroup: 'This care group is no longer in use. Please choose another one.',
  unknownPerson: 'This person no longer works in this zone. Please choose again.',
  unknownUnit: 'This unit is not in this zone. Please choose again.',
  unitInactive:
    'This unit was dissolved or switched off. Please choose one that is there now. Everything else is kept.',
  unitInUse:
    'This unit still has {tasks} open tasks and leads {categories} categories, so it was not switched off. Hand them all to another unit by “Dissolve into another unit”, or reassign them one by one.',
  categoryTooDeep:
    'There are two levels of categories: the upper one must be an active first-level category, and one with others below it cannot go below another.',
  categoryInUse: '{count} active categories stand below this one. Please switch those off first.',
  phaseOrder:
    'The dates of the phase “{name}” are wrong: it ends before it begins, or overlaps another one. Please check.',
  careGroupKept:
    '“{name}” may stand in the register, so it cannot be removed. Switch it off if it is no longer used.',
  calendarOutside: '{date} is not a day of {year}. Please check.',
  calendarOverlap: '{date} is named twice, or is both a day off and worked. Please check.',
  calendarNotWeekend: '{date} is neither Saturday nor Sunday, so it is worked anyway. Please check.',
  ownAccess:
    'You cannot switch off your own account or give up your own role of administrator. Another administrator can do it for you.',
  nameTaken:
    'There is a “{name}” at this level already. Please choose another name, so that they are not mixed up.',
  areaInUse:
    '{count} households or other subjects are registered in this group, so it cannot go to another village. The office has to move them first.',
  areaInactive: 'This village is switched off. Please switch it on first, or choose another one.',
  kindMismatch:
    '“{visitKind}” does not fit “{subjectKind}”. Please change the kind of visit or whom it was paid to.',
  notUrgentKind: 'Only disputes and hazards can be urgent. Please report “{kind}” as an ordinary issue.',
  confidentialStays: 'A confidential issue stays confidential.',
  ownHandling: 'You handled this matter, so the return visit and the strike-off are for somebody else.',
  ownReturnVisit: 'You paid the return visit, so somebody else strikes it off.',
  deadlinePast:
    '"{field}" says {date}, which is past. Please choose again; if it is right, check the clock of this device.',
  milestonesNeeded: 'Work in stages needs at least one dated milestone.',
  milestoneAfterDeadline: 'The milestone of {date} lies after the deadline {dueOn}; please check.',
  confidentialAlone:
    'A confidential issue is assigned alone, to a named handler, and not put together with one that is not.',
  handBackTooLate:
    'Signed for {days} working days ago; after {max} it can no longer be handed back. Please turn to the office.',
  noExtension: 'There is no request for more time to decide on; somebody else may have done it.',
  extensionPending: 'The last request for more time has not been decided yet.',
  notLater: 'The new deadline must be later than the present one, {dueOn}.',
  outcomeNotProposed:
    'It was not reported with this outcome; choose one that fits, or refuse to strike it off.',
  notAMaster:
    'This can not be the master: it is merged or closed itself, or one of those to be merged is a master.',
  masterNotEnded: 'The master issue has not ended yet; tell the resident when there is a result.',
  notLeading: 'This leader has no pairing with the village or household; start one first.',
  monthOpen: 'The lists of {month} are being made already. Open that draft and go on with it.',
  monthFrozen: 'The lists of {month} are frozen. To change something, open a correction.',
  editionFrozen:
    'These lists are frozen and can’t be changed any more. To change something, open a correction; what you wrote can be copied from here.',
  notLatestEdition: 'These lists of {month} have been corrected already. Use the latest ones.',
  notForEdition: 'What is confidential or was never listed stands in no monthly lists.',
  editionNotFrozen:
    'These monthly lists are not frozen yet, so nothing of them is made public. Freeze them first, then compose the notice.',
  noticeEmpty: 'The notice has no line at all. Keep at least one, or choose other lists.',
  noticeTooLarge:
    'The lists chosen have {count} lines, and one notice holds {max}. Choose fewer lists and make several notices.',
  noticeConfidential:
    '{count} of its lines have become confidential and can’t be posted. The notice is kept: leave these lines out, then hand it in or approve it again.',
  expiryTooFar:
    'The notice would end on {date}; the latest is {latest}. Choose an earlier day. It can be posted again afterwards.',
  noticeChanged:
    'The notice was changed after you looked at it, and has not been posted. Look at it again, then approve it.',
  ownNotice:
    'You composed or changed this notice, so a colleague has to approve it. It is kept; ask somebody else to look at it.',
  returnVisitStays:
    'What was said at a return visit stands with the issue; its visit can’t be corrected or withdrawn alone, and stays as it is. If it is wrong, please tell the office.',
  drawItemDone:
    'The visit to this household is recorded already, so this one was not saved. Open the issue to see what was recorded.',
  nothingToChange: 'Nothing was changed, so there is nothing to save.',
  planIncomplete: 'The plan lacks “{field}”. What was written is kept; fill it in and file the plan again.',
  stillIdentifies:
    'There is still a phone, the number of a paper, card or plate, or a mail address in the text. Take it out and publish again; what you changed is kept.',
  ownWork:
    'You wrote or filed this yourself, so somebody else has to review it. Please ask a colleague of the group.',
  unknownAction:
    'The key action is not in this campaign any more. What was written is kept; please choose another one.',
  identityNumber:
    '“{field}” contains an identity-card number. They are not collected here: please remove it and save again.',
  other:
    'The server did not take this record (code {code}). What you typed is still on this device: copy it and report it anew, or ask your administrator.',
  payloadConflict:
    'The server has a record of the same id with other content. Please check and submit again.',
  personInactive: 'Your account is switched off; the office checks this record by hand.',
  deviceRevoked: 'This device was switched off; the office checks this record by hand.',
}
