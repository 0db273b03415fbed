import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { argon2Checker } from '../../../../src/server/auth/passwords'
import { createSetUpTokens, type SetUpTokens } from '../../../../src/server/keyring/setUpToken'
import type { SyncResponse } from '../../../../src/sync/down'
import { makeDevice } from './makeDevice'
import { makeEdge, problemOf, startMs, syncRequest, type Edge } from './makeEdge'

let folder: string
let edge: Edge
let tokens: SetUpTokens
let token: string
const clock = { at: startMs, now: () => clock.at }

beforeEach(async () => {
  clock.at = startMs
  folder = mkdtempSync(join(tmpdir(), 'minqing-setup-'))
  mkdirSync(join(folder, 'keys'))
  tokens = createSetUpTokens(folder, clock)
  token = await tokens.issue()
  edge = await makeEdge({ isEmpty: true, setUpTokens: tokens, passwords: argon2Checker })
})
afterEach(() => rmSync(folder, { recursive: true }))

const request = (more: object = {}) => ({
  token,
  tenantId: '990000005',
  tenantName: '第五试验区',
  adminName: '左安然',
  login: ' Admin ',
  password: 'a long enough password',
  ...more,
})
const setUp = (more: object = {}) => edge.post('/api/auth/set-up', request(more))
const signIn = () =>
  edge.post('/api/auth/sign-in', {
    login: 'admin',
    password: request().password,
    deviceKey: makeDevice().publicKey,
    deviceLabel: '',
  })

describe('the set-up link', () => {
  test('makes the zone and its first administrator, who can sign in and pull', async () => {
    const response = await setUp()
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ tenantId: '990000005', login: 'admin' })

    const signedIn = await signIn()
    expect(signedIn.status).toBe(200)
    const session = (await signedIn.json()) as { token: string; roles: string[]; tenantName: string }
    expect(session).toMatchObject({ roles: ['admin'], tenantName: '第五试验区' })
    const pulled = await edge.post('/api/sync', syncRequest(), { token: session.token })
    const { pages } = (await pulled.json()) as SyncResponse
    const lines = pages.flatMap((page) => page.lines.split('\n'))
    expect(lines.some((line) => line.startsWith('area 990000005 '))).toBe(true)
    expect(lines.some((line) => line.startsWith('category cat-other '))).toBe(true)
    expect(lines.join()).not.toContain('演示')
  })

  test('works once', async () => {
    expect((await setUp()).status).toBe(200)
    const again = await setUp({ tenantId: '990000006' })
    expect(again.status).toBe(404)
    expect(await problemOf(again)).toEqual({ code: 'notFound' })
    const fresh = await tokens.issue()
    expect((await setUp({ token: fresh })).status).toBe(404)
    expect(await edge.store.tenants()).toHaveLength(1)
  })

  test('two at the same moment make one administrator', async () => {
    const answers = await Promise.all([setUp(), setUp({ login: 'second' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
    expect(await edge.store.read('990000005', (tx) => tx.countRows('person'))).toBe(1)
  })

  test('lives a day', async () => {
    clock.at += 24 * 3_600_000 + 1
    expect((await setUp()).status).toBe(404)
  })

  test('a wrong one is notFound, and too many wrong ones have to wait', async () => {
    for (let round = 0; round < 6; round++) expect((await setUp({ token: 'guess' })).status).toBe(404)
    expect((await setUp({ token: 'guess' })).status).toBe(429)
    expect(await edge.store.tenants()).toEqual([])
  })

  test('a newer link voids the older one', async () => {
    const newer = await tokens.issue()
    expect((await setUp()).status).toBe(404)
    expect((await setUp({ token: newer })).status).toBe(200)
  })

  test('asks for a password of eight characters or more', async () => {
    expect(await problemOf(await setUp({ password: '7 chars' }))).toEqual({
      code: 'malformed',
      path: 'password',
    })
    expect((await setUp()).status).toBe(200)
  })

  test('is kept as a hash, readable by nobody else', async () => {
    const [name = ''] = readdirSync(join(folder, 'keys'))
    expect(statSync(join(folder, 'keys', name)).mode & 0o777).toBe(0o600)
  })
})

test('a server without links has nothing to set up', async () => {
  edge = await makeEdge({ isEmpty: true })
  expect((await setUp()).status).toBe(404)
})
