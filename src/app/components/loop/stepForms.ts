/**
 * What each step asks for: one table, from which its sheet is drawn. Assigning, merging and splitting have sheets of
 * their own, the inbox's first decisions too.
 */
import type { IssueStep, TaskStepName } from '../../../domain/issue/offers'
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { FormRequest } from '../../composables/useFormSave'

export type StepName = IssueStep | TaskStepName | 'urge.reply' | 'draw.recordVisit' | 'draw.notReached'

/** Where the options of a choice come from; `useStepChoices` finds them. */
export type ChoiceSource = 'way' | 'satisfaction' | 'outcome' | 'level' | 'leader' | 'handler' | 'task'

export type StepField =
  | { name: string; is: 'text'; max: number; required?: true }
  /** Of something that has happened; or of something to come. */
  | { name: string; is: 'pastDay' | 'futureDay' }
  /** `orNone`: null is an answer too. */
  | { name: string; is: 'choice'; of: ChoiceSource; orNone?: true }
  | { name: string; is: 'milestones' }

const text = (name: string, max: number, isRequired = true): StepField => ({
  name,
  is: 'text',
  max,
  ...(isRequired ? { required: true } : {}),
})
const happenedOn: StepField = { name: 'happenedOn', is: 'pastDay' }

const returnVisit = [
  { name: 'satisfaction', is: 'choice', of: 'satisfaction' },
  text('words', 500, false),
  { name: 'way', is: 'choice', of: 'way' },
  happenedOn,
] as const satisfies readonly StepField[]

export const stepForms = {
  'issue.recordReturnVisit': returnVisit,
  'draw.recordVisit': returnVisit,
  'draw.notReached': [text('reason', 200)],
  'issue.explain': [text('explained', 1000), happenedOn],
  'issue.strikeOff': [{ name: 'outcome', is: 'choice', of: 'outcome' }, text('remark', 500, false)],
  'issue.refuseStrikeOff': [text('remark', 500)],
  'issue.resume': [text('remark', 500, false)],
  'issue.tellResident': [text('words', 500, false), happenedOn],
  'issue.withdrawByResident': [text('words', 500), happenedOn],
  'issue.setProminent': [{ name: 'leaderId', is: 'choice', of: 'leader', orNone: true }],
  'issue.unmerge': [text('remark', 500, false)],
  'issue.setAside': [text('reason', 500), text('toldResident', 500), { name: 'reviewOn', is: 'futureDay' }],
  'issue.reopen': [text('reason', 500)],
  'task.sign': [],
  'task.progress': [text('text', 1000), { name: 'milestoneIds', is: 'milestones' }, happenedOn],
  'task.complete': [text('result', 1000), { name: 'completedOn', is: 'pastDay' }],
  'task.requestExtension': [{ name: 'dueOn', is: 'futureDay' }, text('reason', 500)],
  'task.grantExtension': [{ name: 'dueOn', is: 'futureDay' }, text('remark', 500, false)],
  'task.refuseExtension': [text('remark', 500)],
  'task.setHandler': [{ name: 'handlerId', is: 'choice', of: 'handler' }],
  'task.handBack': [text('reason', 500)],
  'task.cancel': [text('reason', 500)],
  'urge.order': [
    { name: 'taskId', is: 'choice', of: 'task', orNone: true },
    { name: 'level', is: 'choice', of: 'level' },
    text('text', 500),
    { name: 'replyBy', is: 'futureDay' },
  ],
  'urge.reply': [text('text', 1000)],
} as const satisfies Partial<Record<StepName, readonly StepField[]>>

export type SmallStep = keyof typeof stepForms
export const isSmallStep = (step: StepName): step is SmallStep => Object.hasOwn(stepForms, step)
export const fieldsOf = (step: SmallStep): readonly StepField[] => stepForms[step]

/** What a step is about: ids of an issue, a task of it, an urge; of a sample that it was drawn in. */
export interface StepTarget {
  step: StepName
  issueId: string | null
  taskId: string | null
  urgeId: string | null
  drawId?: string
}

/** What was typed for one step; an empty string is nothing chosen. */
export interface StepDraft extends StepTarget {
  values: Record<string, string | string[]>
}

/** Whether a person would miss nothing of it: choices and dates are made again in a moment. */
export const isEmptyStep = ({ step, values }: StepDraft): boolean =>
  !isSmallStep(step) ||
  fieldsOf(step).every(({ is, name }) => is !== 'text' || String(values[name] ?? '').trim() === '')

/** Undefined when it is the draft of something else; fields that are none stay as they are in `initial`. */
export function readStep(saved: unknown, initial: StepDraft): StepDraft | undefined {
  const { step, values } = (typeof saved === 'object' && saved !== null ? saved : {}) as Partial<StepDraft>
  if (step !== initial.step || typeof values !== 'object') return undefined
  const read = { ...initial.values }
  for (const [name, value] of Object.entries(values)) {
    const isList = Array.isArray(read[name])
    if (isList ? Array.isArray(value) : typeof value === 'string') read[name] = value
  }
  return { ...initial, values: read }
}

/** The command of a step. `urgeId` is the id of a new urge. */
export function stepRequest(step: SmallStep, draft: StepDraft): FormRequest {
  const args: Record<string, unknown> = { ...idsOf(step, draft) }
  for (const field of fieldsOf(step)) {
    const value = draft.values[field.name] ?? ''
    args[field.name] = field.is === 'choice' && field.orNone && value === '' ? null : value
  }
  return {
    name: step,
    args,
    fieldOf: (path) => fieldsOf(step).find(({ name }) => name === path.split('.')[0])?.name,
  }
}

function idsOf(step: SmallStep, { issueId, taskId, urgeId, drawId }: StepTarget): Record<string, unknown> {
  if (step === 'urge.order') return { urgeId, issueId }
  if (step === 'urge.reply') return { urgeId }
  if (step.startsWith('draw.')) return { drawId, issueId }
  return step.startsWith('task.') ? { taskId } : { issueId }
}

/** What stands in the form before anything is typed. */
export function initialValues(
  step: SmallStep,
  known: { today: CalendarDate; preset: Readonly<Record<string, string>> },
): StepDraft['values'] {
  const valueOf = (field: StepField): string | string[] => {
    if (field.is === 'milestones') return []
    const preset = known.preset[field.name]
    if (preset !== undefined) return preset
    return field.is === 'pastDay' ? known.today : ''
  }
  return Object.fromEntries(fieldsOf(step).map((field) => [field.name, valueOf(field)]))
}
