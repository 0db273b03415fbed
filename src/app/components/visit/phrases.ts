import type { VisitKind } from '../../../domain/visit/rows'
import type { visit } from '../../locales/zh-CN/visit'

export type Phrase = keyof typeof visit.phrase

/**
 * What one press adds, for thumbs that type slowly. Beginnings, and things the visitor did: never a finding, which would
 * stand alike in a hundred visits without anyone having found it.
 */
export const phrasesOf: Readonly<Record<VisitKind, readonly Phrase[]>> = {
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
] as const satisfies readonly (keyof typeof visit.measure)[]

/** Adds it on a line of its own behind what stands there already; a second press of the same one adds nothing. */
export function withPhrase(text: string, phrase: string): string {
  if (text.includes(phrase)) return text
  return text.trim() === '' ? phrase : `${text.replace(/\s+$/u, '')}\n${phrase}`
}
