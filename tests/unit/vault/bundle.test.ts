import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { makeSignKey, exportPublicKey, type SignKey } from '../../../src/app/client/vault/deviceKeys'
import { createTenantSealer, importRecipient, signBundle } from '../../../src/app/client/vault/tenantSeal'
import { readDeviceKey } from '../../../src/server/auth/deviceKey'
import { BundleUnreadable, openBundle, verifyBundleSignature } from '../../../src/server/auth/openBundle'
import { parse } from '../../../src/domain/schema'
import { base64UrlDecode, base64UrlEncode } from '../../../src/sync/base64url'
import { bundleHeader, bundleSchema, type Bundle, type PublicKey } from '../../../src/sync/up'

/** The device's sealing and the server's opening are written apart, on two crypto libraries: here they meet. */

const plain = JSON.stringify({
  name: 'visit.record',
  args: { text: '屋场会：水渠堵了，13 户等着放水。👍\u0000' },
})
const head: Omit<Bundle, 'sealed' | 'signature'> = {
  tenantId: '421303499',
  deviceId: '0199aaaa-0000-7000-8000-000000000001',
  commandId: '0199aaaa-0000-7000-8000-000000000002',
  seq: 57,
  keyId: 'seal-1',
}

const tenant = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const tenantJwk = tenant.publicKey.export({ format: 'jwk' }) as unknown as PublicKey
let seal: ReturnType<typeof createTenantSealer>
let signKey: SignKey
let devicePublicKey: KeyObject
let bundle: Bundle

async function makeBundle(): Promise<Bundle> {
  const header = bundleHeader(head)
  const sealed = await seal(plain, header)
  const signature = await signBundle(signKey.privateKey, header, sealed)
  return { ...head, sealed: base64UrlEncode(sealed), signature: base64UrlEncode(signature) }
}

beforeAll(async () => {
  seal = createTenantSealer(await importRecipient(tenantJwk))
  signKey = await makeSignKey()
  devicePublicKey = readDeviceKey(await exportPublicKey(signKey.publicKey))!.key
  bundle = await makeBundle()
})

const opens = (candidate: Bundle, privateKey = tenant.privateKey): boolean => {
  try {
    openBundle({ bundle: candidate, privateKey })
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(BundleUnreadable)
    return false
  }
}
const verifies = (candidate: Bundle): boolean => verifyBundleSignature({ bundle: candidate, devicePublicKey })

/** The text with one bit of the byte at `index` flipped (negative: from the end). */
function flip(text: string, index: number): string {
  const bytes = base64UrlDecode(text)!
  const at = index < 0 ? bytes.length + index : index
  bytes[at] = bytes[at]! ^ 1
  return base64UrlEncode(bytes)
}

describe('a bundle from the device', () => {
  test('travels by the message schema, opens on the server and bears the signature', () => {
    expect(parse(bundleSchema, bundle).ok).toBe(true)
    expect(openBundle({ bundle, privateKey: tenant.privateKey })).toBe(plain)
    expect(verifies(bundle)).toBe(true)
  })

  test('is never the same twice', async () => {
    const again = await makeBundle()
    const [first, second] = [base64UrlDecode(bundle.sealed)!, base64UrlDecode(again.sealed)!]
    expect(first.subarray(0, 65)).not.toEqual(second.subarray(0, 65))
    expect(first.subarray(65, 77)).not.toEqual(second.subarray(65, 77))
    expect(openBundle({ bundle: again, privateKey: tenant.privateKey })).toBe(plain)
  })

  test('has a key of its own, also where several are sealed at once', async () => {
    const sealed = await Promise.all(Array.from({ length: 8 }, () => seal(plain, bundleHeader(head))))
    const points = sealed.map((bytes) => base64UrlEncode(bytes.subarray(0, 65)))
    expect(new Set(points).size).toBe(8)
    for (const bytes of sealed)
      expect(
        openBundle({ bundle: { ...bundle, sealed: base64UrlEncode(bytes) }, privateKey: tenant.privateKey }),
      ).toBe(plain)
  })

  test('is sealed all the same when the key that was made ahead came to nothing', async () => {
    const making = vi.spyOn(crypto.subtle, 'generateKey').mockRejectedValueOnce(new Error('busy'))
    const sealAnew = createTenantSealer(await importRecipient(tenantJwk))
    await vi.waitFor(() => expect(making).toHaveBeenCalledOnce())
    await Promise.resolve()
    const sealed = await sealAnew(plain, bundleHeader(head))
    making.mockRestore()
    expect(
      openBundle({ bundle: { ...bundle, sealed: base64UrlEncode(sealed) }, privateKey: tenant.privateKey }),
    ).toBe(plain)
  })

  test('an empty and a large text come back too', async () => {
    for (const text of ['', '民'.repeat(60_000)]) {
      const sealed = await seal(text, bundleHeader(head))
      expect(
        openBundle({ bundle: { ...bundle, sealed: base64UrlEncode(sealed) }, privateKey: tenant.privateKey }),
      ).toBe(text)
    }
  })

  test('does not open with another tenant key', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(opens(bundle, other.privateKey)).toBe(false)
  })

  test('does not verify with another device key', async () => {
    const other = readDeviceKey(await exportPublicKey((await makeSignKey()).publicKey))!.key
    expect(verifyBundleSignature({ bundle, devicePublicKey: other })).toBe(false)
  })
})

describe('a bundle that was tampered with', () => {
  test.each<[string, Partial<Bundle>]>([
    ['tenant', { tenantId: '421303500' }],
    ['device', { deviceId: '0199aaaa-0000-7000-8000-000000000009' }],
    ['command', { commandId: '0199aaaa-0000-7000-8000-000000000009' }],
    ['sequence', { seq: 58 }],
    ['key id', { keyId: 'seal-2' }],
  ])('with another %s neither opens nor verifies', (_, change) => {
    const changed = { ...bundle, ...change }
    expect(opens(changed)).toBe(false)
    expect(verifies(changed)).toBe(false)
  })

  test.each<[string, number]>([
    ['ephemeral point, form byte', 0],
    ['ephemeral point, x', 20],
    ['ephemeral point, y', 64],
    ['nonce', 65],
    ['nonce, last byte', 76],
    ['ciphertext', 77],
    ['tag', -1],
  ])('with a flipped bit in its %s neither opens nor verifies', (_, index) => {
    const changed = { ...bundle, sealed: flip(bundle.sealed, index) }
    expect(opens(changed)).toBe(false)
    expect(verifies(changed)).toBe(false)
  })

  test('with another point on the curve in place of its own does not open', async () => {
    const other = base64UrlDecode((await makeBundle()).sealed)!
    const mixed = base64UrlDecode(bundle.sealed)!
    mixed.set(other.subarray(0, 65))
    expect(opens({ ...bundle, sealed: base64UrlEncode(mixed) })).toBe(false)
  })

  test('cut at any length does not open, and never throws anything else', () => {
    const bytes = base64UrlDecode(bundle.sealed)!
    for (let length = 0; length < bytes.length; length++) {
      const changed = { ...bundle, sealed: base64UrlEncode(bytes.subarray(0, length)) }
      if (opens(changed) || verifies(changed)) expect(length).toBe('refused')
    }
  })

  test('with a changed, short, padded or foreign signature does not verify', () => {
    for (const index of [0, 31, 32, 63])
      expect(verifies({ ...bundle, signature: flip(bundle.signature, index) })).toBe(false)
    const tooShort = base64UrlEncode(base64UrlDecode(bundle.signature)!.subarray(1))
    for (const signature of ['', 'A', '!', tooShort, `${bundle.signature}=`, `${bundle.signature}A`]) {
      expect(verifies({ ...bundle, signature })).toBe(false)
    }
  })

  test('a header and body cut at another place do not pass for each other', async () => {
    const header = bundleHeader(head)
    const sealed = base64UrlDecode(bundle.sealed)!
    // Signed without the separator: the same bytes joined differently.
    const joined = new Uint8Array([...new TextEncoder().encode(header), ...sealed])
    const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signKey.privateKey, joined)
    expect(verifies({ ...bundle, signature: base64UrlEncode(new Uint8Array(raw)) })).toBe(false)
  })
})
