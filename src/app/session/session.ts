/**
 * Who is signed in on this device, as a small machine: looks for keys, opens what is there without asking the network,
 * signs in and out. It holds no rows; those are the engine's.
 */
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import type { MissingFeature } from '../client/vault/deviceSupport'
import type { KeyRecord } from '../client/vault/keyRecord'
import type { KeyStore } from '../client/vault/keyStore'
import type { Session as ServerSession } from '../client/browser/session'
import type { SignInInput } from '../client/browser/signIn'
import { openFailure, type OpenFailure } from './failures'
import type { KeptWork } from './keptWork'
import type { LeftBehind } from './leftBehind'
import type { OpenSession } from './openSession'
import type { SessionPorts } from './ports'

export type SessionState =
  | { phase: 'starting' }
  /** Nothing can be recorded in this browser. */
  | { phase: 'unsupported'; missing: readonly MissingFeature[] }
  /** `kept`: what others, or this person, left sealed on this phone; undefined while it is counted. */
  | { phase: 'signedOut'; kept: KeptWork | undefined; limits: readonly MissingFeature[] }
  | { phase: 'opening'; keys: KeyRecord }
  | { phase: 'open'; session: OpenSession }
  | { phase: 'failed'; failure: OpenFailure }

export type SignInAnswer =
  | { ok: true }
  /** `code`: a key of `problem.*`, or of `session.failure.*` for what this browser refused. */
  | { ok: false; from: 'server'; code: string; retryAfterS: number | null }
  | { ok: false; from: 'device'; failure: OpenFailure }

export interface SessionMachine {
  state: Readonly<ShallowRef<SessionState>>
  /** At the start and to try again after a failure. */
  start(): Promise<void>
  signIn(input: SignInInput): Promise<SignInAnswer>
  /** What was opened turned out not to be readable to its end. */
  fail(session: OpenSession, error: unknown): void
  /** Sends what can be sent, then says what would be lost by deleting. */
  prepareSignOut(): Promise<LeftBehind>
  /** Signs out and leaves everything sealed on the phone; the next sign-in of the same person sends it. */
  signOutKeeping(): Promise<void>
  /** Signs out and deletes this person's data from the phone. False: there is something unsent, nothing was done. */
  signOutDeleting(): Promise<boolean>
}

export function createSessionMachine(ports: SessionPorts): SessionMachine {
  const state = shallowRef<SessionState>({ phase: 'starting' })
  let keyStore: KeyStore | undefined
  /** Raised by each change of mind: a late answer of an earlier one is let go. */
  let turn = 0

  const keyStoreOnce = async (): Promise<KeyStore> => (keyStore ??= await ports.openKeyStore())
  const opened = (): OpenSession | undefined =>
    state.value.phase === 'open' ? state.value.session : undefined

  async function start(): Promise<void> {
    const mine = ++turn
    state.value = { phase: 'starting' }
    let records: KeyRecord[]
    try {
      records = await (await keyStoreOnce()).list()
    } catch (error) {
      const missing = await ports.missingFeatures()
      if (mine !== turn) return
      const isMissing = missing.some(({ needed }) => needed)
      state.value = isMissing
        ? { phase: 'unsupported', missing }
        : { phase: 'failed', failure: openFailure(error) }
      return
    }
    // A key that was read back proves more than any check, so a start without signal skips it.
    const active = records.find(({ signedOutAt }) => signedOutAt === undefined)
    if (active) return open(active, mine)
    const missing = await ports.missingFeatures()
    if (mine !== turn) return
    if (missing.some(({ needed }) => needed)) state.value = { phase: 'unsupported', missing }
    else await showSignIn(records, missing, mine)
  }

  async function showSignIn(
    records: readonly KeyRecord[],
    limits: readonly MissingFeature[],
    mine: number,
  ): Promise<void> {
    state.value = { phase: 'signedOut', kept: undefined, limits }
    const total: KeptWork = { unsent: 0, drafts: 0 }
    for (const record of records) {
      // One that can't be counted is still kept; signing in will say what is wrong with it.
      const kept = await ports.countKept(record).catch(() => ({ unsent: 0, drafts: 0 }))
      total.unsent += kept.unsent
      total.drafts += kept.drafts
    }
    if (mine === turn) state.value = { phase: 'signedOut', kept: total, limits }
  }

  async function open(keys: KeyRecord, mine: number, server?: ServerSession): Promise<void> {
    state.value = { phase: 'opening', keys }
    try {
      const session = await ports.open(keys, server)
      if (mine !== turn) session.end()
      else state.value = { phase: 'open', session }
    } catch (error) {
      if (mine === turn) state.value = { phase: 'failed', failure: openFailure(error) }
    }
  }

  async function signIn(input: SignInInput): Promise<SignInAnswer> {
    const mine = turn
    try {
      const result = await ports.signIn(input, await keyStoreOnce())
      if (!result.ok) {
        const isProblem = result.reason === 'problem'
        const retryAfterS = isProblem ? (result.problem.retryAfterS ?? null) : null
        return { ok: false, from: 'server', code: isProblem ? result.problem.code : 'network', retryAfterS }
      }
      if (mine !== turn) return { ok: true }
      ports.tellTabs()
      await open(result.keys, ++turn, result.session)
      return { ok: true }
    } catch (error) {
      return { ok: false, from: 'device', failure: openFailure(error) }
    }
  }

  function fail(session: OpenSession, error: unknown): void {
    if (opened() !== session) return
    turn++
    session.end()
    state.value = { phase: 'failed', failure: openFailure(error) }
  }

  async function prepareSignOut(): Promise<LeftBehind> {
    const session = opened()
    if (!session) throw new Error('nobody is signed in')
    const before = await session.leftBehind()
    if (before.unsent === 0) return before
    await session.syncNow()
    return session.leftBehind()
  }

  async function leave(session: OpenSession): Promise<void> {
    turn++
    session.end()
    ports.tellTabs()
    await start()
  }

  async function signOutKeeping(): Promise<void> {
    const session = opened()
    if (!session) return
    await (await keyStoreOnce()).put({ ...session.keys, signedOutAt: ports.now() })
    await leave(session)
  }

  async function signOutDeleting(): Promise<boolean> {
    const session = opened()
    if (!session) return true
    const keys = await keyStoreOnce()
    const isDone = await session.destroy(() => keys.remove(session.keys))
    if (isDone) await leave(session)
    return isDone
  }

  /** Another tab signed somebody in or out: this one follows. */
  async function follow(): Promise<void> {
    const session = opened()
    if (!session) {
      if (state.value.phase === 'signedOut') await start()
      return
    }
    const record = await (await keyStoreOnce()).get(session.keys)
    if (record && record.signedOutAt === undefined) return
    turn++
    session.end()
    await start()
  }
  ports.onTabTold(() => void follow())

  return {
    state: shallowReadonly(state),
    start,
    signIn,
    fail,
    prepareSignOut,
    signOutKeeping,
    signOutDeleting,
  }
}
