/**
 * The demo zone as plain data, before any command: what `makeZone` returns and what set-up turns into
 * commands. Words are those of the domain; ids of people, pairings, subjects, members, visits and issues
 * are UUIDv7, areas carry official codes, units and categories readable ids. Instants are milliseconds
 * since 1970 UTC, dates and times of day are Shanghai's.
 */
import type { CommandArgs, CommandRequest } from '../../domain/command/registry'
import type { IssueKind, IssueState } from '../../domain/issue/rows'
import type { SubjectKind } from '../../domain/subject/rows'
import type { CalendarDate, ClockTime } from '../../domain/time/shanghai'
import type { TypedVisitKind } from '../../domain/visit/rows'
import type { areaLevels, pairingKinds, Role, unitKinds } from '../../domain/zone/rows'

export interface ZonePlan {
  /** Code and name of the tenant's township-level division. */
  readonly tenant: { readonly id: string; readonly name: string }
  /** The day for which it was made. */
  readonly today: CalendarDate
  readonly campaign: SeedCampaign
  /** Parents stand before their children. */
  readonly categories: readonly SeedCategory[]
  readonly units: readonly SeedUnit[]
  /** The zone, then its villages, then their groups. */
  readonly areas: readonly SeedArea[]
  readonly people: readonly SeedPerson[]
  readonly staff: readonly SeedStaff[]
  readonly pairings: readonly SeedPairing[]
  readonly subjects: readonly SeedSubject[]
  /** In order of `recordedAt`. */
  readonly visits: readonly SeedVisit[]
  /** In order of the first step. */
  readonly issues: readonly SeedIssue[]
  /** 方案, 活动, 案例, 报道. */
  readonly work: readonly SeedWork[]
}

/** One command of somebody, as it was given. */
export interface SeedWork {
  readonly at: number
  readonly byId: string
  readonly request: CommandRequest
}

/** 实践活动 */
export interface SeedCampaign {
  readonly id: string
  readonly name: string
  readonly year: number
  /** 主办单位, 备案编号 */
  readonly operator: string
  readonly filingNumber: string
  readonly phases: readonly { id: string; name: string; from: CalendarDate; to: CalendarDate }[]
  readonly keyActions: readonly { id: string; name: string; leadUnitId: string }[]
  readonly careGroups: readonly { id: string; name: string }[]
  /** The four groups of the leading group's office, each hosted by a unit. */
  readonly groups: readonly { id: string; name: string; unitId: string }[]
}

/** 问题类别 */
export interface SeedCategory {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly leadUnitId: string
  /** Position among its siblings, from 1. */
  readonly order: number
  readonly confidential: boolean
}

/** 单位 */
export interface SeedUnit {
  readonly id: string
  readonly name: string
  readonly kind: (typeof unitKinds)[number]
  /** The village of a committee. */
  readonly areaId: string | null
}

/** What a place looks like decides what people there talk about: fields and yards, or stairs and parking. */
export type Setting = 'rural' | 'urban'

/** 区域 */
export interface SeedArea {
  readonly id: string
  readonly name: string
  readonly level: (typeof areaLevels)[number]
  readonly parentId: string | null
  /** Position among its siblings, from 1. */
  readonly order: number
}

export interface SeedPerson {
  readonly id: string
  readonly login: string
  readonly name: string
  /** 职务 */
  readonly post: string
  readonly roles: readonly Role[]
  readonly unitId: string
}

/** Works in a unit and has no account yet: the tasks of most units go to them. */
export type SeedStaff = Omit<SeedPerson, 'login'>

/** 联系/包保/结对, with exactly one of the two targets. */
export interface SeedPairing {
  readonly id: string
  readonly kind: (typeof pairingKinds)[number]
  readonly personId: string
  readonly areaId: string | null
  readonly subjectId: string | null
  readonly visitEveryDays: number | null
  readonly since: CalendarDate
}

/** 走访对象 */
export interface SeedSubject {
  readonly id: string
  readonly kind: SubjectKind
  readonly name: string
  /** Village or community. */
  readonly areaId: string
  readonly groupId: string | null
  readonly address: string
  /** Nothing sensitive: everyone who works in the village reads tags and notes. */
  readonly tags: readonly string[]
  readonly notes: string
  readonly contact: { readonly contactName: string; readonly phone: string } | null
  readonly members: readonly SeedMember[]
  /** 特殊群体: ids of the campaign's care groups. */
  readonly care: { readonly groups: readonly string[]; readonly note: string } | null
  readonly createdAt: number
}

export interface SeedMember {
  readonly id: string
  readonly name: string
  readonly relation: string
  readonly birthYear: number
}

/** 走访 */
export interface SeedVisit {
  readonly id: string
  readonly kind: TypedVisitKind
  readonly subjectId: string | null
  readonly areaId: string
  /** Who recorded it stands first; two or more make a joint visit. */
  readonly visitorIds: readonly [string, ...string[]]
  readonly happenedOn: CalendarDate
  /** Last day of a stay, else null. */
  readonly endedOn: CalendarDate | null
  readonly startTime: ClockTime | null
  readonly endTime: ClockTime | null
  readonly place: string
  readonly narrative: string
  readonly participants: number | null
  readonly topic: string
  readonly villagesReached: number | null
  readonly householdsReached: number | null
  /** When it was written down: mostly the same evening, sometimes days later. */
  readonly recordedAt: number
}

/** 问题, with what was done about it in order. */
export interface SeedIssue {
  readonly id: string
  /** Which situation it was made from: for tests and statistics, not for the store. */
  readonly situationId: string
  readonly visitId: string
  readonly subjectId: string | null
  readonly areaId: string
  readonly categoryId: string
  readonly kind: IssueKind
  readonly urgent: boolean
  readonly confidential: boolean
  readonly title: string
  readonly words: string
  readonly raisedOn: CalendarDate
  /** The issue that it was a part of. */
  readonly splitFromId: string | null
  /** State after all steps of the plan, its own and those of issues that it was merged into or shares a task with. */
  readonly state: IssueState
  /** The first is its registration; of an issue that was split off another one (拆分), the split. */
  readonly steps: readonly [SeedStep, ...SeedStep[]]
}

/** What is done about an issue once it is listed. */
type LoopCommand =
  | 'issue.assign'
  | 'issue.claim'
  | 'issue.setProminent'
  | 'issue.merge'
  | 'issue.tellResident'
  | 'issue.split'
  | 'issue.setAside'
  | 'issue.resume'
  | 'issue.withdrawByResident'
  | 'issue.explain'
  | 'issue.recordReturnVisit'
  | 'issue.strikeOff'
  | 'issue.refuseStrikeOff'
  | 'issue.reopen'
  | 'task.sign'
  | 'task.progress'
  | 'task.complete'
  | 'task.handBack'
  | 'task.reassign'
  | 'task.cancel'
  | 'task.requestExtension'
  | 'task.grantExtension'
  | 'task.refuseExtension'
  | 'urge.order'
  | 'urge.reply'
/** With the arguments as they are sent. */
export type LoopRequest = {
  [Name in LoopCommand]: { readonly command: Name; readonly args: CommandArgs<Name> }
}[LoopCommand]

/** One command on an issue; `command` is its domain name without the version. */
export type SeedStep = { readonly byId: string; readonly at: number } & (
  | LoopRequest
  | { readonly command: 'issue.register' }
  | { readonly command: 'issue.resolveOnSite'; readonly measure: string; readonly result: string }
  | { readonly command: 'issue.accept'; readonly remark: string }
  | { readonly command: 'issue.sendBack'; readonly remark: string }
  /** `words` replace the issue's words: what was first said, and what was asked for. */
  | { readonly command: 'issue.resubmit'; readonly words: string; readonly reply: string }
  | {
      readonly command: 'issue.decline'
      readonly reason: string
      readonly toldResident: string
      readonly handedTo: string
    }
)

export interface ZoneOptions {
  /** 32 bits. */
  readonly seed: number
  readonly subjects: number
  readonly visits: number
  readonly issues: number
  /** Nothing in the plan happens on this day or later. */
  readonly today: CalendarDate
}
