import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Random, ServerClock } from '../ports'

/** Long enough for a slow line and a phone that was put into the pocket between two requests. */
const challengeLifeMs = 10 * 60_000

/**
 * What a device signs to get a token. Nothing is kept: the challenge carries its own time and a proof that this
 * deployment made it. It is bound to no device, so it can ride on any 401, and may be answered again within its life:
 * a lost answer is then no reason to start over.
 */
export interface Challenges {
  make(): string
  isFresh(challenge: string): boolean
}

export function createChallenges(
  secret: Uint8Array,
  { clock, random }: { clock: ServerClock; random: Random },
): Challenges {
  const proofOf = (text: string): Buffer =>
    createHmac('sha256', secret).update(`minqing-challenge-1|${text}`).digest()

  return {
    make() {
      const text = `1.${clock.now().toString(36)}.${random.hex(16)}`
      return `${text}.${proofOf(text).toString('base64url')}`
    },
    isFresh(challenge) {
      const match = /^(1\.([0-9a-z]{1,12})\.[0-9a-f]{32})\.([\w-]{43})$/.exec(challenge)
      if (!match) return false
      const [, text = '', time = '', proof = ''] = match
      const given = Buffer.from(proof, 'base64url')
      const wanted = proofOf(text)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false
      const ageMs = clock.now() - parseInt(time, 36)
      return ageMs >= 0 && ageMs <= challengeLifeMs
    },
  }
}
