import { may } from '../../domain/access/may'
import type { RowTypes } from '../../domain/rows'
import { boolean, codeId, nullable, object, optional, text, uuid, type Infer } from '../../domain/schema'
import type { Random, ServerClock } from '../ports'
import type { ReadTx, Store } from '../store/port'
import type { Identity } from '../sync/service'
import { readActor } from '../sync/pull'
import { answer, refuse, type Answer } from './answer'
import { codeLifeMs, codeOf, makeCode, noteOfCode } from './firstCode'
import { shortestPassword } from './setUp'
import { hashPassword, type PasswordChecker } from './passwords'

const login = text({ max: 60, min: 1 })

export const accountRequestSchema = object({ personId: uuid })
export type AccountRequest = Infer<typeof accountRequestSchema>
/** How somebody signs in: null while there is no account; `waits`: a code was given and no password set yet. */
export const accountResponseSchema = object({ login: nullable(login), waits: boolean })
export type AccountResponse = Infer<typeof accountResponseSchema>

export const codeRequestSchema = object({ personId: uuid, login })
export type CodeRequest = Infer<typeof codeRequestSchema>
/** `code` is told once and kept nowhere. */
export const codeResponseSchema = object({ login, code: text({ max: 40, min: 1 }) })
export type CodeResponse = Infer<typeof codeResponseSchema>

export const firstPasswordRequestSchema = object({
  /** Left out where there is only one. */
  tenantId: optional(codeId),
  login,
  code: text({ max: 40, min: 1 }),
  password: text({ max: 200, min: 1 }),
})
export type FirstPasswordRequest = Infer<typeof firstPasswordRequestSchema>
export const firstPasswordResponseSchema = object({ login })
export type FirstPasswordResponse = Infer<typeof firstPasswordResponseSchema>

export interface AccountPorts {
  store: Store
  clock: ServerClock
  random: Random
  passwords: PasswordChecker
  refusedPasswords: ReadonlySet<string>
}

/** Whether a person of the administrator's zone has an account. Absent and forbidden answer alike. */
export async function lookAtAccount(
  { personId }: AccountRequest,
  identity: Identity,
  { store }: AccountPorts,
): Promise<Answer<AccountResponse>> {
  return store.read(identity.tenantId, async (tx) => {
    if (!(await mayIssue(tx, identity)) || !(await personOf(tx, personId))) return refuse('notFound')
    const account = await tx.accountOf(personId)
    const waits = account !== undefined && codeOf(account) !== undefined
    return answer({ login: account?.login ?? null, waits })
  })
}

/**
 * A login for a person of the zone and a code to set the first password with; again for someone who has one already:
 * the password so far is void from then on. A login that somebody else has is `malformed` at `login`.
 */
export async function issueCode(
  request: CodeRequest,
  identity: Identity,
  { store, clock, random }: AccountPorts,
): Promise<Answer<CodeResponse>> {
  const { personId } = request
  const wanted = request.login.trim().toLowerCase()
  const code = makeCode(random)
  const hash = await hashPassword(code.plain)
  return store.write(identity.tenantId, async (tx) => {
    if (!(await mayIssue(tx, identity)) || !(await personOf(tx, personId))) return refuse('notFound')
    const holder = await tx.accountByLogin(wanted)
    if (holder && holder.personId !== personId) return refuse('malformed', { path: 'login' })
    const before = await tx.accountOf(personId)
    const at = clock.now()
    const passwordHash = noteOfCode(hash, at + codeLifeMs)
    await tx.putAccount({ login: wanted, personId, passwordHash })
    const action = before ? 'account.reset' : 'account.made'
    await tx.appendAudit([
      { at, actorId: identity.personId, deviceId: identity.deviceId, action, detail: { personId } },
    ])
    return answer({ login: wanted, code: code.shown })
  })
}

/**
 * The first password, by the code from the administrator, once. Unknown name, wrong, used and old code answer alike,
 * after the same work. The caller has counted the try.
 */
export async function setFirstPassword(
  request: FirstPasswordRequest,
  tenantId: string,
  { store, clock, passwords, refusedPasswords }: AccountPorts,
): Promise<Answer<FirstPasswordResponse>> {
  const wanted = request.login.trim().toLowerCase()
  const account = await store.read(tenantId, (tx) => tx.accountByLogin(wanted))
  const note = account && codeOf(account)
  const isOpen = note !== undefined && clock.now() <= note.expiresAt
  const fits = await passwords.matches(isOpen ? note.hash : undefined, plainCode(request.code))
  if (!account || !fits) return refuse('wrongCredentials')
  if (request.password.length < shortestPassword || refusedPasswords.has(request.password))
    return refuse('malformed', { path: 'password' })
  const passwordHash = await hashPassword(request.password)
  return store.write(tenantId, async (tx) => {
    // Read again under the lock: of two with the same code one comes first, and a newer code voids this one.
    const now = await tx.accountByLogin(wanted)
    if (now?.passwordHash !== account.passwordHash) return refuse('wrongCredentials')
    const { personId } = account
    if (!(await personOf(tx, personId))?.active) return refuse('personInactive')
    await tx.putAccount({ login: wanted, personId, passwordHash })
    await tx.appendAudit([
      { at: clock.now(), actorId: personId, deviceId: '', action: 'account.firstPassword', detail: {} },
    ])
    return answer({ login: wanted })
  })
}

/** As typed: with blanks, hyphens and small letters. */
const plainCode = (typed: string): string => typed.replace(/[\s-]/gu, '').toUpperCase()

async function mayIssue(tx: ReadTx, identity: Identity): Promise<boolean> {
  return may((await readActor(tx, identity)).actor, 'account.issueCode', {})
}

export async function personOf(tx: ReadTx, personId: string): Promise<RowTypes['person'] | undefined> {
  const [row] = await tx.rows([{ kind: 'person', id: personId }])
  return row && (JSON.parse(row.json) as RowTypes['person'])
}
