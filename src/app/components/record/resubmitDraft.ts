/** 补充后再报, as it is kept in `drafts`, and the command it becomes. */
import type { Row } from '../../../domain/rows'
import type { FormRequest } from '../../composables/useFormSave'

interface ResubmitFields {
  categoryId: string
  title: string
  words: string
}

export interface ResubmitDraft extends ResubmitFields {
  issueId: string
  reply: string
  /** The issue as it was when answering began. */
  before: ResubmitFields
  settles: string[]
}

export function draftOfIssue({ id, data }: Row<'issue'>): ResubmitDraft {
  const { categoryId, title, words } = data
  return {
    issueId: id,
    categoryId,
    title,
    words,
    reply: '',
    before: { categoryId, title, words },
    settles: [],
  }
}

export const isEmptyResubmit = ({
  categoryId,
  title,
  words,
  reply,
  before,
  settles,
}: ResubmitDraft): boolean =>
  settles.length === 0 &&
  reply === '' &&
  categoryId === before.categoryId &&
  title === before.title &&
  words === before.words

export function readResubmitDraft(saved: unknown): ResubmitDraft | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined
  const { issueId, before, reply = '', settles = [], ...typed } = saved as Partial<ResubmitDraft>
  if (typeof issueId !== 'string' || typeof before !== 'object') return undefined
  return { ...before, ...typed, issueId, before, reply, settles }
}

export function resubmitRequest({
  issueId,
  categoryId,
  title,
  words,
  reply,
  before,
}: ResubmitDraft): FormRequest {
  return {
    name: 'issue.resubmit',
    args: {
      issueId,
      ...(categoryId === before.categoryId ? {} : { categoryId }),
      ...(title === before.title ? {} : { title }),
      ...(words === before.words ? {} : { words }),
      reply,
    },
    fieldOf: (path) => fields[path],
  }
}

const fields: Record<string, string | undefined> = {
  categoryId: 'category',
  title: 'title',
  words: 'words',
  reply: 'reply',
}
