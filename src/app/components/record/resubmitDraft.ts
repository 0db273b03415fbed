/** 补充后再报, as it is kept in `drafts`, and the command it becomes. */
import type { Issue, IssueKind } from '../../../domain/issue/rows'
import type { Row } from '../../../domain/rows'
import type { FormRequest } from '../../composables/useFormSave'
import { isUrgentKind } from '../visit/visitDraft'

interface ResubmitFields {
  kind: IssueKind
  categoryId: string
  title: string
  words: string
  urgent: boolean
  confidential: boolean
}

export interface ResubmitDraft extends ResubmitFields {
  issueId: string
  reply: string
  /** The issue as it was when answering began. */
  before: ResubmitFields
  settles: string[]
}

const fieldsOf = ({ kind, categoryId, title, words, urgent, confidential }: Issue): ResubmitFields => ({
  kind,
  categoryId,
  title,
  words,
  urgent,
  confidential,
})

export function draftOfIssue({ id, data }: Row<'issue'>): ResubmitDraft {
  return { issueId: id, ...fieldsOf(data), reply: '', before: fieldsOf(data), settles: [] }
}

export const isEmptyResubmit = (draft: ResubmitDraft): boolean =>
  draft.settles.length === 0 && draft.reply === '' && Object.keys(corrections(draft)).length === 0

/** Reads what this or an older build saved; `issue` gives the fields that build did not have yet. */
export function readResubmitDraft(saved: unknown, issue?: Issue): ResubmitDraft | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined
  const { issueId, before, reply = '', settles = [], ...typed } = saved as Partial<ResubmitDraft>
  if (typeof issueId !== 'string' || typeof before !== 'object') return undefined
  const was = { ...(issue && fieldsOf(issue)), ...before }
  return { ...was, ...typed, issueId, before: was, reply, settles }
}

export function resubmitRequest(draft: ResubmitDraft): FormRequest {
  const { issueId, reply } = draft
  return {
    name: 'issue.resubmit',
    args: { issueId, ...corrections(draft), reply },
    fieldOf: (path) => fields[path],
  }
}

/** Only what differs. Urgent goes with the kinds that may be; confidential is raised and never taken back. */
function corrections({ before, ...now }: ResubmitDraft): Partial<ResubmitFields> {
  const urgent = now.urgent && isUrgentKind(now.kind)
  return {
    ...(now.kind === before.kind ? {} : { kind: now.kind }),
    ...(now.categoryId === before.categoryId ? {} : { categoryId: now.categoryId }),
    ...(now.title === before.title ? {} : { title: now.title }),
    ...(now.words === before.words ? {} : { words: now.words }),
    ...(urgent === before.urgent ? {} : { urgent }),
    ...(now.confidential && !before.confidential ? { confidential: true } : {}),
  }
}

const fields: Record<string, string | undefined> = {
  kind: 'kind',
  categoryId: 'category',
  title: 'title',
  words: 'words',
  urgent: 'marks',
  confidential: 'marks',
  reply: 'reply',
}
