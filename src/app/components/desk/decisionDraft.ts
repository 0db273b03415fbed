import type { FormRequest } from '../../composables/useFormSave'
import type { DeskAction } from './deskActions'

/** What the office has typed about one issue, before any of its decisions is taken. */
export interface DecisionDraft {
  issueId: string
  /** Null: not chosen; else as it shall be corrected to when it is accepted. */
  categoryId: string | null
  remark: string
  sendBack: string
  reason: string
  told: string
  handedTo: string
}

const texts = ['remark', 'sendBack', 'reason', 'told', 'handedTo'] as const

export const emptyDecision = (issueId: string, categoryId: string): DecisionDraft => ({
  issueId,
  categoryId,
  remark: '',
  sendBack: '',
  reason: '',
  told: '',
  handedTo: '',
})

/** Nothing that a person would miss: a category alone is chosen again in a moment. */
export const isEmptyDecision = (draft: DecisionDraft): boolean =>
  texts.every((field) => draft[field].trim() === '')

/** Undefined when nothing of it can be used; single fields that are none stay as they are in `initial`. */
export function readDecision(saved: unknown, initial: DecisionDraft): DecisionDraft | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined
  const given = saved as Record<string, unknown>
  const draft = { ...initial }
  for (const field of texts) {
    const value = given[field]
    if (typeof value === 'string') draft[field] = value
  }
  if (typeof given['categoryId'] === 'string') draft.categoryId = given['categoryId']
  return draft
}

/** The command of a decision on one issue, as the form that holds the draft shows its fields. */
export function decisionRequest(
  action: DeskAction,
  issueId: string,
  typed: DecisionDraft,
  /** Set where the category may be corrected: the one that the issue has now. */
  categoryNow?: string,
): FormRequest {
  switch (action) {
    case 'accept': {
      const isCorrected =
        categoryNow !== undefined && typed.categoryId !== null && typed.categoryId !== categoryNow
      return {
        name: 'issue.accept',
        args: {
          issueId,
          remark: typed.remark,
          ...(isCorrected ? { categoryId: typed.categoryId } : {}),
        },
        fieldOf: (path) => (path === 'remark' || path === 'categoryId' ? path : undefined),
      }
    }
    case 'sendBack':
      return {
        name: 'issue.sendBack',
        args: { issueId, remark: typed.sendBack },
        fieldOf: (path) => (path === 'remark' ? 'sendBack' : undefined),
      }
    case 'decline':
      return {
        name: 'issue.decline',
        args: {
          issueId,
          reason: typed.reason,
          toldResident: typed.told,
          handedTo: typed.handedTo,
        },
        fieldOf: (path) => ({ reason: 'reason', toldResident: 'told', handedTo: 'handedTo' })[path],
      }
  }
}
