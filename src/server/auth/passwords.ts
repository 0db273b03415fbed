import { hash, verify } from '@node-rs/argon2'

/**
 * argon2id (the package's default) with 46 MiB and one pass: the smallest memory that ASVS 5.0 (appendix C) allows with t = 1. Some 40 ms of
 * one core; the work runs on libuv's threads, not on the event loop.
 */
const cost = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

export interface PasswordChecker {
  /** Costs the same time whether there is a hash or not: without one a throw-away hash is checked in its place. */
  matches(passwordHash: string | undefined, password: string): Promise<boolean>
}

/** Same cost as `hashPassword`; of a random value that no one knows. Made once, when it is first needed. */
let decoy: Promise<string> | undefined

export const argon2Checker: PasswordChecker = {
  async matches(passwordHash, password) {
    decoy ??= hashPassword(crypto.randomUUID())
    const fits = await verify(passwordHash ?? (await decoy), password)
    return passwordHash !== undefined && fits
  },
}
