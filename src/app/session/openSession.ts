/**
 * Opens what one signed-in person holds on this device: database, vault, engine, schedule. Everything here works
 * without signal. Loaded after the first paint, since it brings Dexie and the engine.
 */
import { openClient, type Client, type SyncReport } from '../client/engine/client'
import { startSchedule } from '../client/engine/schedule'
import { createBrowserClock } from '../client/browser/clock'
import { createHints } from '../client/browser/hints'
import { createHttp, type Http } from '../client/browser/http'
import { createBrowserIds } from '../client/browser/ids'
import { createLocks } from '../client/browser/locks'
import { listenForPokes } from '../client/browser/poke'
import { createRest } from '../client/browser/rest'
import { createSession, type Session as ServerSession } from '../client/browser/session'
import { createHttpTransport } from '../client/browser/transport'
import { createWitness } from '../client/browser/witness'
import { deviceStoreName, type KeyRecord } from '../client/vault/keyRecord'
import { createWebCryptoVault } from '../client/vault/webCryptoVault'
import { openDexieStore } from '../db/dexieStore'
import { createDirectory, type Directory } from '../search/directory'
import { nudgeOnEvents, tidyWhenIdle } from './nudges'
import { leftBehind, type LeftBehind } from './leftBehind'
import { lossNoteOf } from './lossNote'

export interface OpenSession {
  keys: KeyRecord
  client: Client
  /** For what is asked of the server beside sync: never rows, which come by sync alone. */
  server: { http: Http; session: ServerSession }
  /** Where the search keeps how names are read. */
  directory: Directory
  /** The person asks: sync at once. */
  syncNow(): Promise<SyncReport>
  onReport(run: (report: SyncReport) => void): () => void
  leftBehind(): Promise<LeftBehind>
  /** Lets go of everything; the database and the keys stay. */
  end(): void
  /** Deletes the database and its witness, if nothing is left behind; false: something is, and all stays. */
  destroy(removeKeys: () => Promise<void>): Promise<boolean>
}

export async function openSession(keys: KeyRecord, server?: ServerSession): Promise<OpenSession> {
  const clock = createBrowserClock()
  const http = createHttp({ baseUrl: '', clock })
  const session = server ?? createSession({ keys, http, clock })
  const locks = createLocks({ person: keys, clock })
  const hints = createHints(keys)
  const witness = createWitness(keys)
  const [store, vault] = await Promise.all([
    openDexieStore(deviceStoreName(keys)),
    createWebCryptoVault(keys),
  ])
  const { tenantId, personId, deviceId } = keys
  const client = await openClient({
    store,
    vault,
    clock,
    locks,
    hints,
    witness,
    transport: createHttpTransport({ http, session }),
    ids: createBrowserIds(clock),
    signedIn: { tenantId, personId, deviceId },
    rest: createRest(),
  })
  // Nobody is shown an empty list of what lies on this device: the first screen as it was kept, or all of it.
  if (client.home() === undefined) await client.opened()
  // Noted at once: the witness is renewed with the first round, and this page may be closed before anyone reads it.
  const lossNote = lossNoteOf(keys)
  lossNote.current(client.status().loss)

  const listeners = new Set<(report: SyncReport) => void>()
  let lastReport: SyncReport | undefined
  const tidy = tidyWhenIdle(client)
  const schedule = startSchedule({
    client,
    clock,
    random: Math.random,
    onReport(report) {
      lastReport = report
      for (const listener of listeners) listener(report)
      if (report.result === 'done') tidy.soon()
    },
  })
  const stopNudges = nudgeOnEvents(client, schedule, () => lastReport?.result === 'offline')
  const stopPokes = listenForPokes({
    http,
    session,
    clock,
    random: Math.random,
    onPoke: () => schedule.nudge(),
  })

  function stop(): void {
    stopPokes()
    stopNudges()
    tidy.stop()
    schedule.stop()
    listeners.clear()
    hints.close()
  }

  return {
    keys,
    client,
    server: { http, session },
    directory: createDirectory(store, vault),
    syncNow: () => schedule.now(),
    onReport(run) {
      listeners.add(run)
      return () => listeners.delete(run)
    },
    leftBehind: () => leftBehind(client),
    end() {
      stop()
      client.close()
    },
    destroy(removeKeys) {
      // Under the lock of all tabs, so that nothing can be saved between looking and deleting.
      return locks.exclusive('write', async () => {
        await client.catchUp()
        if (!(await leftBehind(client)).isNothing) return false
        stop()
        // Keys first: whatever happens to the rest of the deletion, nothing can be read any more.
        await removeKeys()
        await store.destroy()
        witness.forget()
        lossNote.forget()
        client.close()
        return true
      })
    },
  }
}
