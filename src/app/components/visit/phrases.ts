import type { TypedVisitKind } from '../../../domain/visit/rows'
import { stored } from '../../locales/zh-CN/stored'

export type Phrase = keyof typeof stored.phrase

/**
 * What one press adds, for thumbs that type slowly. Beginnings, and things the visitor did: never a finding, which would
 * stand alike in a hundred visits without anyone having found it.
 */
export const phrasesOf: Readonly<Record<TypedVisitKind, readonly Phrase[]>> = {
  household: ['well', 'work', 'harvest', 'health', 'safety', 'fraud', 'policy', 'thanks'],
  enterprise: ['orders', 'hiring', 'loans', 'inspection', 'policy'],
  meeting: ['meetingRules', 'meetingVote', 'policy', 'thanks'],
  stay: ['stayField', 'stayHomes', 'harvest'],
  talk: ['talkQuestions', 'talkLeaflets', 'fraud'],
}

/** What small things are solved by on the spot. */
export const measures = [
  'explained',
  'called',
  'filed',
  'repaired',
  'reconciled',
] as const satisfies readonly (keyof typeof stored.measure)[]

/** A beginning waits for words behind it; a ready sentence does not. */
export const isPrompt = (words: string): boolean => /[：:]\s*$/u.test(words)

/** Every beginning that is offered, whatever the kind of visit: the kind may have been changed after the press. */
const prompts: ReadonlySet<string> = new Set(Object.values(stored.phrase).filter(isPrompt))

/** Without the lines on which a beginning stands alone: it was pressed, and nothing was said about it. */
export function withoutBarePrompts(text: string): string {
  const lines = text.split('\n')
  const said = lines.filter((line) => !prompts.has(line.trim()))
  return said.length === lines.length ? text : said.join('\n').trim()
}

/** Adds it on a line of its own behind what stands there already; a second press of the same one adds nothing. */
export function withPhrase(text: string, phrase: string): string {
  if (text.includes(phrase)) return text
  return text.trim() === '' ? phrase : `${text.replace(/\s+$/u, '')}\n${phrase}`
}
