import { randomBytes } from 'node:crypto'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { refuse } from '../auth/answer'
import { mountPublic } from '../public/mountPublic'
import { StorageFull } from '../store/port'
import type { Edge } from './edge'
import { accountCodeEndpoint, accountLookEndpoint, firstPasswordEndpoint } from './endpoints/accounts'
import { blocksEndpoint } from './endpoints/blocks'
import { deliverEndpoint } from './endpoints/deliver'
import { deviceRevokeEndpoint, devicesLookEndpoint } from './endpoints/devices'
import { healthEndpoint } from './endpoints/health'
import { importApplyEndpoint, importPreviewEndpoint } from './endpoints/registerImport'
import { pokeEndpoint } from './endpoints/poke'
import { setUpEndpoint } from './endpoints/setUp'
import { signInEndpoint } from './endpoints/signIn'
import { syncEndpoint } from './endpoints/sync'
import { tokenEndpoint } from './endpoints/token'
import { mount } from './mount'
import { createPokes } from './pokes'
import { defaultEdgeConfig, type EdgeConfig, type EdgePorts } from './ports'
import { problemResponse } from './problemResponse'
import { isApiPath, securityHeaders } from './securityHeaders'
import { createStaticFiles } from './staticFiles'

export const endpoints = [
  signInEndpoint,
  tokenEndpoint,
  setUpEndpoint,
  accountLookEndpoint,
  accountCodeEndpoint,
  firstPasswordEndpoint,
  devicesLookEndpoint,
  deviceRevokeEndpoint,
  syncEndpoint,
  blocksEndpoint,
  deliverEndpoint,
  pokeEndpoint,
  healthEndpoint,
  importPreviewEndpoint,
  importApplyEndpoint,
] as const

export type AppPorts = Pick<EdgePorts, 'store' | 'sync' | 'auth' | 'registers' | 'clock' | 'log'> &
  Partial<Pick<EdgePorts, 'pokes' | 'freeBytes'>> & {
    config?: Partial<EdgeConfig>
    /** The built app (`dist/app`); undefined serves the API alone. */
    staticDir?: string | undefined
  }

/** The whole edge. `app.request()` calls it without a socket, as tests and the simulator do. */
export function createApp({ config, staticDir, pokes, freeBytes, ...given }: AppPorts): Hono<Edge> {
  const ports: EdgePorts = {
    ...given,
    config: { ...defaultEdgeConfig, ...config },
    pokes: pokes ?? createPokes(given.sync, given.clock),
    freeBytes: freeBytes ?? (() => Promise.resolve(undefined)),
  }
  const files = createStaticFiles(staticDir)
  const app = new Hono<Edge>()

  app.use('*', aroundEach(ports))
  app.onError((error, context) => lastResort(error, context, ports))

  mount(app, endpoints, ports)
  app.all('/api', notFound)
  app.all('/api/*', notFound)
  mountPublic(app, ports)
  app.on(['GET'], '*', (context) => files.respond(context.req.raw))
  app.all('*', () => problemResponse({ code: 'methodNotAllowed' }, { Allow: 'GET, HEAD' }))
  return app
}

const aroundEach =
  (ports: EdgePorts): MiddlewareHandler<Edge> =>
  async (context, next) => {
    const startedAt = performance.now()
    await next()
    const isHttps = isHttpsRequest(context)
    for (const [name, value] of Object.entries(securityHeaders({ path: context.req.path, isHttps }))) {
      context.res.headers.set(name, value)
    }
    logRequest(context, ports, performance.now() - startedAt)
  }

const notFound = (): Response => problemResponse({ code: 'notFound' })

const isHttpsRequest = (context: Context<Edge>): boolean =>
  // Browsers ignore the header on plain http, so a forged one does no harm.
  context.req.header('x-forwarded-proto') === 'https' || context.req.url.startsWith('https:')

/** Bugs and broken surroundings: told to the operator in full, to the caller only by a number to ask about. */
function lastResort(error: Error, context: Context<Edge>, { log }: EdgePorts): Response {
  if (error instanceof StorageFull) return problemResponse(refuse('storageFull').refusal)
  const errorId = randomBytes(6).toString('hex')
  log.error(
    { err: error, errorId, method: context.req.method, path: context.get('template') },
    'request failed',
  )
  return problemResponse({ code: 'unavailable', retryAfterS: 5 }, { 'X-Error-Id': errorId })
}

/** Files and health checks are noise at the level where people look; no real path, query, body or address is logged. */
function logRequest(context: Context<Edge>, { log }: EdgePorts, ms: number): void {
  const template = context.get('template')
  const identity = context.get('identity')
  const fields = {
    method: context.req.method,
    path: template ?? (isApiPath(context.req.path) ? '/api/*' : '/*'),
    status: context.res.status,
    ms: Math.round(ms),
    ...(identity ? { tenant: identity.tenantId, device: identity.deviceId } : {}),
  }
  if (template === undefined || template === '/api/health') log.debug(fields, 'request')
  else log.info(fields, 'request')
}
