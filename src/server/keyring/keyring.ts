import type { KeyObject } from 'node:crypto'
import type { TokenSecret } from '../auth/tokens'
import type { PublicKey } from '../../sync/up'
import type { ServerClock } from '../ports'
import { makePrivateKey, makeRing, toKeyObject, toPublicKey, type Ring } from './ring'

interface NamedKeyPair {
  keyId: string
  privateKey: KeyObject
  publicKey: PublicKey
}

export interface Keyring {
  readonly tokenSecrets: readonly [TokenSecret, ...TokenSecret[]]
  readonly challengeSecret: Uint8Array
  /** Outcomes are signed with this one. */
  readonly outcomeKey: NamedKeyPair
  /** What devices seal to; undefined for a tenant without keys here. */
  sealingKey(tenantId: string): NamedKeyPair | undefined
  /** For opening what was sealed earlier, by the key id that the bundle names. */
  openingKey(tenantId: string, keyId: string): KeyObject | undefined
  /** Makes the tenant's keys, on disk when it returns. Must come before anything of the tenant is stored. */
  addTenant(tenantId: string): Promise<void>
  /** Notes which histories these keys belong to. */
  bind(tenants: readonly { tenantId: string; epoch: string }[]): Promise<void>
  /** Undefined: the keys belong to this store. Otherwise what does not fit. */
  mismatch(tenants: readonly { tenantId: string; epoch: string }[]): KeyringMismatch | undefined
}

/** `keysMissing`: a tenant of the store has no keys here. `storeMissing`: keys for a tenant or history that is not there. */
interface KeyringMismatch {
  kind: 'keysMissing' | 'storeMissing'
  tenantId: string
}

/** A key ring that lives as long as the process: for tests and the simulator. */
export const createMemoryKeyring = (clock: ServerClock = Date): Keyring =>
  createKeyring(makeRing(clock.now()), clock, () => Promise.resolve())

/** `save` must return only when the ring is on the disk. */
export function createKeyring(
  initial: Ring,
  clock: ServerClock,
  save: (ring: Ring) => Promise<void>,
): Keyring {
  let ring = initial
  const tokenSecrets = ring.tokenSecrets.map(({ keyId, secret }) => ({
    keyId,
    secret: Buffer.from(secret, 'base64'),
  }))
  const [firstSecret, ...olderSecrets] = tokenSecrets
  const [outcome] = ring.outcomeKeys
  if (!firstSecret || !outcome) throw new Error('a key ring without keys')
  const pairs = new Map<string, NamedKeyPair>()

  function toPair(key: Parameters<typeof toKeyObject>[0] & { keyId: string }): NamedKeyPair {
    const known = pairs.get(key.keyId)
    if (known) return known
    const privateKey = toKeyObject(key)
    const pair = { keyId: key.keyId, privateKey, publicKey: toPublicKey(privateKey) }
    pairs.set(key.keyId, pair)
    return pair
  }
  const sealingKeys = (tenantId: string) =>
    Object.hasOwn(ring.tenants, tenantId) ? (ring.tenants[tenantId]?.sealingKeys ?? []) : []

  async function change(tenants: Ring['tenants']): Promise<void> {
    const changed = { ...ring, tenants: { ...ring.tenants, ...tenants } }
    await save(changed)
    ring = changed
  }

  return {
    tokenSecrets: [firstSecret, ...olderSecrets],
    challengeSecret: Buffer.from(ring.challengeSecret.secret, 'base64'),
    outcomeKey: toPair(outcome),
    sealingKey(tenantId) {
      const [active] = sealingKeys(tenantId)
      return active && toPair(active)
    },
    openingKey(tenantId, keyId) {
      const found = sealingKeys(tenantId).find((key) => key.keyId === keyId)
      return found && toPair(found).privateKey
    },
    async addTenant(tenantId) {
      if (sealingKeys(tenantId).length > 0) return
      await change({ [tenantId]: { epoch: null, sealingKeys: [makePrivateKey('seal', clock.now())] } })
    },
    async bind(tenants) {
      const unbound = tenants.flatMap(({ tenantId, epoch }) => {
        const known = Object.hasOwn(ring.tenants, tenantId) ? ring.tenants[tenantId] : undefined
        return known?.epoch === null ? [[tenantId, { ...known, epoch }] as const] : []
      })
      if (unbound.length > 0) await change(Object.fromEntries(unbound))
    },
    mismatch(tenants) {
      const keyless = tenants.find(({ tenantId }) => sealingKeys(tenantId).length === 0)
      if (keyless) return { kind: 'keysMissing', tenantId: keyless.tenantId }
      const epochs = new Map(tenants.map(({ tenantId, epoch }) => [tenantId, epoch]))
      // Keys whose history was never written down belong to a first start that broke off: they may be used.
      const lost = Object.entries(ring.tenants).find(
        ([tenantId, { epoch }]) => epoch !== null && epochs.get(tenantId) !== epoch,
      )
      return lost && { kind: 'storeMissing', tenantId: lost[0] }
    },
  }
}
