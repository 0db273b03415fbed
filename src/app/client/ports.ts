/**
 * What the client engine needs from its surroundings. The browser gives the real things; the simulator gives a virtual
 * clock, a network that loses and repeats, and cheap sealing. The engine itself never touches a global.
 */
import type { Outcome } from '../../sync/outcome'
import type { DeliverRequest, SyncRequest } from '../../sync/up'
import type { BlockRef, DeliverResponse, Problem, SyncResponse } from '../../sync/down'

export interface Clock {
  /** Device clock, ms since 1970 UTC; may be wrong, may jump. */
  now(): number
  /** Runs once after `ms`; returns a cancel. */
  after(ms: number, run: () => void): () => void
}

/** Seals with the device's data key (AES-256-GCM); `context` is bound as associated data, so nothing can be swapped. */
export interface Vault {
  /** Bytes are UTF-8 of the text that `open` gives. */
  seal(plain: string | Uint8Array, context: string): Promise<Uint8Array>
  /** Throws `Unsealable` when the bytes were changed, swapped or sealed with another key. */
  open(sealed: Uint8Array, context: string): Promise<string>
  /** Seals to the tenant's public key and signs with the device key; `header` is bound and signed. */
  sealForTenant(plain: string, header: string): Promise<{ sealed: Uint8Array; signature: Uint8Array }>
  /** Id of the tenant key in use. */
  readonly tenantKeyId: string
  /** True when the outcome's signature is the server's. */
  verifyOutcome(outcome: Outcome): Promise<boolean>
  sha256Hex(bytes: Uint8Array): Promise<string>
}

export class Unsealable extends Error {
  constructor(options?: { cause?: unknown }) {
    super('sealed bytes that do not open', options)
    this.name = 'Unsealable'
  }
}

export type TransportResult<T> =
  | { ok: true; value: T }
  /** No answer, or none that can be trusted: the request may or may not have acted. */
  | { ok: false; reason: 'network' }
  /** The server refused the request as a whole. */
  | { ok: false; reason: 'problem'; problem: Problem; status: number }

/** `bytes`: what came in the place of the block; whether it is the block is not looked at yet. */
export type OnBlock = (block: BlockRef, bytes: Uint8Array) => Promise<void>

/** The way to the server for a signed-in device; renews its token by itself when it can. */
export interface Transport {
  sync(request: SyncRequest): Promise<TransportResult<SyncResponse>>
  deliver(request: DeliverRequest): Promise<TransportResult<DeliverResponse>>
  /**
   * Fetches these blocks, which stand one after the other to the end of their pack, and calls `onBlock` for each as it
   * arrives. No call at all: the server no longer has them.
   */
  blocks(blocks: readonly BlockRef[], onBlock: OnBlock): Promise<TransportResult<null>>
}

/** Mutual exclusion between the tabs of one person on one device (Web Locks). */
export interface Locks {
  /** Runs alone among all tabs. */
  exclusive<T>(name: string, run: () => Promise<T>): Promise<T>
  /** Runs if the lock is free right now, else returns undefined: for the one syncing leader. */
  ifFree<T>(name: string, run: () => Promise<T>): Promise<T | undefined>
}

/** Hints between tabs; losing one costs nothing, since every write compares the revision. */
export interface Hints {
  tell(): void
  onTold(run: () => void): () => void
}

/** The second witness outside the database: how much there was, so that a wiped database is recognised. */
export interface Witness {
  read(): WitnessRecord | undefined
  write(record: WitnessRecord): void
}
export interface WitnessRecord {
  /** Commands ever saved on this device. */
  saved: number
  /** Of them not yet receipted by the server. */
  unsent: number
  at: number
}
