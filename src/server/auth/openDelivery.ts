import { createHash } from 'node:crypto'
import { base64UrlDecode } from '../../sync/base64url'
import type { Receipt } from '../../sync/down'
import type { Bundle } from '../../sync/up'
import type { Keyring } from '../keyring/keyring'
import type { DeviceRecord, Store } from '../store/port'
import type { OpenedBundle } from '../sync/service'
import { parseJson } from '../parseJson'
import { BundleUnreadable, openBundle, verifyBundleSignature } from './openBundle'
import { deviceKeyOf, findDevice } from './renewToken'

/** Why a bundle can never be taken as it is: the code of a receipt `refused`. */
export const bundleRefusals = [
  /** No device with this id is registered in this zone. */
  'unknownDevice',
  /** Not signed by the device it names, or changed on the way. */
  'badSignature',
  /** Sealed to a key that this server does not have, or not sealed as it says. */
  'undecryptable',
  /** The sealed part is not base64url, or what was sealed is not a command with this id and number. */
  'malformed',
] as const
type BundleRefusal = (typeof bundleRefusals)[number]

export type DeliveredBundle = { ok: true; opened: OpenedBundle } | { ok: false; receipt: Receipt }

/** Checks and opens bundles, one answer each, in order. A revoked device's bundle opens like any other. */
export async function openDelivery(
  bundles: readonly Bundle[],
  { store, keyring }: { store: Store; keyring: Keyring },
): Promise<DeliveredBundle[]> {
  // A courier mostly carries many bundles of few devices.
  const devices = new Map<string, Promise<DeviceRecord | undefined>>()
  const deviceOf = ({ tenantId, deviceId }: Bundle): Promise<DeviceRecord | undefined> => {
    const key = `${tenantId} ${deviceId}`
    const known = devices.get(key) ?? findDevice(store, tenantId, deviceId)
    devices.set(key, known)
    return known
  }
  const delivered: DeliveredBundle[] = []
  for (const bundle of bundles) delivered.push(openOne(bundle, await deviceOf(bundle), keyring))
  return delivered
}

function openOne(bundle: Bundle, device: DeviceRecord | undefined, keyring: Keyring): DeliveredBundle {
  const { tenantId, deviceId, commandId, seq } = bundle
  const sealed = base64UrlDecode(bundle.sealed)
  const sha256 = createHash('sha256')
    .update(sealed ?? '')
    .digest('hex')
  const refuse = (code: BundleRefusal): DeliveredBundle => ({
    ok: false,
    receipt: { commandId, receipt: 'refused', code, sha256 },
  })
  if (!sealed) return refuse('malformed')
  const devicePublicKey = device && deviceKeyOf(device)
  if (!device || !devicePublicKey) return refuse('unknownDevice')
  if (!verifyBundleSignature({ bundle, devicePublicKey })) return refuse('badSignature')
  const privateKey = keyring.openingKey(tenantId, bundle.keyId)
  if (!privateKey) return refuse('undecryptable')
  try {
    const plain = openBundle({ bundle, privateKey })
    // As strict as with a body that comes in the open: whoever has a device key could seal anything.
    if (!parseJson(Buffer.from(plain, 'utf8')).ok) return refuse('malformed')
    return {
      ok: true,
      opened: { identity: { tenantId, personId: device.personId, deviceId }, commandId, seq, plain, sha256 },
    }
  } catch (error) {
    if (error instanceof BundleUnreadable) return refuse('undecryptable')
    throw error
  }
}
