/**
 * The sync endpoint behind HTTP: what a signed-in device (or a courier) may ask. HTTP, tokens and compression stay in
 * `http/`; the simulator calls this service through the real HTTP app as well.
 */
import type { DeliverResponse, SyncResponse } from '../../sync/down'
import type { BlocksRequest, SyncRequest } from '../../sync/up'

/** From the token. Whether the person is still active and the device not revoked is read anew at each contact. */
export interface Identity {
  tenantId: string
  personId: string
  deviceId: string
}

/** A bundle whose seal was opened and whose signature was checked by the auth room. */
export interface OpenedBundle {
  identity: Identity
  commandId: string
  seq: number
  /** The envelope, JSON text as sealed by the device. */
  plain: string
  /** Of the sealed bytes, hex. */
  sha256: string
}

/** Lines joined by newlines, UTF-8. */
export interface BlockLines {
  bytes: Uint8Array
  packing: 'br' | undefined
}

export interface SyncService {
  /** One round trip: takes envelopes, answers outcomes and pages. Never throws for what a client can send. */
  sync(identity: Identity, request: SyncRequest): Promise<SyncResponse>
  /** Takes opened bundles of any devices; answers receipts in the same order. */
  deliver(bundles: readonly OpenedBundle[]): Promise<DeliverResponse>
  /**
   * The lines of a block and of those after it in its pack, if this person may hold them; undefined alike when there is
   * no such block and when it is not theirs.
   */
  blocks(identity: Identity, request: BlocksRequest): Promise<BlockLines | undefined>
  /** Called after each commit that changed rows; the hint names no row. */
  onChange(listener: (tenantId: string) => void): () => void
  /** Rows were changed and committed by something else than this service: an import. */
  announce(tenantId: string): void
}
