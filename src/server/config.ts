import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { StartProblem } from './process/startProblem'

/** The settings of a server, read once from the environment; names and defaults are written in the README. */
export interface Config {
  /** `PORT`, default 8080; 0 = any free one. */
  port: number
  /** `HOST`, default 127.0.0.1. */
  host: string
  /**
   * Nobody but this machine can reach it: only then are there demo accounts with a published password. A reverse proxy
   * in front is there to let others in.
   */
  isLocal: boolean
  /** `DATA_DIR`, default ./data; absolute. */
  dataDir: string
  /** `DATABASE_URL`; undefined = the embedded database. */
  databaseUrl: string | undefined
  /** `DEMO`, default 1: an empty store gets the demo zone where `isLocal`. */
  demo: boolean
  /** `TRUSTED_PROXIES`, default 0: reverse proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws StartProblem for a setting that can't be meant. */
export function readConfig(env: Environment): Config {
  const host = readHost(env['HOST'])
  const trustedProxies = Number(readChoice(env, 'TRUSTED_PROXIES', '0', ['0', '1', '2', '3']))
  return {
    port: readPort(env['PORT']),
    host,
    isLocal: isLocalHost(host) && trustedProxies === 0,
    dataDir: resolve(env['DATA_DIR']?.trim() || './data'),
    databaseUrl: readDatabaseUrl(env['DATABASE_URL']),
    demo: readChoice(env, 'DEMO', '1', ['0', '1']) === '1',
    trustedProxies,
  }
}

function readPort(value = '8080'): number {
  const port = /^\d{1,5}$/.test(value.trim()) ? Number(value) : NaN
  if (!(port <= 65_535)) throw new StartProblem('badPort', { value })
  return port
}

function readHost(value = '127.0.0.1'): string {
  const host = value.trim().replace(/^\[(.*)\]$/, '$1')
  const isName = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(host)
  if (!isName && isIP(host) === 0) throw new StartProblem('badHost', { value })
  return host
}

const isLocalHost = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

function readChoice<const T extends string>(
  env: Environment,
  name: string,
  fallback: T,
  choices: readonly T[],
): T {
  const value = env[name]?.trim() ?? fallback
  const found = choices.find((choice) => choice === value)
  if (found === undefined) throw new StartProblem('badSetting', { name, value, wanted: choices.join(' / ') })
  return found
}

/**
 * Set but empty is half-configured too: a deployment that meant PostgreSQL must not quietly start with an empty
 * embedded database. A socket folder stands in `?host=`.
 */
function readDatabaseUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const incomplete = (missing: string, missingEn: string) =>
    new StartProblem('databaseUrlIncomplete', { missing, missingEn })
  const url = value.trim()
  const match = /^postgres(?:ql)?:\/\/([^/?#]*)\/?([^?#]*)(?:\?(.*))?$/.exec(url)
  if (!match) throw incomplete('“postgres://”', '"postgres://"')
  const [, authority = '', database = '', query = ''] = match
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  if (host === '' && !new URLSearchParams(query).get('host')) throw incomplete('主机', 'the host')
  if (database === '') throw incomplete('数据库名', 'the database name')
  return url
}
