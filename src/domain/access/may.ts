/**
 * Who may give which command: one table, command × role × relation. Absent and forbidden answer alike
 * (`notPermitted`), so a command asks this before it says anything about the row.
 */
import type { AreaId, PersonId, SubjectId } from '../ids'
import type { Row } from '../rows'
import type { Role } from '../zone/rows'
import type { Actor } from './actor'
import { knowsHouseholds } from './knowing'

/**
 * `any`: every row of the tenant. `paired`: an open pairing with the village or the very subject.
 * `knowing`: such a pairing of the kinds that look after a household (联系, 结对), not 领导包保.
 * `own`: recorded or registered by the actor. `visitor`: took part in the visit.
 */
export type Relation = 'any' | 'paired' | 'knowing' | 'own' | 'visitor'

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
} as const satisfies Record<string, Partial<Record<Role | 'system', readonly Relation[]>>>

export type Permission = keyof typeof accessTable

/** What is known of the target; a relation whose ground is missing is not fulfilled. */
export interface Target {
  areaId?: AreaId
  subjectId?: SubjectId | null
  authorId?: PersonId
  visitorIds?: readonly PersonId[]
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
