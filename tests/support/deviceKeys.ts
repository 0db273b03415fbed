/** Key records as a sign-in leaves them, with the server's private halves at hand. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { makeDataKey, makeSignKey } from '../../src/app/client/vault/deviceKeys'
import type { KeyRecord } from '../../src/app/client/vault/keyRecord'
import type { PublicKey } from '../../src/sync/up'

export interface TenantKeys {
  sealing: { privateKey: KeyObject; publicKey: PublicKey }
  outcome: { privateKey: KeyObject; publicKey: PublicKey }
}

const makePair = (): TenantKeys['sealing'] => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' }) as PublicKey
  return { privateKey, publicKey: { kty, crv, x, y } }
}

export const makeTenantKeys = (): TenantKeys => ({ sealing: makePair(), outcome: makePair() })

export async function makeKeyRecord(
  keys: TenantKeys = makeTenantKeys(),
  overrides: Partial<KeyRecord> = {},
): Promise<{ record: KeyRecord; tenantPrivateKey: KeyObject; serverPrivateKey: KeyObject }> {
  const record: KeyRecord = {
    tenantId: '421303499',
    personId: '0199aaaa-0000-7000-8000-0000000000aa',
    login: 'chenlihua',
    deviceId: '0199aaaa-0000-7000-8000-000000000001',
    dataKey: await makeDataKey(),
    signKey: await makeSignKey(),
    tenantKey: { keyId: 'seal-1', publicKey: keys.sealing.publicKey },
    serverKey: { keyId: 'outcome-1', publicKey: keys.outcome.publicKey },
    tenantName: '湖北曾都经济开发区',
    personName: '陈丽华',
    roles: ['cadre'],
    unitId: 'unit-1',
    signedInAt: 1_780_000_000_000,
    ...overrides,
  }
  return { record, tenantPrivateKey: keys.sealing.privateKey, serverPrivateKey: keys.outcome.privateKey }
}
