/**
 * Seeded generator of bad requests, built from the messages and commands themselves. Each says what must come of it,
 * so that a refusal with the wrong reason is found as well as a crash.
 */
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import type { RejectionCode } from '../../src/domain/command/rejection'
import type { Random } from '../../src/server/seed/random'
import type { ProblemCode } from '../../src/sync/problems'
import { maxPackedBytes, maxRequestBytes } from '../../src/sync/up'
import { makeBundle, makeDevice, makeTokenRequest } from '../unit/server/http/makeDevice'
import {
  password,
  startMs,
  syncRequest,
  tenantId,
  type Login,
  type SignedIn,
} from '../unit/server/http/makeEdge'
import { replaceAt, spoilers, valuesOf, type Json } from './spoilArgs'
import { makeTemplates, serverOnly, type Template } from './templates'

/** What the run has to offer: who is signed in, and a command that was taken before. */
export interface World {
  phones: Record<Exclude<Login, 'gone1'>, SignedIn>
  taken: { id: string; seq: number }
  challenge: () => string
}

export interface BadRequest {
  kind: string
  /** For a person who reads a failure. */
  how: string
  path: string
  init: { method: string; headers: Record<string, string>; body?: string | Uint8Array }
  expected: Expected
}

export type Expected =
  /** Refused as a whole, with one of these. */
  | { as: 'problem'; codes: readonly ProblemCode[] }
  /** Taken, and the one envelope in it refused with one of these. */
  | { as: 'rejected'; codes: readonly RejectionCode[] }
  | { as: 'result'; results: readonly string[] }
  /** Delivered, and refused with one of these. */
  | { as: 'refusedBundle'; codes: readonly string[] }
  /** Harmless: whatever it is, it must be well-formed and change nothing. */
  | { as: 'anything' }

type Kind = (random: Random, world: World) => Omit<BadRequest, 'kind'>

const json = { 'Content-Type': 'application/json' }
const bearer = ({ token }: SignedIn) => ({ Authorization: `Bearer ${token}` })
const malformed: Expected = { as: 'problem', codes: ['malformed'] }

const newIdFrom = (random: Random) => () => random.uuidAt(startMs + random.int(0, 1_000_000))

function envelopeOf(random: Random, { request }: Template, more: object = {}) {
  const seq = random.int(1, 1_000_000)
  const id = newIdFrom(random)()
  const { name, args } = request
  return {
    id,
    seq,
    name,
    version: 1,
    args: args as Json,
    occurredAt: startMs,
    clockOffsetMs: 0,
    base: {},
    after: [],
    ...more,
  }
}

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  return { path, init: { method: 'POST', headers: { ...json, ...headers }, body: text } }
}

function pushOf(world: World, login: Login, envelope: unknown) {
  const phone = world.phones[login as 'cadre1']
  return post('/api/sync', { ...syncRequest(), pushOnly: true, envelopes: [envelope] }, bearer(phone))
}

/** A device clock that is years off is no reason to refuse anything: it rides along with every fault. */
const clocks = [0, startMs, -8.64e15, 8.64e15, startMs - 315_360_000_000, startMs + 315_360_000_000]

const spoiledArgs: Kind = (random, world) => {
  for (;;) {
    const template = random.pick(makeTemplates(newIdFrom(random)))
    const name = random.pick(Object.keys(spoilers))
    const spoiled = spoilers[name]?.(template, template.request.args, random, newIdFrom(random))
    if (!spoiled) continue
    const clock = {
      occurredAt: random.pick(clocks),
      clockOffsetMs: random.pick([null, 0, -8.64e15, 8.64e15]),
    }
    const envelope = envelopeOf(random, template, { args: spoiled.args, ...clock })
    const how = `${template.request.name}: ${spoiled.how}`
    return {
      how,
      ...pushOf(world, template.login, envelope),
      expected: { as: 'rejected', codes: spoiled.codes },
    }
  }
}

const wrongCommand: Kind = (random, world) => {
  const template = random.pick(makeTemplates(newIdFrom(random)))
  const more = random.pick([
    { name: 'visit.destroy' },
    { name: 'constructor' },
    { name: '__proto__' },
    { name: 'toString' },
    { name: `${template.request.name}@1` },
    { name: template.request.name.toUpperCase() },
    { version: 0 },
    { version: 2 },
    { version: 999_999 },
  ])
  const expected: Expected = { as: 'rejected', codes: ['unknownCommand'] }
  return {
    how: JSON.stringify(more),
    ...pushOf(world, template.login, envelopeOf(random, template, more)),
    expected,
  }
}

const wrongPerson: Kind = (random, world) => {
  const template = random.pick(makeTemplates(newIdFrom(random)).filter(({ login }) => login !== 'office1'))
  const request = random.chance(0.1) ? { ...template.request, name: serverOnly } : template.request
  const args =
    request.name === serverOnly
      ? { campaigns: [], categories: [], units: [], areas: [], people: [] }
      : request.args
  const envelope = { ...envelopeOf(random, template), name: request.name, args }
  const how = `${request.name} by cadre2`
  return { how, ...pushOf(world, 'cadre2', envelope), expected: { as: 'rejected', codes: ['notPermitted'] } }
}

const sameIdOtherContent: Kind = (random, world) => {
  const template = random.pick(makeTemplates(newIdFrom(random)))
  const envelope = envelopeOf(random, template, world.taken)
  const how = `${template.request.name} under the id of another command`
  return {
    how,
    ...pushOf(world, 'cadre1', envelope),
    expected: { as: 'result', results: ['payloadConflict'] },
  }
}

const waitsForNothing: Kind = (random, world) => {
  const template = random.pick(makeTemplates(newIdFrom(random)))
  const envelope = envelopeOf(random, template, { after: [newIdFrom(random)()] })
  const how = `${template.request.name} after a command nobody has seen`
  return { how, ...pushOf(world, template.login, envelope), expected: { as: 'result', results: ['held'] } }
}

/** Whole messages of every endpoint, good but for one place. */
function messages(
  random: Random,
  world: World,
): { path: string; headers: Record<string, string>; body: Json; free: readonly string[] }[] {
  const { cadre1 } = world.phones
  const template = random.pick(makeTemplates(newIdFrom(random)))
  const bundle = makeBundle(cadre1, { commandId: newIdFrom(random)(), seq: 1, plain: '{}' })
  const full = {
    ...syncRequest({ epoch: 'a', holds: [{ scope: 'tenant', cursor: null }], ask: [newIdFrom(random)()] }),
    maxRows: 10,
    pushOnly: true,
  }
  return [
    {
      path: '/api/sync',
      headers: bearer(cadre1),
      body: {
        ...full,
        envelopes: [envelopeOf(random, template, { base: { 'visit:1': 3 }, after: [newIdFrom(random)()] })],
      },
      free: ['envelopes.0.args', 'maxRows', 'pushOnly'],
    },
    { path: '/api/blocks', headers: bearer(cadre1), body: { blocks: ['a'] }, free: [] },
    { path: '/api/deliver', headers: {}, body: { bundles: [bundle] }, free: [] },
    {
      path: '/api/auth/sign-in',
      headers: {},
      body: { login: 'cadre1', password, deviceKey: { ...makeDevice().publicKey }, deviceLabel: 'x' },
      free: [],
    },
    {
      path: '/api/auth/token',
      headers: {},
      body: { ...makeTokenRequest(cadre1, world.challenge()) },
      free: [],
    },
    {
      path: '/api/auth/set-up',
      headers: {},
      body: { token: 'x', tenantId, tenantName: 'x', adminName: 'x', login: 'x', password: 'xxxxxxxx' },
      free: [],
    },
  ]
}

const spoiledMessage: Kind = (random, world) => {
  const { path, headers, body, free } = random.pick(messages(random, world))
  const places = valuesOf(body).filter((place) => !free.some((name) => place.path.join('.').startsWith(name)))
  const chosen = random.pick(places)
  const where = chosen.path.join('.')
  const wrong: Json = Array.isArray(chosen.value)
    ? 'x'
    : typeof chosen.value === 'object' && chosen.value !== null
      ? 7
      : { x: [1] }
  const isKey = typeof chosen.path.at(-1) === 'string' && !where.startsWith('envelopes.0.base.')
  const spoiled =
    isKey && random.chance(0.4)
      ? replaceAt(body, chosen.path, undefined)
      : replaceAt(body, chosen.path, wrong)
  return {
    how: `${path}: wrong or missing at "${where}"`,
    ...post(path, spoiled, headers),
    expected: malformed,
  }
}

const outOfRange: Kind = (random, world) => {
  const { cadre1 } = world.phones
  const id = newIdFrom(random)
  const envelope = () => envelopeOf(random, random.pick(makeTemplates(id)))
  const [how, body] = random.pick<[string, object]>([
    ['201 envelopes', { envelopes: Array.from({ length: 201 }, envelope) }],
    ['no protocol 0', { protocol: 0 }],
    ['a time beyond dates', { clockMs: 9e15 }],
    ['a time with fractions', { clockMs: 0.5 }],
    ['no rows at all', { maxRows: 0 }],
    ['too many rows', { maxRows: 20_001 }],
    [
      '5,000 scopes held',
      { holds: Array.from({ length: 5_000 }, () => ({ scope: 'tenant', cursor: null })) },
    ],
    [
      'one id asked twice',
      { ask: ['018f6d2e-0000-7000-8000-000000000000', '018f6d2e-0000-7000-8000-000000000000'] },
    ],
    ['ids of another make', { ask: ['8c2f0d0e-1111-4000-8000-000000000000'] }],
    [
      'a base of 300 rows',
      {
        envelopes: [
          {
            ...envelope(),
            base: Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`visit:${index}`, 1])),
          },
        ],
      },
    ],
    ['a negative base', { envelopes: [{ ...envelope(), base: { 'visit:1': -1 } }] }],
    ['sequence 0', { envelopes: [{ ...envelope(), seq: 0 }] }],
    ['a name too long', { envelopes: [{ ...envelope(), name: 'x'.repeat(61) }] }],
    ['a scope with NUL', { holds: [{ scope: 'a\u0000', cursor: null }] }],
    ['a lone surrogate as epoch', { epoch: '\ud800' }],
    ['a cursor too long', { holds: [{ scope: 'tenant', cursor: 'x'.repeat(500) }] }],
  ])
  return { how, ...post('/api/sync', { ...syncRequest(), ...body }, bearer(cadre1)), expected: malformed }
}

/** Nothing wrong with the form; only what it claims is false. */
const falseClaims: Kind = (random, world) => {
  const { cadre1, cadre2 } = world.phones
  const cursors = [
    'c1.x.5',
    'x',
    'c1..',
    `c1.${Buffer.from(`${'a'.repeat(32)}\ntenant\n${cadre2.deviceId}`).toString('base64url')}.1`,
    'c1.AAAA.99999999999999999999',
    '🂡',
  ]
  const scopes = [
    'tenant',
    'office',
    'area:990000001002',
    'care:990000001001',
    `user:${cadre2.personId}`,
    '__proto__',
    "x' or 1=1 --",
    '%',
  ]
  const holds = Array.from({ length: random.int(1, 8) }, () => ({
    scope: random.pick(scopes),
    cursor: random.pick([null, ...cursors]),
  }))
  const body = {
    ...syncRequest({ holds, clockMs: random.pick(clocks), epoch: random.pick([null, 'x', 'a'.repeat(32)]) }),
    protocol: random.pick([1, 2, 1_000_000]),
    maxRows: random.pick([1, 7, 20_000]),
    ask: [world.taken.id, newIdFrom(random)()],
  }
  return {
    how: JSON.stringify(holds),
    ...post('/api/sync', body, bearer(cadre1)),
    expected: { as: 'anything' },
  }
}

const brokenJson: Kind = (random, world) => {
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

const flippedBytes: Kind = (random, world) => {
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

const wrongPacking: Kind = (random, world) => {
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

const wrongHeaders: Kind = (random, world) => {
  const { path, headers, body } = random.pick(messages(random, world))
  const [how, more, codes] = random.pick<[string, Record<string, string>, readonly ProblemCode[]]>([
    [
      'no JSON by its type',
      {
        'Content-Type': random.pick([
          'text/plain',
          'application/xml',
          'multipart/form-data; boundary=x',
          'application/json; charset=gbk',
          '*/*',
          'json',
          ';',
        ]),
      },
      ['wrongContentType'],
    ],
    ['another site', { Origin: 'https://elsewhere.example' }, ['foreignOrigin']],
    ['another site by its fetch', { 'Sec-Fetch-Site': 'cross-site' }, ['foreignOrigin']],
    ['a length too large', { 'Content-Length': '99999999999' }, ['tooLarge']],
  ])
  // Who is not signed in is told so first.
  return {
    how: `${path}: ${how}`,
    ...post(path, body, { ...headers, ...more }),
    expected: { as: 'problem', codes },
  }
}

const notSignedIn: Kind = (random, world) => {
  const { token } = world.phones.cadre1
  const [header = '', payload = '', signature = ''] = token.split('.')
  const authorization = random.pick([
    '',
    'Bearer',
    'Bearer ',
    `Basic ${Buffer.from('cadre1:x').toString('base64')}`,
    `bearer ${token}`,
    `Bearer ${token} x`,
    `Bearer ${header}.${payload}.`,
    `Bearer ${header}.${payload}.${[...signature].reverse().join('')}`,
    `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
    `Bearer ${'a'.repeat(random.int(1, 5_000))}`,
    `Bearer ..`,
    `Bearer \u00e9\u00e9`,
  ])
  const path = random.pick(['/api/sync', '/api/blocks'])
  return {
    how: `${path}: ${authorization.slice(0, 40)}`,
    ...post(path, syncRequest(), { Authorization: authorization }),
    expected: { as: 'problem', codes: ['notSignedIn'] },
  }
}

const wrongPath: Kind = (random, world) => {
  const path = random.pick([
    '/api',
    '/api/',
    '/api/sync/',
    '/api/sync/../../etc/passwd',
    '/api/%2e%2e/%2e%2e/etc/passwd',
    '/api/auth',
    '/api/auth/sign-in/x',
    '/api/constructor',
    '/api/__proto__',
    '/public/notices/%00',
    '/public/../../data/keys/ring.json',
    '/..%2f..%2fdata/keys/ring.json',
    '/assets/..%5c..%5cpackage.json',
    '/.git/config',
    '/.env',
    '/minqing.sqlite',
    '/%zz%',
    `/${'a'.repeat(1_500)}`,
    '/api/sync%00',
    '/src/server/main.ts',
  ])
  const method = random.pick(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND', 'M-SEARCH'])
  const headers = random.chance(0.5) ? bearer(world.phones.cadre1) : {}
  return {
    how: `${method} ${path}`,
    path,
    init: { method, headers },
    expected: { as: 'problem', codes: ['notFound', 'methodNotAllowed'] },
  }
}

const wrongMethod: Kind = (random, world) => {
  const { path } = random.pick(messages(random, world))
  const method = random.pick(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PURGE'])
  return {
    how: `${method} ${path}`,
    path,
    init: { method, headers: bearer(world.phones.cadre1) },
    expected: { as: 'problem', codes: ['methodNotAllowed'] },
  }
}

const junkHeaders: Kind = (random) => {
  const junk = () =>
    String.fromCharCode(...Array.from({ length: random.int(1, 300) }, () => random.int(0x21, 0x7e)))
  const names = [
    'Accept',
    'Accept-Encoding',
    'If-None-Match',
    'X-Forwarded-For',
    'X-Forwarded-Proto',
    'X-Forwarded-Host',
    'Host',
    'Cookie',
    'Range',
    'Expect',
    'TE',
    'X-HTTP-Method-Override',
    'Forwarded',
    'Accept-Language',
  ]
  const headers = Object.fromEntries(
    Array.from({ length: random.int(1, 6) }, () => [random.pick(names), junk()]),
  )
  const path = random.pick(['/api/health', '/', '/api/sync'])
  return {
    how: JSON.stringify(headers).slice(0, 100),
    path,
    init: { method: path === '/api/sync' ? 'POST' : 'GET', headers },
    expected: { as: 'anything' },
  }
}

const badBundle: Kind = (random, world) => {
  const { cadre1 } = world.phones
  const id = newIdFrom(random)
  const template = random.pick(makeTemplates(id))
  const envelope = envelopeOf(random, template)
  const plain = JSON.stringify(envelope)
  const seal = (content: object = {}, override: object = {}) =>
    makeBundle(cadre1, { commandId: envelope.id, seq: envelope.seq, plain, ...content }, override)
  const bent = Buffer.from(seal().sealed, 'base64url')
  bent[random.int(0, bent.length - 1)]! ^= 1 << random.int(0, 7)
  const [how, bundle, codes] = random.pick<[string, object, readonly string[]]>([
    [
      'of an unknown device',
      makeBundle({ ...cadre1, deviceId: id() }, { commandId: envelope.id, seq: envelope.seq, plain }),
      ['unknownDevice'],
    ],
    [
      'of another zone',
      makeBundle({ ...cadre1, tenantId: '990000009' }, { commandId: envelope.id, seq: envelope.seq, plain }),
      ['unknownDevice'],
    ],
    [
      'signed by another key',
      makeBundle({ ...cadre1, device: makeDevice() }, { commandId: envelope.id, seq: envelope.seq, plain }),
      ['badSignature'],
    ],
    ['changed on the way', { ...seal(), sealed: bent.toString('base64url') }, ['badSignature']],
    ['of another number', { ...seal(), seq: envelope.seq + 1 }, ['badSignature']],
    ['under another name', seal({ commandId: id() }), ['malformed']],
    ['sealed to nobody', seal({}, { keyId: 'seal-x' }), ['undecryptable']],
    ['no base64', { ...seal(), sealed: '%%%' }, ['malformed']],
    ['no signature', { ...seal(), signature: 'AAAA' }, ['badSignature']],
    [
      'no command',
      seal({ plain: random.pick(['', 'x', '{}', '[]', 'null', '{"id":1}', plain.slice(0, -1)]) }),
      ['malformed'],
    ],
    [
      'a command too deep',
      seal({ plain: plain.replace('"args":{', `"args":{"x":${'['.repeat(20_000)}${']'.repeat(20_000)},`) }),
      ['malformed'],
    ],
    [
      'a command with a prototype',
      seal({ plain: plain.replace('"args":{', '"args":{"__proto__":{},') }),
      ['malformed'],
    ],
  ])
  return { how, ...post('/api/deliver', { bundles: [bundle] }), expected: { as: 'refusedBundle', codes } }
}

/** Each kind of fault with its share. */
const kinds: readonly (readonly [name: string, share: number, kind: Kind])[] = [
  ['spoiledArgs', 40, spoiledArgs],
  ['wrongCommand', 4, wrongCommand],
  ['wrongPerson', 4, wrongPerson],
  ['sameIdOtherContent', 2, sameIdOtherContent],
  ['waitsForNothing', 2, waitsForNothing],
  ['spoiledMessage', 14, spoiledMessage],
  ['outOfRange', 4, outOfRange],
  ['falseClaims', 3, falseClaims],
  ['brokenJson', 8, brokenJson],
  ['flippedBytes', 3, flippedBytes],
  ['wrongPacking', 4, wrongPacking],
  ['wrongHeaders', 3, wrongHeaders],
  ['notSignedIn', 3, notSignedIn],
  ['wrongPath', 3, wrongPath],
  ['wrongMethod', 2, wrongMethod],
  ['junkHeaders', 1, junkHeaders],
  ['badBundle', 4, badBundle],
]

export const kindNames = kinds.map(([name]) => name)

export function makeBadRequest(random: Random, world: World): BadRequest {
  const index = random.weighted(kinds.map(([, share], position) => [position, share] as const))
  const [kind, , make] = kinds[index] as (typeof kinds)[number]
  return { kind, ...make(random, world) }
}
