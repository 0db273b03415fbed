import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeFileAtomically } from '../../../../src/server/keyring/atomicFile'
import { BrokenKeyring, openKeyring } from '../../../../src/server/keyring/openKeyring'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'minqing-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const clock = { now: () => 1_781_000_000_000 }
const open = () => openKeyring(folder, clock)
const ringPath = () => join(folder, 'keys', 'ring.json')

describe('the key ring', () => {
  test('is made once and stays the same', async () => {
    const first = await open()
    await first.addTenant('990000001')
    const second = await open()
    expect(second.outcomeKey.publicKey).toEqual(first.outcomeKey.publicKey)
    expect(second.tokenSecrets).toEqual(first.tokenSecrets)
    expect(second.challengeSecret).toEqual(first.challengeSecret)
    expect(second.sealingKey('990000001')?.publicKey).toEqual(first.sealingKey('990000001')?.publicKey)
    expect(first.outcomeKey.publicKey).toMatchObject({ kty: 'EC', crv: 'P-256' })
  })

  test('is for the server alone: file 0600, folder 0700, nothing left beside it', async () => {
    const ring = await open()
    await ring.addTenant('990000001')
    expect(statSync(ringPath()).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(folder, 'keys'))).toEqual(['ring.json'])
  })

  test('gives each zone keys of its own, once', async () => {
    const ring = await open()
    await ring.addTenant('990000001')
    const key = ring.sealingKey('990000001')
    await ring.addTenant('990000001')
    await ring.addTenant('990000002')
    expect(ring.sealingKey('990000001')).toEqual(key)
    expect(ring.sealingKey('990000002')?.keyId).not.toBe(key?.keyId)
    expect(ring.openingKey('990000001', key?.keyId ?? '')).toBe(key?.privateKey)
    expect(ring.openingKey('990000002', key?.keyId ?? '')).toBeUndefined()
    for (const nobody of ['990000009', '__proto__', 'constructor'])
      expect(ring.sealingKey(nobody)).toBeUndefined()
  })

  test.each(['', '{}', '{"format":2}', 'not json'])(
    'that reads %j is an error, and is left as it is',
    async (content) => {
      await open()
      writeFileSync(ringPath(), content)
      await expect(open()).rejects.toThrow(BrokenKeyring)
      expect(readFileSync(ringPath(), 'utf8')).toBe(content)
    },
  )

  test('a file that cannot be replaced keeps the old content and leaves no neighbour', async () => {
    await expect(writeFileAtomically(folder, 'x')).rejects.toThrow()
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('key ring and store', () => {
  const [zone, other] = [
    { tenantId: '990000001', epoch: 'epoch-1' },
    { tenantId: '990000002', epoch: 'epoch-2' },
  ] as const

  test('belong together after they were bound, also after a restart', async () => {
    const ring = await open()
    expect(ring.mismatch([])).toBeUndefined()
    await ring.addTenant(zone.tenantId)
    expect(ring.mismatch([zone])).toBeUndefined()
    await ring.bind([zone])
    expect((await open()).mismatch([zone])).toBeUndefined()
  })

  test('a store with a zone that has no keys here is not served', async () => {
    const ring = await open()
    expect(ring.mismatch([zone])).toEqual({ kind: 'keysMissing', tenantId: zone.tenantId })
    await ring.addTenant(zone.tenantId)
    expect(ring.mismatch([zone, other])).toEqual({ kind: 'keysMissing', tenantId: other.tenantId })
  })

  test('an empty or another store is not served with keys that were bound', async () => {
    const ring = await open()
    await ring.addTenant(zone.tenantId)
    await ring.bind([zone])
    expect(ring.mismatch([])).toEqual({ kind: 'storeMissing', tenantId: zone.tenantId })
    expect(ring.mismatch([{ ...zone, epoch: 'epoch-9' }])).toEqual({
      kind: 'storeMissing',
      tenantId: zone.tenantId,
    })
  })

  test('a first start that broke off between keys and store goes on', async () => {
    await (await open()).addTenant(zone.tenantId)
    const ring = await open()
    expect(ring.mismatch([])).toBeUndefined()
    await ring.bind([zone])
    expect(ring.mismatch([{ ...zone, epoch: 'epoch-9' }])).toBeDefined()
  })
})
