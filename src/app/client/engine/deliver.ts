/**
 * Delivering without unlocking: sends the sealed bundles as they lie on disk and believes only receipts that name the
 * hash of what was sent. Needs no key, so the service worker, a locked phone or somebody else's device can do it.
 */
import { base64UrlEncode } from '../../../sync/base64url'
import type { Bundle } from '../../../sync/up'
import type { CommandRecord, DeviceStore, Write } from '../../db/port'
import type { Transport, Vault } from '../ports'
import type { SignedIn } from './state'

/** Bundles in one request; each is a few KB. */
const perRequest = 50

const toBundle = (record: CommandRecord, { tenantId }: SignedIn): Bundle => ({
  tenantId,
  deviceId: record.bundle.deviceId,
  commandId: record.id,
  seq: record.seq,
  keyId: record.bundle.keyId,
  sealed: base64UrlEncode(record.bundle.sealed),
  signature: base64UrlEncode(record.bundle.signature),
})

/**
 * Returns how many were receipted. What got none stays waiting and goes with the next sync. `skip` leaves out the first
 * ones: a courier may carry any part, the server holds what comes before its predecessor.
 */
export async function deliverSealed(
  store: DeviceStore,
  transport: Transport,
  hash: Pick<Vault, 'sha256Hex'>,
  signedIn: SignedIn,
  skip = 0,
): Promise<number> {
  const all = (await store.all('commands')).filter((record) => record.state === 'waiting')
  const waiting = all.slice(skip, skip + perRequest)
  if (waiting.length === 0) return 0
  const answer = await transport.deliver({ bundles: waiting.map((record) => toBundle(record, signedIn)) })
  if (!answer.ok) return 0
  const byId = new Map(waiting.map((record) => [record.id, record]))
  const receipted: CommandRecord[] = []
  for (const receipt of answer.value.receipts) {
    const record = byId.get(receipt.commandId)
    if (!record || receipt.receipt !== 'stored') continue
    if ((await hash.sha256Hex(record.bundle.sealed)) === receipt.sha256) receipted.push(record)
  }
  return markDelivered(store, receipted)
}

/** Portion after portion, as long as the server takes any. */
export async function deliverAll(
  store: DeviceStore,
  transport: Transport,
  hash: Pick<Vault, 'sha256Hex'>,
  signedIn: SignedIn,
): Promise<number> {
  let all = 0
  for (let taken = -1; taken !== 0; all += taken)
    taken = await deliverSealed(store, transport, hash, signedIn)
  return all
}

async function markDelivered(store: DeviceStore, records: readonly CommandRecord[]): Promise<number> {
  for (;;) {
    const expectRevision = await store.revision()
    const writes: Write[] = []
    for (const { id } of records) {
      const now = await store.get('commands', id)
      // Another tab may have synced it meanwhile: an outcome is more than a receipt.
      if (now?.state === 'waiting')
        writes.push({ op: 'put', table: 'commands', record: { ...now, state: 'delivered' } })
    }
    if (writes.length === 0) return 0
    const result = await store.commit({ expectRevision, writes })
    if (result.ok) return writes.length
  }
}
