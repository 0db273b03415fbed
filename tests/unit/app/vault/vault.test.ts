import { describe, expect, test } from 'vitest'
import { Unsealable } from '../../../../src/app/client/ports'
import { makeDataKey, makeSignKey } from '../../../../src/app/client/vault/deviceKeys'
import { createWebCryptoVault } from '../../../../src/app/client/vault/webCryptoVault'
import { base64UrlEncode } from '../../../../src/sync/base64url'
import { bundleHeader } from '../../../../src/sync/up'
import { openBundle } from '../../../../src/server/auth/openBundle'
import { makeKeyRecord, makeTenantKeys } from '../../../support/deviceKeys'

const { record, tenantPrivateKey } = await makeKeyRecord()
const vault = await createWebCryptoVault(record)
const plain = '罗家湾三组，水渠堵塞\n第二行 \uFEFF👍'

describe('sealing on the device', () => {
  test('what was sealed opens again, with every character', async () => {
    for (const text of [plain, '', '\uFEFF', '民'.repeat(100_000)]) {
      expect(await vault.open(await vault.seal(text, 'command|1'), 'command|1')).toBe(text)
    }
  })

  test('the format is version 1, 12 bytes of nonce, ciphertext and tag, with nothing of the text in it', async () => {
    const sealed = await vault.seal('abcdefghijklmnop', 'draft|1')
    expect(sealed[0]).toBe(1)
    expect(sealed.length).toBe(1 + 12 + 16 + 16)
    expect(Buffer.from(sealed).includes('abcdefgh')).toBe(false)
  })

  test('10,000 seals use 10,000 nonces', async () => {
    const nonces = new Set<string>()
    for (let count = 0; count < 10_000; count++) {
      nonces.add(Buffer.from((await vault.seal('', 'x')).subarray(1, 13)).toString('hex'))
    }
    expect(nonces.size).toBe(10_000)
  })

  test('bytes moved to another place do not open', async () => {
    const sealed = await vault.seal(plain, 'delta|area:1|issue:a')
    await expect(vault.open(sealed, 'delta|area:1|issue:b')).rejects.toThrow(Unsealable)
    await expect(vault.open(sealed, '')).rejects.toThrow(Unsealable)
  })

  test('a flipped bit at any place is refused', async () => {
    const sealed = await vault.seal('short', 'x')
    for (let index = 0; index < sealed.length; index++) {
      const changed = sealed.slice()
      changed[index] = changed[index]! ^ 0x40
      await expect(vault.open(changed, 'x')).rejects.toThrow(Unsealable)
    }
  })

  test('cut, emptied and extended bytes are refused', async () => {
    const sealed = await vault.seal('short', 'x')
    for (let length = 0; length < sealed.length; length++) {
      await expect(vault.open(sealed.subarray(0, length), 'x')).rejects.toThrow(Unsealable)
    }
    await expect(vault.open(new Uint8Array([...sealed, 0]), 'x')).rejects.toThrow(Unsealable)
  })

  test("another device's bytes do not open", async () => {
    const other = await createWebCryptoVault((await makeKeyRecord()).record)
    await expect(vault.open(await other.seal(plain, 'x'), 'x')).rejects.toThrow(Unsealable)
  })

  test('a part of a larger buffer opens as well', async () => {
    const sealed = await vault.seal(plain, 'x')
    const inside = new Uint8Array(sealed.length + 20)
    inside.set(sealed, 7)
    expect(await vault.open(inside.subarray(7, 7 + sealed.length), 'x')).toBe(plain)
  })
})

describe('keys of the device', () => {
  test('the data key and the private half can not be exported', async () => {
    const dataKey = await makeDataKey()
    const signKey = await makeSignKey()
    expect([dataKey.extractable, signKey.privateKey.extractable]).toEqual([false, false])
    for (const format of ['raw', 'jwk'] as const) {
      await expect(crypto.subtle.exportKey(format, dataKey)).rejects.toThrow()
    }
    for (const format of ['pkcs8', 'jwk'] as const) {
      await expect(crypto.subtle.exportKey(format, signKey.privateKey)).rejects.toThrow()
    }
  })
})

describe('sealing for the tenant', () => {
  test('the server opens it, this device can not', async () => {
    const header = {
      tenantId: record.tenantId,
      deviceId: record.deviceId,
      commandId: 'c',
      seq: 1,
      keyId: vault.tenantKeyId,
    }
    const { sealed, signature } = await vault.sealForTenant(plain, bundleHeader(header))
    const bundle = { ...header, sealed: base64UrlEncode(sealed), signature: base64UrlEncode(signature) }
    expect(openBundle({ bundle, privateKey: tenantPrivateKey })).toBe(plain)
    expect(vault.tenantKeyId).toBe('seal-1')
    await expect(vault.open(sealed, bundleHeader(header))).rejects.toThrow(Unsealable)
  })

  test('a tenant key that is no point on the curve is refused when the vault is made', async () => {
    const keys = makeTenantKeys()
    keys.sealing.publicKey.y = keys.sealing.publicKey.x
    await expect(createWebCryptoVault((await makeKeyRecord(keys)).record)).rejects.toThrow()
  })
})

test('sha256Hex is the hash as the server writes it in receipts', async () => {
  expect(await vault.sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
