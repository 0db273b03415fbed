/**
 * The product's own engine in a page without screens: real modules, real IndexedDB, WebCrypto and server, on the origin
 * where somebody has signed in with the production build. Put together as `openSession` does, without the schedule, so
 * that nothing happens but what is measured.
 */
import { createBrowserClock } from '../../../src/app/client/browser/clock'
import { createHints } from '../../../src/app/client/browser/hints'
import { createHttp } from '../../../src/app/client/browser/http'
import { createBrowserIds } from '../../../src/app/client/browser/ids'
import { createLocks } from '../../../src/app/client/browser/locks'
import { createRest } from '../../../src/app/client/browser/rest'
import { createSession } from '../../../src/app/client/browser/session'
import { createHttpTransport } from '../../../src/app/client/browser/transport'
import { createWitness } from '../../../src/app/client/browser/witness'
import { openClient, type Client } from '../../../src/app/client/engine/client'
import { deviceStoreName } from '../../../src/app/client/vault/keyRecord'
import { openKeyStore } from '../../../src/app/client/vault/keyStore'
import { createWebCryptoVault } from '../../../src/app/client/vault/webCryptoVault'
import { openDexieStore } from '../../../src/app/db/dexieStore'
import type { CommandRequest } from '../../../src/domain/command/registry'
import type { Row } from '../../../src/domain/rows'
import { daysWork, visitOf } from './work'

let client: Client
let personId = ''
const newId = createBrowserIds(createBrowserClock())
/** Of requests to the server since last asked: how many, and bytes of their bodies as sent. */
const sent = { requests: 0, bytes: 0 }

const countingFetch: typeof fetch = (input, init) => {
  sent.requests += 1
  sent.bytes += init?.body instanceof Uint8Array ? init.body.byteLength : 0
  return fetch(input, init)
}

async function start(): Promise<{ openMs: number }> {
  const [keys] = await (await openKeyStore()).list()
  if (!keys) throw new Error('nobody is signed in here')
  const clock = createBrowserClock()
  const http = createHttp({ baseUrl: '', clock, fetch: countingFetch })
  const session = createSession({ keys, http, clock })
  const startedAt = performance.now()
  const [store, vault] = await Promise.all([
    openDexieStore(deviceStoreName(keys)),
    createWebCryptoVault(keys),
  ])
  const { tenantId, deviceId } = keys
  personId = keys.personId
  client = await openClient({
    store,
    vault,
    clock,
    locks: createLocks({ person: keys, clock }),
    hints: createHints(keys),
    witness: createWitness(keys),
    transport: createHttpTransport({ http, session }),
    ids: createBrowserIds(clock),
    signedIn: { tenantId, personId, deviceId },
    rest: createRest(),
  })
  await client.opened()
  return { openMs: performance.now() - startedAt }
}

/** Rounds until nothing is left to do on either side. */
async function settle(): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const report = await client.sync()
    if (report.result !== 'done') throw new Error(`could not sync: ${JSON.stringify(report)}`)
    if (client.status().isComplete && client.status().waiting === 0) return
  }
  throw new Error('the bench phone does not settle')
}

/** From the call to a sync until it has ended: everything sent is answered, everything that came is stored and shown. */
async function sync(): Promise<{ ms: number; requests: number; bytes: number; waiting: number }> {
  Object.assign(sent, { requests: 0, bytes: 0 })
  const startedAt = performance.now()
  const report = await client.sync()
  const ms = performance.now() - startedAt
  if (report.result !== 'done') throw new Error(`could not sync: ${JSON.stringify(report)}`)
  return { ms, ...sent, waiting: client.status().waiting }
}

const households = (): Row<'subject'>[] =>
  [...client.rows('subject')].filter(({ data }) => data.kind === 'household')

async function save(requests: readonly CommandRequest[]): Promise<void> {
  const result = await client.dispatch(requests)
  if (!result.saved) throw new Error(`not saved: ${JSON.stringify(result)}`)
}

/**
 * Each pair: one visit saved through the engine, from the call to its promise (so after the `complete` event of the
 * strict transaction), and one raw strict transaction with one `put` of the same bytes. In turns, since a disk has
 * moods.
 */
async function saves(count: number): Promise<{ savesMs: number[]; rawMs: number[] }> {
  const subjects = households()
  const raw = await rawStore()
  const savesMs: number[] = []
  const rawMs: number[] = []
  for (let index = 0; index < count; index++) {
    const subject = subjects[index % subjects.length]
    if (!subject) throw new Error('no household to visit')
    const request = visitOf({ subject, personId, newId: () => newId.next(), number: index })
    const startedAt = performance.now()
    await save([request])
    savesMs.push(performance.now() - startedAt)
    const bytes = crypto.getRandomValues(new Uint8Array(JSON.stringify(request).length * 2))
    const rawStartedAt = performance.now()
    await putStrictly(raw, { id: newId.next(), bytes })
    rawMs.push(performance.now() - rawStartedAt)
  }
  raw.close()
  return { savesMs, rawMs }
}

const rawStore = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('bench-raw', 1)
    request.onupgradeneeded = () => void request.result.createObjectStore('raw', { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('no raw store'))
  })

const putStrictly = (db: IDBDatabase, record: { id: string; bytes: Uint8Array }): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = db.transaction('raw', 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(new Error('the raw store did not take it'))
    transaction.objectStore('raw').put(record)
    transaction.commit()
  })

/** A day of a cadre, saved without being sent. `json`: its envelopes as plain text, for the floor. */
async function workADay(): Promise<{ commands: number; json: string }> {
  const [campaign] = client.rows('campaign')
  const category = [...client.rows('category')].find(
    ({ data }) => data.parentId !== null && !data.confidential,
  )
  if (!campaign || !category) throw new Error('no campaign or category is held')
  const zone = { subjects: households(), campaignId: campaign.id, categoryId: category.id }
  for (const stroke of daysWork(zone, { personId, newId: () => newId.next() })) await save(stroke)
  const waiting = client.commands().filter(({ state }) => state === 'waiting')
  return { commands: waiting.length, json: JSON.stringify(waiting.map(({ envelope }) => envelope)) }
}

/** The newest visits out of all that are held, as a page asks for them: read, sorted, cut. */
function latest(count: number): { ms: number; shown: number; of: number } {
  const startedAt = performance.now()
  const visits: Row<'visit'>[] = []
  for (const row of client.rows('visit')) visits.push(row)
  visits.sort((a, b) => b.data.recordedAt - a.data.recordedAt || (a.id < b.id ? -1 : 1))
  const shown = visits.slice(0, count)
  return { ms: performance.now() - startedAt, shown: shown.length, of: visits.length }
}

const counts = (): Record<string, number> =>
  Object.fromEntries(
    (['subject', 'visit', 'issue', 'event'] as const).map((kind) => [kind, [...client.rows(kind)].length]),
  )

export const engine = { start, settle, sync, saves, workADay, latest, counts }
export type Engine = typeof engine
Object.assign(globalThis, { engine })
