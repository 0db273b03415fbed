/** What a bad request is, what must come of it, and what all of them are made from. */
import type { RejectionCode } from '../../src/domain/command/rejection'
import type { Random } from '../../src/server/seed/random'
import type { ProblemCode } from '../../src/sync/problems'
import { makeBundle, makeDevice, makeTokenRequest } from '../unit/server/http/makeDevice'
import {
  password,
  startMs,
  syncRequest,
  tenantId,
  type Login,
  type SignedIn,
} from '../unit/server/http/makeEdge'
import type { Json } from './spoilArgs'
import { makeTemplates } from './templates'
import type { Template } from './templates/template'

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

export type Kind = (random: Random, world: World) => Omit<BadRequest, 'kind'>

const json = { 'Content-Type': 'application/json' }
export const bearer = ({ token }: SignedIn) => ({ Authorization: `Bearer ${token}` })
export const malformed: Expected = { as: 'problem', codes: ['malformed'] }

export const newIdFrom = (random: Random) => () => random.uuidAt(startMs + random.int(0, 1_000_000))

export function envelopeOf(random: Random, { request }: Template, more: object = {}) {
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

export function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  return { path, init: { method: 'POST', headers: { ...json, ...headers }, body: text } }
}

export function pushOf(world: World, login: Login, envelope: unknown) {
  const phone = world.phones[login as 'cadre1']
  return post('/api/sync', { ...syncRequest(), pushOnly: true, envelopes: [envelope] }, bearer(phone))
}

/** A device clock that is years off is no reason to refuse anything: it rides along with every fault. */
export const clocks = [0, startMs, -8.64e15, 8.64e15, startMs - 315_360_000_000, startMs + 315_360_000_000]

/** Whole messages of every endpoint, good but for one place. */
export function messages(
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
    {
      path: '/api/accounts',
      headers: bearer(cadre1),
      body: { personId: cadre1.personId, login: 'cadre1' },
      free: [],
    },
    { path: '/api/accounts/look', headers: bearer(cadre1), body: { personId: cadre1.personId }, free: [] },
    { path: '/api/devices/look', headers: bearer(cadre1), body: { personId: cadre1.personId }, free: [] },
    { path: '/api/devices/revoke', headers: bearer(cadre1), body: { deviceId: cadre1.deviceId }, free: [] },
    {
      path: '/api/auth/first-password',
      headers: {},
      body: { login: 'cadre1', code: 'AAAA-AAAA-AAAA', password: 'xxxxxxxx' },
      free: [],
    },
  ]
}
