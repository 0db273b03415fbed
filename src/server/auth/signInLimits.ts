import type { ServerClock } from '../ports'
import { createBudget, createGrowingDelay } from './attempts'
import { BoundedMap } from './boundedMap'

/**
 * How often a password may be tried: per account, per address, and in all. Every figure has a reason:
 * - account: 5 free tries, then 5 s doubling to 5 min: at most 23 tries in the first hour, 12 in each further one.
 *   Where the account has signed in from this address before, that address has a count of its own: a stranger who
 *   keeps the account's count high does not keep its owner out.
 * - address: 60 failures at once and one more every 20 s; an office of two hundred behind one address signs in on one
 *   morning, and only failures count.
 * - in all: 100 at once and 10 a second; each costs some 40 ms of a core.
 */
export interface SignInLimits {
  /** Milliseconds to wait, or 0 and the try is counted. */
  take(account: string, address: string): number
  succeeded(account: string, address: string): void
}

export function createSignInLimits(clock: ServerClock, maxKeys = 50_000): SignInLimits {
  const accounts = createGrowingDelay({
    clock,
    free: 5,
    firstMs: 5_000,
    longestMs: 300_000,
    forgetMs: 3_600_000,
    maxKeys,
  })
  const addresses = createBudget({ clock, burst: 60, perSecond: 1 / 20, maxKeys })
  const everyone = createBudget({ clock, burst: 100, perSecond: 10, maxKeys: 1 })
  const usual = new BoundedMap<true>(maxKeys)
  const pair = (account: string, address: string): string => `${account} ${address}`
  const accountKey = (account: string, address: string): string =>
    usual.get(pair(account, address)) ? pair(account, address) : account

  return {
    take(account, address) {
      const addressWait = addresses.take(address)
      if (addressWait > 0) return addressWait
      const everyoneWait = everyone.take('')
      const wait = everyoneWait > 0 ? everyoneWait : accounts.take(accountKey(account, address))
      // A try that is not looked at is no failure of the address and cost nothing.
      if (wait > 0) addresses.giveBack(address)
      if (wait > 0 && everyoneWait === 0) everyone.giveBack('')
      return wait
    },
    succeeded(account, address) {
      accounts.succeeded(accountKey(account, address))
      addresses.giveBack(address)
      usual.set(pair(account, address), true)
    },
  }
}
