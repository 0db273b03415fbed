/** A refused stroke about a visit as the visit form again: the visit, what was corrected in it since, its issues. */
import type { CommandArgs } from '../../../domain/command/registry'
import type { OwnCommand } from '../../client/engine/state'
import type { CorrectionContext } from '../record/correctionContext'
import { argsOf, freshIfTaken } from '../record/ownCommand'
import {
  draftOfVisit,
  emptyIssueDraft,
  emptyVisitDraft,
  textOf,
  type IssueDraft,
  type VisitDraft,
} from './visitDraft'

/** `commands` belong to one visit, oldest first; undefined when there is no visit to stand on. */
export function visitCorrection(
  commands: readonly OwnCommand[],
  { me, row }: CorrectionContext,
): VisitDraft | undefined {
  let draft: VisitDraft | undefined
  for (const command of commands) {
    const recorded = argsOf(command, 'visit.record')
    if (recorded) {
      draft = ofRecorded(recorded, freshIfTaken(recorded.visitId, command), me)
      continue
    }
    const amended = argsOf(command, 'visit.amend')
    const visitId = amended?.visitId ?? argsOf(command, 'issue.register')?.visitId ?? undefined
    const visit = draft || visitId === undefined ? undefined : row('visit', visitId)
    if (visit?.data.state === 'recorded') draft = draftOfVisit(visit.id, visit.data, me)
    if (draft && amended) draft = { ...draft, ...amendedFields(amended.changes, me) }
  }
  return draft && { ...draft, settles: commands.map(({ id }) => id), issues: issuesOf(commands) }
}

function ofRecorded(args: CommandArgs<'visit.record'>, visitId: string, me: string): VisitDraft {
  const { details, visitorIds, startTime, endTime, ...typed } = args
  const { kind } = details
  return {
    ...emptyVisitDraft(args.happenedOn),
    ...typed,
    visitId,
    kind,
    subjectId: 'subjectId' in details ? details.subjectId : null,
    areaId: 'areaId' in details ? details.areaId : null,
    companionIds: visitorIds.filter((id) => id !== me),
    startTime: startTime ?? '',
    endTime: endTime ?? '',
    endedOn: kind === 'stay' ? details.endedOn : '',
    participants: kind === 'meeting' ? textOf(details.participants) : '',
    topic: kind === 'talk' ? details.topic : '',
    villagesReached: kind === 'talk' ? textOf(details.villagesReached) : '1',
    householdsReached: kind === 'talk' ? textOf(details.householdsReached) : '',
  }
}

type AmendChanges = CommandArgs<'visit.amend'>['changes']

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
