/** 改正后重报: a refused stroke as a form again, filled with what was typed. */
import type { Row, RowKind } from '../../../domain/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { OwnCommand } from '../../client/engine/state'
import type { DraftForm } from '../../composables/useDraft'
import { newId } from '../../composables/newId'
import { draftOfSubject, emptySubjectDraft, type SubjectDraft } from '../subject/subjectDraft'
import {
  draftOfVisit,
  emptyIssueDraft,
  emptyVisitDraft,
  textOf,
  type IssueDraft,
  type VisitDraft,
} from '../visit/visitDraft'
import { argsOf, refusalOf } from './ownCommand'
import { draftOfIssue, type ResubmitDraft } from './resubmitDraft'

export interface Correction {
  form: DraftForm
  data: VisitDraft | SubjectDraft | ResubmitDraft
  /** Path of the form; the draft's id is added as `?draft=`. */
  path: string
}

export interface CorrectionContext {
  me: string
  today: CalendarDate
  row: <K extends RowKind>(kind: K, id: string) => Row<K> | undefined
}

/**
 * The form that puts a refused stroke right, or undefined when there is none (then it can be copied or discarded).
 * Ids stay, so that what depended on them can be sent again afterwards; only an id that is taken is replaced.
 */
export function correctionOf(
  commands: readonly OwnCommand[],
  context: CorrectionContext,
): Correction | undefined {
  const settles = commands.map(({ id }) => id)
  const visit = visitCorrection(commands, settles, context)
  if (visit) return { form: 'visit', data: visit, path: '/visits/new' }
  for (const command of commands) {
    const created = argsOf(command, 'subject.create')
    if (created) return { form: 'subject', data: ofCreated(created, command, settles), path: '/subjects/new' }
    const edited = argsOf(command, 'subject.edit')
    const data = edited && ofEdited(edited, settles, context)
    if (edited && data) return { form: 'subject', data, path: `/subjects/${edited.subjectId}/edit` }
    const answered = argsOf(command, 'issue.resubmit')
    const issue = answered && context.row('issue', answered.issueId)
    if (answered && issue?.data.state === 'needsDetail') {
      const { issueId, reply, ...typed } = answered
      return {
        form: 'issue.resubmit',
        data: { ...draftOfIssue(issue), ...typed, reply, settles },
        path: `/issues/${issueId}/resubmit`,
      }
    }
  }
  return undefined
}

function visitCorrection(
  commands: readonly OwnCommand[],
  settles: string[],
  context: CorrectionContext,
): VisitDraft | undefined {
  const issues = issuesOf(commands)
  for (const command of commands) {
    const recorded = argsOf(command, 'visit.record')
    if (recorded) {
      const { details, visitorIds, startTime, endTime, ...typed } = recorded
      return {
        ...emptyVisitDraft(recorded.happenedOn),
        ...typed,
        visitId: freshIfTaken(recorded.visitId, command),
        settles,
        kind: details.kind,
        subjectId: 'subjectId' in details ? details.subjectId : null,
        areaId: 'areaId' in details ? details.areaId : null,
        companionIds: visitorIds.filter((id) => id !== context.me),
        startTime: startTime ?? '',
        endTime: endTime ?? '',
        endedOn: details.kind === 'stay' ? details.endedOn : '',
        participants: details.kind === 'meeting' ? textOf(details.participants) : '',
        topic: details.kind === 'talk' ? details.topic : '',
        villagesReached: details.kind === 'talk' ? textOf(details.villagesReached) : '1',
        householdsReached: details.kind === 'talk' ? textOf(details.householdsReached) : '',
        issues,
      }
    }
    const amended = argsOf(command, 'visit.amend')
    const visitId = amended?.visitId ?? argsOf(command, 'issue.register')?.visitId ?? undefined
    const visit = visitId === undefined ? undefined : context.row('visit', visitId)
    if (visitId !== undefined && visit?.data.state === 'recorded') {
      const draft = draftOfVisit(visitId, visit.data, context.me)
      return { ...draft, ...(amended ? amendedFields(amended.changes, context.me) : {}), settles, issues }
    }
  }
  return undefined
}

type AmendChanges = NonNullable<ReturnType<typeof argsOf<'visit.amend'>>>['changes']

function amendedFields(changes: AmendChanges, me: string): Partial<VisitDraft> {
  const { visitorIds, startTime, endTime, participants, villagesReached, householdsReached, ...typed } =
    changes
  return {
    ...typed,
    ...(visitorIds && { companionIds: visitorIds.filter((id) => id !== me) }),
    ...(startTime !== undefined && { startTime: startTime ?? '' }),
    ...(endTime !== undefined && { endTime: endTime ?? '' }),
    ...(participants !== undefined && { participants: textOf(participants) }),
    ...(villagesReached !== undefined && { villagesReached: textOf(villagesReached) }),
    ...(householdsReached !== undefined && { householdsReached: textOf(householdsReached) }),
  }
}

function issuesOf(commands: readonly OwnCommand[]): IssueDraft[] {
  const resolved = new Map(
    commands.flatMap((command) => {
      const args = argsOf(command, 'issue.resolveOnSite')
      return args ? [[args.issueId, args] as const] : []
    }),
  )
  return commands.flatMap((command) => {
    const args = argsOf(command, 'issue.register')
    if (!args) return []
    const { kind, categoryId, title, words, urgent, confidential } = args
    const solution = resolved.get(args.issueId)
    const typed = { kind, categoryId, title, words, urgent, confidential }
    const solved = solution ? { solved: true, measure: solution.measure, result: solution.result } : {}
    return [{ ...emptyIssueDraft(), id: freshIfTaken(args.issueId, command), ...typed, ...solved }]
  })
}

type CreateArgs = NonNullable<ReturnType<typeof argsOf<'subject.create'>>>
type EditArgs = NonNullable<ReturnType<typeof argsOf<'subject.edit'>>>

function ofCreated(args: CreateArgs, command: OwnCommand, settles: string[]): SubjectDraft {
  const { kind, areaId, groupId, name, address, tags, notes, contact, members, care } = args
  return {
    ...emptySubjectDraft(),
    ...{ kind, areaId, groupId, name, address, notes },
    subjectId: freshIfTaken(args.subjectId, command),
    settles,
    tags: tags.join(' '),
    contactName: contact?.contactName ?? '',
    phone: contact?.phone ?? '',
    members: members.map((member) => ({ ...member, birthYear: textOf(member.birthYear) })),
    careGroups: care?.groups ?? [],
    careNote: care?.note ?? '',
  }
}

function ofEdited(args: EditArgs, settles: string[], { row }: CorrectionContext): SubjectDraft | undefined {
  const subject = row('subject', args.subjectId)
  if (!subject) return undefined
  const draft = draftOfSubject(
    subject,
    row('subjectContact', subject.id)?.data,
    row('subjectCare', subject.id)?.data,
  )
  const { tags, ...texts } = args.subject ?? {}
  return {
    ...draft,
    ...texts,
    ...(tags && { tags: tags.join(' ') }),
    ...args.contact,
    ...(args.care?.groups && { careGroups: args.care.groups }),
    ...(args.care?.note !== undefined && { careNote: args.care.note }),
    settles,
  }
}

const freshIfTaken = (id: string, command: OwnCommand): string =>
  refusalOf(command).code === 'alreadyExists' ? newId() : id
