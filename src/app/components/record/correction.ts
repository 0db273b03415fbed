/** 改正后重报: a refused stroke as a form again, filled with what was typed. */
import type { OwnCommand } from '../../client/engine/state'
import type { DraftForm } from '../../composables/useDraft'
import { subjectCorrection } from '../subject/subjectCorrection'
import type { SubjectDraft } from '../subject/subjectDraft'
import { visitCorrection } from '../visit/visitCorrection'
import type { VisitDraft } from '../visit/visitDraft'
import type { CorrectionContext } from './correctionContext'
import { argsOf } from './ownCommand'
import { draftOfIssue, type ResubmitDraft } from './resubmitDraft'

export interface Correction {
  form: DraftForm
  data: VisitDraft | SubjectDraft | ResubmitDraft
  /** Path of the form; the draft's id is added as `?draft=`. */
  path: string
}

/**
 * The form that puts a refused stroke right, or undefined when there is none (then it can be copied or discarded).
 * Ids stay, so that what depended on them can be sent again afterwards; only an id that is taken is replaced.
 */
export function correctionOf(
  commands: readonly OwnCommand[],
  context: CorrectionContext,
): Correction | undefined {
  const visit = visitCorrection(commands, context)
  if (visit) return { form: 'visit', data: visit, path: '/visits/new' }
  const subject = subjectCorrection(commands, context)
  if (subject) {
    const path = subject.before ? `/subjects/${subject.subjectId}/edit` : '/subjects/new'
    return { form: 'subject', data: subject, path }
  }
  const resubmit = resubmitCorrection(commands, context)
  return resubmit && { form: 'issue.resubmit', data: resubmit, path: `/issues/${resubmit.issueId}/resubmit` }
}

function resubmitCorrection(
  commands: readonly OwnCommand[],
  { row }: CorrectionContext,
): ResubmitDraft | undefined {
  for (const command of commands) {
    const args = argsOf(command, 'issue.resubmit')
    const issue = args && row('issue', args.issueId)
    // The office may have dealt with it meanwhile: then there is nothing left to answer.
    if (!args || issue?.data.state !== 'needsDetail') continue
    return { ...draftOfIssue(issue), ...args, settles: commands.map(({ id }) => id) }
  }
  return undefined
}
