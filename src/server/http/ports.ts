import type { Logger } from 'pino'
import type { Auth } from '../auth/auth'
import type { ServerClock } from '../ports'
import type { Store } from '../store/port'
import type { RegisterImport } from '../import/importRegister'
import type { SyncService } from '../sync/service'
import type { Pokes } from './pokes'

/** What the edge needs to know of the configuration. */
export interface EdgeConfig {
  /** Of this program, for `/api/health`. */
  version: string
  /** Reverse proxies in front that write `X-Forwarded-For`; 0 = believe no header. */
  trustedProxies: number
  /** Below this nothing is taken any more (507); what was taken can still be pulled. */
  minFreeBytes: number
  /** Checks every answer against its schema: on in tests, off where each one would cost a phone's second. */
  checkAnswers: boolean
  /** Calls that need no sign-in (token, delivery), per address: so many at once, so many per second after that. */
  openCalls: { burst: number; perSecond: number }
}

/**
 * 500 phones behind one address of a mobile network ask for a token within a minute of 17:30; a flood from one address
 * still costs less than a core.
 */
export const defaultEdgeConfig: EdgeConfig = {
  version: '0.0.0',
  trustedProxies: 0,
  minFreeBytes: 200_000_000,
  checkAnswers: false,
  openCalls: { burst: 600, perSecond: 20 },
}

export interface EdgePorts {
  store: Store
  sync: SyncService
  auth: Auth
  config: EdgeConfig
  clock: ServerClock
  log: Logger
  pokes: Pokes
  registers: RegisterImport
  /** Free bytes where data is written; undefined when the system does not say. */
  freeBytes: () => Promise<number | undefined>
}
