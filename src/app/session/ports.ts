/** What a session needs from the browser; tests bring their own. */
import type { InjectionKey } from 'vue'
import type { Session as ServerSession } from '../client/browser/session'
import type { SignInInput, SignInResult } from '../client/browser/signIn'
import type { MissingFeature } from '../client/vault/deviceSupport'
import type { KeyRecord } from '../client/vault/keyRecord'
import type { KeyStore } from '../client/vault/keyStore'
import type { KeptWork } from './keptWork'
import type { OpenSession } from './openSession'

export interface SessionPorts {
  now(): number
  missingFeatures(): Promise<MissingFeature[]>
  openKeyStore(): Promise<KeyStore>
  signIn(input: SignInInput, keyStore: KeyStore): Promise<SignInResult>
  /** `server`: the standing gained by the sign-in that just happened; absent when opened without signal. */
  open(keys: KeyRecord, server?: ServerSession): Promise<OpenSession>
  countKept(keys: KeyRecord): Promise<KeptWork>
  /** Tells other tabs of this browser that somebody signed in or out; returns how to listen to theirs. */
  tellTabs(): void
  onTabTold(run: () => void): () => void
}

/** Given with `app.provide`; without it the browser's own are used. */
export const sessionPortsKey: InjectionKey<SessionPorts> = Symbol('session ports')
