/** Bodies that are no JSON, or not packed as they say. */
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import type { ProblemCode } from '../../src/sync/problems'
import { maxPackedBytes, maxRequestBytes } from '../../src/sync/up'
import { malformed, messages, post, type Expected, type Kind } from './badRequestShape'

export const brokenJson: Kind = (random, world) => {
  const { path, headers, body } = random.pick(messages(random, world))
  const text = JSON.stringify(body)
  const bytes = Buffer.from(text)
  const cut = random.int(0, bytes.length - 1)
  const [how, broken] = random.pick<[string, string | Uint8Array]>([
    ['cut off', bytes.subarray(0, cut)],
    ['a stray quote', `${text.slice(0, cut)}"${text.slice(cut)}`.replace(/^"(.*)$/s, '$1"')],
    ['twice', text + text],
    ['a trailing comma', text.replace(/}$/, ',}')],
    ['single quotes', text.replaceAll('"', "'")],
    [
      'no JSON value',
      random.pick([
        'NaN',
        'undefined',
        'Infinity',
        '-',
        '0x10',
        '{a:1}',
        '\u0000',
        '<xml/>',
        'a=b&c=d',
        '//',
        '[1,]',
      ]),
    ],
    [
      'no UTF-8',
      Buffer.concat([
        bytes.subarray(0, 1),
        Buffer.of(0x22, 0xff, 0xc0, 0x22, 0x3a, 0x31, 0x2c),
        bytes.subarray(1),
      ]),
    ],
    ['a prototype', text.replace('{', '{"__proto__":{"isAdmin":true},')],
    ['a prototype deep inside', text.replace(/{(?=[^{]*$)/, '{"__pr\\u006fto__":1,')],
    ['too deep', text.replace('{', `{"x":${'['.repeat(70)}${']'.repeat(70)},`)],
    ['far too deep', '[{"a":'.repeat(random.int(1_000, 50_000))],
    ['another value', random.pick(['null', '[]', '""', '5', 'true', '[{}]', '{}'])],
  ])
  // A quote may close and open again by chance; whatever it then is, it must not break anything.
  const expected: Expected = how === 'a stray quote' ? { as: 'anything' } : malformed
  return { how: `${path}: ${how}`, ...post(path, broken, headers), expected }
}

export const flippedBytes: Kind = (random, world) => {
  const { path, headers, body } = random.pick(messages(random, world))
  const bytes = Buffer.from(JSON.stringify(body))
  for (let flips = random.int(1, 4); flips > 0; flips--)
    bytes[random.int(0, bytes.length - 1)] = random.int(0, 255)
  return { how: `${path}: flipped bytes`, ...post(path, bytes, headers), expected: { as: 'anything' } }
}

const bombs = new Map<string, Uint8Array>()
function bombOf(encoding: 'gzip' | 'br'): Uint8Array {
  const made = bombs.get(encoding)
  if (made) return made
  const zeros = Buffer.alloc(64 * 1024 * 1024, 0x20)
  const bomb =
    encoding === 'gzip'
      ? gzipSync(zeros, { level: 1 })
      : brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
  bombs.set(encoding, bomb)
  return bomb
}

export const wrongPacking: Kind = (random, world) => {
  const { path, headers, body } = random.pick(messages(random, world))
  const bytes = Buffer.from(JSON.stringify(body))
  const gz = gzipSync(bytes)
  const flipped = Buffer.from(gz)
  flipped[random.int(10, flipped.length - 1)] = random.int(0, 255)
  const [how, packed, encoding, codes] = random.pick<[string, Uint8Array, string, readonly ProblemCode[]]>([
    ['cut off', gz.subarray(0, random.int(0, gz.length - 1)), 'gzip', ['badEncoding']],
    ['gzip that is deflate', deflateSync(bytes), 'gzip', ['badEncoding']],
    ['deflate that is gzip', gz, 'deflate', ['badEncoding']],
    ['brotli that is gzip', gz, 'br', ['badEncoding', 'malformed']],
    ['gzip that is plain', bytes, 'gzip', ['badEncoding']],
    ['plain that is gzip', gz, 'identity', ['malformed']],
    ['packed twice', gzipSync(gz), 'gzip', ['malformed']],
    [
      'a packing nobody knows',
      bytes,
      random.pick(['zstd', 'compress', 'gzip,gzip', 'x', '*']),
      ['wrongContentType'],
    ],
    ['a bomb', bombOf('gzip'), 'gzip', ['tooLarge']],
    ['a brotli bomb', bombOf('br'), 'br', ['tooLarge']],
    ['too large', Buffer.alloc(maxPackedBytes + random.int(1, 5_000), 0x20), 'identity', ['tooLarge']],
    [
      'too large unpacked',
      gzipSync(Buffer.alloc(maxRequestBytes + 1, 0x20), { level: 1 }),
      'gzip',
      ['tooLarge'],
    ],
    ['a flipped byte', flipped, 'gzip', ['badEncoding', 'malformed', 'tooLarge']],
  ])
  const sent = post(path, packed, { ...headers, 'Content-Encoding': encoding })
  // A byte that does not count (a date in the header) leaves the message whole.
  const expected: Expected = how === 'a flipped byte' ? { as: 'anything' } : { as: 'problem', codes }
  return { how: `${path}: ${how}`, ...sent, expected }
}
