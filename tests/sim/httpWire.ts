/**
 * The whole stack without sockets: the real HTTP edge, sign-in, tokens, gzip and frames, the browser's real transport
 * and real WebCrypto keys. Slower by far than the plain service, so fewer histories run on it.
 */
import { createHttp } from '../../src/app/client/browser/http'
import { signIn } from '../../src/app/client/browser/signIn'
import { createSession } from '../../src/app/client/browser/session'
import { createHttpTransport } from '../../src/app/client/browser/transport'
import type { Clock } from '../../src/app/client/ports'
import type { KeyRecord } from '../../src/app/client/vault/keyRecord'
import type { KeyStore } from '../../src/app/client/vault/keyStore'
import { createWebCryptoVault } from '../../src/app/client/vault/webCryptoVault'
import { createAuth } from '../../src/server/auth/auth'
import { createOutcomeSigner } from '../../src/server/auth/signOutcome'
import { createApp } from '../../src/server/http/app'
import { createRegisterImport } from '../../src/server/import/importRegister'
import { createMemoryKeyring } from '../../src/server/keyring/keyring'
import { createLog } from '../../src/server/log'
import type { SyncService } from '../../src/server/sync/service'
import { storm } from './network'
import type { WireMaker } from './world'

const password = 'sim'

export const httpWire: WireMaker = async ({ store, tenantId, rng, random, network, service, now }) => {
  const serverClock = { now }
  const keyring = createMemoryKeyring(serverClock)
  await keyring.addTenant(tenantId)
  const log = createLog()
  log.level = 'silent'
  const current: SyncService = {
    sync: (...args) => service().sync(...args),
    deliver: (...args) => service().deliver(...args),
    blocks: (...args) => service().blocks(...args),
    onChange: () => () => undefined,
    announce: () => undefined,
  }
  const auth = createAuth({
    store,
    keyring,
    clock: serverClock,
    random,
    // argon2 is proved elsewhere; here it would cost more than the history.
    passwords: { matches: (hash, typed) => Promise.resolve(hash === typed) },
  })
  const registers = createRegisterImport({
    store,
    signer: createOutcomeSigner(keyring.outcomeKey),
    random,
    clock: serverClock,
  })
  const app = createApp({ store, sync: current, auth, registers, clock: serverClock, log })

  const direct: typeof fetch = async (url, init) =>
    app.request(url instanceof Request ? url.url : url.toString(), init)

  return {
    signer: createOutcomeSigner(keyring.outcomeKey),
    // So few histories run here that waiting for a storm by chance would leave some faults to luck; real keys and real
    // sealing make the bytes, and with them the order of things, a little different in every run.
    weather: storm,
    wire: {
      async connect(person) {
        const login = `p${person.id.slice(-6)}${rng.int(1e6)}`
        const clock: Clock = { now, after: () => () => undefined }
        await store.write(tenantId, (tx) =>
          tx.putAccount({ login, personId: person.id, passwordHash: password }),
        )
        const atSignIn = createHttp({ baseUrl: 'http://localhost', clock, fetch: direct })
        const keyStore = emptyKeyStore()
        const answer = await signIn(
          { tenantId, login, password, deviceLabel: 'sim' },
          { http: atSignIn, keyStore, clock },
        )
        if (!answer.ok) throw new Error(`could not sign in: ${JSON.stringify(answer)}`)
        const vault = await createWebCryptoVault(answer.keys)
        return {
          deviceId: answer.keys.deviceId,
          vault,
          transport(isOnline) {
            const http = createHttp({ baseUrl: 'http://localhost', clock, fetch: faultyFetch(isOnline) })
            return createHttpTransport({ http, session: createSession({ keys: answer.keys, http, clock }) })
          },
        }
      },
    },
  }

  /** Loses, repeats and cuts at the level of HTTP messages, token renewals included. */
  function faultyFetch(isOnline: () => boolean): typeof fetch {
    return async (url, init) => {
      const answer = await network.carry(isOnline, () => direct(url, init))
      if (!answer.ok) throw new TypeError('no network')
      if (!network.cutsStream()) return answer.value
      const bytes = new Uint8Array(await answer.value.arrayBuffer())
      const { status, headers } = answer.value
      const end = rng.int(bytes.length + 1)
      const path = url instanceof Request ? url.url : url.toString()
      if (end > 0 && end < bytes.length) {
        if (path.endsWith('/api/sync')) network.counts.cutAnswers += 1
        if (path.endsWith('/api/blocks')) network.counts.cutStreams += 1
      }
      return new Response(bytes.slice(0, end), { status, headers })
    }
  }
}

function emptyKeyStore(): KeyStore {
  const records: KeyRecord[] = []
  return {
    get: ({ tenantId, personId }) =>
      Promise.resolve(records.find((record) => record.tenantId === tenantId && record.personId === personId)),
    list: () => Promise.resolve(records),
    put(record) {
      records.push(record)
      return Promise.resolve(record)
    },
    remove: () => Promise.resolve(),
    close: () => undefined,
  }
}
