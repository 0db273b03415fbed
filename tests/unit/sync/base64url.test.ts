import { describe, expect, test } from 'vitest'
import { base64UrlDecode, base64UrlEncode } from '../../../src/sync/base64url'

describe('base64url', () => {
  test('writes what Node writes, and reads it back, for every length and byte', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 151 + length * 37) & 255)
      const text = base64UrlEncode(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(base64UrlDecode(text)).toEqual(bytes)
    }
  })

  test.each(['A', 'AAAAA', 'AA=', 'AA==', 'AB', 'AAB', 'A A', 'AA\n', 'AA+A', 'AA/A', 'AA民A', '%'])(
    'refuses %j, which it never writes',
    (text) => {
      expect(base64UrlDecode(text)).toBeUndefined()
    },
  )
})
