/**
 * Who may give which command: one table, command × role × relation. Absent and forbidden answer alike
 * (`notPermitted`), so a command asks this before it says anything about the row.
 */
import type { AreaId, PersonId, SubjectId, UnitId } from '../ids'
import type { Row } from '../rows'
import type { Role } from '../zone/rows'
import type { Actor } from './actor'
import { knowsHouseholds } from './knowing'

/**
 * `any`: every row of the tenant. `paired`: an open pairing with the village or the very subject.
 * `knowing`: such a pairing of the kinds that look after a household (联系, 结对), not 领导包保.
 * `leading`: an open 领导包保 with it. `own`: recorded or registered by the actor. `visitor`: took part in the visit.
 * `ownUnit`: the actor's unit leads or helps. `handler`: named as the one who handles it, or as the responsible leader.
 */
export type Relation = 'any' | 'paired' | 'knowing' | 'leading' | 'own' | 'visitor' | 'ownUnit' | 'handler'

export const accessTable = {
  'zone.install': { system: ['any'] },
  'pairing.start': { office: ['any'], admin: ['any'] },
  'pairing.end': { office: ['any'], admin: ['any'] },
  'person.create': { admin: ['any'] },
  'person.edit': { admin: ['any'] },
  'person.setRoles': { admin: ['any'] },
  'person.move': { admin: ['any'] },
  'person.setActive': { admin: ['any'] },
  /** 登录账号: the login of a person and a one-time code for a first password; no command, it lies outside of the rows. */
  'account.issueCode': { admin: ['any'] },
  /** 停用设备: a lost phone; no command, devices lie outside of the rows. */
  'device.revoke': { admin: ['any'] },
  'area.create': { admin: ['any'] },
  'area.rename': { admin: ['any'] },
  'area.move': { admin: ['any'] },
  'area.setActive': { admin: ['any'] },
  /** 单位, 类别, 工作规则, 工作日历, 实践活动, 公示用语. */
  'unit.create': { admin: ['any'] },
  'unit.edit': { admin: ['any'] },
  'unit.setActive': { admin: ['any'] },
  'unit.dissolve': { admin: ['any'] },
  'category.create': { admin: ['any'] },
  'category.edit': { admin: ['any'] },
  'category.setActive': { admin: ['any'] },
  'rules.edit': { admin: ['any'] },
  'calendar.setYear': { admin: ['any'] },
  'campaign.create': { admin: ['any'] },
  'campaign.edit': { admin: ['any'] },
  'campaign.close': { admin: ['any'] },
  'noticeTexts.edit': { admin: ['any'] },
  'subject.create': { cadre: ['paired'], office: ['any'], admin: ['any'] },
  'subject.edit': { cadre: ['paired'], office: ['any'], admin: ['any'] },
  /** Care groups: sensitive, so only those who look after the household (docs/domain.md §5). */
  'subject.editCare': { cadre: ['knowing'] },
  /** Family members, sensitive too. Who imports a register writes those in it; holding them is a matter of scopes. */
  'subject.editMembers': { cadre: ['knowing'], office: ['any'], admin: ['any'] },
  'subject.move': { office: ['any'] },
  /** 导入户籍底册: a whole file at once; each household is a `subject.create` or `subject.edit` of that person. */
  'register.import': { office: ['any'], admin: ['any'] },
  'register.keepMapping': { office: ['any'], admin: ['any'] },
  /** 走访底册: the office keeps the list; nobody puts themselves on or off it. */
  'roster.change': { office: ['any'] },
  'visit.record': { cadre: ['paired'] },
  'visit.amend': { cadre: ['own', 'visitor'] },
  'visit.withdraw': { cadre: ['own'] },
  'issue.register': { cadre: ['paired'] },
  'issue.resolveOnSite': { cadre: ['own', 'paired'] },
  'issue.accept': { office: ['any'] },
  'issue.sendBack': { office: ['any'] },
  'issue.resubmit': { cadre: ['own'] },
  'issue.decline': { office: ['any'] },
  'issue.merge': { office: ['any'] },
  'issue.unmerge': { office: ['any'] },
  'issue.split': { office: ['any'] },
  'issue.assign': { office: ['any'] },
  /** 认领: the proposed unit, or the leader who leads the village in person. */
  'issue.claim': { unit: ['ownUnit'], cadre: ['leading'] },
  'issue.setProminent': { office: ['any'], cadre: ['leading'] },
  'issue.withdrawByResident': { cadre: ['own', 'paired'] },
  'issue.setAside': { office: ['any'] },
  'issue.resume': { office: ['any'] },
  /** Never by who handled it: the command looks (separation of duties). */
  'issue.recordReturnVisit': {
    cadre: ['own', 'paired'],
    office: ['any'],
    assessor: ['any'],
    discipline: ['any'],
  },
  'issue.explain': { cadre: ['own', 'paired'], unit: ['ownUnit'], office: ['any'] },
  'issue.strikeOff': { office: ['any'] },
  'issue.refuseStrikeOff': { office: ['any'] },
  'issue.reopen': { office: ['any'] },
  'issue.tellResident': { cadre: ['own', 'paired'], office: ['any'] },
  /** 群众回执: nobody has to give one. */
  'issue.giveSlip': { cadre: ['own', 'paired'], office: ['any'] },
  'issue.takeBackSlip': { cadre: ['own', 'paired'], office: ['any'] },
  /** 抽查回访: who drew goes there; nobody records it for another. */
  'draw.make': { office: ['any'], assessor: ['any'], discipline: ['any'] },
  'draw.recordVisit': { office: ['own'], assessor: ['own'], discipline: ['own'] },
  'draw.notReached': { office: ['own'], assessor: ['own'], discipline: ['own'] },
  'task.sign': { unit: ['ownUnit', 'handler'], cadre: ['handler'] },
  'task.setHandler': { unit: ['ownUnit'], office: ['any'] },
  'task.progress': { unit: ['ownUnit', 'handler'], cadre: ['handler'] },
  'task.complete': { unit: ['ownUnit', 'handler'], cadre: ['handler'] },
  'task.handBack': { unit: ['ownUnit', 'handler'], cadre: ['handler'] },
  'task.requestExtension': { unit: ['ownUnit', 'handler'], cadre: ['handler'] },
  'task.grantExtension': { office: ['any'] },
  'task.refuseExtension': { office: ['any'] },
  'task.reassign': { office: ['any'] },
  'task.cancel': { office: ['any'] },
  /** 督办 an issue or a task, never a person. */
  'urge.order': { assessor: ['any'], office: ['any'] },
  'urge.reply': { unit: ['ownUnit', 'handler'], cadre: ['handler'] },
  /** 月度三张清单. */
  'edition.open': { office: ['any'] },
  'edition.addItems': { office: ['any'] },
  'edition.removeItems': { office: ['any'] },
  'edition.arrange': { office: ['any'] },
  'edition.note': { office: ['any'] },
  'edition.setHead': { office: ['any'] },
  'edition.freeze': { office: ['any'] },
  'edition.drop': { office: ['any'] },
  /** 公示. Who changed its content does not approve it: the command looks (separation of duties). */
  'notice.compose': { office: ['any'], publicity: ['any'] },
  'notice.edit': { office: ['any'], publicity: ['any'] },
  'notice.editLine': { office: ['any'], publicity: ['any'] },
  'notice.omitLine': { office: ['any'], publicity: ['any'] },
  'notice.restoreLine': { office: ['any'], publicity: ['any'] },
  'notice.submit': { office: ['any'], publicity: ['any'] },
  'notice.refuse': { office: ['any'], publicity: ['any'] },
  'notice.approve': { office: ['any'], publicity: ['any'] },
  'notice.withdraw': { office: ['any'], publicity: ['any'], discipline: ['any'] },
  'notice.drop': { office: ['any'], publicity: ['any'] },
  /** 方案: the unit writes and files its own; 指导考核组 and the office review it, never who filed it (the command looks). */
  'unitPlan.write': { unit: ['ownUnit'] },
  'unitPlan.submit': { unit: ['ownUnit'] },
  'unitPlan.approve': { assessor: ['any'], office: ['any'] },
  'unitPlan.return': { assessor: ['any'], office: ['any'] },
  /** 活动记录 of the own unit; the office also for a unit that has nobody here. */
  'activity.record': { cadre: ['ownUnit'], unit: ['ownUnit'], publicity: ['ownUnit'], office: ['any'] },
  'activity.amend': { cadre: ['own'], unit: ['ownUnit'], publicity: ['own'], office: ['any'] },
  'activity.withdraw': { cadre: ['own'], unit: ['ownUnit'], publicity: ['own'], office: ['any'] },
  /** 典型案例: published by 宣传报道组 or the office, never by who wrote it (the command looks). */
  'modelCase.write': { cadre: ['ownUnit'], unit: ['ownUnit'], publicity: ['any'], office: ['any'] },
  'modelCase.submit': { cadre: ['own'], unit: ['ownUnit'], publicity: ['any'], office: ['any'] },
  'modelCase.publish': { publicity: ['any'], office: ['any'] },
  'modelCase.return': { publicity: ['any'], office: ['any'] },
  'modelCase.withdraw': { publicity: ['any'], office: ['any'] },
  /** 报道登记. */
  'press.record': { publicity: ['any'], office: ['any'] },
  'press.amend': { publicity: ['any'], office: ['any'] },
  'press.withdraw': { publicity: ['any'], office: ['any'] },
} as const satisfies Record<string, Partial<Record<Role | 'system', readonly Relation[]>>>

export type Permission = keyof typeof accessTable

/** What is known of the target; a relation whose ground is missing is not fulfilled. */
export interface Target {
  areaId?: AreaId
  subjectId?: SubjectId | null
  authorId?: PersonId
  visitorIds?: readonly PersonId[]
  unitIds?: readonly UnitId[]
  handlerIds?: readonly PersonId[]
}

/** `pairings` are the actor's own, open or ended. */
export function may(
  actor: Actor,
  command: Permission,
  target: Target,
  pairings: readonly Row<'pairing'>[] = [],
): boolean {
  if (!actor.active) return false
  const rules: Partial<Record<Role | 'system', readonly Relation[]>> = accessTable[command]
  return actor.roles.some((role) =>
    (rules[role] ?? []).some((relation) => holds(relation, actor, target, pairings)),
  )
}

function holds(
  relation: Relation,
  actor: Actor,
  target: Target,
  pairings: readonly Row<'pairing'>[],
): boolean {
  switch (relation) {
    case 'any':
      return true
    case 'own':
      return target.authorId === actor.personId
    case 'visitor':
      return target.visitorIds?.includes(actor.personId) ?? false
    case 'paired':
      return openPairings(actor, target, pairings).length > 0
    case 'knowing':
      return openPairings(actor, target, pairings).some(({ data }) => knowsHouseholds(data))
    case 'leading':
      return openPairings(actor, target, pairings).some(({ data }) => data.kind === 'leader')
    case 'ownUnit':
      return target.unitIds?.includes(actor.unitId) ?? false
    case 'handler':
      return target.handlerIds?.includes(actor.personId) ?? false
  }
}

function openPairings(actor: Actor, target: Target, pairings: readonly Row<'pairing'>[]): Row<'pairing'>[] {
  return pairings.filter(
    ({ data }) =>
      data.endedOn === null &&
      data.personId === actor.personId &&
      ((data.areaId !== null && data.areaId === target.areaId) ||
        (data.subjectId !== null && data.subjectId === target.subjectId)),
  )
}
