/** Wrong headers, tokens, paths and methods. */
import type { ProblemCode } from '../../src/sync/problems'
import { syncRequest } from '../unit/server/http/makeEdge'
import { bearer, messages, post, type Kind } from './badRequestShape'

export const wrongHeaders: Kind = (random, world) => {
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

export const notSignedIn: Kind = (random, world) => {
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

export const wrongPath: Kind = (random, world) => {
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

export const wrongMethod: Kind = (random, world) => {
  const { path } = random.pick(messages(random, world))
  const method = random.pick(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PURGE'])
  return {
    how: `${method} ${path}`,
    path,
    init: { method, headers: bearer(world.phones.cadre1) },
    expected: { as: 'problem', codes: ['methodNotAllowed'] },
  }
}

export const junkHeaders: Kind = (random) => {
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
