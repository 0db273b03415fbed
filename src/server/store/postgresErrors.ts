/** What PostgreSQL's and the network's codes mean to the store. */
import { StoreOpenError, StoreUnavailable } from './errors'
import { StorageFull } from './port'

/** Where a connection goes, without the password. */
export interface PostgresAddress {
  host: string
  port: number
  database: string
  user: string
}

export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  // What `pg` throws without a code: the connection broke while a query ran or before it began.
  return lostConnection.test(error.message) ? lost : ''
}
const lost = '08000'
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
])

/**
 * 40001 serialization failure, 40P01 deadlock, 08xxx connection; the server going down or coming up (57P0x) is a lost
 * connection with a politer name.
 */
export function isTransient(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01' || isConnection(code)
}
const isConnection = (code: string): boolean => /^(08|57P0)/.test(code) || networkCodes.has(code)

/** A typed error where there is one, otherwise the error as it came. */
export function toStoreError(error: unknown, address: PostgresAddress): unknown {
  if (error instanceof StoreOpenError) return error
  if (codeOf(error) === '53100') return new StorageFull({ cause: error })
  const sentence = openSentence(codeOf(error), address)
  return sentence === undefined ? error : new StoreUnavailable(sentence, { cause: error })
}

function openSentence(code: string, { host, port, database, user }: PostgresAddress): string | undefined {
  const server = `The PostgreSQL server at ${host}:${port}`
  if (code === '28P01' || code === '28000')
    return `${server} refuses the user "${user}": wrong name or password.`
  if (code === '3D000') return `${server} has no database "${database}".`
  if (code === '42501')
    return `The user "${user}" may not create or use tables in the database "${database}".`
  if (code === '25006') return `The database "${database}" at ${host}:${port} is read-only.`
  if (code === '53300') return `${server} has no connection left.`
  if (code === '57P03') return `${server} is not ready yet.`
  return isConnection(code) ? `${server} cannot be reached (${code}).` : undefined
}
