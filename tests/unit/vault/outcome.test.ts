import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createOutcomeSigner } from '../../../src/server/auth/signOutcome'
import { parse } from '../../../src/domain/schema'
import { outcomeSchema, type Outcome, type UnsignedOutcome } from '../../../src/sync/outcome'
import { makeKeyRecord, makeTenantKeys } from '../../support/deviceKeys'
import { createWebCryptoVault } from '../../../src/app/client/vault/webCryptoVault'

const commandId = '0199aaaa-0000-7000-8000-000000000002'
const base = { commandId, epoch: 'e-1', version: 812, receivedAt: 1_780_000_000_123 }
const outcomes: UnsignedOutcome[] = [
  { ...base, result: 'applied', numbers: { [commandId]: '2026-0137' } },
  { ...base, result: 'rejected', code: 'wrongState', params: { state: 'listed', 说明: '水渠 “堵”了' } },
  { ...base, result: 'held', heldFor: '0199aaaa-0000-7000-8000-000000000009' },
  { ...base, result: 'quarantined', reason: 'personInactive' },
  { ...base, result: 'payloadConflict' },
]

const { record, serverPrivateKey } = await makeKeyRecord(makeTenantKeys())
const vault = await createWebCryptoVault(record)
const signer = createOutcomeSigner({ privateKey: serverPrivateKey, keyId: record.serverKey.keyId })

describe("the server's signature under an outcome", () => {
  test.each(outcomes)('of $result is believed by the device, also after the wire', async (outcome) => {
    const signed = signer.sign(outcome)
    expect(parse(outcomeSchema, signed).ok).toBe(true)
    const shuffled = Object.fromEntries(
      Object.entries(JSON.parse(JSON.stringify(signed)) as Outcome).reverse(),
    )
    expect(await vault.verifyOutcome(signed)).toBe(true)
    expect(await vault.verifyOutcome(shuffled as Outcome)).toBe(true)
  })

  test('still holds for the stored answer to a repeat, marked as duplicate', async () => {
    const signed = signer.sign(outcomes[0]!)
    expect(await vault.verifyOutcome({ ...signed, duplicate: 'yes' })).toBe(true)
  })

  test.each<[string, (signed: Outcome) => Outcome]>([
    ['result', (signed) => ({ ...signed, result: 'payloadConflict' })],
    ['number', (signed) => ({ ...signed, numbers: { [commandId]: '2026-0138' } })],
    ['command', (signed) => ({ ...signed, commandId: '0199aaaa-0000-7000-8000-000000000003' })],
    ['epoch', (signed) => ({ ...signed, epoch: 'e-2' })],
    ['version', (signed) => ({ ...signed, version: 813 })],
    ['time', (signed) => ({ ...signed, receivedAt: signed.receivedAt + 1 })],
    ['added field', (signed) => Object.assign({}, signed, { more: 'x' })],
    ['key id', (signed) => ({ ...signed, keyId: 'outcome-2' })],
    [
      'signature',
      (signed) => ({
        ...signed,
        signature: `${signed.signature.startsWith('A') ? 'B' : 'A'}${signed.signature.slice(1)}`,
      }),
    ],
    ['signature cut', (signed) => ({ ...signed, signature: signed.signature.slice(0, 43) })],
    ['signature that is no base64url', (signed) => ({ ...signed, signature: '!'.repeat(86) })],
  ])('with another %s is not believed', async (_, change) => {
    expect(await vault.verifyOutcome(change(signer.sign(outcomes[0]!)))).toBe(false)
  })

  test('of another server is not believed', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const other = createOutcomeSigner({ privateKey, keyId: record.serverKey.keyId })
    expect(await vault.verifyOutcome(other.sign(outcomes[0]!))).toBe(false)
  })
})
