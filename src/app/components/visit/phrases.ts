import type { VisitKind } from '../../../domain/visit/rows'
import type { visit } from '../../locales/zh-CN/visit'

export type Phrase = keyof typeof visit.phrase

/** Sentences that one press adds: for thumbs that type slowly, not instead of what was seen. */
export const phrasesOf: Readonly<Record<VisitKind, readonly Phrase[]>> = {
  household: ['well', 'work', 'harvest', 'health', 'safety', 'fraud', 'policy', 'thanks'],
  enterprise: ['orders', 'hiring', 'loans', 'inspection', 'policy'],
  meeting: ['meetingRules', 'meetingVote', 'policy', 'thanks'],
  stay: ['stayField', 'stayHomes', 'harvest'],
  talk: ['talkQuestions', 'talkLeaflets', 'fraud'],
}

/** Adds a sentence behind what stands there already; a second press of the same one adds nothing. */
export function withPhrase(text: string, phrase: string): string {
  if (text.includes(phrase)) return text
  if (text === '' || /\s$/u.test(text)) return text + phrase
  const isLatin = /^[\p{Script=Latin}]/u.test(phrase)
  const stop = /[。！？；.!?]$/u.test(text) ? '' : isLatin ? '.' : '。'
  return `${text}${stop}${isLatin ? ' ' : ''}${phrase}`
}
