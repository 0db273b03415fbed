import type { Random } from '../ports'
import type { Account } from '../store/port'

/** An administrator may hand it over on paper at the next meeting. */
export const codeLifeMs = 7 * 86_400_000

/** Without letters and digits that are taken for one another when read aloud or written by hand. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codeLength = 12

/** 12 letters of 31: 59 bits, behind the delays of the sign-in. `shown` is in groups of four. */
export function makeCode(random: Random): { plain: string; shown: string } {
  let plain = ''
  while (plain.length < codeLength) {
    for (const byte of Buffer.from(random.hex(32), 'hex')) {
      // Bytes past the last whole round would make the first letters likelier.
      if (byte < letters.length * 8 && plain.length < codeLength)
        plain += letters[byte % letters.length] ?? ''
    }
  }
  return { plain, shown: plain.replace(/(.{4})(?=.)/gu, '$1-') }
}

const mark = 'first-code'

/** Stands where the password's hash will stand, so that there is never both: `first-code|<expires at>|<hash>`. */
export const noteOfCode = (hash: string, expiresAt: number): string => `${mark}|${expiresAt}|${hash}`

/** The open code of an account; undefined once a password was set. */
export function codeOf({ passwordHash }: Account): { hash: string; expiresAt: number } | undefined {
  const match = /^first-code\|(\d{1,16})\|(.+)$/su.exec(passwordHash)
  return match?.[1] && match[2] ? { hash: match[2], expiresAt: Number(match[1]) } : undefined
}
