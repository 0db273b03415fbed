/**
 * The allow-list: from a frozen line of the ledger to what strangers read. A field that does not stand in this table
 * exists for nobody outside, whatever is added to a `LedgerLine` later.
 */
import { maskedSubject } from '../deidentify/names'
import type { Screen } from '../deidentify/screen'
import type { EditionList, LedgerLine } from '../edition/rows'
import type { SubjectKind } from '../subject/rows'
import { screenedFields, type LineMask, type NoticeLine, type ScreenedField } from './rows'

/**
 * `asIs`: numbers, dates, the domain's own words, names of villages, categories and units.
 * `named`: 姓某某, 某企业, or an organisation's name. `screened`: written by people.
 */
type How = 'asIs' | 'named' | 'screened'
type PublicField = Exclude<keyof NoticeLine, 'list' | 'refId' | 'masks' | 'edited'>

export const publicFields = {
  serial: ['serial', 'asIs'],
  number: ['number', 'asIs'],
  who: ['subject', 'named'],
  area: ['area', 'asIs'],
  category: ['category', 'asIs'],
  // The title tells what it is about; the resident's own words (原话) stay with those who handle it.
  problem: ['title', 'screened'],
  unit: ['unit', 'asIs'],
  measures: ['measures', 'screened'],
  dueOn: ['dueOn', 'asIs'],
  state: ['state', 'asIs'],
  result: ['result', 'screened'],
  outcome: ['outcome', 'asIs'],
  satisfaction: ['satisfaction', 'asIs'],
  doneOn: ['doneOn', 'asIs'],
} as const satisfies Record<PublicField, readonly [from: keyof LedgerLine, how: How]>

export interface NoticeLineOf {
  list: EditionList
  refId: string
  line: LedgerLine
}

/** `kindOf`: what is known by this name; undefined is taken for a person. */
export function noticeLine(
  { list, refId, line }: NoticeLineOf,
  screen: Screen,
  kindOf: (name: string) => SubjectKind | undefined,
): NoticeLine {
  const masks: LineMask[] = []
  const values = Object.fromEntries(
    Object.entries(publicFields).map(([field, [from, how]]) => {
      const value = line[from]
      if (how === 'named') return [field, whoOf(String(value), kindOf)]
      if (how === 'asIs') return [field, value]
      const screened = screen(String(value))
      masks.push(...screened.masks.map((mask) => ({ field: field as ScreenedField, ...mask })))
      return [field, screened.text]
    }),
  ) as Pick<NoticeLine, PublicField>
  return { list, refId, ...values, masks }
}

/** Several names stand joined with 、, which may be part of one as well. */
function whoOf(subject: string, kindOf: (name: string) => SubjectKind | undefined): string {
  if (subject.trim() === '') return ''
  const whole = kindOf(subject)
  if (whole) return maskedSubject(subject, whole)
  const names = subject.split('、').filter((name) => name.trim() !== '')
  return [...new Set(names.map((name) => maskedSubject(name, kindOf(name))))].join('、')
}

/** A line with texts rewritten by hand, screened like the others; undefined where nothing is different. */
export function rewritten(
  line: NoticeLine,
  texts: Record<ScreenedField, string | undefined>,
  screen: Screen,
): NoticeLine | undefined {
  const next = { ...line }
  let masks = line.masks
  for (const field of screenedFields) {
    const typed = texts[field]
    if (typed === undefined) continue
    const screened = screen(typed)
    if (screened.text === line[field]) continue
    next[field] = screened.text
    masks = [
      ...masks.filter((mask) => mask.field !== field),
      ...screened.masks.map((mask) => ({ field, ...mask })),
    ]
  }
  const isSame = screenedFields.every((field) => next[field] === line[field])
  return isSame ? undefined : { ...next, masks, edited: true }
}
