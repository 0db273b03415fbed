import type { Random } from './random'

/**
 * Prefix of every telephone number in the demo zone. China sets no numbers aside for fiction; 169 is written like a
 * mobile prefix (1[3-9] and nine more digits), but it is in no operator's published list and common number libraries
 * call it invalid, so that nobody's telephone rings when somebody tries one. 16900 leaves a million numbers.
 */
export const demoPhonePrefix = '16900'

/** Eleven digits. Two households may share a number, as they do in life. */
export function makePhone(random: Random): string {
  return demoPhonePrefix + String(random.int(0, 999_999)).padStart(6, '0')
}
