import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { integer, object, parse, text } from '../../domain/schema'
import type { ServerClock } from '../ports'
import { readFileIfAny, writeFileAtomically } from './atomicFile'
import { keysFolder } from './openKeyring'

/** A link for the first administrator lives a day: it is printed where only the operator reads. */
const setUpTokenLifeMs = 24 * 3_600_000

const noteSchema = object({
  tokenHash: text({ max: 64, min: 1 }),
  expiresAt: integer({ min: 0, max: 8.64e15 }),
})

export interface SetUpTokens {
  /** A new token; the one before it is void. Only its hash is kept. */
  issue(): Promise<string>
  isValid(token: string): Promise<boolean>
  /** After the first administrator exists. */
  revoke(): Promise<void>
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export function createSetUpTokens(dataDir: string, clock: ServerClock): SetUpTokens {
  const path = join(keysFolder(dataDir), 'set-up.json')

  return {
    async issue() {
      // 128 bits and more; a UUID would not be enough for a secret (ASVS 11.5.1).
      const token = randomBytes(24).toString('base64url')
      const note = { tokenHash: hashOf(token), expiresAt: clock.now() + setUpTokenLifeMs }
      await writeFileAtomically(path, `${JSON.stringify(note)}\n`)
      return token
    },
    async isValid(token) {
      const content = await readFileIfAny(path)
      if (content === undefined) return false
      const parsed = parse(noteSchema, JSON.parse(content))
      if (!parsed.ok || clock.now() > parsed.value.expiresAt) return false
      const wanted = Buffer.from(parsed.value.tokenHash)
      const given = Buffer.from(hashOf(token))
      return given.length === wanted.length && timingSafeEqual(given, wanted)
    },
    async revoke() {
      await rm(path, { force: true })
    },
  }
}
