/** What every store must do, whichever engine is beneath: one suite of observable claims. */
import { afterAll, beforeAll, describe } from 'vitest'
import type { Store } from '../../../src/server/store/port'
import { concurrencyClaims } from './claims/concurrency'
import { isolationClaims } from './claims/isolation'
import { logClaims } from './claims/log'
import { peopleClaims } from './claims/people'
import { rowClaims } from './claims/rows'
import { scopeClaims } from './claims/scopes'
import { transactionClaims } from './claims/transactions'
import { makeHead } from './makers'

/** A store made for the suite, migrated, without tenants. */
export interface StoreUnderTest {
  store: Store
  /** The same data seen by another process, where the engine allows one; otherwise the store itself. */
  other: Store
  /** False in memory, where readers and the writer take turns. */
  readsDuringWrites: boolean
  close: () => Promise<void>
}

/** What the claims use: a tenant of its own for each test keeps them apart. */
export interface World extends Omit<StoreUnderTest, 'close'> {
  newTenant: () => Promise<string>
}

export function registerStoreContract(name: string, factory: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let current: StoreUnderTest | undefined
    beforeAll(async () => {
      current = await factory()
    })
    afterAll(() => current?.close())

    const world = (): World => {
      const under = current
      if (!under) throw new Error('the store was not made')
      return {
        ...under,
        newTenant: async () => {
          const head = makeHead()
          await under.store.createTenant(head)
          return head.tenantId
        },
      }
    }

    transactionClaims(world)
    rowClaims(world)
    scopeClaims(world)
    logClaims(world)
    peopleClaims(world)
    isolationClaims(world)
    concurrencyClaims(world)
  })
}
