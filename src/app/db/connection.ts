/**
 * The connection to the device database: opens it, lets go when another tab wants to upgrade or delete it, and opens it
 * again when the browser's storage process died. Dexie's own reopening is off, since it would take a fresh database for
 * the old one.
 */
import { Dexie } from 'dexie'
import { DeviceStoreLost } from './port'
import { schemaVersions } from './schema'
import { DeviceStoreBlocked, isLostConnection } from './storageErrors'

export interface ConnectionOptions {
  indexedDB?: IDBFactory
  IDBKeyRange?: typeof globalThis.IDBKeyRange
  /** How long an upgrade or deletion may be held up by another tab; 5 s, the longest wait without a message. */
  blockedMs?: number
  /**
   * How long the browser may take for one transaction or for opening. WebKit has left requests unanswered for ever; a
   * slow phone needs some seconds for a large strict commit.
   */
  unansweredMs?: number
}

export interface Connection {
  /**
   * Runs on an open database; opens it when it is not. Rejects with the browser's error; after one that tells of a dead
   * connection the handle is let go, and the next use opens again.
   */
  use<T>(work: (db: Dexie) => PromiseLike<T>): Promise<T>
  /** For good: every later use throws `DeviceStoreLost`. */
  close(): void
  /** Deletes the database. Resolves also when a frozen tab holds up the removal of the (then empty) database. */
  remove(): Promise<void>
}

/**
 * `check` runs on each new handle before anyone uses it, and refuses a database that is not the one expected.
 */
export function connect(
  name: string,
  options: ConnectionOptions,
  check: (db: Dexie) => PromiseLike<void>,
): Connection {
  const { blockedMs = 5_000, unansweredMs = 30_000 } = options
  let gone = false
  let current: Opening | undefined

  const opened = (): Opening => {
    if (gone) throw new DeviceStoreLost()
    return (current ??= openDatabase(name, options, {
      check,
      onDeleted: () => (gone = true),
      onClosed: forget,
    }))
  }
  function forget(opening: Opening): void {
    if (current === opening) current = undefined
  }
  const letGo = (opening: Opening): void => {
    forget(opening)
    // Also when it opens late, so that no forgotten handle holds up an upgrade.
    opening.ready.then(
      (db) => db.close(),
      () => undefined,
    )
  }

  return {
    async use(work) {
      const opening = opened()
      // Slow opening is waited for by everyone who comes later: it goes on, and is not begun again.
      const db = await within(opening.ready, unansweredMs, () => new DeviceStoreBlocked(), {
        held: opening.blocked,
        heldMs: blockedMs,
      })
      if (gone) throw new DeviceStoreLost()
      try {
        return await within(work(db), unansweredMs, () => new DOMException('no answer', 'TimeoutError'))
      } catch (error) {
        if (isLostConnection(error)) letGo(opening)
        throw error
      }
    },
    close() {
      gone = true
      if (current) letGo(current)
    },
    async remove() {
      const db = await opened().ready
      gone = true
      current = undefined
      const blocked = new Promise<void>((resolve) => {
        db.on('blocked', () => {
          setTimeout(resolve, blockedMs)
          return false
        })
      })
      await Promise.race([db.delete(), blocked])
    },
  }
}

interface Opening {
  ready: Promise<Dexie>
  /** Resolves when another tab holds up the opening. */
  blocked: Promise<void>
}

interface Watcher {
  check: (db: Dexie) => PromiseLike<void>
  onDeleted: () => void
  onClosed: (opening: Opening) => void
}

function openDatabase(
  name: string,
  { indexedDB, IDBKeyRange }: ConnectionOptions,
  { check, onDeleted, onClosed }: Watcher,
): Opening {
  const db = new Dexie(name, {
    autoOpen: false,
    // Not passing it would mean `default`, which may confirm before the data is on the disk (docs/incidents.md I03).
    chromeTransactionDurability: 'strict',
    // No live queries are used: rows in memory are the one truth for the page.
    cache: 'disabled',
    ...(indexedDB && { indexedDB }),
    ...(IDBKeyRange && { IDBKeyRange }),
  })
  for (const { version, stores } of schemaVersions) db.version(version).stores(stores)

  let tellBlocked: () => void
  const blocked = new Promise<void>((resolve) => (tellBlocked = resolve))
  // Returning false keeps Dexie's own handlers (a warning on the console, reopening) out.
  db.on('blocked', () => {
    tellBlocked()
    return false
  })
  db.on('versionchange', (event: IDBVersionChangeEvent) => {
    if (event.newVersion === null) onDeleted()
    db.close()
    return false
  })
  let closed = false
  db.on(
    'ready',
    () => {
      if (closed) throw new DOMException('a closed handle is not reopened', 'InvalidStateError')
    },
    true,
  )
  const open = async (): Promise<Dexie> => {
    await db.open()
    await check(db)
    return db
  }
  const opening: Opening = { ready: open(), blocked }
  db.on('close', () => {
    closed = true
    onClosed(opening)
  })
  opening.ready.catch(() => db.close())
  return opening
}

/** `work`, or the error after `ms`; after `heldMs` from the moment at which `held` resolves. */
function within<T>(
  work: PromiseLike<T>,
  ms: number,
  error: () => Error,
  { held, heldMs = ms }: { held?: Promise<void>; heldMs?: number } = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    let settled = false
    const timers: ReturnType<typeof setTimeout>[] = []
    const limit = (afterMs: number): void => {
      if (!settled) timers.push(setTimeout(() => reject(error()), afterMs))
    }
    const settle = (): void => {
      settled = true
      timers.forEach(clearTimeout)
    }
    limit(ms)
    void held?.then(() => limit(heldMs))
    Promise.resolve(work).finally(settle).then(resolve, reject)
  })
}
