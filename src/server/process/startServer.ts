import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shanghaiDate, type CalendarDate } from '../../domain/time/shanghai'
import { createAuth } from '../auth/auth'
import { hasPeople } from '../auth/setUp'
import { createOutcomeSigner } from '../auth/signOutcome'
import type { Config } from '../config'
import { createApp } from '../http/app'
import { createFreeBytes } from '../http/freeBytes'
import { createPokes } from '../http/pokes'
import { problemResponse } from '../http/problemResponse'
import { securityHeaders } from '../http/securityHeaders'
import { createSetUpTokens } from '../keyring/setUpToken'
import type { Random } from '../ports'
import { noticePath as pathOfNotice } from '../public/findNotice'
import { demoNoticeId } from '../seed/monthlyLists'
import { DEMO_PASSWORD } from '../seed/people'
import type { Store } from '../store/port'
import { createRegisterImport } from '../import/importRegister'
import { createSyncService } from '../sync/createSyncService'
import { createTightener } from '../sync/createTightener'
import { makeBanner } from './banner'
import { installDemo } from './installDemo'
import { createHttpServer } from './listen'
import { openDeployment } from './openDeployment'
import type { Logger } from 'pino'

const random: Random = { hex: (bytes) => randomBytes(bytes).toString('hex') }

export interface RunningServer {
  port: number
  /** For the terminal. */
  banner: string
  /** Ends open pokes, lets requests finish (10 s), closes the store. */
  stop(): Promise<void>
}

export interface StartOptions {
  config: Config
  log: Logger
  /** The repository's folder, or wherever `package.json` and `dist/app` lie. */
  rootDir: string
}

/**
 * Takes the port first, so that a taken one is told before anything is written; until everything else is open it
 * answers 503. @throws StartProblem, and leaves nothing open.
 */
export async function startServer({ config, log, rootDir }: StartOptions): Promise<RunningServer> {
  let fetch: Parameters<typeof createHttpServer>[0] extends () => infer F ? F : never = notReady
  const http = createHttpServer(() => fetch, log)
  const port = await http.listen(config.port, config.host)
  try {
    const clock = { now: () => Date.now() }
    const { store, keyring, marker } = await openDeployment(config, clock)
    try {
      const version = versionOf(rootDir)
      const signer = createOutcomeSigner(keyring.outcomeKey)
      const isEmpty = !(await hasPeople(store))
      const hasDemo = await installDemo({ config, store, keyring, signer, random, clock, marker, isEmpty })
      const demoDay = marker.demo?.today ?? shanghaiDate(clock.now())
      const noticePath = hasDemo ? await demoNoticePath(store, demoDay) : undefined
      const setUpTokens = createSetUpTokens(config.dataDir, clock)
      const setUpToken = isEmpty && !hasDemo ? await setUpTokens.issue() : undefined
      const onBug = (error: unknown, envelope: { id: string; name: string }): void =>
        log.error({ err: error, command: envelope.id, name: envelope.name }, 'a command could not be judged')
      const tightener = createTightener(store, (error) =>
        log.error({ err: error }, 'blocks could not be packed more tightly'),
      )
      const onCut = (tenantId: string): void => tightener.look(tenantId)
      const sync = createSyncService({ store, signer, clock, random, onBug, onCut })
      const registers = createRegisterImport({
        store,
        signer,
        random,
        clock,
        onCommit: (tenantId) => sync.announce(tenantId),
      })
      const auth = createAuth({
        store,
        keyring,
        clock,
        random,
        setUpTokens,
        // The demo password is printed in the README; it opens nothing on a server that others can reach.
        refusedPasswords: new Set(config.isLocal ? [] : [DEMO_PASSWORD]),
      })
      const pokes = createPokes(sync, clock)
      const freeBytes = createFreeBytes(config.dataDir, clock)
      const edge = { version, trustedProxies: config.trustedProxies }
      const app = createApp({
        store,
        sync,
        auth,
        registers,
        clock,
        log,
        pokes,
        freeBytes,
        config: edge,
        staticDir: join(rootDir, 'dist/app'),
      })
      fetch = (request, env) => app.fetch(request, env)
      // What a stop interrupted goes on.
      for (const { tenantId } of await store.tenants()) tightener.look(tenantId)
      log.info({ port, store: store.kind, version }, 'ready')
      return {
        port,
        banner: makeBanner({ config, port, store: store.kind, version, hasDemo, noticePath, setUpToken }),
        async stop() {
          pokes.close()
          await http.stop()
          await tightener.stop()
          await store.close()
          log.info('stopped')
        },
      }
    } catch (error) {
      await store.close()
      throw error
    }
  } catch (error) {
    await http.stop()
    throw error
  }
}

/** A small demo zone has none, and those made by an earlier program. */
async function demoNoticePath(store: Store, today: CalendarDate): Promise<string | undefined> {
  const id = demoNoticeId(today)
  return (await store.tenantsWith('notice', id)).length > 0 ? pathOfNotice(id) : undefined
}

function notReady(request: Request): Response {
  const { pathname } = new URL(request.url)
  const headers = {
    ...securityHeaders({ path: '/api', isHttps: false }),
    'Content-Type': 'application/json; charset=utf-8',
  }
  if (pathname !== '/api/health') return problemResponse({ code: 'unavailable', retryAfterS: 2 }, headers)
  return new Response(JSON.stringify({ live: true, ready: false }), { status: 503, headers })
}

const versionOf = (rootDir: string): string =>
  (JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as { version: string }).version
