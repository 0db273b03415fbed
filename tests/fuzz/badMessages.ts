/** JSON that is not the message it should be, and messages that claim what is not so. */
import { syncRequest } from '../unit/server/http/makeEdge'
import {
  bearer,
  clocks,
  envelopeOf,
  malformed,
  messages,
  newIdFrom,
  post,
  type Kind,
} from './badRequestShape'
import { replaceAt, valuesOf, type Json } from './spoilArgs'
import { makeTemplates } from './templates'

export const spoiledMessage: Kind = (random, world) => {
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

export const outOfRange: Kind = (random, world) => {
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
export const falseClaims: Kind = (random, world) => {
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
