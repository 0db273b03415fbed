/** Logins and devices of people, beside sync: what an administrator asks for, and a newcomer's first password. */
import {
  boolean,
  instant,
  list,
  looseObject,
  nullable,
  text,
  type Infer,
  type Schema,
} from '../../../domain/schema'
import type { TransportResult } from '../ports'
import { packJson, type Http } from './http'
import type { Session } from './session'

const login = text({ max: 60, min: 1 })
const accountSchema = looseObject({ login: nullable(login), waits: boolean })
const codeSchema = looseObject({ login, code: text({ max: 40, min: 1 }) })
const deviceId = text({ max: 60, min: 1 })
const deviceSchema = looseObject({ deviceId, label: text({ max: 100 }), seenAt: instant, isRevoked: boolean })
const devicesSchema = looseObject({ devices: list(deviceSchema, { max: 1000 }) })
const revokedSchema = looseObject({ deviceId })
const doneSchema = looseObject({ login })

export type AccountState = Infer<typeof accountSchema>
export type IssuedCode = Infer<typeof codeSchema>
export type KnownDevice = Infer<typeof deviceSchema>

export interface Accounts {
  look(personId: string): Promise<TransportResult<AccountState>>
  issueCode(personId: string, login: string): Promise<TransportResult<IssuedCode>>
  devices(personId: string): Promise<TransportResult<{ devices: KnownDevice[] }>>
  /** Takes a lost device out of use. */
  revoke(deviceId: string): Promise<TransportResult<{ deviceId: string }>>
}

export function createAccounts({ http, session }: { http: Http; session: Session }): Accounts {
  async function ask<S extends Schema>(schema: S, path: string, message: unknown) {
    const body = await packJson(message)
    return session.authorized((token) => http.json(schema, { method: 'POST', path, body, token }))
  }
  return {
    look: (personId) => ask(accountSchema, '/api/accounts/look', { personId }),
    issueCode: (personId, wanted) => ask(codeSchema, '/api/accounts', { personId, login: wanted.trim() }),
    devices: (personId) => ask(devicesSchema, '/api/devices/look', { personId }),
    revoke: (deviceId) => ask(revokedSchema, '/api/devices/revoke', { deviceId }),
  }
}

export async function setFirstPassword(
  http: Http,
  form: { login: string; code: string; password: string },
): Promise<TransportResult<{ login: string }>> {
  const body = await packJson({ login: form.login.trim(), code: form.code.trim(), password: form.password })
  return http.json(doneSchema, { method: 'POST', path: '/api/auth/first-password', body })
}
