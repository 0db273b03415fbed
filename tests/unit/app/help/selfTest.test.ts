import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import { en } from '../../../../src/app/locales/en'
import { checkIds, findings, found, good, type CheckId, type Found } from '../../../../src/app/selfTest/check'
import { checkKeys } from '../../../../src/app/selfTest/keyCheck'
import { runSelfTest } from '../../../../src/app/selfTest/runSelfTest'
import { askServer, judgeClock, judgeServer } from '../../../../src/app/selfTest/serverCheck'
import {
  checkCompression,
  checkLocks,
  checkWorker,
  judgePersistence,
  judgeSpace,
} from '../../../../src/app/selfTest/smallChecks'
import { checkStorage } from '../../../../src/app/selfTest/storageCheck'

const MB = 1024 * 1024

describe('saving', () => {
  test('is good where it works; nothing is left behind, not even of a test that was killed', async () => {
    const indexedDB = new IDBFactory()
    await new Promise((resolve) => {
      const request = indexedDB.open('minqing-selftest-killed', 1)
      request.onsuccess = () => resolve(request.result.close())
    })
    expect(await checkStorage(indexedDB)).toEqual(good())
    expect(await checkKeys(indexedDB)).toEqual(good())
    expect(await indexedDB.databases()).toEqual([])
  })

  test('leaves what is not its own alone', async () => {
    const indexedDB = new IDBFactory()
    await new Promise((resolve) => {
      const request = indexedDB.open('minqing-421303499', 1)
      request.onsuccess = () => resolve(request.result.close())
    })
    await checkStorage(indexedDB)
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['minqing-421303499'])
  })

  test('is missing, or fails, where the browser has none or refuses', async () => {
    expect(await checkStorage(undefined)).toEqual(found('bad', 'storageMissing'))
    const refusing = new IDBFactory()
    refusing.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    expect(await checkStorage(refusing)).toEqual(found('bad', 'storageFailed'))
    expect(await checkKeys(refusing)).toEqual(found('bad', 'keysFailed'))
  })
})

describe('locks', () => {
  test('that exclude and let go are good; those that exclude nobody are not', async () => {
    let held = false
    const request = async (_name: string, ...rest: unknown[]): Promise<unknown> => {
      const run = rest.at(-1) as (lock: unknown) => Promise<unknown>
      if (held) return run(null)
      held = true
      try {
        return await run({})
      } finally {
        held = false
      }
    }
    expect(await checkLocks({ request } as unknown as LockManager)).toEqual(good())
    const lax = {
      request: async (_name: string, ...rest: unknown[]) => (rest.at(-1) as (l: object) => unknown)({}),
    }
    expect(await checkLocks(lax as unknown as LockManager)).toEqual(found('weak', 'locksFailed'))
    expect(await checkLocks(undefined)).toEqual(found('weak', 'locksMissing'))
  })
})

test('compression is good where it comes back unchanged, and missing in old browsers', async () => {
  expect(await checkCompression()).toEqual(good())
  expect(await checkCompression({ CompressionStream })).toEqual(found('bad', 'compressionMissing'))
})

describe('opening without signal', () => {
  const page = '<script src="/assets/index-a.js"></script><link href="/assets/index-b.css">'
  const worker = (state: { active?: object; controller?: object }): ServiceWorkerContainer =>
    ({
      getRegistration: async () => state,
      controller: state.controller ?? null,
    }) as unknown as ServiceWorkerContainer
  const caches = (files: Record<string, string>): CacheStorage =>
    ({
      match: async (path: string) => (path in files ? new Response(files[path]) : undefined),
    }) as unknown as CacheStorage
  const whole = { '/index.html': page, '/assets/index-a.js': 'x', '/assets/index-b.css': 'y' }
  const inCharge = worker({ active: {}, controller: {} })

  test('works with a worker in charge and every file of the page', async () => {
    expect(await checkWorker(inCharge, caches(whole))).toEqual(good())
  })
  test.each<[string, ServiceWorkerContainer | undefined, Record<string, string>, Found]>([
    ['no worker', undefined, whole, found('weak', 'workerMissing')],
    ['a worker not in charge', worker({ active: {} }), whole, found('weak', 'workerNotReady')],
    ['no page', inCharge, {}, found('weak', 'notCached')],
    [
      'a file short',
      inCharge,
      { '/index.html': page, '/assets/index-a.js': 'x' },
      found('weak', 'notCached'),
    ],
  ])('does not with %s', async (_what, container, files, expected) => {
    expect(await checkWorker(container, caches(files))).toEqual(expected)
  })
})

describe('the server', () => {
  const at = Date.parse('2026-11-22T08:00:00Z')
  const answering =
    (body: unknown, date = new Date(at).toUTCString()): typeof fetch =>
    async () =>
      Response.json(body, { headers: date ? { Date: date } : {} })

  test('is good when ready, and its date tells the clock', async () => {
    const answer = await askServer(answering({ live: true, ready: true }), () => at - 5 * 60_000)
    expect(judgeServer(answer, true)).toEqual(good())
    expect(judgeClock(answer)).toEqual(found('weak', 'clockOff', 5 * 60_000 + 500))
    const right = await askServer(answering({ live: true, ready: true }), () => at + 60_000)
    expect(judgeClock(right).verdict).toBe('good')
  })
  test('under repair, silent, and without signal are told apart', async () => {
    const repaired = await askServer(answering({ live: true, ready: false }), () => at)
    expect(judgeServer(repaired, true)).toEqual(found('bad', 'serverNotReady'))
    const silent = await askServer(
      () => Promise.reject(new TypeError('no network')),
      () => at,
    )
    expect(judgeServer(silent, true)).toEqual(found('bad', 'serverSilent'))
    expect(judgeServer(silent, false)).toEqual(found('skipped', 'offline'))
    expect(judgeClock(silent)).toEqual(found('skipped', 'clockUnknown'))
  })
  test('a hotel’s page that answers in its place counts as silence', async () => {
    const portal = async (): Promise<Response> => new Response('<html>login</html>')
    expect(await askServer(portal, () => at)).toBeUndefined()
    expect(await askServer(answering({ login: true }), () => at)).toBeUndefined()
  })
})

test('room and promise are judged by what the browser says', () => {
  expect(judgeSpace(null)).toEqual(found('skipped', 'spaceUnknown'))
  expect(judgeSpace(5 * MB)).toEqual(found('bad', 'spaceFull', 5 * MB))
  expect(judgeSpace(100 * MB)).toEqual(found('weak', 'spaceLow', 100 * MB))
  expect(judgeSpace(900 * MB)).toEqual(good(900 * MB))
  expect(judgePersistence(true)).toEqual(good())
  expect(judgePersistence(false)).toEqual(found('weak', 'notPersisted'))
  expect(judgePersistence(null)).toEqual(found('weak', 'persistenceUnknown'))
})

test('every check is run in its turn; one that fails or hangs is told and keeps none from running', async () => {
  const checks = Object.fromEntries(checkIds.map((id) => [id, async () => good()])) as Record<
    CheckId,
    () => Promise<Found>
  >
  checks.keys = () => Promise.reject(new Error('broken'))
  checks.locks = () => new Promise(() => undefined)
  const results: [string, string][] = []
  await runSelfTest(({ id, verdict }) => results.push([id, verdict]), checks, 20)
  expect(results.map(([id]) => id)).toEqual([...checkIds])
  expect(results.filter(([, verdict]) => verdict === 'bad').map(([id]) => id)).toEqual(['keys', 'locks'])
})

test('every check and finding has its sentence', () => {
  expect(Object.keys(en.help.test.name).sort()).toEqual([...checkIds].sort())
  expect(Object.keys(en.help.test.good).sort()).toEqual([...checkIds].sort())
  expect(Object.keys(en.help.test.say).sort()).toEqual([...findings].sort())
})
