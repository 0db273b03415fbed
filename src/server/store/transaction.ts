import { AsyncLocalStorage } from 'node:async_hooks'
import type { ControlledTransaction, ControlledTransactionBuilder } from 'kysely'
import type { StoreSchema } from './schema'

export type Trx = ControlledTransaction<StoreSchema>

/**
 * Runs `work` in a transaction: committed when it resolves, rolled back whole when it throws. Kysely refuses a
 * statement that comes after the end, so a `tx` that leaks out of `work` cannot act inside somebody else's.
 */
export async function inTransaction<T>(
  builder: ControlledTransactionBuilder<StoreSchema>,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  const trx = await builder.execute()
  try {
    const result = await work(trx)
    await trx.commit().execute()
    return result
  } catch (error) {
    // Fails where the connection is gone or the engine has rolled back by itself: then nothing is left to undo, and
    // the first error tells more.
    await trx
      .rollback()
      .execute()
      .catch(() => undefined)
    throw error
  }
}

/** A transaction under way, and the one of another store that it runs in. */
interface Running {
  store: NestingGuard
  open: boolean
  outer: Running | undefined
}

/** One for all stores: Node goes on visiting each storage ever used, at every promise of the process. */
const running = new AsyncLocalStorage<Running>()

/** What `work` started without waiting for it carries its context on, but stands in nobody's way now. */
function openNow(): Running | undefined {
  let innermost = running.getStore()
  while (innermost && !innermost.open) innermost = innermost.outer
  return innermost
}

/**
 * Refuses a transaction inside another of the same store: it would wait for ever for the lock or the connection that
 * the outer one holds. A bug in the caller, so it throws at once instead of hanging the server some day under load.
 */
export class NestingGuard {
  async run<T>(work: () => Promise<T>): Promise<T> {
    const outer = openNow()
    for (let each = outer; each; each = each.outer)
      if (each.open && each.store === this) throw new Error('a store transaction inside another one')
    const own: Running = { store: this, open: true, outer }
    try {
      return await running.run(own, work)
    } finally {
      own.open = false
    }
  }
}
